using System;
using System.Collections.Generic;
using System.Linq;

namespace Nanowire.Interop.Wire
{
    /// <summary>Large messages, and many. The work is bounded; no time is asserted.</summary>
    internal static class LargeCases
    {
        private const int Megabyte = 1024 * 1024;

        internal static IEnumerable<WireCase> All()
        {
            byte[] pattern = WireCase.Pattern(16 * Megabyte);
            byte[] text = Repeat(WireCase.Utf8("Grüße, 世界 🌍 and plain words. "), 4 * Megabyte);
            yield return new WireCase("binary of 1 MB").Echo(WireFrame.OfBinary(pattern[..Megabyte]));
            yield return new WireCase("binary of 16 MB").Echo(WireFrame.OfBinary(pattern));
            yield return new WireCase("text of 4 MB").Echo(new WireFrame(WireFrame.Text, text));
            yield return new WireCase("text of 16 MB").Echo(new WireFrame(WireFrame.Text, WireCase.Utf8(new string('t', 16 * Megabyte))));
            yield return new WireCase("text of 4 MB with its last byte missing").Send(new WireFrame(WireFrame.Text, [.. text, 0xF0, 0x9F, 0x8C])).Fails(1007);
            yield return new WireCase("4 MB in fragments of 64").EchoFragments(WireFrame.Binary, WireCase.Split(pattern[..(4 * Megabyte)], 64));
            yield return new WireCase("4 MB of text in fragments of 64").EchoFragments(WireFrame.Text, WireCase.Split(text, 64));
            yield return new WireCase("16 MB in fragments of 4099").EchoFragments(WireFrame.Binary, WireCase.Split(pattern, 4099));
            yield return new WireCase("4 MB in writes of 64").CutInto(64).Echo(WireFrame.OfBinary(pattern[..(4 * Megabyte)]));
            yield return new WireCase("40 MB in one frame").AllowFragments().Echo(WireFrame.OfBinary(WireCase.Pattern(40 * Megabyte)));
            yield return new WireCase("40 MB in fragments of 1 MB").AllowFragments()
                .EchoFragments(WireFrame.Binary, WireCase.Split(WireCase.Pattern(40 * Megabyte), Megabyte));

            WireCase many = new WireCase("5000 messages of 1000");
            for (int i = 0; i < 5000; i++)
            {
                many.Echo(WireFrame.OfBinary(pattern[i..(i + 1000)]));
            }

            yield return many;
        }

        private static byte[] Repeat(byte[] unit, int least)
        {
            return Enumerable.Repeat(unit, (least / unit.Length) + 1).SelectMany(b => b).ToArray();
        }
    }
}
