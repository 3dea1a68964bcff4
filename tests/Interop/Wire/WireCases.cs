using System.Collections.Generic;
using System.Linq;

namespace Nanowire.Interop.Wire
{
    /// <summary>All cases; each is played with the library in both roles.</summary>
    internal static class WireCases
    {
        internal static List<WireCase> All { get; } =
        [
            .. MessageCases.All(),
            .. HeaderCases.All(),
            .. ControlCases.All(),
            .. FragmentCases.All(),
            .. Utf8Cases.All(),
            .. CloseCases.All(),
            .. LargeCases.All(),
        ];

        internal static IEnumerable<object[]> Names => All.Select(c => new object[] { c.Name });

        internal static WireCase Named(string name)
        {
            return All.Single(c => c.Name == name);
        }
    }
}
