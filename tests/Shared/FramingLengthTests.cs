using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Lengths in every form and the limits on messages, RFC 6455 sections 5.2 and 10.4.</summary>
    [TestClass]
    public class FramingLengthTests
    {
        /// <summary>A piece of input; far below the messages, so that a device needs little memory.</summary>
        private const int PieceSize = 1024;

        [TestMethod]
        public void Decoder_MessagesOfEveryFormOfLength_ComeThroughWhole()
        {
            int[] counts = new int[] { 0, 1, 124, 125, 126, 127, 128, 255, 256, 1023, 1024, 1025, 65535, 65536, 65537 };
            for (int i = 0; i < counts.Length; i++)
            {
                CheckStreamed(true, counts[i], PieceSize);
                CheckStreamed(false, counts[i], PieceSize);
                if (counts[i] < 2 * PieceSize)
                {
                    CheckStreamed(true, counts[i], PieceSize - 3);
                }
            }
        }

        [TestMethod]
        public void Decoder_MessageAtItsLimit_IsTakenAndOneMoreByteRefused()
        {
            FrameLimits limits = new FrameLimits(5, 64);
            DecoderDriver.Check("82 05|0102030405", "bin 0102030405.", limits);
            DecoderDriver.CheckError("82 06|010203040506", 1, Violation.MessageTooBig, "", limits);
            DecoderDriver.CheckError("81 7d|61", 1, Violation.MessageTooBig, "", limits);
        }

        [TestMethod]
        public void Decoder_MessageAtItsLimitOverFragments_IsTakenAndOneMoreByteRefused()
        {
            FrameLimits limits = new FrameLimits(5, 64);
            DecoderDriver.Check("02 02|0102; 00 00|; 89 03|313233; 80 03|030405; 82 05|0102030405", "bin 0102- cont - ping 313233 cont 030405. bin 0102030405.", limits);
            DecoderDriver.CheckError("02 02|0102; 00 00|; 80 04|03040506", 7, Violation.MessageTooBig, "bin 0102- cont -", limits);
            DecoderDriver.CheckError("02 05|0102030405; 00 01|06", 8, Violation.MessageTooBig, "bin 0102030405-", limits);

            // Nothing more fits, but an empty end does; control frames do not count.
            DecoderDriver.Check("02 05|0102030405; 89 02|3132; 80 00|", "bin 0102030405- ping 3132 cont .", limits);
        }

        [TestMethod]
        public void Decoder_LimitsAroundEveryFormOfLength_HoldOnBothSides()
        {
            // The 16-bit form: a message of 126 and 127 bytes against limits around them.
            CheckHeader("82 7e 007e", new FrameLimits(126, 1), -1, Violation.None);
            CheckHeader("82 7e 007f", new FrameLimits(126, 1), 3, Violation.MessageTooBig);
            CheckHeader("82 7e 00ff", new FrameLimits(255, 1), -1, Violation.None);
            CheckHeader("82 7e 0100", new FrameLimits(255, 1), 2, Violation.MessageTooBig);
            CheckHeader("82 7e 0100", new FrameLimits(256, 1), -1, Violation.None);
            CheckHeader("82 7e ffff", new FrameLimits(65535, 1), -1, Violation.None);
            CheckHeader("82 7e ffff", new FrameLimits(65534, 1), 3, Violation.MessageTooBig);
            CheckHeader("82 7e ffff", new FrameLimits(1000, 1), 2, Violation.MessageTooBig);

            // The 64-bit form.
            CheckHeader("82 7f 0000000000010000", new FrameLimits(65536, 1), -1, Violation.None);
            CheckHeader("82 7f 0000000000010001", new FrameLimits(65536, 1), 9, Violation.MessageTooBig);
            CheckHeader("82 7f 0000000000010000", new FrameLimits(65535, 1), 7, Violation.MessageTooBig);
            CheckHeader("82 7f 0000000001000000", new FrameLimits(16777216, 1), -1, Violation.None);
            CheckHeader("82 7f 0000000001000001", new FrameLimits(16777216, 1), 9, Violation.MessageTooBig);
            CheckHeader("82 7f 7fffffffffffffff", new FrameLimits(long.MaxValue, 1), -1, Violation.None);
            CheckHeader("82 7f 7fffffffffffffff", new FrameLimits(long.MaxValue - 1, 1), 9, Violation.MessageTooBig);
        }

        [TestMethod]
        public void Decoder_HeadersThatPromiseHugeMessages_AreRefusedAtTheEarliestByte()
        {
            FrameLimits limits = new FrameLimits(16384, 10);
            DecoderDriver.CheckError("82 7f 0000000080000000|00", 6, Violation.MessageTooBig, "", limits); // 2 GB
            DecoderDriver.CheckError("82 7f 7fffffffffffffff|00", 2, Violation.MessageTooBig, "", limits); // 2^63 - 1
            DecoderDriver.CheckError("82 7f 0000000100000000|00", 5, Violation.MessageTooBig, "", limits); // 4 GB
            DecoderDriver.CheckError("82 7f 0000000000010000|00", 7, Violation.MessageTooBig, "", limits); // 64 KB
            DecoderDriver.CheckError("82 7e 4001|00", 3, Violation.MessageTooBig, "", limits);
            DecoderDriver.CheckError("82 7e 4100|00", 2, Violation.MessageTooBig, "", limits);

            // In a later fragment, where the sum would no longer fit 64 bits.
            DecoderDriver.CheckError("02 01|61; 80 7f 7fffffffffffffff|00", 12, Violation.MessageTooBig, "bin 61-", new FrameLimits(long.MaxValue, 10));
        }

        [TestMethod]
        public void Decoder_FragmentsAtTheirLimit_AreTakenAndOneMoreRefused()
        {
            FrameLimits limits = new FrameLimits(100, 3);
            DecoderDriver.Check("02 00|; 89 00|; 00 00|; 8a 00|; 80 00|; 02 00|; 00 00|; 80 01|61", "bin - ping  cont - pong  cont . bin - cont - cont 61.", limits);
            DecoderDriver.CheckError("02 00|; 00 00|; 00 00|; 80 00|", 6, Violation.TooManyFragments, "bin - cont - cont -", limits);
            DecoderDriver.CheckError("02 01|61; 00 01|62; 89 00|; 00 01|63; 00 01|64", 11, Violation.TooManyFragments, "bin 61- cont 62- ping  cont 63-", limits);
        }

        [TestMethod]
        public void Decoder_LimitOfOneFragment_TakesWholeMessagesOnly()
        {
            FrameLimits limits = new FrameLimits(100, 1);
            DecoderDriver.Check("81 01|61; 81 01|62", "text 61. text 62.", limits);
            DecoderDriver.CheckError("01 01|61; 80 01|62", 3, Violation.TooManyFragments, "text 61-", limits);
        }

        /// <summary>A header alone, byte by byte: refused at an index of the server's stream, or taken (-1).</summary>
        private static void CheckHeader(string header, FrameLimits limits, int index, Violation violation)
        {
            if (index >= 0)
            {
                DecoderDriver.CheckError(header + "|00", index, violation, "", limits);
                return;
            }

            DecoderDriver.Check(header + "|", "", limits);
            DecoderDriver.Check(header + "|00", "bin 00~", limits);
        }

        /// <summary>A frame whose payload is a pattern made piece by piece and compared piece by piece.</summary>
        private static void CheckStreamed(bool isServer, int count, int pieceSize)
        {
            string what = (isServer ? "server, " : "client, ") + count.ToString() + " bytes";
            const uint Key = 0x3D21FA37;
            FrameDecoder decoder = new FrameDecoder(isServer, new FrameLimits(65537, 1));
            byte[] piece = new byte[pieceSize];
            int size = FrameEncoder.WriteHeader(piece, 0, Opcode.Binary, true, count, isServer, Key);
            Assert.AreEqual(FrameEncoder.GetHeaderSize(count, isServer), size, what + ": header");
            int made = 0;
            int seen = 0;
            bool isWhole = false;
            while (true)
            {
                while (size < pieceSize && made < count)
                {
                    int mask = isServer ? (int)(Key >> ((made & 3) << 3)) : 0;
                    piece[size++] = (byte)((made * 7) ^ mask);
                    made++;
                }

                if (size == 0)
                {
                    break;
                }

                decoder.SetInput(piece, 0, size);
                size = 0;
                FrameEvent e;
                while ((e = decoder.Read()) != FrameEvent.NeedInput)
                {
                    Assert.AreEqual((int)FrameEvent.Payload, (int)e, what);
                    Assert.IsFalse(isWhole, what + ": more behind its end");
                    byte[] buffer = decoder.PayloadBuffer;
                    int offset = decoder.PayloadOffset;
                    int end = offset + decoder.PayloadCount;
                    while (offset < end)
                    {
                        if (buffer[offset] != (byte)(seen * 7))
                        {
                            Assert.AreEqual((int)(byte)(seen * 7), (int)buffer[offset], what + ": byte " + seen.ToString());
                        }

                        seen++;
                        offset++;
                    }

                    isWhole = decoder.EndOfMessage;
                    Assert.IsTrue(isWhole == (seen == count) && isWhole == decoder.EndOfFrame, what + ": the end");
                }
            }

            Assert.AreEqual(count, seen, what);
            Assert.IsTrue(isWhole, what + ": its end");
        }
    }
}
