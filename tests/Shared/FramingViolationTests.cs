using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>
    /// Frames that break a rule: each refused at the earliest byte that shows it, in both roles. Every vector goes on
    /// behind that byte, so that a decoder that looks further would say something else.
    /// </summary>
    [TestClass]
    public class FramingViolationTests
    {
        [TestMethod]
        public void Decoder_ReservedBits_AreRefusedAtTheFirstByte()
        {
            // Section 5.2: must be 0 unless an extension was agreed.
            DecoderDriver.CheckError("c1 00|", 0, Violation.ReservedBits);
            DecoderDriver.CheckError("a1 00|", 0, Violation.ReservedBits);
            DecoderDriver.CheckError("91 00|", 0, Violation.ReservedBits);
            DecoderDriver.CheckError("f2 00|", 0, Violation.ReservedBits);
            DecoderDriver.CheckError("c8 00|", 0, Violation.ReservedBits);
            DecoderDriver.CheckError("99 00|", 0, Violation.ReservedBits);
            DecoderDriver.CheckError("aa 00|", 0, Violation.ReservedBits);
        }

        [TestMethod]
        public void Decoder_OpcodesThatAreNotDefined_AreRefusedAtTheFirstByte()
        {
            // Section 5.2: 3 to 7 and B to F are reserved.
            for (int opcode = 0; opcode < 16; opcode++)
            {
                if ((opcode > 2 && opcode < 8) || opcode > 10)
                {
                    byte[] frames = new byte[] { (byte)(0x80 | opcode), 0, (byte)opcode, 0 };
                    DecoderDriver.CheckError(Hex.Format(frames, 0, 2) + "|", 0, Violation.UnknownOpcode);
                    DecoderDriver.CheckError(Hex.Format(frames, 2, 2) + "|", 0, Violation.UnknownOpcode);
                }
            }
        }

        [TestMethod]
        public void Decoder_ControlFramesWithoutFin_AreRefusedAtTheFirstByte()
        {
            // Section 5.5: control frames must not be fragmented.
            DecoderDriver.CheckError("08 00|", 0, Violation.ControlFrameFragmented);
            DecoderDriver.CheckError("09 00|; 80 00|", 0, Violation.ControlFrameFragmented);
            DecoderDriver.CheckError("0a 00|", 0, Violation.ControlFrameFragmented);
        }

        [TestMethod]
        public void Decoder_ControlFramesAboveTheirLimit_AreRefusedAtTheSecondByte()
        {
            // Section 5.5: at most 125 bytes; 126 and 127 announce longer forms.
            DecoderDriver.CheckError("89 7e 007e", 1, Violation.ControlFrameTooLong);
            DecoderDriver.CheckError("8a 7e 0001", 1, Violation.ControlFrameTooLong);
            DecoderDriver.CheckError("88 7f 0000000000010000", 1, Violation.ControlFrameTooLong);
        }

        [TestMethod]
        public void Decoder_CloseBodyOfOneByte_IsRefusedAtTheSecondByte()
        {
            // Section 5.5.1: the first two bytes of a body must be a status.
            DecoderDriver.CheckError("88 01|03", 1, Violation.CloseBodyTooShort);
        }

        [TestMethod]
        public void Decoder_MaskOfTheWrongRole_IsRefusedAtTheSecondByte()
        {
            // Section 5.1: a client masks every frame, a server none.
            string[] frames = new string[] { "81 05 48656c6c6f", "82 00", "89 00", "8a 01 00", "88 02 03e8", "82 7e 0080", "82 7f 0000000000010000" };
            string[] masked = new string[] { "81 85 37fa213d 7f9f4d5158", "82 80 00000000", "89 80 00000000", "8a 81 00000000 00", "88 82 00000000 03e8", "82 fe 0080", "82 ff 0000000000010000" };
            FrameLimits limits = new FrameLimits(1 << 20, 10);
            for (int i = 0; i < frames.Length; i++)
            {
                CheckRaw(true, frames[i], Violation.FrameNotMasked, limits);
                CheckRaw(false, masked[i], Violation.FrameMasked, limits);
            }
        }

        [TestMethod]
        public void Decoder_ContinuationWithoutAMessage_IsRefusedAtTheFirstByte()
        {
            // Section 5.4.
            DecoderDriver.CheckError("80 00|", 0, Violation.ContinuationWithoutStart);
            DecoderDriver.CheckError("00 00|", 0, Violation.ContinuationWithoutStart);
            DecoderDriver.CheckError("81 01|61; 80 00|", 3, Violation.ContinuationWithoutStart, "text 61.", Wide());
            DecoderDriver.CheckError("01 01|61; 80 01|62; 89 00|; 00 00|", 8, Violation.ContinuationWithoutStart, "text 61- cont 62. ping ", Wide());
        }

        [TestMethod]
        public void Decoder_MessageInsideAMessage_IsRefusedAtTheFirstByte()
        {
            // Section 5.4: fragments of one message must not be interleaved with those of another.
            DecoderDriver.CheckError("01 01|61; 81 01|62", 3, Violation.MessageInsideMessage, "text 61-", Wide());
            DecoderDriver.CheckError("02 01|61; 01 01|62", 3, Violation.MessageInsideMessage, "bin 61-", Wide());
            DecoderDriver.CheckError("01 00|; 89 00|; 00 00|; 82 00|", 6, Violation.MessageInsideMessage, "text - ping  cont -", Wide());
        }

        [TestMethod]
        public void Decoder_LengthsThatFitAShorterForm_AreRefusedAsSoonAsItShows()
        {
            // Section 5.2: the minimal number of bytes must be used. The second byte of a 16-bit length shows it, the
            // sixth of a 64-bit one.
            DecoderDriver.CheckError("82 7e 0000|", 3, Violation.LengthNotMinimal);
            DecoderDriver.CheckError("82 7e 007d|", 3, Violation.LengthNotMinimal);
            DecoderDriver.CheckError("82 7f 0000000000000000|", 7, Violation.LengthNotMinimal);
            DecoderDriver.CheckError("82 7f 000000000000ffff|", 7, Violation.LengthNotMinimal);
            DecoderDriver.CheckError("82 7f 0000000000000001|", 7, Violation.LengthNotMinimal);
            DecoderDriver.CheckError("02 00|; 00 7e 0005|", 5, Violation.LengthNotMinimal, "bin -", Wide());
        }

        [TestMethod]
        public void Decoder_LengthWithTheTopBit_IsRefusedAtThatByte()
        {
            // Section 5.2: the most significant bit must be 0.
            DecoderDriver.CheckError("82 7f 8000000000000000|", 2, Violation.LengthTopBitSet);
            DecoderDriver.CheckError("81 7f ffffffffffffffff|", 2, Violation.LengthTopBitSet);
            DecoderDriver.CheckError("82 7f 8000000000000000|", 2, Violation.LengthTopBitSet, "", new FrameLimits(long.MaxValue, 1));
        }

        [TestMethod]
        public void Decoder_SeveralRulesBrokenAtOnce_NamesTheFirstInTheOrderOfTheBytes()
        {
            DecoderDriver.CheckError("cb fe", 0, Violation.ReservedBits);
            DecoderDriver.CheckError("0b fe", 0, Violation.UnknownOpcode);
            DecoderDriver.CheckError("08 7e", 0, Violation.ControlFrameFragmented);
            DecoderDriver.CheckError("88 7e", 1, Violation.ControlFrameTooLong);
            CheckRaw(true, "88 01 03", Violation.FrameNotMasked, Wide());
            CheckRaw(true, "82 7f ffff", Violation.FrameNotMasked, Wide());
            CheckRaw(false, "89 fe", Violation.FrameMasked, Wide());
        }

        [TestMethod]
        public void Decoder_AfterAViolation_IgnoresInputUntilReset()
        {
            FrameDecoder decoder = new FrameDecoder(false, Wide());
            int failedAt;
            DecoderDriver.Run(decoder, Hex.Parse("c1"), 1, 1, out failedAt);
            decoder.SetInput(Hex.Parse("8100"), 0, 2);
            Assert.AreEqual((int)FrameEvent.Error, (int)decoder.Read(), "still");
            Assert.AreEqual((int)Violation.ReservedBits, (int)decoder.Violation, "the first violation stays");
            decoder.Reset();
            Assert.AreEqual((int)Violation.None, (int)decoder.Violation, "after Reset");
            Assert.AreEqual("text .", DecoderDriver.Run(decoder, Hex.Parse("8100"), 1, 1, out failedAt), "after Reset");
        }

        private static FrameLimits Wide()
        {
            return new FrameLimits(1 << 20, 64);
        }

        /// <summary>Bytes as they are, for rules that concern the mask itself: refused at the second.</summary>
        private static void CheckRaw(bool isServer, string hex, Violation violation, FrameLimits limits)
        {
            byte[] stream = Hex.Parse(hex);
            for (int first = 1; first <= stream.Length; first++)
            {
                int failedAt;
                string trace = DecoderDriver.Run(new FrameDecoder(isServer, limits), stream, first, 1, out failedAt);
                Assert.AreEqual(DecoderDriver.Error(violation), trace, hex);
                Assert.AreEqual(first < 2 ? 1 : first - 1, failedAt, hex);
            }
        }
    }
}
