using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>Conditional requests, RFC 9110 section 13. Content has an entity tag or nothing: no date, no ranges.</summary>
    [TestClass]
    public sealed class HttpConditionTests
    {
        [TestMethod]

        // One line, a list, several lines, weak, any: section 13.1.2.
        [DataRow("If-None-Match: \"p1\"\r\n", true)]
        [DataRow("if-none-match:\"p1\"\r\n", true)]
        [DataRow("If-None-Match: W/\"p1\"\r\n", true)]
        [DataRow("If-None-Match: *\r\n", true)]
        [DataRow("If-None-Match: \t* \r\n", true)]
        [DataRow("If-None-Match: \"a\", \"b\", \"p1\"\r\n", true)]
        [DataRow("If-None-Match: \"a,\\\", W/\"p1\"\r\n", true)]
        [DataRow("If-None-Match: \"a\"\r\nIf-None-Match: \"p1\"\r\n", true)]
        [DataRow("If-None-Match: \"a\"\r\nIf-None-Match: *\r\n", true)]
        [DataRow("If-None-Match: ,, \"p1\" ,\r\n", true)]
        [DataRow("If-None-Match: \"p1-gzip\"\r\n", false)]
        [DataRow("If-None-Match: \"p\"\r\n", false)]
        [DataRow("If-None-Match: \"p1\r\n", false)]
        [DataRow("If-None-Match: p1\r\n", false)]
        [DataRow("If-None-Match: 'p1'\r\n", false)]
        [DataRow("If-None-Match: w/\"p1\"\r\n", false)]
        [DataRow("If-None-Match: \"*\"\r\n", false)]
        [DataRow("If-None-Match: **\r\n", false)]
        [DataRow("If-None-Match:\r\n", false)]
        [DataRow("If-None-Match: \"\"\r\n", false)]
        [DataRow("If-None-Match: \"a\", b, \"p1\"\r\n", false)]

        // There is no date to compare with; with If-None-Match it would not count anyway (section 13.1.3).
        [DataRow("If-Modified-Since: Fri, 20 Nov 2026 12:00:00 GMT\r\n", false)]
        [DataRow("If-Modified-Since: Fri, 20 Nov 2026 12:00:00 GMT\r\nIf-None-Match: \"p1\"\r\n", true)]
        [DataRow("If-Modified-Since: Fri, 20 Nov 2026 12:00:00 GMT\r\nIf-None-Match: \"p2\"\r\n", false)]
        public void GetAndHead_Condition_DecidesBetween304AndTheWhole(string lines, bool isKnown)
        {
            foreach (string version in new[] { "HTTP/1.1\r\nHost: a", "HTTP/1.0" })
            {
                HostingServer host = Start();
                string get = HttpContentTests.Request(host, "GET /page " + version + "\r\n" + lines + "\r\n", out string body);
                string head = HttpContentTests.Request(host, "HEAD /page " + version + "\r\n" + lines + "\r\n", out string none);
                StringAssert.StartsWith(get, isKnown ? "HTTP/1.1 304 Not Modified\r\n" : "HTTP/1.1 200 OK\r\n");
                Assert.AreEqual(get, head, "HEAD is answered as GET");
                Assert.AreEqual(isKnown ? "" : "page", body);
                Assert.AreEqual("", none);

                // Section 15.4.5: what a 304 must repeat, and nothing of a body that it has not.
                HttpContentTests.AssertHeader(get, "ETag", "\"p1\"");
                HttpContentTests.AssertHeader(get, "Vary", "Accept-Encoding");
                HttpContentTests.AssertHeader(get, "Cache-Control", "no-cache");
                HttpContentTests.AssertHeader(get, "Content-Length", isKnown ? null : "4");
                HttpContentTests.AssertHeader(get, "Content-Type", isKnown ? null : "text/plain");
                HttpContentTests.AssertHeader(get, "Last-Modified", null);
            }
        }

        [TestMethod]
        [DataRow("Range: bytes=0-1\r\n")]
        [DataRow("Range: bytes=0-1\r\nIf-Range: \"p1\"\r\n")]
        [DataRow("Range: bytes=100-\r\n")]
        [DataRow("If-Match: \"p2\"\r\n")]
        [DataRow("If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n")]
        [DataRow("Expect: 100-continue\r\n")]
        [DataRow("Accept: image/png\r\n")]
        [DataRow("Content-Length: 3\r\n")]
        public void Get_WhatIsNotSupported_IsIgnoredAndTheWholeServed(string lines)
        {
            // Ranges are optional (section 14), and the other conditions are for those who change what they name.
            string head = HttpContentTests.Request(Start(), "GET /page HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n", out string body);
            StringAssert.StartsWith(head, "HTTP/1.1 200 OK\r\n");
            HttpContentTests.AssertHeader(head, "Content-Range", null);
            Assert.AreEqual("page", body);
        }

        [TestMethod]
        public void Get_TagOfTheOtherVariant_IsNoMatch()
        {
            HostingServer host = Start();
            host.Server.AddContent("/page", new ByteArrayContent(new byte[] { 0x1F, 0x8B }, "text/plain", "\"z1\"", true));
            foreach (string accepts in new[] { "", "Accept-Encoding: gzip\r\n" })
            {
                string own = accepts.Length == 0 ? "\"p1\"" : "\"z1\"";
                string other = accepts.Length == 0 ? "\"z1\"" : "\"p1\"";
                string start = "GET /page HTTP/1.1\r\nHost: a\r\n" + accepts;
                StringAssert.StartsWith(HttpContentTests.Request(host, start + "If-None-Match: " + own + "\r\n\r\n", out _), "HTTP/1.1 304 ");
                StringAssert.StartsWith(HttpContentTests.Request(host, start + "If-None-Match: " + other + "\r\n\r\n", out _), "HTTP/1.1 200 ");
                StringAssert.StartsWith(HttpContentTests.Request(host, start + "If-None-Match: " + other + ", " + own + "\r\n\r\n", out _), "HTTP/1.1 304 ");
            }
        }

        [TestMethod]
        public void Head_GzipOnlyContent_IsAsGet()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.AddContent("/z", new ByteArrayContent(new byte[] { 0x1F, 0x8B, 1 }, "text/plain", "\"z\"", true));
            foreach (string accepts in new[] { "", "Accept-Encoding: br\r\n", "Accept-Encoding: gzip\r\n", "Accept-Encoding: gzip\r\nIf-None-Match: *\r\n" })
            {
                string get = HttpContentTests.Request(host, "GET /z HTTP/1.1\r\nHost: a\r\n" + accepts + "\r\n", out _);
                string head = HttpContentTests.Request(host, "HEAD /z HTTP/1.1\r\nHost: a\r\n" + accepts + "\r\n", out string body);
                Assert.AreEqual(get, head, accepts);
                Assert.AreEqual("", body, accepts);
            }
        }

        private static HostingServer Start()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws" }, 4096);
            host.Server.AddContent("/page", new ByteArrayContent(Encoding.ASCII.GetBytes("page"), "text/plain", "\"p1\"", false));
            return host;
        }
    }
}
