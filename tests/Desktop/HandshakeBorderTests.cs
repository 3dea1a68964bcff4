using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>Heads at the borders: of numbers, of ranges, of the buffer they lie in. RFC 9110, RFC 9112.</summary>
    [TestClass]
    public class HandshakeBorderTests
    {
        private readonly HttpHead _head = new HttpHead(HttpHead.DefaultMaxHeaders);

        [TestMethod]
        public void HttpHead_MaxHeaders_IsOneTo255()
        {
            Assert.AreEqual(0, Parse(new HttpHead(255), "GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
            Assert.AreEqual(0, Parse(new HttpHead(1), "GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new HttpHead(0));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new HttpHead(256));
        }

        [TestMethod]
        public void HttpHead_RangesThatAreNone_AreRefused()
        {
            byte[] bytes = Bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            int scanned = 0;
            Assert.ThrowsExactly<ArgumentNullException>(() => _head.Scan(null, 0, 2, ref scanned));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _head.Scan(bytes, -1, 2, ref scanned));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _head.Scan(bytes, 1, bytes.Length, ref scanned));
            Assert.ThrowsExactly<ArgumentNullException>(() => _head.ParseRequest(null, 0, 2));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _head.ParseRequest(bytes, -1, 2));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _head.ParseResponse(bytes, 1, bytes.Length));
        }

        [TestMethod]
        public void Scan_HeadFurtherOnInTheBuffer_CountsFromItsStart()
        {
            byte[] bytes = Bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            byte[] buffer = new byte[bytes.Length + 9];
            for (int offset = 0; offset <= 9; offset++)
            {
                // All that is there is the head; then something follows it.
                for (int behind = 0; behind <= 9 - offset; behind++)
                {
                    Array.Clear(buffer);
                    Array.Copy(bytes, 0, buffer, offset, bytes.Length);
                    int scanned = 0;
                    Assert.AreEqual(HeadProgress.Complete, _head.Scan(buffer, offset, bytes.Length + behind, ref scanned));
                    Assert.IsTrue(_head.Length >= bytes.Length && _head.Length <= bytes.Length + behind, "scanned " + _head.Length);
                    Assert.AreEqual(0, _head.ParseRequest(buffer, offset, bytes.Length + behind));
                    Assert.AreEqual(bytes.Length, _head.Length, "parsed");
                }
            }
        }

        [TestMethod]
        public void Scan_LineFeedInFrontOfTheHead_IsNotOfIt()
        {
            // An empty line that is ignored, behind the last byte of the message before.
            byte[] bytes = Bytes("\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
            int scanned = 0;
            for (int count = 1; count < bytes.Length - 1; count++)
            {
                Assert.AreEqual(HeadProgress.NeedInput, _head.Scan(bytes, 1, count, ref scanned), "of " + count);
            }

            Assert.AreEqual(HeadProgress.Complete, _head.Scan(bytes, 1, bytes.Length - 1, ref scanned));
            Assert.AreEqual(0, _head.ParseRequest(bytes, 1, bytes.Length - 1));
        }

        [TestMethod]
        public void ParseRequest_HeadAtTheEndOfALargeBuffer_IsFound()
        {
            byte[] bytes = Bytes("GET /ab HTTP/1.1\r\nHost: a\r\n\r\n");
            byte[] buffer = new byte[300];
            int offset = buffer.Length - bytes.Length;
            Array.Copy(bytes, 0, buffer, offset, bytes.Length);
            Assert.AreEqual(0, _head.ParseRequest(buffer, offset, bytes.Length));
            Assert.AreEqual("/ab", Heads.Target(_head));
            Assert.AreEqual(bytes.Length, _head.Length);
        }

        [TestMethod]
        public void ParseRequest_LinesWithoutTarget_AreRefused()
        {
            // What lies in front of the head would do for a target.
            string[] lines = { "GET HTTP/1.1", "HEAD HTTP/1.1", "GET  HTTP/1.1", "HEAD  HTTP/1.1", "PUT HTTP/1.1", "PUT  HTTP/1.1", "OPTIONS  HTTP/1.1" };
            foreach (string line in lines)
            {
                byte[] bytes = Bytes("////////////////" + line + "\r\nHost: a\r\n\r\n");
                Assert.AreEqual(400, _head.ParseRequest(bytes, 16, bytes.Length - 16), line);
            }
        }

        [TestMethod]
        public void ParseRequest_LineWithoutMethodBehindAnEmptyOne_IsRefused()
        {
            Assert.AreEqual(400, Heads.OfRequest(_head, "\r\n / HTTP/1.1\r\nHost: a\r\n\r\n"));
            Assert.AreEqual(400, Heads.OfRequest(_head, "\r\n /a HTTP/1.1\r\nHost: a\r\n\r\n"));
            Assert.AreEqual(400, Heads.OfRequest(_head, "\r\n :x HTTP/1.1\r\nHost: a\r\n\r\n"));
        }

        [TestMethod]
        public void ParseRequest_NothingButACarriageReturn_IsRefused()
        {
            byte[] bytes = { (byte)'\r' };
            Assert.AreEqual(400, _head.ParseRequest(bytes, 0, 1));
            byte[] more = Bytes("\r\n");
            Assert.AreEqual(400, _head.ParseRequest(more, 0, 1));
        }

        [TestMethod]
        public void ParseRequest_TargetsOfOtherSchemes_AreRefused()
        {
            foreach (string scheme in new[] { "ftp", "ws", "wss", "httpx", "file", "xhttp", "s", "schemeof9" })
            {
                Assert.AreEqual(400, Heads.OfRequest(_head, "GET " + scheme + "://server.example/a HTTP/1.1\r\nHost: a\r\n\r\n"), scheme);
            }
        }

        [TestMethod]
        public void ParseRequest_MajorVersions_AreOneDigit()
        {
            for (int major = 0; major <= 9; major++)
            {
                int expected = major == 1 ? 0 : 505;
                Assert.AreEqual(expected, Heads.OfRequest(_head, "GET / HTTP/" + major + ".1\r\nHost: a\r\n\r\n"), "major " + major);
                Assert.AreEqual(0, Heads.OfRequest(_head, "GET / HTTP/1." + major + "\r\nHost: a\r\n\r\n"), "minor " + major);
                Assert.AreEqual(major, _head.MinorVersion);
            }

            // What comes next to the digits.
            foreach (char c in "/:")
            {
                Assert.AreEqual(400, Heads.OfRequest(_head, "GET / HTTP/" + c + ".1\r\nHost: a\r\n\r\n"), "major " + c);
                Assert.AreEqual(400, Heads.OfRequest(_head, "GET / HTTP/1." + c + "\r\nHost: a\r\n\r\n"), "minor " + c);
            }
        }

        [TestMethod]
        public void HasBody_LengthNextToTransferEncoding_IsTrue()
        {
            // RFC 9112 section 6.1: how long the body is may be unclear; that there is one is not.
            Assert.AreEqual(0, Heads.OfRequest(_head, Heads.Get("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")));
            Assert.IsTrue(_head.HasBody, "both");
            Assert.AreEqual(0, Heads.OfRequest(_head, Heads.Get("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n")));
            Assert.IsTrue(_head.HasBody, "no length");
        }

        [TestMethod]
        public void HasBody_LengthsOfManyDigits_AreNotCutOff()
        {
            foreach (string length in new[] { "255", "256", "2550", "65536", "4294967296", "8589934592", "18446744073709551616", "1" + new string('0', 60) })
            {
                Assert.AreEqual(0, Heads.OfRequest(_head, Heads.Get("Content-Length: " + length + "\r\n")), length);
                Assert.IsTrue(_head.HasBody, length);
            }

            Assert.AreEqual(0, Heads.OfRequest(_head, Heads.Get("Content-Length: " + new string('0', 60) + "\r\n")));
            Assert.IsFalse(_head.HasBody, "zeros");
        }

        [TestMethod]
        public void HasToken_LineBetweenTwoOfAnotherHeader_IsReadToItsEnd()
        {
            // Nine bytes of the value are the token; the line behind it is where a list of lines goes on.
            byte[] websocket = Bytes("websocket");
            Assert.AreEqual(0, Heads.OfRequest(_head, "GET / HTTP/1.1\r\nConnection: a\r\nUpgrade: websocketx\r\nConnection: b\r\nHost: a\r\n\r\n"));
            Assert.IsFalse(_head.HasToken(HttpHeader.Upgrade, websocket), "longer");
            Assert.AreEqual(0, Heads.OfRequest(_head, "GET / HTTP/1.1\r\nConnection: a\r\nUpgrade: WebSocket\r\nConnection: b\r\nHost: a\r\n\r\n"));
            Assert.IsTrue(_head.HasToken(HttpHeader.Upgrade, websocket), "exactly");
        }

        [TestMethod]
        public void AcceptsGzip_AsteriskAlone_StandsForGzip()
        {
            ExpectGzip(true, "*", "br, *", "*;q=0.1", "a, *");
            ExpectGzip(false, "a", "x", "*a", "a*", "**", "*;q=0", "a;q=1");
        }

        [TestMethod]
        public void AcceptsGzip_ParametersThatAreNoWeight_AreMalformed()
        {
            ExpectGzip(true, "gzip;q=1", "gzip;Q=0.5", "gzip ; q=1");
            ExpectGzip(false, "gzip;x=1", "gzip;qq=1", "gzip;xq=1", "gzip;=1", "gzip;q1", "gzip;q", "gzip;", "gzip,q=1, gzip;x=0.5");
        }

        private static byte[] Bytes(string text)
        {
            return Encoding.ASCII.GetBytes(text);
        }

        private static int Parse(HttpHead head, string text)
        {
            byte[] bytes = Bytes(text);
            return head.ParseRequest(bytes, 0, bytes.Length);
        }

        private void ExpectGzip(bool expected, params string[] values)
        {
            foreach (string value in values)
            {
                Assert.AreEqual(0, Heads.OfRequest(_head, Heads.Get("Accept-Encoding: " + value + "\r\n")), value);
                Assert.AreEqual(expected, _head.AcceptsGzip(), value);
            }
        }
    }
}
