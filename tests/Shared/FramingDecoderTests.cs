using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Frames that are right, RFC 6455 section 5, in both roles and every cut.</summary>
    [TestClass]
    public class FramingDecoderTests
    {
        [TestMethod]
        public void Decoder_ExamplesOfTheRfc_AreReadAsTheRfcSays()
        {
            // Section 5.7, in the order there.
            DecoderDriver.CheckRole(false, "81 05 48 65 6c 6c 6f", "text 48656c6c6f.");
            DecoderDriver.CheckRole(true, "81 85 37 fa 21 3d 7f 9f 4d 51 58", "text 48656c6c6f.");
            DecoderDriver.CheckRole(false, "01 03 48 65 6c 80 02 6c 6f", "text 48656c- cont 6c6f.");
            DecoderDriver.CheckRole(false, "89 05 48 65 6c 6c 6f", "ping 48656c6c6f");
            DecoderDriver.CheckRole(true, "8a 85 37 fa 21 3d 7f 9f 4d 51 58", "pong 48656c6c6f");
        }

        [TestMethod]
        public void Decoder_EmptyMessages_YieldOneEmptyPayloadEach()
        {
            DecoderDriver.Check("81 00|; 82 00|; 81 00|", "text . bin . text .");
        }

        [TestMethod]
        public void Decoder_EmptyFragments_YieldOneEmptyPayloadEach()
        {
            DecoderDriver.Check("01 00|; 00 00|; 80 00|", "text - cont - cont .");
            DecoderDriver.Check("02 00|; 00 01|7a; 00 00|; 80 00|; 81 01|61", "bin - cont 7a- cont - cont . text 61.");
        }

        [TestMethod]
        public void Decoder_ControlFramesBetweenFragments_AreGivenInTheirPlace()
        {
            // Section 5.4: control frames may be injected in the middle of a fragmented message.
            DecoderDriver.Check(
                "01 02|4865; 89 01|31; 00 02|6c6c; 8a 00|; 89 03|323334; 80 01|6f; 89 00|",
                "text 4865- ping 31 cont 6c6c- pong  ping 323334 cont 6f. ping ");
        }

        [TestMethod]
        public void Decoder_ControlFramesOfEveryLength_AreGivenWhole()
        {
            for (int count = 0; count <= 125; count += count < 10 || count >= 120 ? 1 : 11)
            {
                byte[] payload = new byte[count];
                for (int i = 0; i < count; i++)
                {
                    payload[i] = (byte)(i + 100);
                }

                string hex = Hex.Format(payload, 0, count);
                string length = Hex.Format(new byte[] { (byte)count }, 0, 1);
                DecoderDriver.Check("89" + length + "|" + hex + "; 8a 01|aa", "ping " + hex + " pong aa");
            }
        }

        [TestMethod]
        public void Decoder_CloseWithEveryBodyThatMayBe_IsGivenWhole()
        {
            // Section 5.5.1: no body, a status, a status and a reason.
            DecoderDriver.Check("88 00|", "close ");
            DecoderDriver.Check("88 02|03e8", "close 03e8");
            DecoderDriver.Check("88 05|03e9 627965", "close 03e9627965");
            DecoderDriver.Check("88 09|1387 e282ac f09f9889", "close 1387e282acf09f9889");
            string reason = "";
            for (int i = 0; i < 41; i++)
            {
                reason += "e282ac";
            }

            DecoderDriver.Check("88 7d|03e8" + reason, "close 03e8" + reason);
        }

        [TestMethod]
        public void Decoder_EveryCloseStatusOnBothSidesOfEveryBound_IsTakenOrRefused()
        {
            int[] allowed = new int[] { 1000, 1003, 1007, 1011, 1014, 3000, 4999 };
            for (int i = 0; i < allowed.Length; i++)
            {
                string status = Status(allowed[i]);
                DecoderDriver.Check("88 02|" + status, "close " + status);
            }

            // The first byte of these may be that of a status that may be sent, so the second shows it.
            int[] forbidden = new int[] { 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 5119 };
            for (int i = 0; i < forbidden.Length; i++)
            {
                DecoderDriver.CheckError("88 02|" + Status(forbidden[i]), 3, Violation.CloseStatusInvalid);
                DecoderDriver.CheckError("88 04|" + Status(forbidden[i]) + "6162", 3, Violation.CloseStatusInvalid);
            }

            int[] far = new int[] { 0, 255, 767, 1024, 2000, 2815, 5120, 65535 };
            for (int i = 0; i < far.Length; i++)
            {
                DecoderDriver.CheckError("88 02|" + Status(far[i]), 2, Violation.CloseStatusInvalid);
            }
        }

        [TestMethod]
        public void Decoder_MasksOfEveryPhaseOverFragments_StartAnewWithEachFrame()
        {
            // Fragments of 1 to 9 bytes, so that the key of the next frame meets every phase of the one before.
            DecoderDriver.Check(
                "02 01|00; 00 02|0001; 00 03|000102; 00 04|00010203; 00 05|0001020304; 00 07|00010203040506; 80 09|000102030405060708",
                "bin 00- cont 0001- cont 000102- cont 00010203- cont 0001020304- cont 00010203040506- cont 000102030405060708.");
        }

        [TestMethod]
        public void Decoder_FrameThatIsNotFinished_WaitsForMore()
        {
            DecoderDriver.Check("82 04|0102", "bin 0102~");
            DecoderDriver.Check("02 02|0102; 80 03|0304", "bin 0102- cont 0304~");
        }

        [TestMethod]
        public void Decoder_InputNotUsedUp_RefusesMore()
        {
            FrameDecoder decoder = new FrameDecoder(false, new FrameLimits(100, 10));
            decoder.SetInput(Hex.Parse("8100 8100"), 0, 4);
            Assert.AreEqual((int)FrameEvent.Payload, (int)decoder.Read(), "the first");
            Assert.AreEqual(2, decoder.Unread, "the second waits");
            Expect.Throws(typeof(InvalidOperationException), () => decoder.SetInput(Hex.Parse("8100"), 0, 2));
            Assert.AreEqual((int)FrameEvent.Payload, (int)decoder.Read(), "the second");
            Assert.AreEqual((int)FrameEvent.NeedInput, (int)decoder.Read(), "all");
            Assert.AreEqual((int)FrameEvent.NeedInput, (int)decoder.Read(), "asked again");
        }

        [TestMethod]
        public void Decoder_EmptyInputAnywhere_ChangesNothing()
        {
            byte[] stream = Hex.Parse("01 02 c3a9 89 02 3132 80 7e 0080");
            byte[] none = new byte[4];
            FrameDecoder decoder = new FrameDecoder(false, new FrameLimits(1000, 10));
            int events = 0;
            for (int i = 0; i < stream.Length; i++)
            {
                decoder.SetInput(stream, i, 1);
                while (decoder.Read() != FrameEvent.NeedInput)
                {
                    events++;
                }

                decoder.SetInput(none, 2, 0);
                Assert.AreEqual((int)FrameEvent.NeedInput, (int)decoder.Read(), "behind byte " + i.ToString());
            }

            // Two bytes of text one by one, and a ping.
            Assert.AreEqual(3, events, "events");
        }

        [TestMethod]
        public void Decoder_AfterResetInEveryPlaceOfAStream_IsNew()
        {
            byte[] stream = Vector.Build("01 03|61e282; 89 05|3132333435; 80 01|ac; 82 7e 0081|0102; 88 04", true);
            byte[] fresh = Vector.Build("81 02|c3a9; 89 01|31; 02 01|00; 80 01|01; 88 02|03e8", true);
            FrameDecoder decoder = new FrameDecoder(true, new FrameLimits(1000, 10));
            for (int cut = 1; cut <= stream.Length; cut++)
            {
                byte[] start = new byte[cut];
                Array.Copy(stream, 0, start, 0, cut);
                decoder.Reset();
                int failedAt;
                DecoderDriver.Run(decoder, start, cut, 1, out failedAt);
                decoder.Reset();
                Assert.AreEqual((int)FrameEvent.NeedInput, (int)decoder.Read(), "nothing to read after Reset");
                Assert.AreEqual(
                    "text c3a9. ping 31 bin 00- cont 01. close 03e8",
                    DecoderDriver.Run(decoder, fresh, fresh.Length, 1, out failedAt),
                    "reset behind " + cut.ToString() + " bytes");
            }
        }

        [TestMethod]
        public void Decoder_ArgumentsThatAreMissing_AreRefused()
        {
            FrameLimits limits = new FrameLimits(1, 1);
            FrameMask mask = new FrameMask();
            Expect.Throws(typeof(ArgumentNullException), () => Assert.IsNotNull(new FrameDecoder(true, null), "made"));
            Expect.Throws(typeof(ArgumentNullException), () => Assert.IsNotNull(new FrameDecoder(true, limits, null, new byte[FrameDecoder.ScratchSize]), "made"));
            Expect.Throws(typeof(ArgumentNullException), () => Assert.IsNotNull(new FrameDecoder(true, limits, mask, null), "made"));
            Expect.Throws(typeof(ArgumentException), () => Assert.IsNotNull(new FrameDecoder(true, limits, mask, new byte[FrameDecoder.ScratchSize - 1]), "made"));
        }

        [TestMethod]
        public void Decoder_ScratchAtTheEndOfALargerArray_LeavesTheRestAlone()
        {
            byte[] array = new byte[200 + FrameDecoder.ScratchSize];
            for (int i = 0; i < 200; i++)
            {
                array[i] = 0xEE;
            }

            byte[] stream = Vector.Build("89 7d|" + Repeat("55", 125) + "; 81 01|61", true);
            int failedAt;
            string trace = DecoderDriver.Run(new FrameDecoder(true, new FrameLimits(10, 10), new FrameMask(), array), stream, 1, 1, out failedAt);
            Assert.AreEqual("ping " + Repeat("55", 125) + " text 61.", trace, "the trace");
            for (int i = 0; i < 200; i++)
            {
                Assert.AreEqual(0xEE, (int)array[i], "byte " + i.ToString());
            }
        }

        private static string Repeat(string what, int times)
        {
            string text = "";
            for (int i = 0; i < times; i++)
            {
                text += what;
            }

            return text;
        }

        private static string Status(int status)
        {
            return Hex.Format(new byte[] { (byte)(status >> 8), (byte)status }, 0, 2);
        }

        [TestMethod]
        public void Decoder_InputThatEndsWithItsArray_IsReadNoFurther()
        {
            string[] vectors = new string[] { "81 02|6162", "82 7e 0080|" + ProtocolDriver.HexOf(new byte[128]), "89 02|6162", "88 02|03e8", "82 7f 0000" };
            foreach (string vector in vectors)
            {
                for (int role = 0; role < 2; role++)
                {
                    byte[] stream = Vector.Build(vector, role == 0);
                    for (int cut = 1; cut <= stream.Length; cut++)
                    {
                        FrameDecoder decoder = new FrameDecoder(role == 0, new FrameLimits(1 << 20, 10));
                        int events = CountEvents(decoder, stream, 0, cut) + CountEvents(decoder, stream, cut, stream.Length - cut);
                        string what = vector + " cut at " + cut.ToString();
                        Assert.AreEqual((int)Violation.None, (int)decoder.Violation, what);
                        Assert.IsTrue(events >= 1 || vector.IndexOf('|') < 0, what);
                    }
                }
            }
        }

        [TestMethod]
        public void Decoder_LengthOf64BitsWithEnoughBehindItsFirstTwoBytes_IsNotOneOf16()
        {
            string payload = ProtocolDriver.HexOf(new byte[200]);
            DecoderDriver.Check("82 7f 0080 000000000000|" + payload, DecoderDriver.Error(Violation.MessageTooBig));
            DecoderDriver.Check("82 7f 007e 000000000000|" + payload, DecoderDriver.Error(Violation.MessageTooBig));
        }

        /// <summary>Gives a range to a decoder in an array of just its size.</summary>
        private static int CountEvents(FrameDecoder decoder, byte[] stream, int offset, int count)
        {
            byte[] exact = new byte[count];
            Array.Copy(stream, offset, exact, 0, count);
            decoder.SetInput(exact, 0, count);
            int events = 0;
            while (decoder.Read() != FrameEvent.NeedInput)
            {
                events++;
                Assert.IsTrue(events < 10, "it ends");
            }

            return events;
        }
    }
}
