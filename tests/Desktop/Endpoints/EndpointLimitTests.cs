using System;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Endpoints;

namespace Nanowire.Tests.Endpoints
{
    /// <summary>Limits and deadlines that each endpoint has for itself.</summary>
    [TestClass]
    public sealed class EndpointLimitTests
    {
        private const int Whole = 1024 - WebSocketServerOptions.ReceiveBufferReserve;

        private readonly NotingEndpoint _handler = new NotingEndpoint();

        [TestMethod]
        public void MaxMessageSize_IsTheEndpointsAndHoldsFromTheHeaderOn()
        {
            EndpointFixture fixture = new EndpointFixture(
                null, new EndpointConfig("/small", _handler) { MaxMessageSize = 10 }, new EndpointConfig("/large", _handler));
            WirePeer small = fixture.Open("/small");
            Assert.AreEqual("", fixture.Talk(small, Message(10)));
            byte[] header = new byte[2];
            Array.Copy(Message(11), header, 2);
            Assert.AreEqual("close 1009", fixture.Talk(small, header));
            WirePeer large = fixture.Open("/large");
            Assert.AreEqual("", fixture.Talk(large, Message(Whole)));
            Assert.AreEqual("close 1009", fixture.Talk(large, Message(Whole + 1)));
            fixture.Listener.LastServerEnd.Lose();
            fixture.Settle();

            // The slot's next connection has its own endpoint's limit again.
            WirePeer again = fixture.Open("/small");
            Assert.AreEqual("close 1009", fixture.Talk(again, Message(11)));
        }

        [TestMethod]
        public void PartialMessages_OfOneEndpoint_PassThroughItsServersBuffer()
        {
            EndpointFixture fixture = new EndpointFixture(
                null,
                new EndpointConfig("/parts", _handler) { AllowPartialMessages = true },
                new EndpointConfig("/limit", _handler) { AllowPartialMessages = true, MaxMessageSize = 3000 },
                new EndpointConfig("/whole", _handler));
            WirePeer peer = fixture.Open("/parts");
            Assert.AreEqual("", fixture.Talk(peer, Message(10), Message(5000)));
            string[] notes = _handler.Notes().Split("; ");
            Assert.AreEqual("last Binary 10", notes[1]);
            int sum = 0;
            for (int i = 2; i < notes.Length; i++)
            {
                string[] words = notes[i].Split(' ');
                Assert.AreEqual(i == notes.Length - 1 ? "last" : "part", words[0]);
                sum += int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture);
            }

            Assert.AreEqual(5000, sum);
            Assert.IsTrue(notes.Length > 4);
            Assert.AreEqual("", fixture.Talk(fixture.Open("/limit"), Message(3000)));
            Assert.AreEqual("close 1009", fixture.Talk(fixture.Open("/limit"), Message(3001)));
        }

        [TestMethod]
        [DataRow(0, Whole)]
        [DataRow(100, 100)]
        [DataRow(100000, Whole)]
        public void MaxMessageSize_OfTheServer_HoldsWhereTheEndpointHasNone(int servers, int expected)
        {
            WebSocketServerOptions options = new WebSocketServerOptions { MaxMessageSize = servers > Whole ? 0 : servers };
            EndpointFixture fixture = new EndpointFixture(options, new EndpointConfig("/a", _handler));
            WirePeer peer = fixture.Open("/a");
            Assert.AreEqual("", fixture.Talk(peer, Message(expected)));
            Assert.AreEqual("close 1009", fixture.Talk(peer, Message(expected + 1)));
        }

        [TestMethod]
        public void Limits_ThatCannotBe_AreRefusedByCreateServer()
        {
            Refuses(new EndpointConfig("/a", _handler) { MaxMessageSize = Whole + 1 });
            Refuses(new EndpointConfig("/a", _handler) { MaxMessageSize = -1 });
            Refuses(new EndpointConfig("/a", _handler) { MaxSessions = -1 });
            Refuses(new EndpointConfig("/a", _handler) { MaxPendingSends = 0 });
            Refuses(new EndpointConfig("/a", _handler) { MaxPendingSends = 1025 });
            Refuses(new EndpointConfig("/a", _handler) { IdleTimeoutMs = -2 });
            Refuses(new EndpointConfig("/a", _handler) { PingIntervalMs = -2 });
            Refuses(new EndpointConfig("/a", _handler) { SubProtocols = new[] { "a b" } });
            new EndpointFixture(
                null,
                new EndpointConfig("/a", _handler) { MaxMessageSize = Whole, MaxPendingSends = 1024, IdleTimeoutMs = 0, PingIntervalMs = 0 },
                new EndpointConfig("/b", _handler) { MaxMessageSize = Whole + 1, AllowPartialMessages = true }).Server.Dispose();
        }

        [TestMethod]
        public void IdleTimeout_IsTheEndpointsOwn()
        {
            EndpointFixture fixture = new EndpointFixture(
                new WebSocketServerOptions { IdleTimeoutMs = 0 },
                new EndpointConfig("/short", _handler) { IdleTimeoutMs = 1 },
                new EndpointConfig("/never", _handler) { IdleTimeoutMs = 0 },
                new EndpointConfig("/server", _handler));
            WirePeer never = fixture.Open("/never");
            WirePeer server = fixture.Open("/server");
            WirePeer brief = fixture.Open("/short");
            Assert.AreEqual("close 1001", Await(fixture, brief));
            Assert.AreEqual("", fixture.Read(never));
            Assert.AreEqual("", fixture.Read(server));
        }

        [TestMethod]
        public void PingInterval_IsTheEndpointsOwn()
        {
            EndpointFixture fixture = new EndpointFixture(
                new WebSocketServerOptions { PingIntervalMs = 0 }, new EndpointConfig("/pings", _handler) { PingIntervalMs = 1 }, new EndpointConfig("/quiet", _handler));
            WirePeer quiet = fixture.Open("/quiet");
            WirePeer pinged = fixture.Open("/pings");
            for (int i = 0; i < 5000 && pinged.Opcode != WirePeer.Ping; i++)
            {
                Thread.Sleep(1);
                fixture.Server.RunOnce(0);
                pinged.Receive();
                pinged.ReadFrame();
            }

            Assert.AreEqual(WirePeer.Ping, pinged.Opcode);
            Assert.AreEqual("", fixture.Read(quiet));
        }

        [TestMethod]
        public void Message_ThatIsEchoedAsBytes_MakesNoGarbage()
        {
            Echo echo = new Echo();
            EndpointFixture fixture = new EndpointFixture(null, new EndpointConfig("/a/{b}", echo));
            WirePeer peer = fixture.Open("/a/1");
            byte[] message = WirePeer.TextFrame("twelve bytes");
            long before = 0;
            for (int i = 0; i < 200; i++)
            {
                if (i == 100)
                {
                    before = GC.GetAllocatedBytesForCurrentThread();
                }

                peer.Send(message);
                for (int round = 0; round < 10; round++)
                {
                    fixture.Server.RunOnce(0);
                }

                peer.Receive();
                Assert.IsTrue(peer.ReadFrame());
            }

            Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        private static byte[] Message(int count)
        {
            return WirePeer.Frame(WirePeer.Binary, true, new byte[count], 0, count);
        }

        private static string Await(EndpointFixture fixture, WirePeer peer)
        {
            string read = "";
            for (int i = 0; i < 5000 && read.Length == 0; i++)
            {
                Thread.Sleep(1);
                read = fixture.Read(peer);
            }

            return read;
        }

        private static void Refuses(EndpointConfig config)
        {
            EndpointTable table = new EndpointTable();
            table.Add(config);
            Assert.ThrowsExactly<ArgumentException>(() => table.CreateServer(new WebSocketServerOptions()));
        }

        private sealed class Echo : Endpoint
        {
            public override void OnText(WebSocketSession session, byte[] buffer, int offset, int count)
            {
                session.Send(buffer, offset, count, WebSocketMessageType.Text);
            }
        }
    }
}
