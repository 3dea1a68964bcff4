using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>
    /// Feeds heads to the parser in every way they can arrive, and demands the same verdict each time: whole, byte by byte, split
    /// at every position; at the start of a buffer and further on; with frames glued on behind.
    /// </summary>
    internal static class Heads
    {
        /// <summary>What <see cref="OfRequest"/> and <see cref="OfResponse"/> say when no head is complete.</summary>
        public const int Incomplete = -1;

        /// <summary>The key of RFC 6455 section 1.3.</summary>
        public const string SampleKey = "dGhlIHNhbXBsZSBub25jZQ==";

        /// <summary>The answer to it.</summary>
        public const string SampleAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

        // A masked text frame, then bytes that look like more of a head.
        private const string Glued = "818537fa213d7f9f4d5158 0d0a0d0a 00ff";

        /// <summary>A request to open a WebSocket as short as it can be, with further header lines.</summary>
        public static string Upgrade(string moreLines)
        {
            return "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: " + SampleKey + "\r\nSec-WebSocket-Version: 13\r\n" + moreLines + "\r\n";
        }

        /// <summary>An answer that opens a WebSocket, with further header lines.</summary>
        public static string Switching(string moreLines)
        {
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + SampleAccept + "\r\n" + moreLines + "\r\n";
        }

        /// <summary>A plain request with further header lines.</summary>
        public static string Get(string moreLines)
        {
            return "GET / HTTP/1.1\r\nHost: a\r\n" + moreLines + "\r\n";
        }

        /// <summary>The bytes of a text in which each at sign stands for one byte that a string cannot hold on the device.</summary>
        public static byte[] WithByte(string text, int value)
        {
            byte[] bytes = Ascii.GetBytes(text);
            for (int i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] == '@')
                {
                    bytes[i] = (byte)value;
                }
            }

            return bytes;
        }

        /// <summary>The one verdict on a request however it arrives: 0, the refusal, or Incomplete.</summary>
        public static int OfRequest(HttpHead head, string text)
        {
            return InEveryWay(head, Ascii.GetBytes(text), true);
        }

        /// <summary>The one verdict on a request however it arrives: 0, the refusal, or Incomplete.</summary>
        public static int OfRequest(HttpHead head, byte[] bytes)
        {
            return InEveryWay(head, bytes, true);
        }

        /// <summary>The one verdict on a response however it arrives: 0, the refusal, or Incomplete.</summary>
        public static int OfResponse(HttpHead head, string text)
        {
            return InEveryWay(head, Ascii.GetBytes(text), false);
        }

        /// <summary>The one verdict on a response however it arrives: 0, the refusal, or Incomplete.</summary>
        public static int OfResponse(HttpHead head, byte[] bytes)
        {
            return InEveryWay(head, bytes, false);
        }

        /// <summary>The value of a header as text; null when there is none.</summary>
        public static string Value(HttpHead head, HttpHeader header)
        {
            return head.TryGet(header, out int offset, out int count) ? Ascii.GetString(head.Buffer, offset, count) : null;
        }

        /// <summary>Path and query as text.</summary>
        public static string Target(HttpHead head)
        {
            return Ascii.GetString(head.Buffer, head.TargetOffset, head.TargetCount);
        }

        /// <summary>The ASCII text of a range, line ends and all.</summary>
        public static string Text(byte[] bytes, int offset, int count)
        {
            char[] chars = new char[count];
            for (int i = 0; i < count; i++)
            {
                chars[i] = (char)bytes[offset + i];
            }

            return new string(chars);
        }

        private static int InEveryWay(HttpHead head, byte[] bytes, bool isRequest)
        {
            byte[] glued = Hex.Parse(Glued);
            byte[] behind = new byte[bytes.Length + glued.Length];
            Array.Copy(bytes, 0, behind, 0, bytes.Length);
            Array.Copy(glued, 0, behind, bytes.Length, glued.Length);

            int expected = Feed(head, bytes, 0, bytes.Length, bytes.Length, isRequest);
            int length = head.Length;
            Assert.AreEqual(expected, Feed(head, bytes, 0, 1, 1, isRequest), "byte by byte");
            for (int cut = 1; cut < bytes.Length; cut++)
            {
                Assert.AreEqual(expected, Feed(head, bytes, 0, cut, bytes.Length, isRequest), "split at " + cut.ToString());
            }

            if (expected != Incomplete)
            {
                Assert.AreEqual(expected, Feed(head, behind, 0, behind.Length, behind.Length, isRequest), "with frames behind");
                Assert.AreEqual(length, head.Length, "length with frames behind");
                Assert.AreEqual(expected, Feed(head, behind, 0, bytes.Length - 1, behind.Length, isRequest), "split before the last byte");
                Assert.AreEqual(expected, Feed(head, behind, 0, 1, 1, isRequest), "byte by byte with frames behind");
            }

            // Last, so that the results a test looks at do not start at 0.
            byte[] moved = new byte[behind.Length + 7];
            Array.Copy(bytes, 0, moved, 7, bytes.Length);
            Assert.AreEqual(expected, Feed(head, moved, 7, bytes.Length, bytes.Length, isRequest), "further on in the buffer");
            Assert.AreEqual(length, head.Length, "length further on in the buffer");
            return expected;
        }

        /// <summary>Gives the head as many bytes as first says, then more in steps, until there is a verdict.</summary>
        private static int Feed(HttpHead head, byte[] bytes, int offset, int first, int step, bool isRequest)
        {
            int scanned = 0;
            int end = bytes.Length - offset;
            int count = first;
            while (true)
            {
                HeadProgress progress = head.Scan(bytes, offset, count, ref scanned);
                if (progress == HeadProgress.Complete)
                {
                    return isRequest ? head.ParseRequest(bytes, offset, count) : head.ParseResponse(bytes, offset, count);
                }

                if (progress == HeadProgress.Invalid)
                {
                    Assert.IsTrue(head.Refusal != 0, "a refusal without a status");
                    return head.Refusal;
                }

                Assert.AreEqual(0, head.Refusal, "a status without a refusal");
                if (count >= end)
                {
                    return Incomplete;
                }

                count = count + step > end ? end : count + step;
            }
        }
    }
}
