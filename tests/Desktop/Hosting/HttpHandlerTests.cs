using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests.Hosting
{
    /// <summary>What a server does for a handler that answers requests itself.</summary>
    [TestClass]
    public sealed class HttpHandlerTests
    {
        private readonly NotingHandler _handler = new NotingHandler();
        private HostingServer _host;

        [TestMethod]
        public void Handler_IsAskedBeforeContentAndOnlyForItsOwn()
        {
            Start();
            _host.Server.AddHandler(new NotingHandler { Path = "/other", Answer = "other" });
            _host.Server.AddContent("/x", new ByteArrayContent(new byte[1], "text/plain", null, false));
            Assert.AreEqual("body", Get("/x"));
            Assert.AreEqual("other", Get("/other"));
            StringAssert.StartsWith(HttpContentTests.Request(_host, "GET /y HTTP/1.1\r\nHost: a\r\n\r\n", out _), "HTTP/1.1 404 ");
            Assert.AreEqual("begin ", _handler.Notes());
        }

        [TestMethod]
        public void Body_IsHandedOverHoweverItIsCut()
        {
            const string Request = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabcdef";
            for (int cut = 1; cut < Request.Length; cut++)
            {
                Start();
                _handler.BodyCount = 6;
                WirePeer peer = _host.Connect();
                peer.Send(Request.Substring(0, cut));
                _host.Run(3);
                peer.Send(Request.Substring(cut));
                Assert.IsTrue(_host.ReadEnd(peer));
                Assert.AreEqual("body", peer.Take(peer.Received));
                StringAssert.EndsWith(_handler.Notes(), "abcdef ");
            }
        }

        [TestMethod]
        public void Answer_InTheCourseOfTime_GoesOutAsItComes()
        {
            Start();
            _handler.Answer = "";
            WirePeer peer = Send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
            Assert.AreEqual(0, peer.Received);
            _host.Settle();
            Assert.IsFalse(_host.Server.RunOnce(0), "an exchange that waits is busy");
            foreach (string piece in new[] { "one", "two" })
            {
                _handler.Last.Text = piece;
                _handler.Last.Wake();
                _host.Run(2);
                peer.Receive();
                Assert.AreEqual(piece, peer.Take(peer.Received));
            }

            _handler.Last.IsOver = true;
            _handler.Last.Wake();
            Assert.IsTrue(_host.ReadEnd(peer));
            Assert.AreEqual("begin ", _handler.Notes());
            _handler.Last.Wake();
        }

        [TestMethod]
        public void Exchange_WhoseClientLeaves_IsToldOnce()
        {
            Start();
            _handler.Answer = "";
            Send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").Transport.Close();
            _host.Settle();
            Assert.AreEqual("begin lost ", _handler.Notes());
            ((MemoryTransport)Send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").Transport).Lose();
            _host.Settle();
            Assert.AreEqual("begin lost ", _handler.Notes());
            Send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
            _host.Server.Dispose();
            Assert.AreEqual("begin lost ", _handler.Notes());
        }

        [TestMethod]
        public void Exchange_WhoseClientDoesNotRead_EndsAfterTheSendTimeout()
        {
            Start(o => o.SendTimeoutMs = 20);
            _handler.Answer = "";
            WirePeer peer = Send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
            _host.Listener.LastServerEnd.MaxWrite = 0;
            _handler.Last.Text = "stuck";
            _handler.Last.Wake();
            Assert.IsTrue(_host.ReadEnd(peer));
            Assert.AreEqual("begin lost ", _handler.Notes());
        }

        [TestMethod]
        public void Body_ThatDoesNotCome_Is408AndOneThatIsNotWaitedForIsNot()
        {
            Start(o => o.RequestTimeoutMs = 20);
            _handler.BodyCount = 6;
            WirePeer peer = Send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc");
            Assert.IsTrue(_host.ReadEnd(peer));
            StringAssert.StartsWith(peer.ReadHead(), "HTTP/1.1 408 ");
            Assert.AreEqual("begin abc lost ", _handler.Notes());
        }

        [TestMethod]
        public void Receive_ThatKeepsAll_EndsTheConnection()
        {
            Start();
            _handler.BodyCount = 5000;
            WirePeer peer = Send("POST /x HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int i = 0; i < 10 && !peer.IsEnded; i++)
            {
                peer.TrySend(new byte[500], 0, 500);
                _host.Run(3);
                peer.Receive();
            }

            Assert.IsTrue(_host.ReadEnd(peer));
            Assert.AreEqual(1, _host.Server.Statistics.HandlerErrors);
            StringAssert.EndsWith(_handler.Notes(), "lost ");
        }

        [TestMethod]
        [DataRow("matches", 404)]
        [DataRow("begin", 500)]
        [DataRow("receive", 0)]
        [DataRow("write", 0)]
        [DataRow("tick", 200)]
        public void Handler_ThatThrows_EndsNothingButItsRequest(string where, int status)
        {
            Start();
            _handler.ThrowsIn = where;
            WirePeer peer = Send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na");
            Assert.IsTrue(_host.ReadEnd(peer));
            string answer = peer.Take(peer.Received);
            if (where == "matches")
            {
                // As if there were none, and POST is for handlers only.
                status = 405;
            }

            StringAssert.StartsWith(answer, status == 0 ? "" : status == 200 ? "body" : "HTTP/1.1 " + status + " ");
            Assert.IsTrue(_host.Server.Statistics.HandlerErrors >= 1);
            Assert.AreEqual(0, _host.Server.Statistics.PumpErrors);
            _handler.ThrowsIn = null;
            Assert.AreEqual("body", Get("/x"));
        }

        [TestMethod]
        [DataRow("begin")]
        [DataRow("receive")]
        [DataRow("write")]
        public void Handler_ThatDisposesOfTheServer_IsItsLastCall(string where)
        {
            Start();
            _handler.ThrowsIn = where;
            _handler.Throws = () => _host.Server.Dispose();
            WirePeer peer = _host.Connect();
            peer.Send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na");
            _host.Server.RunOnce(0);
            _host.Server.RunOnce(0);
            peer.Receive();
            Assert.IsTrue(peer.IsEnded);
            Assert.AreEqual(0, _host.Server.Statistics.HandlerErrors);
        }

        [TestMethod]
        public void Origin_IsCheckedBeforeTheHandlerBegins()
        {
            Start();
            foreach (string method in new[] { "GET", "POST", "OPTIONS" })
            {
                string head = HttpContentTests.Request(_host, method + " /x HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\n\r\n", out _);
                StringAssert.StartsWith(head, "HTTP/1.1 403 ");
            }

            Assert.AreEqual("", _handler.Notes());
            Assert.AreEqual(3, _host.Server.Statistics.GetRefused(403));
        }

        [TestMethod]
        public void Begin_WithoutAnExchange_Is404()
        {
            Start();
            _handler.Answer = null;
            StringAssert.StartsWith(HttpContentTests.Request(_host, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n", out _), "HTTP/1.1 404 ");
        }

        [TestMethod]
        public void Upgrade_OfAPathThatTheHandlerNames_IsOpened()
        {
            Start();
            _host.Open("/x", "");
            Assert.AreEqual(1, _host.OpenedCount);
            StringAssert.StartsWith(HttpContentTests.Request(_host, WirePeer.UpgradeRequest("/y", ""), out _), "HTTP/1.1 404 ");
        }

        [TestMethod]
        public void Guard_SeesTheRequestFirstAndIsChargedForTheBody()
        {
            BodyGuard guard = new BodyGuard();
            Start(o => o.Guard = guard);
            _handler.BodyCount = 3;
            WirePeer peer = Send("POST /x HTTP/1.1\r\nHost: a\r\n\r\nabc");
            Assert.IsTrue(_host.ReadEnd(peer));
            Assert.AreEqual("body", peer.Take(peer.Received));
            Assert.AreEqual(3, guard.Bytes);
            Assert.AreEqual("begin ann@1 abc ", _handler.Notes());
            guard.Most = 4;
            peer = Send("POST /x HTTP/1.1\r\nHost: a\r\n\r\nabc");
            Assert.IsTrue(_host.ReadEnd(peer));
            StringAssert.StartsWith(peer.ReadHead(), "HTTP/1.1 429 ");
            Assert.AreEqual("begin ann@1 lost ", _handler.Notes());
            guard.Status = 401;
            StringAssert.StartsWith(HttpContentTests.Request(_host, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n", out _), "HTTP/1.1 401 ");
            Assert.AreEqual("", _handler.Notes());
        }

        private void Start(Action<WebSocketServerOptions> configure = null)
        {
            WebSocketServerOptions options = new WebSocketServerOptions { Path = "/ws", ReceiveBufferSize = 1024 };
            configure?.Invoke(options);
            _host = new HostingServer(options, 4096);
            _handler.Notes();
            _host.Server.AddHandler(_handler);
        }

        private string Get(string path)
        {
            WirePeer peer = Send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
            Assert.IsTrue(_host.ReadEnd(peer));
            return peer.Take(peer.Received);
        }

        private WirePeer Send(string request)
        {
            WirePeer peer = _host.Connect();
            peer.Send(request);
            _host.Run(5);
            peer.Receive();
            return peer;
        }

        private sealed class NotingHandler : HttpHandler
        {
            private readonly StringBuilder _notes = new StringBuilder();

            internal string Path = "/x";
            internal string Answer = "body";
            internal int BodyCount;
            internal string ThrowsIn;
            internal Action Throws = () => throw new InvalidOperationException();
            internal NotingExchange Last;

            public override bool Matches(HttpHead head, bool isUpgrade)
            {
                Throw("matches");
                return Encoding.ASCII.GetString(head.Buffer, head.TargetOffset, head.TargetCount) == Path;
            }

            public override HttpExchange Begin(ConnectionRequest request, long nowMs)
            {
                Throw("begin");
                Note("begin" + (request.User == null ? "" : " " + request.User + "@" + request.Place));
                Last = Answer == null ? null : new NotingExchange(this) { Text = Answer, IsOver = Answer.Length != 0, WantsBody = BodyCount > 0 };
                return Last;
            }

            public override void Tick(long nowMs)
            {
                Throw("tick");
            }

            internal void Note(string text)
            {
                _notes.Append(text).Append(' ');
            }

            internal string Notes()
            {
                string notes = _notes.ToString();
                _notes.Clear();
                return notes;
            }

            internal void Throw(string where)
            {
                if (where == ThrowsIn)
                {
                    Throws();
                }
            }
        }

        private sealed class NotingExchange : HttpExchange
        {
            private readonly NotingHandler _handler;

            internal NotingExchange(NotingHandler handler)
            {
                _handler = handler;
            }

            internal string Text { get; set; }

            internal bool IsOver { get; set; }

            public override int Receive(byte[] buffer, int count, int capacity, long nowMs)
            {
                _handler.Throw("receive");
                if (count < _handler.BodyCount)
                {
                    _handler.Note(Encoding.ASCII.GetString(buffer, 0, Math.Min(count, 9)));
                    return count;
                }

                WantsBody = false;
                _handler.Note(Encoding.ASCII.GetString(buffer, 0, count));
                return 0;
            }

            public override int Write(byte[] buffer, int capacity, long nowMs)
            {
                _handler.Throw("write");
                if (WantsBody)
                {
                    return 0;
                }

                int count = Encoding.ASCII.GetBytes(Text, 0, Text.Length, buffer, 0);
                Text = "";
                return count == 0 && IsOver ? End : count;
            }

            public override void Lost()
            {
                _handler.Note("lost");
            }
        }

        private sealed class BodyGuard : ConnectionGuard
        {
            internal int Bytes;
            internal int Most = 100;
            internal int Status;

            public override int Admit(string address, long nowMs)
            {
                return 1;
            }

            public override int Check(ConnectionRequest request, long nowMs)
            {
                request.User = "ann";
                return Status;
            }

            public override int Charge(int place, int bytes, int messages, long nowMs)
            {
                Bytes += bytes;
                return Bytes > Most ? 1013 : 0;
            }

            public override void Release(int place)
            {
            }
        }
    }
}
