using System.Collections.Generic;

namespace Nanowire.Interop.Wire
{
    /// <summary>Whole messages around the borders of the length's three forms (section 5.2).</summary>
    internal static class MessageCases
    {
        private static readonly int[] _sizes = [0, 1, 2, 125, 126, 127, 128, 65535, 65536, 65537];

        internal static IEnumerable<WireCase> All()
        {
            foreach (int size in _sizes)
            {
                yield return new WireCase("text of " + size).Echo(WireFrame.OfText(new string('t', size)));
                yield return new WireCase("binary of " + size).Echo(WireFrame.OfBinary(WireCase.Pattern(size)));
            }

            foreach (int cut in new[] { 1, 7, 997 })
            {
                int size = cut == 1 ? 300 : 65536;
                yield return new WireCase("text of " + size + " in writes of " + cut).CutInto(cut).Echo(WireFrame.OfText(new string('t', size)));
                yield return new WireCase("binary of " + size + " in writes of " + cut).CutInto(cut).Echo(WireFrame.OfBinary(WireCase.Pattern(size)));
            }

            WireCase many = new WireCase("500 messages at once");
            for (int i = 0; i < 500; i++)
            {
                many.Echo(i % 2 == 0 ? WireFrame.OfText("message " + i) : WireFrame.OfBinary(WireCase.Pattern(i * 3)));
            }

            yield return many;
        }
    }
}
