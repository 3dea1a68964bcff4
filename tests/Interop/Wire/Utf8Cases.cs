using System;
using System.Collections.Generic;

namespace Nanowire.Interop.Wire
{
    /// <summary>Text must be UTF-8 (sections 5.6 and 8.1), wherever it is cut.</summary>
    internal static class Utf8Cases
    {
        /// <summary>First and last code points of each length, neighbors of the surrogates, and "non-characters", which are valid.</summary>
        private static readonly string[] _valid =
        [
            "00", "7F", "C280", "DFBF", "E0A080", "EFBFBF", "EFBFBE", "EFBFBD", "ED9FBF", "EE8080", "F0908080", "F48FBFBF", "F09FBFBE",
            "CEBAE1BDB9CF83CEBCCEB5", "EFBBBF41",
        ];

        private static readonly string[] _invalid =
        [
            "80", "BF", "80BF80", "C0", "C0AF", "C1BF", "E080AF", "E09FBF", "F08080AF", "F08FBFBF", "EDA080", "EDBFBF", "EDA080EDB080",
            "F4908080", "F5808080", "F8888080", "FC8480808080", "FE", "FF", "C328", "E28228", "F0288CBC", "F09F2880", "41C2", "41E282", "41F09F98",
            "C2", "E0A0", "F09080", "E2C280", "CEBAE1BDB9CF83CEBCCEB5EDA080656469746564",
        ];

        internal static IEnumerable<WireCase> All()
        {
            foreach (string hex in _valid)
            {
                byte[] text = Convert.FromHexString(hex);
                yield return new WireCase("valid UTF-8 " + hex).Echo(new WireFrame(WireFrame.Text, text));
                yield return new WireCase("valid UTF-8 " + hex + " in fragments of one").EchoFragments(WireFrame.Text, WireCase.Split(text, 1));
                yield return new WireCase("valid UTF-8 " + hex + " in single bytes").CutInto(1).EchoFragments(WireFrame.Text, WireCase.Split(text, 1));
            }

            foreach (string hex in _invalid)
            {
                byte[] text = Convert.FromHexString(hex);
                yield return new WireCase("invalid UTF-8 " + hex).Send(new WireFrame(WireFrame.Text, text)).Fails(1007);
                yield return new WireCase("invalid UTF-8 " + hex + " behind ASCII")
                    .Send(new WireFrame(WireFrame.Text, [.. WireCase.Utf8(new string('a', 100)), .. text])).Fails(1007);
                yield return new WireCase("invalid UTF-8 " + hex + " in fragments of one")
                    .Send(WireCase.Fragments(WireFrame.Text, WireCase.Split(text, 1))).CutInto(1).Fails(1007);
                yield return new WireCase("as binary " + hex).Echo(WireFrame.OfBinary(text));
            }

            // Nothing follows that could make the end of the text known: only the bad byte can be what is refused.
            byte[] early = [.. WireCase.Utf8("fine so far "), 0xF4, 0x90];
            yield return new WireCase("a bad byte in an unfinished message")
                .Send(new WireFrame(WireFrame.Text, early) { IsFinal = false }).Fails(1007);
            yield return new WireCase("a bad byte in an unfinished frame")
                .Send(new WireFrame(WireFrame.Text, early) { Announced = 100 }).Fails(1007);
        }
    }
}
