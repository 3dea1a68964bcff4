using System;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.SockJS;
using Nanowire.WebSockets;
using Nanowire.WebSockets.EventStream;

namespace Nanowire.Tests.EventStream
{
    /// <summary>Server-Sent Events, with the bytes of a client's end.</summary>
    [TestClass]
    public sealed class EventStreamTests
    {
        private HostingServer _host;
        private EventStreamServer _events;

        [TestMethod]
        public void Client_GetsWhatIsPublishedFromThenOn()
        {
            Start();
            _events.Publish("before");
            SockJSReply client = Open("Origin: http://a\r\n");
            Assert.AreEqual(200, client.Status);
            Assert.AreEqual("text/event-stream", client["Content-Type"]);
            Assert.AreEqual("no-store", client["Cache-Control"]);
            Assert.AreEqual("http://a", client["Access-Control-Allow-Origin"]);
            Assert.AreEqual("retry: 3000\n\n", client.Body);
            Assert.AreEqual(1, _events.ClientCount);
            Assert.AreEqual(2, _events.Publish("one"));
            Assert.AreEqual(Event(2, null, "one"), Neutral(client.Read()));
            byte[] lines = Encoding.UTF8.GetBytes("a\nb\r\nc\rd\n");
            Assert.AreEqual(3, _events.Publish("temp", lines, 0, lines.Length));
            Assert.AreEqual(4, _events.Publish(""));
            Assert.AreEqual(Event(3, "temp", "a", "b", "c", "d", "") + Event(4, null, ""), Neutral(client.Read()));
        }

        [TestMethod]
        public void Client_ThatComesAgain_GetsWhatItMissed()
        {
            Start();
            SockJSReply first = Open();
            _events.Publish("one");
            string id = Regex.Match(first.Read(), "id: ([0-9]+-1)\n").Groups[1].Value;
            first.Peer.Transport.Close();
            _host.Settle();
            Assert.AreEqual(0, _events.ClientCount);
            _events.Publish("two");
            _events.Publish("three");
            SockJSReply again = Open("Last-Event-ID: " + id + "\r\n");
            Assert.AreEqual("retry: 3000\n\n" + Event(2, null, "two") + Event(3, null, "three"), Neutral(again.Body));
            Assert.AreEqual(0, _events.EventsMissed);
        }

        [TestMethod]
        public void Client_ThatMissedWhatIsNotKept_IsToldHowMuch()
        {
            Start(o => o.MaxEvents = 2);
            SockJSReply first = Open();
            _events.Publish("one");
            string id = Regex.Match(first.Read(), "id: ([0-9]+-1)\n").Groups[1].Value;
            foreach (string text in new[] { "two", "three", "four", "five" })
            {
                _events.Publish(text);
            }

            // It was written to in time; the one that comes again was not.
            SockJSReply again = Open("Last-Event-ID: " + id + "\r\n");
            Assert.AreEqual("retry: 3000\n\nevent: gap\ndata: 2\n\n" + Event(4, null, "four") + Event(5, null, "five"), Neutral(again.Body));
            Assert.AreEqual("event: gap\ndata: 2\n\n" + Event(4, null, "four") + Event(5, null, "five"), Neutral(first.Read()));
            Assert.AreEqual(4, _events.EventsMissed);
        }

        [TestMethod]
        [DataRow("1")]
        [DataRow("0-1")]
        [DataRow("nonsense")]
        [DataRow("")]
        public void Client_OfAnotherStart_IsToldSoAndGetsWhatIsKept(string id)
        {
            Start();
            _events.Publish("one");
            Assert.AreEqual("retry: 3000\n\nevent: gap\ndata: -1\n\n" + Event(1, null, "one"), Neutral(Open("Last-Event-ID: " + id + "\r\n").Body));
        }

        [TestMethod]
        public void Client_WithAnIdThatIsToCome_IsOfAnotherStart()
        {
            Start();
            SockJSReply client = Open();
            _events.Publish("one");
            string epoch = Regex.Match(client.Read(), "id: ([0-9]+-)1\n").Groups[1].Value;
            Assert.AreEqual("retry: 3000\n\n", Neutral(Open("Last-Event-ID: " + epoch + "1\r\n").Body));
            StringAssert.Contains(Open("Last-Event-ID: " + epoch + "2\r\n").Body, "data: -1\n");
            StringAssert.Contains(Open("Last-Event-ID: " + epoch + "1x\r\n").Body, "data: -1\n");
        }

        [TestMethod]
        public void History_WhereWanted_IsForNewClientsToo()
        {
            Start(o => o.SendsHistory = true);
            _events.Publish("one");
            Assert.AreEqual("retry: 3000\n\n" + Event(1, null, "one"), Neutral(Open().Body));
        }

        [TestMethod]
        public void SlowClient_NeverGetsAPartOfAnEventOnly()
        {
            Start(o => o.BufferSize = 300);
            SockJSReply client = Open();
            for (int i = 1; i <= 300 && !client.Peer.IsEnded; i++)
            {
                _host.Listener.LastServerEnd.MaxWrite = i % 5 == 0 ? 7 : 0;
                _events.Publish("temp", Encoding.ASCII.GetBytes(new string('x', i % 90)), 0, i % 90);
                client.Read(2);
            }

            _host.Listener.LastServerEnd.MaxWrite = 1000;
            client.Read(100);
            string body = Neutral(client.Body).Substring("retry: 3000\n\n".Length);
            foreach (string text in body.Substring(0, body.LastIndexOf("\n\n", StringComparison.Ordinal)).Split("\n\n"))
            {
                StringAssert.Matches(text, new Regex("^(event: gap\ndata: [0-9]+|id: E-[0-9]+\nevent: temp\ndata: x*)$"));
            }

            Assert.IsTrue(client.Peer.IsEnded || _events.EventsMissed > 0);
        }

        [TestMethod]
        public void BufferSize_OneByteMore_IsTheCallersFault()
        {
            Start(o => o.BufferSize = 128);
            SockJSReply client = Open();
            int epoch = 0;
            _events.Publish("");
            epoch = client.Read().Length - "id: 1\ndata: \n\n".Length;
            int most = 128 - epoch - "id: 2\ndata: \n\n".Length;
            Assert.AreEqual(2, _events.Publish(new string('x', most)));
            Assert.AreEqual(128, client.Read().Length);
            Assert.ThrowsExactly<ArgumentException>(() => _events.Publish(new string('x', most + 1)));
            Assert.AreEqual("", client.Read());
            Assert.AreEqual(3, _events.Publish("y"));
            Assert.AreEqual(Event(3, null, "y"), Neutral(client.Read()));
        }

        [TestMethod]
        public void Client_OneTooMany_IsToldToComeAgainLater()
        {
            Start(o => o.MaxClients = 1);
            SockJSReply first = Open();
            SockJSReply second = Open();
            Assert.AreEqual(200, second.Status);
            Assert.AreEqual("retry: 15000\n\n", second.Body);
            Assert.IsTrue(_host.ReadEnd(second.Peer));
            Assert.AreEqual(1, _events.ClientsRefused);
            first.Peer.Transport.Close();
            _host.Settle();
            Assert.AreEqual("retry: 3000\n\n", Open().Body);
        }

        [TestMethod]
        public void Quiet_ClientsGetAComment()
        {
            Start();
            SockJSReply client = Open();
            Pass(14000);
            Assert.AreEqual("", client.Read());
            Pass(15100);
            Assert.AreEqual(":\n\n", client.Read());
        }

        [TestMethod]
        public void Requests_ThatAreNone_AreRefused()
        {
            Start();
            SockJSReply post = Begin("POST /events HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
            Assert.AreEqual(405, post.Status);
            Assert.AreEqual("GET, HEAD", post["Allow"]);
            SockJSReply head = Begin("HEAD /events?x HTTP/1.1\r\nHost: a\r\n\r\n");
            Assert.AreEqual(200, head.Status);
            Assert.AreEqual("", head.Body);
            Assert.AreEqual(403, Open("Origin: http://evil\r\n").Status);
            Assert.AreEqual(404, Begin("GET /events/ HTTP/1.1\r\nHost: a\r\n\r\n").Status);
            Assert.AreEqual(0, _events.ClientCount);
            Assert.AreEqual(0, _events.ClientsRefused);
        }

        [TestMethod]
        public void Publish_ToAClient_MakesNoGarbage()
        {
            Start();
            SockJSReply client = Open();
            byte[] data = new byte[50];
            byte[] sink = new byte[65536];
            Array.Fill(data, (byte)'x');
            long least = long.MaxValue;
            int read = 0;
            for (int run = 0; run < 4 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 300; i++)
                {
                    _events.Publish("temp", data, 0, data.Length);
                    _host.Run(3);
                    read += client.Peer.Transport.Read(sink, 0, sink.Length);
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
            Assert.IsGreaterThan(300 * data.Length, read);
        }

        [TestMethod]
        public void Arguments_OutOfRange_AreRefused()
        {
            Start();
            Assert.ThrowsExactly<ArgumentNullException>(() => _events.Publish(null, null, 0, 0));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _events.Publish(null, new byte[2], 1, 2));
            foreach (string name in new[] { "", "a\nb", "a\rb", "\u00e4", "a\0", new string('n', EventStreamServer.MaxNameSize + 1) })
            {
                Assert.ThrowsExactly<ArgumentException>(() => _events.Publish(name, new byte[2], 0, 2));
            }

            Assert.AreEqual(1, _events.Publish(new string('n', EventStreamServer.MaxNameSize), new byte[2], 0, 2));
            Assert.ThrowsExactly<ArgumentException>(() => new EventStreamOptions { Path = "events" }.Validate());
            Assert.ThrowsExactly<ArgumentException>(() => new EventStreamOptions { BufferSize = 127 }.Validate());
            Assert.ThrowsExactly<ArgumentException>(() => new EventStreamOptions { MaxEvents = 0 }.Validate());
            Assert.ThrowsExactly<ArgumentException>(() => new EventStreamOptions { MaxClients = 0 }.Validate());
            Assert.ThrowsExactly<ArgumentException>(() => new EventStreamOptions { RetryMs = -1 }.Validate());
        }

        private void Start(Action<EventStreamOptions> configure = null)
        {
            EventStreamOptions options = new EventStreamOptions { MaxClients = 4 };
            configure?.Invoke(options);
            _host = new HostingServer(new WebSocketServerOptions { Path = "/ws", MaxConnections = 6 }, 8192);
            _events = new EventStreamServer(_host.Server, options);
        }

        private SockJSReply Open(string headers = "")
        {
            return Begin("GET /events HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
        }

        private SockJSReply Begin(string request)
        {
            WirePeer peer = new WirePeer(_host.Listener.Connect(), 1 << 20);
            peer.Send(request);
            SockJSReply reply = new SockJSReply(_host, peer);
            reply.Read();
            return reply;
        }

        private void Pass(int ms)
        {
            _events.Tick(System.Environment.TickCount64 + ms);
        }

        /// <summary>The same whatever this start's ids begin with.</summary>
        private static string Neutral(string text)
        {
            return Regex.Replace(text, "id: [0-9]+-", "id: E-");
        }

        private static string Event(int number, string name, params string[] lines)
        {
            return "id: E-" + number + "\n" + (name == null ? "" : "event: " + name + "\n") + "data: " + string.Join("\ndata: ", lines) + "\n\n";
        }
    }
}
