using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>
    /// One request a connection (a decision in DESIGN.md): who asks for more is told so by the first answer, which is whole,
    /// and gets no other, wherever the second request comes.
    /// </summary>
    [TestClass]
    public sealed class HttpOneRequestTests
    {
        private const string First = "GET /page HTTP/1.1\r\nHost: a\r\n\r\n";
        private const string Second = "GET /other HTTP/1.1\r\nHost: a\r\n\r\n";

        [TestMethod]
        [DataRow(Second)]
        [DataRow("HEAD /other HTTP/1.1\r\nHost: a\r\n\r\n")]
        [DataRow("POST /other HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")]
        [DataRow("GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + WirePeer.Key + "\r\n\r\n")]
        [DataRow("\u0016\u0003\u0001 no request at all \n\n")]
        [DataRow(Second + Second + Second + Second)]
        public void SecondRequest_InTheSameBytes_IsNotAnsweredAndGarblesNothing(string second)
        {
            // Cut anywhere, and in single bytes.
            byte[] bytes = Encoding.Latin1.GetBytes(First + second);
            for (int cut = 1; cut <= bytes.Length; cut++)
            {
                HostingServer host = Start(5);
                WirePeer peer = host.Connect();
                peer.Send(bytes, 0, cut);
                host.Run(2);
                peer.TrySend(bytes, cut, bytes.Length - cut);
                ExpectOneAnswer(host, peer, 5);
            }

            HostingServer slow = Start(5);
            WirePeer writer = slow.Connect();
            for (int i = 0; i < bytes.Length; i++)
            {
                writer.TrySend(bytes, i, 1);
                slow.Run(1);
            }

            ExpectOneAnswer(slow, writer, 5);
        }

        [TestMethod]
        public void SecondRequest_InTheMidstOfALongAnswer_IsNotAnsweredAndGarblesNothing()
        {
            const int Length = 20000;
            for (int after = 0; after < Length; after += 1999)
            {
                HostingServer host = Start(Length);
                WirePeer peer = new WirePeer(host.Listener.Connect(), Length + 1000);
                host.Listener.LastServerEnd.MaxWrite = 700;
                peer.Send(First);
                while (peer.Received <= after)
                {
                    host.Run(1);
                    peer.Receive();
                }

                peer.Send(Second);
                ExpectOneAnswer(host, peer, Length);
            }
        }

        [TestMethod]
        public void SecondRequest_OnceTheFirstAnswerIsRead_IsMetByTheEnd()
        {
            HostingServer host = Start(5);
            WirePeer peer = host.Connect();
            peer.Send(First);
            host.Settle();
            peer.Receive();
            StringAssert.StartsWith(peer.ReadHead(), "HTTP/1.1 200 ");
            Assert.AreEqual(5, peer.Received);
            peer.Take(5);
            peer.TrySend(Encoding.ASCII.GetBytes(Second), 0, Second.Length);
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.AreEqual(0, peer.Received, "a second answer");
            Assert.IsFalse(peer.IsLost, "a reset instead of an end");
            Assert.AreEqual(1, host.Server.Statistics.ContentServed);

            // The slot is free for whoever comes again as told.
            string head = HttpContentTests.Request(host, Second, out string body);
            StringAssert.StartsWith(head, "HTTP/1.1 200 ");
            Assert.AreEqual("other", body);
        }

        [TestMethod]
        [DataRow("GET /page HTTP/1.1\r\nHost: a\r\n\r\n", 200)]
        [DataRow("GET /page HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", 200)]
        [DataRow("GET /page HTTP/1.1\r\nHost: a\r\nConnection: Keep-Alive, TE\r\nKeep-Alive: timeout=5, max=100\r\n\r\n", 200)]
        [DataRow("GET /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200)]
        [DataRow("GET /page HTTP/1.1\r\nHost: a\r\nProxy-Connection: Keep-Alive\r\n\r\n", 200)]
        [DataRow("GET /page HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200)]
        [DataRow("GET /page HTTP/1.0\r\n\r\n", 200)]
        [DataRow("HEAD /page HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", 200)]
        [DataRow("GET /page HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\nConnection: keep-alive\r\n\r\n", 304)]
        [DataRow("GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", 404)]
        [DataRow("POST /page HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n", 405)]
        [DataRow("GET /page HTTP/1.1\r\nConnection: keep-alive\r\n\r\n", 400)]
        [DataRow("GET /page HTTP/3.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", 505)]
        public void Answer_ToWhateverIsAskedOfTheConnection_SaysCloseAndCloses(string request, int status)
        {
            HostingServer host = Start(5);
            WirePeer peer = host.Connect();
            peer.Send(request);

            // The client keeps its end open; the server ends the connection all the same.
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.IsFalse(peer.IsLost);
            string head = peer.ReadHead();
            StringAssert.StartsWith(head, "HTTP/1.1 " + status + " ");
            HttpContentTests.AssertHeader(head, "Connection", "close");
            HttpContentTests.AssertHeader(head, "Keep-Alive", null);
        }

        private static void ExpectOneAnswer(HostingServer host, WirePeer peer, int length)
        {
            ((MemoryTransport)peer.Transport).EndWriting();
            Assert.IsTrue(host.ReadEnd(peer));
            Assert.IsFalse(peer.IsLost);
            string head = peer.ReadHead();
            StringAssert.StartsWith(head, "HTTP/1.1 200 ");
            HttpContentTests.AssertHeader(head, "Content-Length", length.ToString());
            HttpContentTests.AssertHeader(head, "Connection", "close");
            Assert.AreEqual(length, peer.Received, "bytes behind the answer, or too few of it");
            byte[] expected = WirePeer.Pattern(length);
            byte[] body = new byte[length];
            Array.Copy(peer.Buffer, head.Length, body, 0, length);
            CollectionAssert.AreEqual(expected, body);
            Assert.AreEqual(1, host.Server.Statistics.ContentServed);
            Assert.AreEqual(0, host.OpenedCount);
        }

        private static HostingServer Start(int length)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws", MaxConnections = 1 }, 4096);
            host.Server.AddContent("/page", new ByteArrayContent(WirePeer.Pattern(length), "application/octet-stream", "\"p1\"", false));
            host.Server.AddContent("/other", new ByteArrayContent(Encoding.ASCII.GetBytes("other"), "text/plain", null, false));
            return host;
        }
    }
}
