using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Requests that are right: what the parser reports of them. RFC 9112 sections 2 to 5.</summary>
    [TestClass]
    public class HttpHeadRequestTests
    {
        [TestMethod]
        public void ParseRequest_PlainGet_ReportsItsParts()
        {
            HttpHead head = NewHead();
            const string Text = "GET /a/b?c=d HTTP/1.1\r\nHost: device.local:8080\r\nX-Other: 1\r\n\r\n";
            Assert.AreEqual(0, Heads.OfRequest(head, Text), "verdict");
            Assert.AreEqual(Text.Length, head.Length, "length");
            Assert.AreEqual((int)HttpMethod.Get, (int)head.Method, "method");
            Assert.AreEqual(1, head.MinorVersion, "minor version");
            Assert.AreEqual(0, head.StatusCode, "no response");
            Assert.AreEqual("/a/b?c=d", Heads.Target(head), "target");
            Assert.AreEqual("device.local:8080", Heads.Value(head, HttpHeader.Host), "host");
            Assert.IsFalse(head.Has(HttpHeader.Origin), "no origin");
            Assert.IsFalse(head.HasBody, "no body");
            Assert.AreEqual(null, Heads.Value(head, HttpHeader.Upgrade), "no upgrade");
        }

        [TestMethod]
        public void ParseRequest_Methods_AreToldApart()
        {
            HttpHead head = NewHead();
            ExpectMethod(head, HttpMethod.Get, "GET");
            ExpectMethod(head, HttpMethod.Head, "HEAD");
            string[] others = { "POST", "get", "GeT", "GETS", "GE", "HEADS", "HEAT", "head", "OPTIONS", "M-SEARCH", "X" };
            for (int i = 0; i < others.Length; i++)
            {
                ExpectMethod(head, HttpMethod.Other, others[i]);
            }
        }

        [TestMethod]
        public void ParseRequest_TargetsInOtherForms_AreReducedToThePath()
        {
            HttpHead head = NewHead();
            ExpectTarget(head, "/x?y", "http://dev.local/x?y", "dev.local");
            ExpectTarget(head, "/", "HTTP://dev.local:81/", "dev.local:81");
            ExpectTarget(head, "/", "http://dev.local", "dev.local");
            ExpectTarget(head, "/ws", "https://[::1]:8443/ws", "[::1]:8443");
            ExpectTarget(head, "/", "https://d", "d");
            ExpectTarget(head, "/http://x", "/http://x", "header");
            ExpectTarget(head, "//x", "//x", "header");
        }

        [TestMethod]
        public void ParseRequest_Query_IsNoPartOfThePath()
        {
            HttpHead head = NewHead();
            ExpectPath(head, "/a/b", "/a/b?c=d");
            ExpectPath(head, "/a", "/a?b?c");
            ExpectPath(head, "/", "/?");
            ExpectPath(head, "/a/", "/a/");
            ExpectPath(head, "/!\"$>@", "/!\"$>@?");
            ExpectPath(head, "/x", "http://dev.local/x?y");
            ExpectPath(head, "/x", "http://dev.local/x");
            ExpectPath(head, "/", "http://dev.local");
        }

        [TestMethod]
        public void ParseRequest_OtherMethods_MayUseOtherTargets()
        {
            HttpHead head = NewHead();
            Assert.AreEqual(0, Heads.OfRequest(head, "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"), "asterisk");
            Assert.AreEqual("*", Heads.Target(head), "asterisk");
            Assert.AreEqual(0, Heads.OfRequest(head, "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n"), "authority");
            Assert.AreEqual("a:80", Heads.Target(head), "authority");
        }

        [TestMethod]
        public void ParseRequest_Http10_MayLackHost()
        {
            HttpHead head = NewHead();
            Assert.AreEqual(0, Heads.OfRequest(head, "GET / HTTP/1.0\r\n\r\n"), "verdict");
            Assert.AreEqual(0, head.MinorVersion, "minor version");
            Assert.AreEqual(0, Heads.OfRequest(head, "GET http://a/b HTTP/1.0\r\n\r\n"), "absolute target");
            Assert.IsFalse(head.Has(HttpHeader.Host), "no host");
        }

        [TestMethod]
        public void ParseRequest_LaterMinorVersion_IsTaken()
        {
            HttpHead head = NewHead();
            Assert.AreEqual(0, Heads.OfRequest(head, "GET / HTTP/1.2\r\nHost: a\r\n\r\n"), "verdict");
            Assert.AreEqual(2, head.MinorVersion, "minor version");
        }

        [TestMethod]
        public void ParseRequest_EmptyLineInFront_IsIgnored()
        {
            // RFC 9112 section 2.2.
            HttpHead head = NewHead();
            Assert.AreEqual(0, Heads.OfRequest(head, "\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n"), "verdict");
            Assert.AreEqual("/x", Heads.Target(head), "target");
            Assert.AreEqual(30, head.Length, "the empty line in front counts");
        }

        [TestMethod]
        public void ParseRequest_EveryKnownHeader_IsFoundInAnyCase()
        {
            HttpHead head = NewHead();
            string[] names = HeaderNames();
            for (int i = 0; i < names.Length; i++)
            {
                for (int way = 0; way < 3; way++)
                {
                    string name = way == 0 ? names[i] : way == 1 ? names[i].ToUpper() : names[i].ToLower();
                    string value = i == (int)HttpHeader.ContentLength ? "17" : "v" + i.ToString();
                    string lines = (i == (int)HttpHeader.Host ? "" : "Host: a\r\n") + name + ": " + value + "\r\n";
                    Assert.AreEqual(0, Heads.OfRequest(head, "GET / HTTP/1.1\r\n" + lines + "\r\n"), name);
                    for (int other = 0; other < names.Length; other++)
                    {
                        string expected = other == i ? value : other == (int)HttpHeader.Host ? "a" : null;
                        Assert.AreEqual(expected, Heads.Value(head, (HttpHeader)other), name + " as " + names[other]);
                    }
                }
            }
        }

        [TestMethod]
        public void ParseRequest_NamesOneCharacterOff_AreNotTakenForKnownOnes()
        {
            // Each letter and hyphen of each name replaced, its case aside: no block of eight may be left unlooked at.
            HttpHead head = NewHead();
            string[] names = HeaderNames();
            for (int i = 1; i < names.Length; i++)
            {
                for (int at = 0; at < names[i].Length; at++)
                {
                    string name = names[i] + " at " + at.ToString();
                    byte[] bytes = Ascii.GetBytes(Heads.Get(names[i] + ": x\r\n"));
                    bytes[bytes.Length - 7 - names[i].Length + at] = (byte)'~';
                    int scanned = 0;
                    Assert.AreEqual((int)HeadProgress.Complete, (int)head.Scan(bytes, 0, bytes.Length, ref scanned), name);
                    Assert.AreEqual(0, head.ParseRequest(bytes, 0, bytes.Length), name);
                    Assert.IsFalse(head.Has((HttpHeader)i), name);
                }
            }
        }

        [TestMethod]
        public void ParseRequest_WhiteSpaceAroundValues_IsTakenOff()
        {
            HttpHead head = NewHead();
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get("Origin:\t  http://a \tb \t\r\n")), "verdict");
            Assert.AreEqual("http://a ?b", Heads.Value(head, HttpHeader.Origin), "a tab inside stays");
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get("Origin:x\r\n")), "none at all");
            Assert.AreEqual("x", Heads.Value(head, HttpHeader.Origin), "none at all");
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get("Origin:  \t \r\n")), "nothing else");
            Assert.AreEqual("", Heads.Value(head, HttpHeader.Origin), "nothing else");
            Assert.IsTrue(head.Has(HttpHeader.Origin), "there, but empty");
        }

        [TestMethod]
        public void ParseRequest_BytesAboveAsciiInAValue_AreTaken()
        {
            // obs-text of RFC 9110 section 5.5, with each of the values that the count of printable ones gets wrong.
            HttpHead head = NewHead();
            for (int value = 0x80; value < 0x100; value++)
            {
                byte[] bytes = Heads.WithByte(Heads.Get("X-Name: a@@b@~\r\nOrigin: @\r\n"), value);
                Assert.AreEqual(0, Heads.OfRequest(head, bytes), value.ToString());
            }
        }

        [TestMethod]
        public void ParseRequest_NewHead_ForgetsTheOneBefore()
        {
            HttpHead head = NewHead();
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Upgrade("Origin: x\r\nContent-Length: 5\r\n")), "first");
            Assert.IsTrue(head.HasBody, "body of the first");
            Assert.AreEqual(0, Heads.OfRequest(head, "HEAD http://b/ HTTP/1.0\r\n\r\n"), "second");
            Assert.IsFalse(head.Has(HttpHeader.Origin), "origin");
            Assert.IsFalse(head.Has(HttpHeader.SecWebSocketKey), "key");
            Assert.IsFalse(head.HasBody, "body");
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get("")), "third");
            Assert.AreEqual("a", Heads.Value(head, HttpHeader.Host), "host of the header, not of the target before");
        }

        [TestMethod]
        public void ParseRequest_SecondHeadBehind_IsLeftAlone()
        {
            // Both end in an empty line: Scan sees the second one, the parser stops at the first.
            HttpHead head = NewHead();
            string first = Heads.Get("Origin: first\r\n");
            byte[] bytes = Ascii.GetBytes(first + Heads.Get("Origin: second\r\n"));
            int scanned = 0;
            Assert.AreEqual((int)HeadProgress.Complete, (int)head.Scan(bytes, 0, bytes.Length, ref scanned), "scan");
            Assert.AreEqual(0, head.ParseRequest(bytes, 0, head.Length), "verdict");
            Assert.AreEqual(first.Length, head.Length, "length");
            Assert.AreEqual("first", Heads.Value(head, HttpHeader.Origin), "origin");
        }

        [TestMethod]
        public void HasBody_LengthsAndCodings_AnnounceOneOrNot()
        {
            HttpHead head = NewHead();
            ExpectBody(head, false, "Content-Length: 0\r\n");
            ExpectBody(head, false, "Content-Length: 000\r\n");
            ExpectBody(head, true, "Content-Length: 1\r\n");
            ExpectBody(head, true, "Content-Length: 10\r\n");
            ExpectBody(head, true, "Content-Length: 00000000000000000000000000000000000100\r\n");
            ExpectBody(head, true, "Transfer-Encoding: chunked\r\n");
            ExpectBody(head, true, "Transfer-Encoding: \r\nContent-Length: 0\r\n");
        }

        [TestMethod]
        public void ParseRequest_MaxHeadersAndOneMore_IsTheLimit()
        {
            for (int max = 1; max <= 33; max += 16)
            {
                HttpHead head = new HttpHead(max);
                string lines = "Host: a\r\n";
                for (int i = 1; i < max; i++)
                {
                    // Known and unknown ones count alike.
                    lines += (i & 1) == 0 ? "X-Y: z\r\n" : "Connection: keep-alive\r\n";
                }

                string start = "GET / HTTP/1.1\r\n";
                Assert.AreEqual(0, Heads.OfRequest(head, start + lines + "\r\n"), "at " + max.ToString());
                Assert.AreEqual(431, Heads.OfRequest(head, start + lines + "A: b\r\n\r\n"), "above " + max.ToString());
            }
        }

        [TestMethod]
        public void ParseRequest_HeadAsLargeAsItsBuffer_IsTaken()
        {
            HttpHead head = NewHead();
            byte[] bytes = Ascii.GetBytes("GET / HTTP/1.0\r\n\r\n");
            int scanned = 0;
            Assert.AreEqual((int)HeadProgress.Complete, (int)head.Scan(bytes, 0, bytes.Length, ref scanned), "scan");
            Assert.AreEqual(0, head.ParseRequest(bytes, 0, bytes.Length), "verdict");
            Assert.AreEqual(bytes.Length, head.Length, "length");
        }

        [TestMethod]
        public void ParseRequest_LongHead_IsCountedRight()
        {
            // More than the counters of printable characters hold at once, and one stray control at the very end of it.
            HttpHead head = NewHead();
            string value = "0123456789abcdef";
            for (int i = 0; i < 8; i++)
            {
                value += value;
            }

            byte[] good = Ascii.GetBytes(Heads.Get("X: " + value + "\r\n"));
            byte[] bad = Heads.WithByte(Heads.Get("X: " + value + "@x\r\n"), 0x1F);
            Assert.AreEqual(0, head.ParseRequest(good, 0, good.Length), "good");
            Assert.AreEqual(good.Length, head.Length, "length");
            Assert.AreEqual(400, head.ParseRequest(bad, 0, bad.Length), "bad");
        }

        [TestMethod]
        public void Arguments_OutOfRange_Throw()
        {
            HttpHead head = NewHead();
            byte[] bytes = new byte[8];
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => new HttpHead(0).HasToken(HttpHeader.Host, bytes));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => new HttpHead(256).HasToken(HttpHeader.Host, bytes));
            Expect.Throws(typeof(ArgumentNullException), () => head.ParseRequest(null, 0, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => head.ParseRequest(bytes, 9, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => head.ParseRequest(bytes, 0, 9));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => head.ParseResponse(bytes, 4, 5));
        }

        /// <summary>The names of the known headers, in the order of their numbers.</summary>
        internal static string[] HeaderNames()
        {
            return new string[]
            {
                "Host", "Origin", "Connection", "Upgrade", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol",
                "Sec-WebSocket-Extensions", "Sec-WebSocket-Accept", "Accept-Encoding", "If-None-Match", "Content-Length",
                "Transfer-Encoding", "Retry-After", "Location", "Authorization",
            };
        }

        private static HttpHead NewHead()
        {
            return new HttpHead(HttpHead.DefaultMaxHeaders);
        }

        private static void ExpectMethod(HttpHead head, HttpMethod expected, string method)
        {
            Assert.AreEqual(0, Heads.OfRequest(head, method + " / HTTP/1.1\r\nHost: a\r\n\r\n"), method);
            Assert.AreEqual((int)expected, (int)head.Method, method);
        }

        private static void ExpectTarget(HttpHead head, string expected, string target, string host)
        {
            Assert.AreEqual(0, Heads.OfRequest(head, "GET " + target + " HTTP/1.1\r\nHost: header\r\n\r\n"), target);
            Assert.AreEqual(expected, Heads.Target(head), target);
            Assert.AreEqual(host, Heads.Value(head, HttpHeader.Host), target);
        }

        private static void ExpectPath(HttpHead head, string expected, string target)
        {
            Assert.AreEqual(0, Heads.OfRequest(head, "GET " + target + " HTTP/1.1\r\nHost: header\r\n\r\n"), target);
            Assert.AreEqual(expected, Ascii.GetString(head.Buffer, head.TargetOffset, head.PathCount), target);
        }

        private static void ExpectBody(HttpHead head, bool expected, string lines)
        {
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get(lines)), lines);
            Assert.AreEqual(expected, head.HasBody, lines);
        }
    }
}
