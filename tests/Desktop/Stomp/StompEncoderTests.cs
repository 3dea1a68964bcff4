using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Tests.Stomp
{
    [TestClass]
    public sealed class StompEncoderTests
    {
        [TestMethod]
        public void Headers_WithWhatDelimits_AreEscaped()
        {
            StompEncoder encoder = new StompEncoder(200);
            encoder.Begin(StompCommand.Send);
            encoder.Add("a:b", "1\r\n2\\3:ä");
            encoder.Add("n", 1230);
            Assert.AreEqual("SEND\na\\cb:1\\r\\n2\\\\3\\cä\nn:1230\n\n\0", Text(encoder, encoder.End()));

            encoder.IsVersion11 = true;
            encoder.Begin(StompCommand.Send);
            encoder.Add("a", "\r\n");
            Assert.AreEqual("SEND\na:\r\\n\n\n\0", Text(encoder, encoder.End()));
        }

        [TestMethod]
        public void Headers_OfConnect_AreNotEscaped()
        {
            StompEncoder encoder = new StompEncoder(200);
            encoder.Begin(StompCommand.Connect);
            encoder.Add("passcode", "a:b\\c");
            Assert.AreEqual("CONNECT\npasscode:a:b\\c\n\n\0", Text(encoder, encoder.End()));
            Assert.ThrowsExactly<ArgumentException>(() => encoder.Add("login", "a\nb:c"));
            Assert.ThrowsExactly<ArgumentException>(() => encoder.Add("login", "a\rb"));
            Assert.ThrowsExactly<ArgumentException>(() => encoder.Add("a:b", "c"));
            Assert.ThrowsExactly<ArgumentException>(() => encoder.Add("", "c"));
        }

        [TestMethod]
        public void End_OneByteTooLittle_IsZero()
        {
            byte[] lines = StompEncoder.EncodeHeaders(new[] { "a", "b" });
            byte[] body = Encoding.ASCII.GetBytes("x\0y");
            const string Expected = "SEND\na:b\ncontent-length:3\n\nx\0y\0";
            for (int size = 0; size <= Expected.Length + 1; size++)
            {
                StompEncoder encoder = new StompEncoder(size);
                encoder.Begin(StompCommand.Send);
                encoder.AddLines(lines);
                int count = encoder.End(body, 0, body.Length);
                Assert.AreEqual(size < Expected.Length ? 0 : Expected.Length, count);
                Assert.AreEqual(count == 0 ? string.Empty : Expected, Text(encoder, count));
            }
        }

        [TestMethod]
        public void EncodeHeaders_NoPairs_Throws()
        {
            Assert.ThrowsExactly<ArgumentException>(() => StompEncoder.EncodeHeaders(null));
            Assert.ThrowsExactly<ArgumentException>(() => StompEncoder.EncodeHeaders(new[] { "a" }));
            Assert.AreEqual("a:\\\\\\\\\\\\\n", Encoding.ASCII.GetString(StompEncoder.EncodeHeaders(new[] { "a", "\\\\\\" })));
        }

        [TestMethod]
        public void Codec_AnyHeaders_ComeBack()
        {
            Random random = new Random(FreshSeed.Value);
            const string Characters = "ab:\\\r\n\0ä€ ";
            StompEncoder encoder = new StompEncoder(1000);
            for (int i = 0; i < 1000; i++)
            {
                string name = "x" + Pick(random, Characters);
                string value = Pick(random, Characters);
                encoder.Begin(StompCommand.Message);
                encoder.Add(name, value);
                int count = encoder.End(new byte[] { 0, 1, 0 }, 0, 3);
                StompDecoder decoder = new StompDecoder(new StompLimits());
                decoder.SetInput(encoder.Buffer, 0, count);
                Assert.AreEqual(StompEvent.Frame, decoder.Read(), "seed " + FreshSeed.Value);
                Assert.AreEqual(StompEvent.NeedInput, decoder.Read());
                StompFrame frame = decoder.Frame;
                Assert.AreEqual(name, Encoding.UTF8.GetString(frame.Buffer, frame.GetNameOffset(0), frame.GetValueOffset(0) - frame.GetNameOffset(0)));
                Assert.AreEqual(value, Encoding.UTF8.GetString(frame.Buffer, frame.GetValueOffset(0), frame.GetValueCount(0)));
                Assert.AreEqual("\0\u0001\0", frame.GetBody());
            }
        }

        private static string Pick(Random random, string characters)
        {
            StringBuilder text = new StringBuilder();
            for (int n = random.Next(8); n > 0; n--)
            {
                text.Append(characters[random.Next(characters.Length)]);
            }

            return text.ToString();
        }

        private static string Text(StompEncoder encoder, int count)
        {
            return Encoding.UTF8.GetString(encoder.Buffer, 0, count);
        }
    }
}
