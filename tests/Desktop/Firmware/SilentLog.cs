using System.Collections.Generic;
using System.Linq;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>A log that shows nothing.</summary>
    internal sealed class SilentLog : DeviceLog
    {
        internal IEnumerable<string> Lines => Enumerable.Range(Oldest, Total - Oldest).Select(i => Get(i, out _));

        internal string Text => string.Join("\n", Lines);

        protected override void Show(string line)
        {
        }
    }
}
