using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.SockJS;

namespace Nanowire.Tests.SockJS
{
    /// <summary>Each limit, on both sides of it.</summary>
    [TestClass]
    public sealed class SockJSLimitTests
    {
        [TestMethod]
        public void MaxSessions_OneMore_Is503UntilOneIsOver()
        {
            SockJSFixture fixture = new SockJSFixture(o => o.MaxSessions = 2);
            string first = fixture.Open("a");
            fixture.Open("b");
            SockJSReply refused = fixture.Post("/echo/0/c/xhr");
            Assert.AreEqual(503, refused.Status);
            Assert.AreEqual("*", refused["Access-Control-Allow-Origin"]);
            Assert.AreEqual(1, fixture.Server.SessionsRefused);
            Assert.AreEqual("opened | opened", fixture.Events);

            // One whose client knows that it is closed is no reason to refuse others.
            fixture.Sessions[0].Close(3000, "");
            Assert.AreEqual(503, fixture.Post("/echo/0/c/xhr").Status);
            Assert.AreEqual("c[3000,\"\"]\n", fixture.Post(first + "/xhr").Body);
            fixture.Open("c");
            fixture.Pass(5100);
            fixture.Open("d");
            fixture.Open("e");
        }

        [TestMethod]
        public void SessionBufferSize_OneByteMore_ClosesTheSessionAndSaysSo()
        {
            // With quotes and a comma: 30 + 1 + 33 = 64.
            foreach (int count in new[] { 31, 32 })
            {
                SockJSFixture fixture = new SockJSFixture(o => o.SessionBufferSize = 64);
                string url = fixture.Open();
                Assert.IsTrue(fixture.Session.SendString(new string('a', 28)));
                Assert.AreEqual(count == 31, fixture.Session.SendString(new string('b', count)));
                Assert.AreEqual(count == 31, fixture.Session.IsOpen);
                Assert.AreEqual(count == 31 ? 0 : 1, fixture.Server.SessionsOverflowed);

                // What was taken is not lost.
                string second = count == 31 ? ",\"" + new string('b', 31) + "\"" : "";
                Assert.AreEqual("a[\"" + new string('a', 28) + "\"" + second + "]\n", fixture.Post(url + "/xhr").Body);
                if (count == 32)
                {
                    Assert.AreEqual("c[1008,\"Too slow\"]\n", fixture.Post(url + "/xhr").Body);
                    Assert.AreEqual("opened | closed 1008 clean", fixture.Events);
                }
            }
        }

        [TestMethod]
        public void MaxMessageSize_OneByteMore_IsTheCallersFault()
        {
            SockJSFixture fixture = new SockJSFixture(o => o.SessionBufferSize = 64);
            fixture.Open();
            Assert.AreEqual(64, fixture.Server.MaxMessageSize);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => fixture.Session.Send(new byte[63], 0, 63));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => fixture.Session.Send(new byte[3], 2, 2));
            Assert.ThrowsExactly<ArgumentNullException>(() => fixture.Session.Send(null, 0, 0));
            Assert.IsTrue(fixture.Session.SendString(new string('x', 62)));

            // A frame of any session fits the send buffer, so that a WebSocket copies it.
            Assert.AreEqual(fixture.Host.Server.MaxFrameSize - 13, new SockJSFixture(o => o.SessionBufferSize = 5000).Server.MaxMessageSize);
        }

        [TestMethod]
        public void ReceivedMessage_LargerThanTheReceiveBuffer_Is413()
        {
            // 1024 less what is the decoder's, the quotes, and one byte to read into; wherever it is cut.
            const int Most = 1024 - 139 - 3;
            for (int i = 0; i < 10; i++)
            {
                int over = i & 1;
                SockJSFixture fixture = new SockJSFixture { Echoes = false };
                string url = fixture.Open();
                string message = new string('x', Most + over);
                SockJSReply reply = fixture.Begin("POST " + url + "/xhr_send HTTP/1.1\r\nHost: a\r\nContent-Length: " + (message.Length + 4) + "\r\n\r\n");
                string body = "[\"" + message + "\"]";
                reply.Peer.Send(body.Substring(0, i / 2));
                fixture.Host.Run(3);
                reply.Peer.Send(body.Substring(i / 2));
                Assert.IsTrue(fixture.Host.ReadEnd(reply.Peer));
                reply.Read();
                Assert.AreEqual(over == 0 ? 204 : 413, reply.Status);
                Assert.AreEqual(over == 0 ? "opened | " + message : "opened", fixture.Events);
            }
        }

        [TestMethod]
        public void MaxSessionIdSize_OneMore_IsNotFound()
        {
            SockJSFixture fixture = new SockJSFixture();
            fixture.Open(new string('i', SockJSServer.MaxSessionIdSize));
            Assert.AreEqual(404, fixture.Post("/echo/0/" + new string('i', SockJSServer.MaxSessionIdSize + 1) + "/xhr").Status);
        }

        [TestMethod]
        public void RequestTimeout_WithoutTheBody_Is408()
        {
            SockJSFixture fixture = new SockJSFixture(null, o => o.RequestTimeoutMs = 20);
            string url = fixture.Open();
            SockJSReply reply = fixture.Begin("POST " + url + "/xhr_send HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n[\"a");
            Assert.IsTrue(fixture.Host.ReadEnd(reply.Peer));
            reply.Read();
            Assert.AreEqual(408, reply.Status);

            // One that waits for messages has all the time.
            SockJSReply poll = fixture.BeginPost(url + "/xhr");
            System.Threading.Thread.Sleep(40);
            fixture.Session.SendString("x");
            Assert.AreEqual("a[\"x\"]\n", poll.Read());
        }

        [TestMethod]
        public void Guard_Limits_HoldForMessagesAndUsersForSessions()
        {
            CountingGuard guard = new CountingGuard();
            SockJSFixture fixture = new SockJSFixture(null, o => o.Guard = guard);
            string url = fixture.Open();
            Assert.AreEqual("ann", fixture.Session.User);
            guard.Left = 2;
            SockJSReply reply = fixture.Post(url + "/xhr_send", "[\"a\",\"b\",\"c\",\"d\"]");
            Assert.AreEqual(429, reply.Status);
            Assert.AreEqual("opened | a | b", fixture.Events);
            Assert.AreEqual("a[\"a\",\"b\"]\n", fixture.Post(url + "/xhr").Body);
            Assert.AreEqual("c[1013,\"limit\"]\n", fixture.Post(url + "/xhr").Body);

            guard.Left = 10;
            string other = fixture.Open("other");
            guard.User = "bob";
            Assert.AreEqual(404, fixture.Post(other + "/xhr_send", "[\"x\"]").Status);
            Assert.AreEqual(503, fixture.Post(other + "/xhr").Status);

            guard.Status = 401;
            Assert.AreEqual(401, fixture.Get("/echo/info").Status);
            Assert.AreEqual(401, fixture.Post(other + "/xhr").Status);
            Assert.AreEqual(0, guard.Connections);
        }

        [TestMethod]
        [DataRow("", null)]
        [DataRow("echo", null)]
        [DataRow("/echo/", null)]
        [DataRow("/e?x", null)]
        [DataRow("/e", "a\"b")]
        public void Options_ThatCannotWork_AreRefused(string prefix, string clientUrl)
        {
            Assert.ThrowsExactly<ArgumentException>(() => new SockJSOptions { Prefix = prefix, ClientUrl = clientUrl }.Validate());
        }

        [TestMethod]
        public void Options_AtTheirEnds_AreTakenAndBeyondRefused()
        {
            new SockJSOptions { HeartbeatMs = 0, DisconnectDelayMs = 1, ResponseLimit = 1, MaxSessions = 1, SessionBufferSize = 64 }.Validate();
            Assert.ThrowsExactly<ArgumentException>(() => new SockJSOptions { HeartbeatMs = -1 }.Validate());
            Assert.ThrowsExactly<ArgumentException>(() => new SockJSOptions { DisconnectDelayMs = 0 }.Validate());
            Assert.ThrowsExactly<ArgumentException>(() => new SockJSOptions { ResponseLimit = 0 }.Validate());
            Assert.ThrowsExactly<ArgumentException>(() => new SockJSOptions { MaxSessions = 1025 }.Validate());
            Assert.ThrowsExactly<ArgumentException>(() => new SockJSOptions { SessionBufferSize = 63 }.Validate());
            Assert.ThrowsExactly<ArgumentException>(() => new SockJSFixture(null, o => o.SendBufferSize = 131 + SockJSServer.MinFrameSize - 1));
            _ = new SockJSFixture(null, o => o.SendBufferSize = 131 + SockJSServer.MinFrameSize);
        }

        /// <summary>Lets in whom it is told to, and so many messages.</summary>
        private sealed class CountingGuard : ConnectionGuard
        {
            internal int Left = 100;
            internal string User = "ann";
            internal int Status;
            internal int Connections;

            public override int Admit(string address, long nowMs)
            {
                Connections++;
                return 7;
            }

            public override int Check(ConnectionRequest request, long nowMs)
            {
                request.User = User;
                return Status;
            }

            public override int Charge(int place, int bytes, int messages, long nowMs)
            {
                Assert.AreEqual(7, place);
                Left -= messages;
                return Left < 0 ? 1013 : 0;
            }

            public override void Release(int place)
            {
                Connections--;
            }
        }
    }
}
