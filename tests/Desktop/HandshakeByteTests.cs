using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>
    /// Each byte at each place of header names and values of each length. The parser looks at eight bytes at a time, so a byte can
    /// be overlooked in one place alone, or next to certain others.
    /// </summary>
    [TestClass]
    public class HandshakeByteTests
    {
        private const string Start = "GET / HTTP/1.1\r\nHost: a\r\n";

        private readonly HttpHead _head = new HttpHead(HttpHead.DefaultMaxHeaders);

        [TestMethod]
        public void ParseRequest_EachByteInNames_IsTakenIfItIsOfAToken()
        {
            foreach (char filler in "x-3")
            {
                for (int count = 1; count <= 20; count++)
                {
                    byte[] bytes = Request(new string(filler, count) + ":a");
                    for (int place = 0; place < count; place++)
                    {
                        ExpectNames(bytes, place, place + 1, (byte)filler);
                    }
                }
            }
        }

        [TestMethod]
        public void ParseRequest_NamesOfOneByteRepeated_AreTakenIfItIsOfAToken()
        {
            for (int count = 1; count <= 33; count++)
            {
                ExpectNames(Request(new string('x', count) + ":a"), 0, count, (byte)'x');
            }
        }

        [TestMethod]
        public void ParseRequest_EachByteInValues_IsRefusedIfItIsAControlCharacter()
        {
            // The name is long enough that no block of a value reaches the end of the line in front.
            foreach (char filler in "a0 ")
            {
                for (int count = 1; count <= 40; count++)
                {
                    byte[] bytes = Request("Abcdefghi:" + new string(filler, count));
                    for (int place = 0; place < count; place++)
                    {
                        ExpectValues(bytes, count, place, count, (byte)filler);
                    }
                }
            }
        }

        [TestMethod]
        public void ParseRequest_EachByteTwiceInValues_IsRefusedIfItIsAControlCharacter()
        {
            // Blocks that are alike must not cancel each other out.
            for (int count = 9; count <= 40; count++)
            {
                byte[] bytes = Request("Abcdefghi:" + new string('a', count));
                for (int place = 0; place < 8; place++)
                {
                    ExpectValues(bytes, count, place, 8, (byte)'a');
                }
            }
        }

        [TestMethod]
        public void ParseRequest_ValuesOfOneByteRepeated_AreRefusedIfItIsAControlCharacter()
        {
            for (int count = 1; count <= 40; count++)
            {
                ExpectValues(Request("Abcdefghi:" + new string('a', count)), count, 0, 1, (byte)'a');
            }
        }

        [TestMethod]
        public void ParseResponse_EachByteInTheReason_IsRefusedIfItIsAControlCharacter()
        {
            for (int count = 1; count <= 20; count++)
            {
                byte[] bytes = Encoding.ASCII.GetBytes("HTTP/1.1 404 " + new string('0', count) + "\r\n\r\n");
                for (int place = 13; place < 13 + count; place++)
                {
                    for (int value = 0; value < 256; value++)
                    {
                        bytes[place] = (byte)value;
                        int expected = IsText(value) ? 0 : 400;
                        if (_head.ParseResponse(bytes, 0, bytes.Length) != expected)
                        {
                            Assert.Fail(value + " at " + place + " of " + count);
                        }
                    }

                    bytes[place] = (byte)'0';
                }
            }
        }

        private static byte[] Request(string line)
        {
            return Encoding.ASCII.GetBytes(Start + line + "\r\n\r\n");
        }

        /// <summary>Tabs and all bytes that are no control characters; those above 0x7F too, RFC 9110 section 5.5.</summary>
        private static bool IsText(int value)
        {
            return value == '\t' || (value >= ' ' && value != 0x7F);
        }

        /// <summary>Puts each byte into a range of the name; the filler goes back where it was.</summary>
        private void ExpectNames(byte[] bytes, int from, int end, byte filler)
        {
            // A colon would end the name.
            for (int value = 0; value < 256; value = value == ':' - 1 ? ':' + 1 : value + 1)
            {
                Array.Fill(bytes, (byte)value, Start.Length + from, end - from);
                char c = (char)value;
                bool isToken = char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
                if (_head.ParseRequest(bytes, 0, bytes.Length) != (isToken ? 0 : 400))
                {
                    Assert.Fail(value + " from " + from + " to " + end + " in " + Encoding.Latin1.GetString(bytes));
                }
            }

            Array.Fill(bytes, filler, Start.Length + from, end - from);
        }

        /// <summary>Puts each byte into the value, first at one place and then at each a step further on; the filler goes back.</summary>
        private void ExpectValues(byte[] bytes, int count, int place, int step, byte filler)
        {
            int start = bytes.Length - 4 - count;
            for (int value = 0; value < 256; value++)
            {
                Put(bytes, start, count, place, step, (byte)value);
                if (_head.ParseRequest(bytes, 0, bytes.Length) != (IsText(value) ? 0 : 400))
                {
                    Assert.Fail(value + " at " + place + " in steps of " + step + " in " + Encoding.Latin1.GetString(bytes));
                }
            }

            Put(bytes, start, count, place, step, filler);
        }

        private static void Put(byte[] bytes, int start, int count, int place, int step, byte value)
        {
            for (int i = place; i < count; i += step)
            {
                bytes[start + i] = value;
            }
        }
    }
}
