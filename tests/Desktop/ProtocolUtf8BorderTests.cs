using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>The core's UTF-8 against .NET's strict decoder with its exceptions, where RFC 3629 draws lines.</summary>
    [TestClass]
    public class ProtocolUtf8BorderTests
    {
        // Each side of everything that RFC 3629 section 4 tells apart.
        internal static readonly byte[] Borders = new byte[]
        {
            0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        };

        private static readonly UTF8Encoding StrictUtf8 = new UTF8Encoding(false, true);

        [TestMethod]
        public void Utf8_BytesAtTheBordersOfRfc3629_AreJudgedAsTheDecoderThatThrows()
        {
            // The exhaustive tests use the strict decoder with something in place of its exceptions, which take their time.
            byte[] bytes = new byte[4];
            int n = Borders.Length;
            int combinations = 1;
            for (int count = 1; count <= 4; count++)
            {
                // A fourth byte of one kind behind all of three, where it can belong to anything.
                combinations = count < 4 ? combinations * n : combinations;
                for (int i = 0; i < combinations; i++)
                {
                    bytes[0] = Borders[i % n];
                    bytes[1] = Borders[i / n % n];
                    bytes[2] = Borders[i / n / n];
                    bytes[3] = (byte)(0x80 | (i & 0x3F));
                    if (count < 4 || bytes[0] >= 0xE0)
                    {
                        bool ours = Utf8.Validate(bytes, 0, count, Utf8.Complete) == Utf8.Complete;
                        Assert.AreEqual(IsStrict(bytes, count), ours, Convert.ToHexString(bytes, 0, count));
                    }
                }
            }
        }

        /// <summary>Whether .NET's strict decoder takes bytes.</summary>
        internal static bool IsStrict(byte[] bytes, int count)
        {
            try
            {
                StrictUtf8.GetCharCount(bytes, 0, count);
                return true;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }
    }
}
