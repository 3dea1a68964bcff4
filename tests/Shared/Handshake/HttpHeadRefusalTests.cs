using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Requests that are wrong: each with its status, however it arrives.</summary>
    [TestClass]
    public class HttpHeadRefusalTests
    {
        [TestMethod]
        public void ParseRequest_BadRequestLines_AreRefused()
        {
            string[] lines =
            {
                "", "G", "GET", "GET /", "GET / ", "GET /  HTTP/1.1", "GET  / HTTP/1.1", " GET / HTTP/1.1", "GET / HTTP/1.1 ",
                "GET /a b HTTP/1.1", "GET/ HTTP/1.1", "GET HTTP/1.1", "/ HTTP/1.1", " / HTTP/1.1", "G[T / HTTP/1.1", "GET / http/1.1",
                "GET / HTTP/1,1", "GET / HTTP/11", "GET / HTTP/1.x", "GET / HTTP/x.1", "GET / HTTPS/1.1", "GET / HTTP/1.10",
                "GET /a#b HTTP/1.1", "GET a HTTP/1.1", "GET * HTTP/1.1", "GET ftp://a/ HTTP/1.1", "GET http:///a HTTP/1.1",
                "GET http:// HTTP/1.1", "GET https:// HTTP/1.1", "GET http:/a HTTP/1.1", "GET http://a?b HTTP/1.1",
                "GET http://u:p@a/ HTTP/1.1", "GET\t/ HTTP/1.1", "GET /\tHTTP/1.1", "GET /a\tb HTTP/1.1",
            };
            HttpHead head = NewHead();
            for (int i = 0; i < lines.Length; i++)
            {
                Assert.AreEqual(400, Heads.OfRequest(head, lines[i] + "\r\nHost: a\r\n\r\n"), lines[i]);
                Assert.AreEqual(400, head.Refusal, lines[i]);
            }
        }

        [TestMethod]
        public void ParseRequest_OtherMajorVersions_AreRefusedWith505()
        {
            HttpHead head = NewHead();
            Assert.AreEqual(505, Heads.OfRequest(head, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"), "2.0");
            Assert.AreEqual(505, Heads.OfRequest(head, "GET / HTTP/0.9\r\nHost: a\r\n\r\n"), "0.9");
            Assert.AreEqual(505, Heads.OfRequest(head, "GET / HTTP/3.1\r\n\r\n"), "3.1");

            // The preface of HTTP/2, RFC 9113 section 3.4.
            Assert.AreEqual(505, Heads.OfRequest(head, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "preface");
        }

        [TestMethod]
        public void ParseRequest_ControlCharacters_AreRefusedEverywhere()
        {
            string[] places =
            {
                "G@T / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /@ HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHo@t: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX@Y: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nSec@WebSocket-Key: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nAbcdefghi@klmnopq-r: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost:@a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a@\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: abcdefghijklmn@pq\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\nY: @\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n@\r\n\r\n",
            };
            HttpHead head = NewHead();
            for (int place = 0; place < places.Length; place++)
            {
                for (int value = 0; value <= 0x7F; value = value == 0x1F ? 0x7F : value + 1)
                {
                    // A tab in or around a value is white space.
                    bool isValue = place >= 6 && place <= 10;
                    int expected = value == '\t' && isValue ? 0 : 400;
                    Assert.AreEqual(expected, Heads.OfRequest(head, Heads.WithByte(places[place], value)), value.ToString() + " at " + place.ToString());
                }
            }
        }

        [TestMethod]
        public void ParseRequest_ControlNextToFF_IsRefused()
        {
            // The highest byte carries into the next one when eight are counted at once.
            HttpHead head = NewHead();
            for (int pad = 0; pad < 9; pad++)
            {
                for (int value = 0; value < 0x20; value++)
                {
                    string start = "abcdefghi".Substring(pad);
                    byte[] bytes = Heads.WithByte(Heads.Get("X: " + start + "@@z\r\n"), 0xFF);
                    for (int i = 0; i < bytes.Length; i++)
                    {
                        if (bytes[i] == 0xFF && bytes[i + 1] == 'z')
                        {
                            bytes[i] = (byte)value;
                        }
                    }

                    int expected = value == '\t' ? 0 : 400;
                    Assert.AreEqual(expected, head.ParseRequest(bytes, 0, bytes.Length), value.ToString() + " after " + pad.ToString());
                }
            }
        }

        [TestMethod]
        public void ParseRequest_LineEndsThatAreNotCrLf_AreRefused()
        {
            string[] heads =
            {
                "GET / HTTP/1.1\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\n",
                "GET / HTTP/1.1\n\n", "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n\r\r\n\r\n", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n", "\r\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "\r\n\r\n",
            };
            HttpHead head = NewHead();
            for (int i = 0; i < heads.Length; i++)
            {
                Assert.AreEqual(400, Heads.OfRequest(head, heads[i]), "head " + i.ToString());
            }
        }

        [TestMethod]
        public void ParseRequest_BareLineFeedBehindAnotherFault_HasOneVerdict()
        {
            // Byte by byte the line feed shows before the head is complete, whole after it: 400 either way.
            HttpHead head = NewHead();
            Assert.AreEqual(400, Heads.OfRequest(head, "GET / HTTP/2.0\r\nHost: a\nX: y\r\n\r\n"), "version");
            HttpHead small = new HttpHead(1);
            Assert.AreEqual(400, Heads.OfRequest(small, "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\nZ\n\r\n"), "too many headers");
        }

        [TestMethod]
        public void ParseRequest_BadHeaderLines_AreRefused()
        {
            string[] lines =
            {
                "NoColon\r\n", ": no name\r\n", ":\r\n", "Space : x\r\n", "Tab\t: x\r\n", "Two words: x\r\n", "a,b: x\r\n",
                "X(y): z\r\n", "X/y: z\r\n", "X@y: z\r\n", "\"x\": z\r\n", "abcdefgh[: x\r\n", "abcdefgh{ijklmnopq: x\r\n",
                "{bcdefghijklm: x\r\n", "X: y\r\n folded\r\n", "X: y\r\n\tfolded\r\n", " X: y\r\n", "X: y\r\n \r\n",
                "Upgrade : websocket\r\n", "HTTP/1.1 200 OK\r\n",
            };
            HttpHead head = NewHead();
            for (int i = 0; i < lines.Length; i++)
            {
                Assert.AreEqual(400, Heads.OfRequest(head, Heads.Get(lines[i])), lines[i]);
                Assert.AreEqual(400, Heads.OfRequest(head, "GET / HTTP/1.1\r\n" + lines[i] + "Host: a\r\n\r\n"), "first: " + lines[i]);
            }
        }

        [TestMethod]
        public void ParseRequest_NamesOfEveryByte_AreTokensOrRefused()
        {
            // In names that are shorter than, as long as, and longer than the blocks of eight in which they are looked at.
            HttpHead head = NewHead();
            string[] names = { "@", "a@", "abcd@ef", "abcdefg@", "@bcdefghi", "abcdefgh@", "abcdefghijklmnop@r", "abc@efghijklmnopqrs" };
            for (int i = 0; i < names.Length; i++)
            {
                for (int value = 0; value < 256; value++)
                {
                    byte[] bytes = Heads.WithByte(Heads.Get(names[i] + ": x\r\n"), value);
                    int expected = Ascii.IsTokenByte(value) || (value == ':' && names[i] != "@" && names[i] != "@bcdefghi") ? 0 : 400;
                    Assert.AreEqual(expected, head.ParseRequest(bytes, 0, bytes.Length), value.ToString() + " in " + names[i]);
                }
            }
        }

        [TestMethod]
        public void ParseRequest_HostMissingOrRepeated_IsRefused()
        {
            HttpHead head = NewHead();
            Assert.AreEqual(400, Heads.OfRequest(head, "GET / HTTP/1.1\r\n\r\n"), "missing");
            Assert.AreEqual(400, Heads.OfRequest(head, "GET http://a/ HTTP/1.1\r\n\r\n"), "missing, absolute target");
            Assert.AreEqual(400, Heads.OfRequest(head, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"), "repeated");
            Assert.AreEqual(400, Heads.OfRequest(head, "GET / HTTP/1.0\r\nHost: a\r\nhOST: b\r\n\r\n"), "repeated, 1.0");
        }

        [TestMethod]
        public void ParseRequest_SingleHeadersRepeated_AreRefused()
        {
            string[] names = { "Origin", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Content-Length", "Authorization" };
            HttpHead head = NewHead();
            for (int i = 0; i < names.Length; i++)
            {
                string line = names[i] + ": 1\r\n";
                Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get(line)), names[i]);
                Assert.AreEqual(400, Heads.OfRequest(head, Heads.Get(line + line)), "two of " + names[i]);
                Assert.AreEqual(400, Heads.OfRequest(head, Heads.Get(line + "X: y\r\n" + line.ToLower())), "apart: " + names[i]);
            }
        }

        [TestMethod]
        public void ParseRequest_ContentLengthThatIsNoNumber_IsRefused()
        {
            string[] values = { "", "-1", "+1", "1,1", "1 1", "0x1", "1.0", "a" };
            HttpHead head = NewHead();
            for (int i = 0; i < values.Length; i++)
            {
                Assert.AreEqual(400, Heads.OfRequest(head, Heads.Get("Content-Length: " + values[i] + "\r\n")), values[i]);
            }
        }

        [TestMethod]
        public void Scan_FirstByteThatBeginsNoToken_IsInvalidAtOnce()
        {
            HttpHead head = NewHead();
            byte[] bytes = new byte[1];
            for (int value = 0; value < 256; value++)
            {
                bytes[0] = (byte)value;
                int scanned = 0;
                HeadProgress expected = Ascii.IsTokenByte(value) || value == '\r' ? HeadProgress.NeedInput : HeadProgress.Invalid;
                Assert.AreEqual((int)expected, (int)head.Scan(bytes, 0, 1, ref scanned), value.ToString());
                Assert.AreEqual(expected == HeadProgress.Invalid ? 400 : 0, head.Refusal, value.ToString());
            }

            // The start of a TLS ClientHello: someone means https.
            byte[] hello = Hex.Parse("16 03 01 00c4 01 0000c0 0303");
            Assert.AreEqual(400, Heads.OfRequest(head, hello), "TLS");
        }

        [TestMethod]
        public void Scan_HeadWithoutItsEmptyLine_NeedsInput()
        {
            HttpHead head = NewHead();
            string whole = Heads.Upgrade("");
            for (int count = 0; count < whole.Length; count++)
            {
                byte[] part = Ascii.GetBytes(whole.Substring(0, count));
                int scanned = 0;
                Assert.AreEqual((int)HeadProgress.NeedInput, (int)head.Scan(part, 0, count, ref scanned), count.ToString());
                Assert.AreEqual(count, scanned, "all looked at");
                Assert.AreEqual((int)HeadProgress.NeedInput, (int)head.Scan(part, 0, count, ref scanned), "again without more");
            }
        }

        [TestMethod]
        public void ParseRequest_HeadThatIsNotComplete_IsRefused()
        {
            // Nobody should ask, but nothing may be read behind what is there.
            HttpHead head = NewHead();
            byte[] whole = Ascii.GetBytes(Heads.Upgrade("X: y\r\n"));
            for (int count = 0; count < whole.Length; count++)
            {
                Assert.AreEqual(400, head.ParseRequest(whole, 0, count), count.ToString());
                byte[] part = new byte[count];
                Array.Copy(whole, 0, part, 0, count);
                Assert.AreEqual(400, head.ParseRequest(part, 0, count), "alone: " + count.ToString());
                Assert.AreEqual(400, head.ParseResponse(part, 0, count), "as a response: " + count.ToString());
            }
        }

        private static HttpHead NewHead()
        {
            return new HttpHead(HttpHead.DefaultMaxHeaders);
        }
    }
}
