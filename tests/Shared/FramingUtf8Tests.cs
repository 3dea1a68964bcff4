using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>UTF-8 of text messages and close reasons as it passes, RFC 6455 sections 5.5.1, 5.6 and 8.1.</summary>
    [TestClass]
    public class FramingUtf8Tests
    {
        [TestMethod]
        public void Decoder_TextOfEveryLengthOfCodePoint_IsTaken()
        {
            DecoderDriver.Check("81 0b|61 c3a9 e282ac f09f9889 7a", "text 61c3a9e282acf09f98897a.");
            DecoderDriver.Check("81 03|ed9fbf; 81 03|ee8080; 81 04|f48fbfbf", "text ed9fbf. text ee8080. text f48fbfbf.");
        }

        [TestMethod]
        public void Decoder_CodePointSplitOverFragments_IsTaken()
        {
            DecoderDriver.Check("01 01|f0; 00 01|9f; 00 01|98; 80 01|89", "text f0- cont 9f- cont 98- cont 89.");
            DecoderDriver.Check("01 02|61e2; 89 02|c328; 00 00|; 8a 01|80; 80 02|82ac", "text 61e2- ping c328 cont - pong 80 cont 82ac.");
        }

        [TestMethod]
        public void Decoder_BadByteInText_IsRefusedThere()
        {
            DecoderDriver.CheckError("81 05|61 c0 80 62 63", 3, Violation.TextNotUtf8);
            DecoderDriver.CheckError("81 04|c328 6161", 3, Violation.TextNotUtf8);
            DecoderDriver.CheckError("81 04|eda080 61", 3, Violation.TextNotUtf8);
            DecoderDriver.CheckError("81 05|f4908080 61", 3, Violation.TextNotUtf8);
            DecoderDriver.CheckError("81 06|61 e282 61 6262", 5, Violation.TextNotUtf8);
            DecoderDriver.CheckError("81 04|ff 616161", 2, Violation.TextNotUtf8);
            DecoderDriver.CheckError("81 05|80 61616161", 2, Violation.TextNotUtf8);

            // Among much ASCII, where eight bytes are looked at once.
            DecoderDriver.CheckError("81 15|6161616161616161616161 fe 616161616161616161", 13, Violation.TextNotUtf8);
        }

        [TestMethod]
        public void Decoder_BadByteInALaterFragment_IsRefusedThere()
        {
            FrameLimits limits = new FrameLimits(100, 10);
            DecoderDriver.CheckError("01 01|e2; 80 02|2861", 5, Violation.TextNotUtf8, "text e2-", limits);
            DecoderDriver.CheckError("01 01|61; 89 01|ff; 80 02|ff61", 8, Violation.TextNotUtf8, "text 61- ping ff", limits);
            DecoderDriver.CheckError("81 01|61; 01 01|f0; 00 02|9f28; 80 00|", 9, Violation.TextNotUtf8, "text 61. text f0-", limits);
        }

        [TestMethod]
        public void Decoder_TextThatEndsInsideACodePoint_IsRefusedAtItsLastByte()
        {
            FrameLimits limits = new FrameLimits(100, 10);
            DecoderDriver.CheckError("81 01|c3; 81 01|61", 2, Violation.TextNotUtf8);
            DecoderDriver.CheckError("81 03|61e282; 81 01|61", 4, Violation.TextNotUtf8);
            DecoderDriver.CheckError("81 03|f09f98; 81 01|61", 4, Violation.TextNotUtf8);
            DecoderDriver.CheckError("01 01|61; 80 02|62c3; 81 01|61", 6, Violation.TextNotUtf8, "text 61-", limits);
        }

        [TestMethod]
        public void Decoder_LastFragmentEmptyInsideACodePoint_IsRefused()
        {
            // The header of the empty frame is all there is; in the client's stream its key belongs to it.
            FrameLimits limits = new FrameLimits(100, 10);
            byte[] server = Vector.Build("01 01|c3; 80 00|", false);
            byte[] client = Vector.Build("01 01|c3; 80 00|", true);
            int failedAt;
            string expected = "text c3- " + DecoderDriver.Error(Violation.TextNotUtf8);
            Assert.AreEqual(expected, DecoderDriver.Run(new FrameDecoder(false, limits), server, 1, 1, out failedAt), "client");
            Assert.AreEqual(4, failedAt, "client");
            Assert.AreEqual(expected, DecoderDriver.Run(new FrameDecoder(true, limits), client, 1, 1, out failedAt), "server");
            Assert.AreEqual(12, failedAt, "server");
            DecoderDriver.Check("01 01|c3; 80 00|", expected);
        }

        [TestMethod]
        public void Decoder_StateOfOneMessage_IsNotThatOfTheNext()
        {
            // A binary message may end in what would be half a code point.
            DecoderDriver.Check("82 01|e2; 81 01|61; 02 01|c3; 80 01|ff; 81 02|c3a9", "bin e2. text 61. bin c3- cont ff. text c3a9.");
        }

        [TestMethod]
        public void Decoder_BinaryOfAllBytes_IsTaken()
        {
            DecoderDriver.Check("82 06|c080ff00fe80; 02 01|f5; 80 01|80", "bin c080ff00fe80. bin f5- cont 80.");
        }

        [TestMethod]
        public void Decoder_BadByteInACloseReason_IsRefusedThere()
        {
            DecoderDriver.CheckError("88 05|03e8 61ff62", 5, Violation.CloseReasonNotUtf8);
            DecoderDriver.CheckError("88 06|03e8 c328 6161", 5, Violation.CloseReasonNotUtf8);
            DecoderDriver.CheckError("88 06|03e8 eda080 61", 5, Violation.CloseReasonNotUtf8);
            DecoderDriver.CheckError("88 04|03e8 c080", 4, Violation.CloseReasonNotUtf8);
        }

        [TestMethod]
        public void Decoder_CloseReasonThatEndsInsideACodePoint_IsRefusedAtItsLastByte()
        {
            DecoderDriver.CheckError("88 03|03e8 c3; 81 00|", 4, Violation.CloseReasonNotUtf8);
            DecoderDriver.CheckError("88 05|03e8 61e282; 81 00|", 6, Violation.CloseReasonNotUtf8);
        }

        [TestMethod]
        public void Decoder_CloseStatusAndReasonBothBad_NamesTheStatus()
        {
            DecoderDriver.CheckError("88 04|03ed ff61", 3, Violation.CloseStatusInvalid);
        }

        [TestMethod]
        public void Decoder_BadByteAnywhereInALongText_IsRefused()
        {
            // Unmasking looks for bytes outside ASCII by blocks: none may be left out, in no fragment.
            int[] positions = new int[] { 0, 7, 8, 31, 32, 39, 63, 64, 70, 71 };
            foreach (int position in positions)
            {
                byte[] text = new byte[72];
                for (int i = 0; i < text.Length; i++)
                {
                    text[i] = i == position ? (byte)0xFF : (byte)'a';
                }

                string hex = Hex.Format(text, 0, text.Length);
                string error = DecoderDriver.Error(Violation.TextNotUtf8);
                DecoderDriver.Check("81 48|" + hex, error);
                DecoderDriver.Check("01 48|" + hex + "; 80 00|", error);
                DecoderDriver.Check("01 01|61; 80 48|" + hex, "text 61- " + error);
            }
        }
    }
}
