using System;
using System.Globalization;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>Static content on the same port.</summary>
    [TestClass]
    public sealed class HttpContentTests
    {
        private const string Page = "<p>Hallo Gerät</p>";
        private static readonly byte[] _page = Encoding.UTF8.GetBytes(Page);
        private static readonly byte[] _zipped = { 0x1F, 0x8B, 1, 2, 3 };

        [TestMethod]
        public void Get_Content_HasTypeLengthTagAndBody()
        {
            HostingServer host = Start();
            string head = Request(host, "GET /page?x=1 HTTP/1.1\r\nHost: a\r\n\r\n", out string body);
            StringAssert.StartsWith(head, "HTTP/1.1 200 OK\r\n");
            AssertHeader(head, "Content-Type", "text/html; charset=utf-8");
            AssertHeader(head, "Content-Length", _page.Length.ToString());
            AssertHeader(head, "ETag", "\"p1\"");
            AssertHeader(head, "Cache-Control", "no-cache");
            AssertHeader(head, "Vary", "Accept-Encoding");
            AssertHeader(head, "Connection", "close");
            AssertHeader(head, "X-Content-Type-Options", "nosniff");
            AssertHeader(head, "Content-Encoding", null);
            Assert.AreEqual(Page, body);
            Assert.AreEqual(1, host.Server.Statistics.ContentServed);
        }

        [TestMethod]
        public void Head_Content_HasTheSameHeadAndNoBody()
        {
            HostingServer host = Start();
            string get = Request(host, "GET /page HTTP/1.1\r\nHost: a\r\n\r\n", out _);
            string head = Request(host, "HEAD /page HTTP/1.1\r\nHost: a\r\n\r\n", out string body);
            Assert.AreEqual(get, head);
            Assert.AreEqual("", body);
        }

        [TestMethod]
        [DataRow("\"p1\"", true)]
        [DataRow("W/\"p1\"", true)]
        [DataRow("*", true)]
        [DataRow("\"x\", W/\"y\" , \"p1\"", true)]
        [DataRow("\"p1", false)]
        [DataRow("\"P1\"", false)]
        [DataRow("p1", false)]
        [DataRow("\"x\"", false)]
        [DataRow("", false)]
        public void Get_IfNoneMatch_Answers304WhenTheTagIsAmongThem(string tags, bool isKnown)
        {
            HostingServer host = Start();
            string head = Request(host, "GET /page HTTP/1.1\r\nHost: a\r\nIf-None-Match: " + tags + "\r\n\r\n", out string body);
            if (isKnown)
            {
                StringAssert.StartsWith(head, "HTTP/1.1 304 Not Modified\r\n");
                AssertHeader(head, "ETag", "\"p1\"");
                AssertHeader(head, "Vary", "Accept-Encoding");
                AssertHeader(head, "Content-Length", null);
                Assert.AreEqual("", body);
            }
            else
            {
                StringAssert.StartsWith(head, "HTTP/1.1 200 ");
                Assert.AreEqual(Page, body);
            }

            Assert.AreEqual(1, host.Server.Statistics.ContentServed);
        }

        [TestMethod]
        public void Get_ContentWithoutTag_IsNeverNotModified()
        {
            HostingServer host = Start();
            string head = Request(host, "GET /plain HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n", out string body);
            StringAssert.StartsWith(head, "HTTP/1.1 200 ");
            AssertHeader(head, "ETag", null);
            Assert.AreEqual("plain", body);
        }

        [TestMethod]
        [DataRow("gzip", true)]
        [DataRow("br, GZIP;q=0.5", true)]
        [DataRow("*", true)]
        [DataRow("gzip;q=0", false)]
        [DataRow("identity", false)]
        [DataRow(null, false)]
        public void Get_GzipOnlyContent_IsServedToWhoAcceptsItAndElse406(string accepts, bool isServed)
        {
            HostingServer host = Start();
            string line = accepts == null ? "" : "Accept-Encoding: " + accepts + "\r\n";
            string head = Request(host, "GET /zipped HTTP/1.1\r\nHost: a\r\n" + line + "\r\n", out string body);
            StringAssert.StartsWith(head, isServed ? "HTTP/1.1 200 " : "HTTP/1.1 406 ");
            AssertHeader(head, "Content-Encoding", isServed ? "gzip" : null);
            Assert.AreEqual(isServed ? 0 : 1, host.Server.Statistics.GetRefused(406));
            if (isServed)
            {
                AssertHeader(head, "Content-Length", "5");
                Assert.AreEqual(Encoding.UTF8.GetString(_zipped), body);
            }
        }

        [TestMethod]
        public void Get_BothVariants_EachGetsItsOwn()
        {
            HostingServer host = Start();
            host.Server.AddContent("/both", new ByteArrayContent(_page, "text/html", "\"i\"", false));
            host.Server.AddContent("/both", new ByteArrayContent(_zipped, "text/html", "\"z\"", true));
            host.Server.AddContent("/htob", new ByteArrayContent(_zipped, "text/html", "\"z\"", true));
            host.Server.AddContent("/htob", new ByteArrayContent(_page, "text/html", "\"i\"", false));
            foreach (string path in new[] { "/both", "/htob" })
            {
                string plain = Request(host, "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n", out string body);
                AssertHeader(plain, "ETag", "\"i\"");
                Assert.AreEqual(Page, body);
                string zipped = Request(host, "GET " + path + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n", out _);
                AssertHeader(zipped, "ETag", "\"z\"");
                AssertHeader(zipped, "Content-Encoding", "gzip");

                // The tag of the one is not that of the other.
                string other = Request(host, "GET " + path + " HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"z\"\r\n\r\n", out _);
                StringAssert.StartsWith(other, "HTTP/1.1 200 ");
            }
        }

        [TestMethod]
        [DataRow(524, 10000, 1)]
        [DataRow(524, 10000, 100)]
        [DataRow(1024, 893, 4096)]
        [DataRow(1024, 1024, 4096)]
        [DataRow(1024, 1025, 4096)]
        [DataRow(1024, 0, 4096)]
        [DataRow(4096, 200000, 4096)]
        public void Get_ContentOfAnySizeBySlowReader_ArrivesWhole(int sendBufferSize, int count, int maxWrite)
        {
            byte[] content = WirePeer.Pattern(count);
            HostingServer host = new HostingServer(new WebSocketServerOptions { SendBufferSize = sendBufferSize }, 3000);
            host.Server.AddContent("/", new PiecewiseContent(content, 700));
            WirePeer peer = new WirePeer(host.Listener.Connect(), count + 1000);
            host.Listener.LastServerEnd.MaxWrite = maxWrite;
            peer.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int round = 0; !peer.IsEnded && round < 300000; round++)
            {
                host.Run(1);
                if (round % 4 == 0)
                {
                    peer.Receive();
                }

                if (peer.Received > 200 + count)
                {
                    ((MemoryTransport)peer.Transport).EndWriting();
                }
            }

            string head = peer.ReadHead();
            AssertHeader(head, "Content-Length", count.ToString());
            Assert.AreEqual(count, peer.Received);
            byte[] body = new byte[count];
            Array.Copy(peer.Buffer, head.Length, body, 0, count);
            CollectionAssert.AreEqual(content, body);
        }

        [TestMethod]
        public void Get_ContentThatThrows_EndsThatConnectionAlone()
        {
            HostingServer host = Start();
            host.Server.AddContent("/bad", new BrokenContent(false));
            WirePeer socket = host.Open("/ws", "");
            host.Echo();
            WirePeer peer = host.Connect();
            peer.Send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n");
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(1, host.Server.Statistics.HandlerErrors);
            socket.Send(WirePeer.TextFrame("fine"));
            Assert.IsTrue(host.ReadFrame(socket));
            Assert.AreEqual("fine", socket.PayloadText);
        }

        [TestMethod]
        [Timeout(20000, CooperativeCancellation = false)]
        public void Get_ContentThatStops_EndsThatConnectionAlone()
        {
            HostingServer host = Start();
            host.Server.AddContent("/bad", new BrokenContent(true));
            WirePeer peer = host.Connect();
            peer.Send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n");
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(1, host.Server.Statistics.HandlerErrors);
        }

        [TestMethod]
        public void AddContent_WhatCannotBeServed_IsRefused()
        {
            WebSocketServer server = new WebSocketServer(new WebSocketServerOptions());
            ByteArrayContent fine = new ByteArrayContent(_page, "text/html", null, false);
            Expect.Throws(typeof(ArgumentNullException), () => server.AddContent(null, fine));
            Expect.Throws(typeof(ArgumentNullException), () => server.AddContent("/", null));
            Expect.Throws(typeof(ArgumentException), () => server.AddContent("", fine));
            Expect.Throws(typeof(ArgumentException), () => server.AddContent("page", fine));

            // What no request can name would be there in vain: a target has printable ASCII only, and ends in front of its query.
            foreach (string path in new[] { "/?x", "/#x", "/a b", "/a\tb", "/\u007F", "/ger\u00E4t", "/\u4F60", "/a\r\nb", " /" })
            {
                Expect.Throws(typeof(ArgumentException), () => server.AddContent(path, fine));
            }

            server.AddContent("/!~%20'\"<>[]{}|\\^`", fine);

            // A head may have 393 bytes; without a tag and a coding the rest of it has 153, and the digits of the length.
            int most = 393 - 153 - _page.Length.ToString(CultureInfo.InvariantCulture).Length;
            server.AddContent("/long", new ByteArrayContent(_page, new string('t', most), null, false));
            Expect.Throws(typeof(ArgumentException), () => server.AddContent("/long", new ByteArrayContent(_page, new string('t', most + 1), null, false)));
            Expect.Throws(typeof(ArgumentException), () => server.AddContent("/", new ByteArrayContent(_page, "text/html\r\nX: y", null, false)));
            Expect.Throws(typeof(ArgumentException), () => server.AddContent("/", new ByteArrayContent(_page, "text/html", "\"a\r\n\"", false)));
            Expect.Throws(typeof(ArgumentNullException), () => GC.KeepAlive(new ByteArrayContent(null, "text/html", null, false)));
            Expect.Throws(typeof(ArgumentNullException), () => GC.KeepAlive(new ByteArrayContent(_page, null, null, false)));
        }

        internal static string Request(HostingServer host, string request, out string body)
        {
            WirePeer peer = new WirePeer(host.Listener.Connect(), 65536);
            peer.Send(request);
            ((MemoryTransport)peer.Transport).EndWriting();
            Assert.IsTrue(host.ReadEnd(peer));
            string head = peer.ReadHead();
            Assert.IsNotNull(head, "no answer");
            body = peer.Take(peer.Received);
            return head;
        }

        internal static void AssertHeader(string head, string name, string value)
        {
            int at = head.IndexOf("\r\n" + name + ": ", StringComparison.Ordinal);
            if (value == null)
            {
                Assert.IsTrue(at < 0, name + " in " + head);
                return;
            }

            Assert.IsTrue(at >= 0, "no " + name + " in " + head);
            int start = at + name.Length + 4;
            Assert.AreEqual(value, head.Substring(start, head.IndexOf('\r', start) - start));
            Assert.IsTrue(head.IndexOf("\r\n" + name + ": ", start, StringComparison.Ordinal) < 0, name + " twice");
        }

        private static HostingServer Start()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws" }, 4096);
            host.Server.AddContent("/page", new ByteArrayContent(_page, "text/html; charset=utf-8", "\"p1\"", false));
            host.Server.AddContent("/plain", new ByteArrayContent(Encoding.ASCII.GetBytes("plain"), "text/plain", null, false));
            host.Server.AddContent("/zipped", new ByteArrayContent(_zipped, "text/html", "\"z1\"", true));
            return host;
        }

        /// <summary>Content that comes in smaller pieces than asked for, as from flash.</summary>
        private sealed class PiecewiseContent : StaticContent
        {
            private readonly byte[] _bytes;
            private readonly int _piece;

            internal PiecewiseContent(byte[] bytes, int piece)
            {
                _bytes = bytes;
                _piece = piece;
            }

            public override string ContentType => "application/octet-stream";

            public override int Length => _bytes.Length;

            public override string ETag => null;

            public override bool IsGzip => false;

            public override int Read(int position, byte[] buffer, int offset, int count)
            {
                int taken = Math.Min(Math.Min(count, _piece), _bytes.Length - position);
                Array.Copy(_bytes, position, buffer, offset, taken);
                return taken;
            }
        }

        private sealed class BrokenContent : StaticContent
        {
            private readonly bool _stops;

            internal BrokenContent(bool stops)
            {
                _stops = stops;
            }

            public override string ContentType => "text/plain";

            public override int Length => 10;

            public override string ETag => null;

            public override bool IsGzip => false;

            public override int Read(int position, byte[] buffer, int offset, int count)
            {
                return _stops ? 0 : throw new InvalidOperationException("the flash is worn out");
            }
        }
    }
}
