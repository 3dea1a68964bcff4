using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Tests.Stomp
{
    /// <summary>Both sides of every limit of frames.</summary>
    [TestClass]
    public sealed class StompLimitTests
    {
        [TestMethod]
        public void MaxHeaders_OneMore_IsRefused()
        {
            StompLimits limits = new StompLimits { MaxHeaders = 2 };
            AssertBorder("Send a=1 a=2 ''", "SEND\na:1\na:2\n\n^@", limits);
            AssertBorder("TooManyHeaders", "SEND\na:1\na:2\na:3\n\n^@", limits);
            AssertBorder("TooManyHeaders", "SEND\na:1\na:2\n\\c:3\n\n^@", limits);
        }

        [TestMethod]
        public void MaxLineLength_OneMore_IsRefused()
        {
            StompLimits limits = new StompLimits { MaxLineLength = 16 };
            AssertBorder("Send abcdefgh=1234567 ''", "SEND\r\nabcdefgh:1234567\r\n\r\n^@", limits);
            AssertBorder("LineTooLong", "SEND\nabcdefgh:12345678\n\n^@", limits);
            AssertBorder("Send abcdefgh=12345: ''", "SEND\nabcdefgh:12345\\c\n\n^@", limits);
            AssertBorder("LineTooLong", "SEND\nabcdefgh:123456\\c\n\n^@", limits);
            AssertBorder("LineTooLong", "SEND\nabcdefghijklmnop:\n\n^@", limits);
        }

        [TestMethod]
        public void MaxFrameSize_HeadersOfOneMore_AreRefused()
        {
            StompLimits limits = new StompLimits { MaxFrameSize = 64 };
            string value = new string('v', 63);
            AssertBorder("Send n=" + value + " ''", "SEND\nn:" + value + "\n\n^@", limits);
            AssertBorder("HeadersTooLarge", "SEND\nn:" + value + "v\n\n^@", limits);
        }

        [TestMethod]
        public void Buffer_OfTheCallers_HoldsTheFrameAndIsItsLimit()
        {
            byte[] buffer = new byte[70];
            StompDecoder decoder = new StompDecoder(new StompLimits(), buffer);
            string value = new string('v', 69);
            Assert.AreEqual("Send n=" + value + " ''", StompText.Read(decoder, StompText.Bytes("SEND\nn:" + value + "\n\n^@")));
            Assert.AreSame(buffer, decoder.Frame.Buffer);
            Assert.AreEqual("HeadersTooLarge", StompText.Read(decoder, StompText.Bytes("SEND\nn:" + value + "v\n\n^@")));
            Assert.IsNotNull(new StompDecoder(new StompLimits(), new byte[64]));
            Assert.ThrowsExactly<ArgumentException>(() => new StompDecoder(new StompLimits(), new byte[63]));
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void MaxFrameSize_BodyOfOneMore_IsRefused(bool hasLength)
        {
            // Two bytes of header, or the 16 of content-length.
            int most = hasLength ? 64 - 16 : 62;
            StompLimits limits = new StompLimits { MaxFrameSize = 64 };
            string header = hasLength ? "content-length:" : "a:b";
            string body = new string('x', most);
            AssertBorder(
                "Send " + (hasLength ? "content-length=" + most : "a=b") + " '" + body + "'", "SEND\n" + header + (hasLength ? most.ToString() : "") + "\n\n" + body + "^@", limits);
            AssertBorder("BodyTooLarge", "SEND\n" + header + (hasLength ? (most + 1).ToString() : "") + "\n\n" + body + "x^@", limits);
        }

        [TestMethod]
        public void MaxBodySize_OneMore_IsRefused()
        {
            StompLimits limits = new StompLimits { MaxBodySize = 3 };
            AssertBorder("Send 'abc'", "SEND\n\nabc^@", limits);
            AssertBorder("BodyTooLarge", "SEND\n\nabcd^@", limits);
            AssertBorder("Send content-length=3 'abc'", "SEND\ncontent-length:3\n\nabc^@", limits);
            AssertBorder("BodyTooLarge", "SEND\ncontent-length:4\n\nabcd^@", limits);
        }

        [TestMethod]
        public void Limits_OutOfRange_AreRefused()
        {
            AssertRange(n => new StompLimits { MaxHeaders = n }, 1, 1024);
            AssertRange(n => new StompLimits { MaxLineLength = n }, 16, 65535);
            AssertRange(n => new StompLimits { MaxFrameSize = n }, 64, -1);
            AssertRange(n => new StompLimits { MaxBodySize = n }, 0, -1);
        }

        [TestMethod]
        public void Options_OutOfRange_AreRefused()
        {
            AssertRange(n => new StompClientOptions { Host = "h", HeartBeatSendMs = n }, 0, StompClientOptions.LongestMs);
            AssertRange(n => new StompClientOptions { Host = "h", HeartBeatReceiveMs = n }, 0, StompClientOptions.LongestMs);
            AssertRange(n => new StompClientOptions { Host = "h", HeartBeatToleranceMs = n }, 0, StompClientOptions.LongestMs);
            AssertRange(n => new StompClientOptions { Host = "h", ConnectTimeoutMs = n }, 1, StompClientOptions.LongestMs);
            AssertRange(n => new StompClientOptions { Host = "h", ReceiptTimeoutMs = n }, 1, StompClientOptions.LongestMs);
            AssertRange(n => new StompClientOptions { Host = "h", SendBufferSize = n }, 64, -1);
            AssertRange(n => new StompClientOptions { Host = "h", MaxSubscriptions = n }, 1, 1024);
            AssertRange(n => new StompClientOptions { Host = "h", MaxReceipts = n }, 1, 1024);
            Assert.ThrowsExactly<ArgumentException>(() => new StompClientOptions().Validate());
            Assert.ThrowsExactly<ArgumentException>(() => new StompClientOptions { Host = "h", Headers = new[] { "a" } }.Validate());
            Assert.ThrowsExactly<ArgumentException>(() => new StompClient(new StompClientOptions { Host = "h\nlogin:x" }));
            Assert.ThrowsExactly<ArgumentException>(() => new StompClient(new StompClientOptions { Host = new string('h', 64), SendBufferSize = 64 }));
            Assert.ThrowsExactly<ArgumentNullException>(() => new StompClient(null));
        }

        private static void AssertBorder(string expected, string text, StompLimits limits)
        {
            Assert.AreEqual(expected, StompText.ReadSplit(StompText.Bytes(text), limits, false, out string difference));
            Assert.IsNull(difference);
        }

        private static void AssertRange(Func<int, StompLimits> create, int least, int most)
        {
            AssertRange(n => create(n).Validate(), least, most);
        }

        private static void AssertRange(Func<int, StompClientOptions> create, int least, int most)
        {
            AssertRange(n => create(n).Validate(), least, most);
        }

        private static void AssertRange(Action<int> validate, int least, int most)
        {
            validate(least);
            Assert.ThrowsExactly<ArgumentException>(() => validate(least - 1));
            if (most >= 0)
            {
                validate(most);
                Assert.ThrowsExactly<ArgumentException>(() => validate(most + 1));
            }
        }
    }
}
