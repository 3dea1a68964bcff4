using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Headers as they are written, RFC 6455 section 5.2.</summary>
    [TestClass]
    public class FramingEncoderTests
    {
        [TestMethod]
        public void WriteHeader_EveryFormOfLength_IsTheShortest()
        {
            CheckHeader(0, "8200", "828001020304");
            CheckHeader(1, "8201", "828101020304");
            CheckHeader(125, "827d", "82fd01020304");
            CheckHeader(126, "827e007e", "82fe007e01020304");
            CheckHeader(127, "827e007f", "82fe007f01020304");
            CheckHeader(256, "827e0100", "82fe010001020304"); // section 5.7
            CheckHeader(65535, "827effff", "82feffff01020304");
            CheckHeader(65536, "827f0000000000010000", "82ff000000000001000001020304"); // section 5.7
            CheckHeader(16777216, "827f0000000001000000", "82ff000000000100000001020304");
            CheckHeader(int.MaxValue, "827f000000007fffffff", "82ff000000007fffffff01020304");
        }

        [TestMethod]
        public void WriteHeader_EveryOpcodeAndFin_IsTheFirstByte()
        {
            CheckFirst(Opcode.Continuation, false, 0x00);
            CheckFirst(Opcode.Continuation, true, 0x80);
            CheckFirst(Opcode.Text, false, 0x01);
            CheckFirst(Opcode.Text, true, 0x81);
            CheckFirst(Opcode.Binary, false, 0x02);
            CheckFirst(Opcode.Binary, true, 0x82);
            CheckFirst(Opcode.Close, true, 0x88);
            CheckFirst(Opcode.Ping, true, 0x89);
            CheckFirst(Opcode.Pong, true, 0x8A);
        }

        [TestMethod]
        public void Prepend_EveryFormOfLength_EndsWhereThePayloadStarts()
        {
            CheckPrepend(0, "8100");
            CheckPrepend(5, "8105");
            CheckPrepend(125, "817d");
            CheckPrepend(126, "817e007e");
            CheckPrepend(65535, "817effff");
            CheckPrepend(65536, "817f0000000000010000");
        }

        [TestMethod]
        public void Prepend_TooLittleSpaceInFront_IsRefused()
        {
            byte[] buffer = new byte[200];
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => FrameEncoder.Prepend(buffer, 1, 125, Opcode.Text, true));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => FrameEncoder.Prepend(buffer, 3, 126, Opcode.Text, true));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => FrameEncoder.Prepend(buffer, 9, 65536, Opcode.Text, true));
            Expect.Bytes("00000000000000000000", buffer, 0, 10, "nothing is written");
            Assert.AreEqual(0, FrameEncoder.Prepend(buffer, 2, 125, Opcode.Text, true), "just enough");
        }

        [TestMethod]
        public void Prepend_MessageComposedInPlace_IsAFrame()
        {
            byte[] buffer = Hex.Parse("ffffffffffffffffffff 48656c6c6f ff");
            int start = FrameEncoder.Prepend(buffer, 10, 5, Opcode.Text, false);
            Assert.AreEqual(8, start, "start");
            Expect.Bytes("ffffffffffffffff 0105 48656c6c6f ff", buffer, 0, buffer.Length, "only the header is written");
        }

        private static void CheckHeader(int count, string plain, string masked)
        {
            byte[] buffer = new byte[20];
            for (int i = 0; i < buffer.Length; i++)
            {
                buffer[i] = 0xEE;
            }

            int size = FrameEncoder.WriteHeader(buffer, 3, Opcode.Binary, true, count, false, 0);
            Assert.AreEqual(FrameEncoder.GetHeaderSize(count, false), size, count.ToString());
            Expect.Bytes("ee" + plain + "ee", buffer, 2, size + 2, count.ToString());
            size = FrameEncoder.WriteHeader(buffer, 3, Opcode.Binary, true, count, true, 0x04030201);
            Assert.AreEqual(FrameEncoder.GetHeaderSize(count, true), size, count.ToString());
            Expect.Bytes("ee" + masked + "ee", buffer, 2, size + 2, count.ToString());
        }

        private static void CheckFirst(Opcode opcode, bool isFinal, int expected)
        {
            byte[] buffer = new byte[2];
            FrameEncoder.WriteHeader(buffer, 0, opcode, isFinal, 0, false, 0);
            Assert.AreEqual(expected, (int)buffer[0], "first byte");
        }

        private static void CheckPrepend(int count, string header)
        {
            byte[] buffer = new byte[10];
            int size = header.Length / 2;
            Assert.AreEqual(10 - size, FrameEncoder.Prepend(buffer, 10, count, Opcode.Text, true), count.ToString());
            Expect.Bytes(header, buffer, 10 - size, size, count.ToString());
        }
    }
}
