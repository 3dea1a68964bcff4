using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Tests.Stomp
{
    /// <summary>Frames of the STOMP 1.2 specification and what may be varied about them.</summary>
    [TestClass]
    public sealed class StompDecoderTests
    {
        [TestMethod]
        [DataRow("CONNECT\naccept-version:1.2\nhost:stomp.github.org\n\n^@", "Connect accept-version=1.2 host=stomp.github.org ''")]
        [DataRow("STOMP\naccept-version:1.0,1.1,2.0\nhost:stomp.github.org\n\n^@", "Stomp accept-version=1.0,1.1,2.0 host=stomp.github.org ''")]
        [DataRow("CONNECTED\nversion:1.1\n\n^@", "Connected version=1.1 ''")]
        [DataRow("CONNECTED\nheart-beat:<sx>,<sy>\n\n^@", "Connected heart-beat=<sx>,<sy> ''")]
        [DataRow("ERROR\nversion:1.2,2.1\ncontent-type:text/plain\n\nSupported protocol versions are 1.2 2.1^@", "Error version=1.2,2.1 content-type=text/plain 'Supported protocol versions are 1.2 2.1'")]
        [DataRow("SEND\ndestination:/queue/a\ncontent-type:text/plain\n\nhello queue a\n^@", "Send destination=/queue/a content-type=text/plain 'hello queue a\n'")]
        [DataRow("SUBSCRIBE\nid:0\ndestination:/queue/foo\nack:client\n\n^@", "Subscribe id=0 destination=/queue/foo ack=client ''")]
        [DataRow("UNSUBSCRIBE\nid:0\n\n^@", "Unsubscribe id=0 ''")]
        [DataRow("ACK\nid:12345\ntransaction:tx1\n\n^@", "Ack id=12345 transaction=tx1 ''")]
        [DataRow("NACK\nid:12345\n\n^@", "Nack id=12345 ''")]
        [DataRow("BEGIN\ntransaction:tx1\n\n^@", "Begin transaction=tx1 ''")]
        [DataRow("COMMIT\ntransaction:tx1\n\n^@", "Commit transaction=tx1 ''")]
        [DataRow("ABORT\ntransaction:tx1\n\n^@", "Abort transaction=tx1 ''")]
        [DataRow("DISCONNECT\nreceipt:77\n\n^@", "Disconnect receipt=77 ''")]
        [DataRow("RECEIPT\nreceipt-id:77\n\n^@", "Receipt receipt-id=77 ''")]
        [DataRow("MESSAGE\nsubscription:0\nmessage-id:007\ndestination:/a\n\nhello^@", "Message subscription=0 message-id=007 destination=/a 'hello'")]
        [DataRow("MESSAGE\nfoo:World\nfoo:Hello\n\n^@", "Message foo=World foo=Hello ''")]
        [DataRow("SEND\r\ndestination:/a\r\n\r\nx\r\n^@\r\n", "Send destination=/a 'x\r\n' | beat")]
        [DataRow("\n\r\nBEGIN\n\n^@\n", "beat | beat | Begin '' | beat")]
        [DataRow("BEGIN\n\n^@BEGIN\n\n^@", "Begin '' | Begin ''")]
        [DataRow("SEND\ncontent-length:3\n\na^@b^@", "Send content-length=3 'a^@b'")]
        [DataRow("SEND\ncontent-length:0\n\n^@", "Send content-length=0 ''")]
        [DataRow("BEGIN\ncontent-length:0\n\n^@", "Begin content-length=0 ''")]
        [DataRow("SEND\ncontent-length:1\ncontent-length:3\n\na^@", "Send content-length=1 content-length=3 'a'")]
        [DataRow("SEND\na\\cb\\\\:\\r\\n\\c\n\n^@", "Send a:b\\=\r\n: ''")]
        [DataRow("CONNECTED\nsession:a\\nb:c\n\n^@", "Connected session=a\\nb:c ''")]
        [DataRow("SEND\na:b:c\n\n^@", "Send a=b:c ''")]
        [DataRow("SEND\na:\n\n^@", "Send a= ''")]
        [DataRow("SEND\n a : b \n\n^@", "Send  a = b  ''")]
        [DataRow("SEND\nä:ö\n\nü^@", "Send ä=ö 'ü'")]
        [DataRow("SEND\n\nabc", "")]
        public void Frames_OfTheSpecification_AreReadAtEverySplit(string text, string expected)
        {
            Assert.AreEqual(expected, StompText.ReadSplit(StompText.Bytes(text), new StompLimits(), false, out string difference));
            Assert.IsNull(difference);
        }

        [TestMethod]
        [DataRow("HELLO\n\n^@", StompViolation.UnknownCommand)]
        [DataRow("UNSUBSCRIBER", StompViolation.UnknownCommand)]
        [DataRow("send\n\n^@", StompViolation.UnknownCommand)]
        [DataRow(" SEND\n\n^@", StompViolation.UnknownCommand)]
        [DataRow("^@", null)]
        [DataRow("SEND\nabc\n\n^@", StompViolation.BadHeader)]
        [DataRow("SEND\n:abc\n\n^@", StompViolation.BadHeader)]
        [DataRow("SEND\na:\\t\n\n^@", StompViolation.BadEscape)]
        [DataRow("SEND\na:\\\n\n^@", StompViolation.BadEscape)]
        [DataRow("SEND\na:\\\r\n\n^@", StompViolation.BadEscape)]
        [DataRow("SEND\na\\:b\n\n^@", StompViolation.BadEscape)]
        [DataRow("SEND\na:b\rc\n\n^@", StompViolation.BadLineEnd)]
        [DataRow("SE\rND\n\n^@", StompViolation.BadLineEnd)]
        [DataRow("\r\r\n", StompViolation.BadLineEnd)]
        [DataRow("SEND\ncontent-length:x\n\n^@", StompViolation.BadContentLength)]
        [DataRow("SEND\ncontent-length:\n\n^@", StompViolation.BadContentLength)]
        [DataRow("SEND\ncontent-length:-1\n\n^@", StompViolation.BadContentLength)]
        [DataRow("SEND\ncontent-length: 1\n\nx^@", StompViolation.BadContentLength)]
        [DataRow("SEND\ncontent-length:4294967297\n\nx^@", StompViolation.BadContentLength)]
        [DataRow("SEND\ncontent-length:1\n\nxy^@", StompViolation.NoTerminator)]
        [DataRow("SEND\ncontent-length:0\n\nx^@", StompViolation.NoTerminator)]
        [DataRow("BEGIN\n\nx^@", StompViolation.UnexpectedBody)]
        [DataRow("BEGIN\ncontent-length:1\n\nx^@", StompViolation.UnexpectedBody)]
        public void Violations_EverySplit_AreTold(string text, StompViolation? expected)
        {
            string said = StompText.ReadSplit(StompText.Bytes(text), new StompLimits(), false, out string difference);
            Assert.IsNull(difference);
            Assert.AreEqual(expected == null ? string.Empty : expected.ToString(), said);
        }

        [TestMethod]
        [DataRow("SEND\na:\\c\\n\\\\\n\n^@", "Send a=:\n\\ ''")]
        [DataRow("SEND\na:b\r\n\n^@", "Send a=b\r ''")]
        [DataRow("SEND\na:\\r\n\n^@", "BadEscape")]
        [DataRow("SEND\r\na:b\n\n^@", "UnknownCommand")]
        [DataRow("\r\nBEGIN\n\n^@", "beat | Begin ''")]
        public void Version11_CarriageReturns_AreLikeAnyByte(string text, string expected)
        {
            Assert.AreEqual(expected, StompText.ReadSplit(StompText.Bytes(text), new StompLimits(), true, out string difference));
            Assert.IsNull(difference);
        }

        [TestMethod]
        public void Find_RepeatedHeaders_TheFirstCounts()
        {
            StompDecoder decoder = new StompDecoder(new StompLimits());
            StompText.Read(decoder, StompText.Bytes("MESSAGE\nfoo:World\nfoo:Hello\nn:12\nbad:1x\n\nb^@"));
            StompFrame frame = decoder.Frame;

            Assert.AreEqual("World", frame.GetString("foo"));
            Assert.IsTrue(frame.HasValue("foo", "World"));
            Assert.IsFalse(frame.HasValue("foo", "Hello"));
            Assert.IsFalse(frame.HasValue("no", ""));
            Assert.IsNull(frame.GetString("Foo"));
            Assert.AreEqual(12, frame.GetNumber("n"));
            Assert.AreEqual(StompFrame.NoNumber, frame.GetNumber("bad"));
            Assert.AreEqual(StompFrame.NoNumber, frame.GetNumber("no"));
            Assert.AreEqual("b", frame.GetBody());
        }

        [TestMethod]
        public void Reset_AfterAViolation_BeginsAnew()
        {
            StompDecoder decoder = new StompDecoder(new StompLimits());
            Assert.AreEqual("BadLineEnd", StompText.Read(decoder, StompText.Bytes("\rx")));
            Assert.AreEqual("BadLineEnd", StompText.Read(decoder, StompText.Bytes("BEGIN\n\n^@")));
            decoder.Reset();
            Assert.AreEqual("Begin ''", StompText.Read(decoder, StompText.Bytes("BEGIN\n\n^@")));
        }

        [TestMethod]
        public void SetInput_OutsideOfTheBuffer_Throws()
        {
            StompDecoder decoder = new StompDecoder(new StompLimits());
            Assert.ThrowsExactly<ArgumentException>(() => decoder.SetInput(null, 0, 0));
            Assert.ThrowsExactly<ArgumentException>(() => decoder.SetInput(new byte[4], 2, 3));
            Assert.ThrowsExactly<ArgumentException>(() => decoder.SetInput(new byte[4], -1, 1));
            Assert.ThrowsExactly<ArgumentException>(() => decoder.SetInput(new byte[4], 1, -1));
            Assert.ThrowsExactly<ArgumentNullException>(() => new StompDecoder(null));
        }

        [TestMethod]
        public void Decoder_AnyBytes_NoExceptionAndTheSameAtAnySplit()
        {
            Random random = new Random(FreshSeed.Value);
            string[] parts =
            {
                "SEND", "MESSAGE", "CONNECTED", "CONNECT", "BEGIN", "\n", "\n", "\n", "\r\n", "\r", "^@", "^@", ":", ":", "\\c", "\\r", "\\", "a", "destination",
                "content-length:", "1", "3", "0", "xyz", "\n\n", "\u00e9", "content-length:2\n\nab^@",
            };
            StompLimits limits = new StompLimits { MaxHeaders = 3, MaxLineLength = 20, MaxFrameSize = 64, MaxBodySize = 30 };
            int frames = 0;
            for (int i = 0; i < 3000; i++)
            {
                StringBuilder text = new StringBuilder(random.Next(3) > 0 ? parts[random.Next(5)] + "\n" : string.Empty);
                for (int n = random.Next(16); n > 0; n--)
                {
                    text.Append(parts[random.Next(parts.Length)]);
                }

                byte[] bytes = StompText.Bytes(text.ToString());
                if (bytes.Length > 0 && random.Next(2) == 0)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                string said = StompText.ReadSplit(bytes, limits, (i & 1) != 0, out string difference);
                Assert.IsNull(difference, "seed " + FreshSeed.Value + ": " + text + ": " + difference);
                frames += said.Contains('\'') ? 1 : 0;
            }

            Assert.IsTrue(frames > 20, frames + " frames");
        }

        [TestMethod]
        public void Codec_Messages_MakeNoGarbage()
        {
            StompDecoder decoder = new StompDecoder(new StompLimits());
            StompEncoder encoder = new StompEncoder(500);
            byte[] lines = StompEncoder.EncodeHeaders(new[] { "destination", "/topic/a" });
            byte[] body = new byte[100];
            long least = long.MaxValue;
            int found = 0;
            for (int run = 0; run < 4 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 500; i++)
                {
                    encoder.Begin(StompCommand.Message);
                    encoder.Add("subscription", i);
                    encoder.AddLines(lines);
                    decoder.SetInput(encoder.Buffer, 0, encoder.End(body, 0, body.Length));
                    while (decoder.Read() != StompEvent.NeedInput)
                    {
                        found += decoder.Frame.GetNumber("subscription") == i && decoder.Frame.HasValue("destination", "/topic/a") ? 1 : 0;
                    }
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
            Assert.AreEqual(0, found % 500);
            Assert.AreNotEqual(0, found);
        }
    }
}
