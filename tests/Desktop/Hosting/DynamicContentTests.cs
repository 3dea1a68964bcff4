using System;
using System.Globalization;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>Content that is composed as it is sent.</summary>
    [TestClass]
    public sealed class DynamicContentTests
    {
        [TestMethod]
        [DataRow(524, 0)]
        [DataRow(524, 1)]
        [DataRow(524, 385)]
        [DataRow(524, 386)]
        [DataRow(524, 5000)]
        [DataRow(4096, 5000)]
        [DataRow(200000, 150000)]
        public void Get_Chunked_ArrivesWholeInChunks(int sendBufferSize, int count)
        {
            CountedContent content = new CountedContent(count);
            HostingServer host = Start(sendBufferSize, content);
            WirePeer peer = new WirePeer(host.Listener.Connect(), 300000);
            peer.Send("GET /dynamic HTTP/1.1\r\nHost: a\r\n\r\n");
            ((MemoryTransport)peer.Transport).EndWriting();
            Assert.IsTrue(host.ReadEnd(peer));
            string head = peer.ReadHead();
            string body = peer.Take(peer.Received);
            StringAssert.StartsWith(head, "HTTP/1.1 200 OK\r\n");
            HttpContentTests.AssertHeader(head, "Transfer-Encoding", "chunked");
            HttpContentTests.AssertHeader(head, "Content-Length", null);
            HttpContentTests.AssertHeader(head, "Cache-Control", "no-store");
            HttpContentTests.AssertHeader(head, "ETag", null);
            Assert.AreEqual(content.Text(), Unchunk(body));
            Assert.IsTrue(content.LeastRoom >= DynamicContent.MinRoom, "room " + content.LeastRoom);
            Assert.AreEqual(1, host.Server.Statistics.ContentServed);
        }

        [TestMethod]
        public void Get_Http10_ArrivesWholeWithoutChunks()
        {
            CountedContent content = new CountedContent(5000);
            HostingServer host = Start(524, content);
            string head = HttpContentTests.Request(host, "GET /dynamic HTTP/1.0\r\n\r\n", out string body);
            HttpContentTests.AssertHeader(head, "Transfer-Encoding", null);
            HttpContentTests.AssertHeader(head, "Content-Length", null);
            HttpContentTests.AssertHeader(head, "Connection", "close");
            Assert.AreEqual(content.Text(), body);
        }

        [TestMethod]
        public void Head_HasTheHeadOfAGetAndNoBody()
        {
            HostingServer host = Start(524, new CountedContent(50));
            string get = HttpContentTests.Request(host, "GET /dynamic HTTP/1.1\r\nHost: a\r\n\r\n", out _);
            string head = HttpContentTests.Request(host, "HEAD /dynamic HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n", out string body);
            Assert.AreEqual(get, head);
            Assert.AreEqual("", body);
        }

        [TestMethod]
        public void Get_TwoAtATime_AreEachAtTheirOwnPosition()
        {
            CountedContent content = new CountedContent(5000);
            HostingServer host = Start(524, content);
            WirePeer[] peers = new WirePeer[2];
            for (int i = 0; i < 2; i++)
            {
                peers[i] = new WirePeer(host.Listener.Connect(), 65536);
                host.Listener.LastServerEnd.MaxWrite = 100 + i;
                peers[i].Send("GET /dynamic HTTP/1.1\r\nHost: a\r\n\r\n");
                ((MemoryTransport)peers[i].Transport).EndWriting();
            }

            foreach (WirePeer peer in peers)
            {
                Assert.IsTrue(host.ReadEnd(peer));
                peer.ReadHead();
                Assert.AreEqual(content.Text(), Unchunk(peer.Take(peer.Received)));
            }
        }

        [TestMethod]
        [DataRow(-1)]
        [DataRow(100000)]
        [DataRow(int.MinValue)]
        public void Get_ContentThatFails_EndsWithoutTheLastChunk(int result)
        {
            foreach (string version in new[] { "1.1", "1.0" })
            {
                HostingServer host = Start(524, new FailingContent(result));
                string head = HttpContentTests.Request(host, "GET /dynamic HTTP/" + version + "\r\nHost: a\r\n\r\n", out string body);
                StringAssert.StartsWith(head, "HTTP/1.1 200 OK\r\n");
                Assert.AreEqual(version == "1.1" ? "0001\r\nx\r\n" : "x", body);
                Assert.AreEqual(1, host.Server.Statistics.HandlerErrors);
            }
        }

        private static HostingServer Start(int sendBufferSize, Content content)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws", SendBufferSize = sendBufferSize }, 4096);
            host.Server.AddContent("/dynamic", content);
            return host;
        }

        private static string Unchunk(string body)
        {
            StringBuilder text = new StringBuilder();
            int at = 0;
            while (true)
            {
                int end = body.IndexOf("\r\n", at, StringComparison.Ordinal);
                int count = int.Parse(body.AsSpan(at, end - at), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                at = end + 2;
                text.Append(body, at, count);
                at += count;
                Assert.AreEqual("\r\n", body.Substring(at, 2));
                at += 2;
                if (count == 0)
                {
                    Assert.AreEqual(body.Length, at);
                    return text.ToString();
                }
            }
        }

        /// <summary>So many digits, as many at a time as there is room for.</summary>
        private sealed class CountedContent : DynamicContent
        {
            private readonly int _count;

            internal CountedContent(int count)
            {
                _count = count;
                LeastRoom = int.MaxValue;
            }

            internal int LeastRoom { get; private set; }

            public override string ContentType => "text/plain";

            public override int Write(ref int position, byte[] buffer, int offset, int capacity)
            {
                LeastRoom = Math.Min(LeastRoom, capacity);
                int count = Math.Min(capacity, _count - position);
                for (int i = 0; i < count; i++)
                {
                    buffer[offset + i] = Digit(position + i);
                }

                position += count;
                return count;
            }

            internal string Text()
            {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < _count; i++)
                {
                    text.Append((char)Digit(i));
                }

                return text.ToString();
            }

            private static byte Digit(int position)
            {
                return (byte)('0' + (position % 7));
            }
        }

        /// <summary>One byte, then what is no count, or an exception.</summary>
        private sealed class FailingContent : DynamicContent
        {
            private readonly int _result;

            internal FailingContent(int result)
            {
                _result = result;
            }

            public override string ContentType => "text/plain";

            public override int Write(ref int position, byte[] buffer, int offset, int capacity)
            {
                buffer[offset] = (byte)'x';
                position++;
                return position == 1 ? 1 : _result == int.MinValue ? throw new InvalidOperationException("no sensor") : _result;
            }
        }
    }
}
