using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Tests.Stomp
{
    /// <summary>The broker against clients whose bytes the tests choose, and against our own client.</summary>
    [TestClass]
    public sealed class StompBrokerTests
    {
        private const string Hello = "CONNECT\naccept-version:1.1,1.2\nhost:h\n\n^@";
        private const string Welcome = "CONNECTED\nversion:1.2\nheart-beat:10000,10000\n\n^@";

        private readonly List<string> _received = new List<string>();
        private HostingServer _host;
        private StompBroker _broker;
        private StompDestination _topic;
        private StompDestination _commands;

        [TestMethod]
        [DataRow("CONNECT\naccept-version:1.2\n\n^@", "CONNECTED\nversion:1.2\nheart-beat:10000,10000\n\n^@")]
        [DataRow("STOMP\naccept-version:1.0,1.1\n\n^@", "CONNECTED\nversion:1.1\nheart-beat:10000,10000\n\n^@")]
        [DataRow("CONNECT\naccept-version:1.0\n\n^@", "ERROR\nmessage:1.2 or 1.1\nversion:1.2,1.1\n\n^@ close 1008")]
        [DataRow("CONNECT\n\n^@", "ERROR\nmessage:1.2 or 1.1\nversion:1.2,1.1\n\n^@ close 1008")]
        [DataRow("CONNECT\naccept-version:1.2\nheart-beat:x\n\n^@", "ERROR\nmessage:bad heart-beat\nversion:1.2,1.1\n\n^@ close 1008")]
        [DataRow("SEND\ndestination:/topic/t\nreceipt:a\\c1\n\n^@", "ERROR\nmessage:not connected\nversion:1.2,1.1\nreceipt-id:a\\c1\n\n^@ close 1008")]
        [DataRow("nonsense that is no command", "ERROR\nmessage:violation 1\nversion:1.2,1.1\n\n^@ close 1008")]
        public void Connect_IsAnswered(string text, string expected)
        {
            Start();
            Assert.AreEqual(expected, Ask(Open(), text));
        }

        [TestMethod]
        [DataRow("SUBSCRIBE\nid:1\n\n^@", "id or destination missing")]
        [DataRow("SUBSCRIBE\ndestination:/topic/t\n\n^@", "id or destination missing")]
        [DataRow("SUBSCRIBE\nid:1\ndestination:/topic/none\n\n^@", "no such destination")]
        [DataRow("SUBSCRIBE\nid:1\ndestination:/topic/t\nack:client\n\n^@", "ack is auto only")]
        [DataRow("SUBSCRIBE\nid:12345\ndestination:/topic/t\n\n^@", "id too long")]
        [DataRow("UNSUBSCRIBE\nid:1\n\n^@", "no such subscription")]
        [DataRow("SEND\ndestination:/topic/none\n\n^@", "no such destination")]
        [DataRow("SEND\n\n^@", "no such destination")]
        [DataRow("SEND\ndestination:/topic/t\ntransaction:t\n\n^@", "no transactions")]
        [DataRow("BEGIN\ntransaction:t\n\n^@", "BEGIN is not for here")]
        [DataRow("ACK\nid:1\n\n^@", "ACK is not for here")]
        [DataRow("CONNECT\naccept-version:1.2\n\n^@", "CONNECT is not for here")]
        [DataRow("MESSAGE\n\n^@", "MESSAGE is not for here")]
        public void Frames_ThatCannotBeObeyed_AreErrors(string text, string expected)
        {
            Start();
            WirePeer peer = Connect();
            Assert.AreEqual("ERROR\nmessage:" + expected + "\n\n^@ close 1008", Ask(peer, text));
            Assert.AreEqual(1, _broker.Errors);
            Assert.AreEqual(0, _broker.Publish(_topic, null, new byte[1], 0, 1, WebSocketMessageType.Text));
        }

        [TestMethod]
        public void Messages_GoToSubscribersUntilTheyLeave()
        {
            Start();
            WirePeer one = Connect();
            WirePeer two = Connect();
            Assert.AreEqual("RECEIPT\nreceipt-id:r\n\n^@", Ask(one, "SUBSCRIBE\nid:a\\c\ndestination:/topic/t\nack:auto\nreceipt:r\n\n^@"));
            Assert.AreEqual("", Ask(two, "SUBSCRIBE\nid:b\ndestination:/topic/t\n\n^@SUBSCRIBE\nid:c\ndestination:/app\n\n^@"));
            byte[] headers = StompEncoder.EncodeHeaders(new[] { "content-type", "text/plain" });
            Assert.AreEqual(2, _broker.Publish(_topic, headers, Encoding.ASCII.GetBytes("x12y"), 1, 2, WebSocketMessageType.Text));
            Assert.AreEqual("MESSAGE\nsubscription:a\\c\nmessage-id:1\ndestination:/topic/t\ncontent-type:text/plain\ncontent-length:2\n\n12^@", Read(one));
            Assert.AreEqual("MESSAGE\nsubscription:b\nmessage-id:1\ndestination:/topic/t\ncontent-type:text/plain\ncontent-length:2\n\n12^@", Read(two));

            // Relayed with its own headers, to its sender too; what goes to the application only is not.
            Assert.AreEqual("", Ask(one, "SEND\ndestination:/app\n\nhi^@"));
            Assert.AreEqual("RECEIPT\nreceipt-id:9\n\n^@", Ask(two, "UNSUBSCRIBE\nid:b\nreceipt:9\n\n^@"));
            Assert.AreEqual(
                "MESSAGE\nsubscription:a\\c\nmessage-id:2\ndestination:/topic/t\nx\\c:y\ncontent-length:4\n\nhi^@!^@",
                Ask(one, "SEND\ndestination:/topic/t\nreceipt-id:no\nx\\c:y\ncontent-length:4\ntransactions:no\n\nhi^@!^@").Replace("receipt-id:no\n", "").Replace("transactions:no\n", ""));
            Assert.AreEqual("/app hi | /topic/t hi\0!", string.Join(" | ", _received));
            Assert.AreEqual("", Read(two));

            Assert.AreEqual("RECEIPT\nreceipt-id:z\n\n^@ close 1000", Ask(one, "DISCONNECT\nreceipt:z\n\n^@"));
            Assert.AreEqual(0, _broker.Publish(_topic, null, new byte[1], 0, 1, WebSocketMessageType.Text));
        }

        [TestMethod]
        public void Bounds_OneMore_IsRefused()
        {
            Start(o =>
            {
                o.MaxSessions = 2;
                o.MaxSubscriptions = 2;
            });
            WirePeer one = Connect();
            Connect();
            WirePeer third = Open();
            Assert.AreEqual("close 1013", Read(third));
            Assert.AreEqual("", Ask(one, "SUBSCRIBE\nid:1234\ndestination:/topic/t\n\n^@SUBSCRIBE\nid:2\ndestination:/topic/t\n\n^@"));
            Assert.AreEqual("ERROR\nmessage:too many subscriptions\n\n^@ close 1008", Ask(one, "SUBSCRIBE\nid:3\ndestination:/topic/t\n\n^@"));
            one.Transport.Close();
            _host.Settle();
            one = Connect();
            Assert.AreEqual("", Ask(one, "SUBSCRIBE\nid:1234\ndestination:/topic/t\n\n^@SUBSCRIBE\nid:2\ndestination:/topic/t\n\n^@"));
            Assert.ThrowsExactly<ArgumentException>(() => _broker.AddDestination("/app", false));
            Assert.ThrowsExactly<InvalidOperationException>(() => _broker.AddDestination("/third", false));
        }

        [TestMethod]
        public void Message_LargerThanTheBuffer_IsForNobody()
        {
            Start();
            WirePeer peer = Connect();
            Ask(peer, "SUBSCRIBE\nid:1\ndestination:/topic/t\n\n^@");
            int most = 256 - "MESSAGE\nsubscription:12345678\nmessage-id:1\ndestination:/topic/t\ncontent-length:nnn\n\n^".Length;
            byte[] body = new byte[300];
            Assert.AreEqual(1, _broker.Publish(_topic, null, body, 0, most, WebSocketMessageType.Text));
            Assert.ThrowsExactly<ArgumentException>(() => _broker.Publish(_topic, null, body, 0, most + 1, WebSocketMessageType.Text));
            Read(peer);
            Assert.AreEqual(
                "ERROR\nmessage:message too large\n\n^@ close 1008", Ask(peer, "SEND\ndestination:/topic/t\n\n" + new string('x', most + 1) + "^@"));
        }

        [TestMethod]
        public void Deadlines_OfSilence_EndSessions()
        {
            Start(o =>
            {
                o.ConnectTimeoutMs = 700;
                o.HeartBeatReceiveMs = 1000;
                o.HeartBeatToleranceMs = 500;
                o.HeartBeatSendMs = 800;
            });
            WirePeer silent = Open();
            WirePeer peer = Open();
            Ask(peer, "CONNECT\naccept-version:1.2\nheart-beat:900,400\n\n^@");
            _broker.Tick(1000);
            _broker.Tick(1599);
            Assert.AreEqual("", Read(peer));
            _broker.Tick(1600);
            Assert.AreEqual("\n", Read(peer));
            _broker.Tick(1699);
            Assert.AreEqual("", Read(silent));
            _broker.Tick(1700);
            Assert.AreEqual("close 1008", Read(silent));
            Ask(peer, "\n");
            _broker.Tick(2000);
            _broker.Tick(3499);
            Assert.AreEqual("\n", Read(peer));
            _broker.Tick(3500);
            Assert.AreEqual("close 1008", Read(peer));
        }

        [TestMethod]
        public void Connecting_ThatSaysNo_IsAnError()
        {
            Start();
            _broker.Connecting = (broker, socket, frame) => frame.HasValue("passcode", "a:b");
            Assert.AreEqual(
                Welcome, Ask(Open(), "CONNECT\naccept-version:1.2\nlogin:x\npasscode:a:b\n\n^@"));
            Assert.AreEqual("ERROR\nmessage:not let in\nversion:1.2,1.1\n\n^@ close 1008", Ask(Open(), "CONNECT\naccept-version:1.2\n\n^@"));
        }

        [TestMethod]
        public void Publish_ToSubscribers_MakesNoGarbage()
        {
            Start();
            WirePeer peer = Connect();
            Ask(peer, "SUBSCRIBE\nid:1\ndestination:/topic/t\n\n^@");
            byte[] body = new byte[50];
            byte[] sink = new byte[65536];
            long least = long.MaxValue;
            int sent = 0;
            for (int run = 0; run < 4 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 300; i++)
                {
                    sent += _broker.Publish(_topic, null, body, 0, body.Length, WebSocketMessageType.Binary);
                    _broker.Tick(i);
                    _host.Run(3);
                    peer.Transport.Read(sink, 0, sink.Length);
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
            Assert.IsTrue(sent > 0 && sent % 300 == 0);
        }

        [TestMethod]
        public void Options_OutOfRange_AreRefused()
        {
            void Refused(Action<StompBrokerOptions> set)
            {
                StompBrokerOptions options = new StompBrokerOptions();
                options.Validate();
                set(options);
                Assert.ThrowsExactly<ArgumentException>(options.Validate);
            }

            Refused(o => o.MaxSessions = 0);
            Refused(o => o.MaxSessions = 1025);
            Refused(o => o.MaxDestinations = 0);
            Refused(o => o.MaxDestinations = 1025);
            Refused(o => o.MaxSubscriptions = 0);
            Refused(o => o.MaxSubscriptions = 4097);
            Refused(o => o.MaxIdLength = 0);
            Refused(o => o.MaxIdLength = 256);
            Refused(o => o.SendBufferSize = 255);
            Refused(o => o.HeartBeatSendMs = -1);
            Refused(o => o.HeartBeatReceiveMs = -1);
            Refused(o => o.HeartBeatToleranceMs = -1);
            Refused(o => o.ConnectTimeoutMs = 0);
            Refused(o => o.Limits = null);
            Refused(o => o.Limits.MaxHeaders = 0);
        }

        [TestMethod]
        public void SendBufferSize_BeyondTheServers_IsRefused()
        {
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions());
            int most = server.MaxFrameSize - 10;
            Assert.IsNotNull(new StompBroker(server, new StompBrokerOptions { SendBufferSize = most }));
            Assert.ThrowsExactly<ArgumentException>(() => new StompBroker(server, new StompBrokerOptions { SendBufferSize = most + 1 }));
            Assert.ThrowsExactly<ArgumentNullException>(() => new StompBroker(null, new StompBrokerOptions()));
        }

        private void Start(Action<StompBrokerOptions> configure = null)
        {
            _host = new HostingServer(
                new WebSocketServerOptions { SubProtocols = StompClient.GetSubProtocols(), MaxConnections = 4, PingIntervalMs = 0 }, 8192);
            StompBrokerOptions options = new StompBrokerOptions { MaxDestinations = 2, MaxIdLength = 4, SendBufferSize = 256 };
            configure?.Invoke(options);
            _broker = new StompBroker(_host.Server, options);
            _topic = _broker.AddDestination("/topic/t", true);
            _commands = _broker.AddDestination("/app", false);
            Assert.AreEqual("/app", _commands.Name);
            _broker.SendReceived += (broker, socket, destination, frame) => _received.Add(destination.Name + " " + frame.GetBody());
        }

        private WirePeer Open()
        {
            return _host.Open("/", "Sec-WebSocket-Protocol: v10.stomp, v11.stomp, v12.stomp\r\n");
        }

        private WirePeer Connect()
        {
            WirePeer peer = Open();
            Assert.AreEqual(Welcome, Ask(peer, Hello));
            return peer;
        }

        private string Ask(WirePeer peer, string text)
        {
            byte[] bytes = StompText.Bytes(text);
            peer.Send(WirePeer.Frame(WirePeer.Text, true, bytes, 0, bytes.Length));
            return Read(peer);
        }

        private string Read(WirePeer peer)
        {
            List<string> texts = new List<string>();
            _host.Settle();
            peer.Receive();
            while (peer.ReadFrame())
            {
                texts.Add(peer.Opcode == WirePeer.Close ? "close " + peer.CloseStatus : peer.PayloadText.Replace("\0", "^@"));
            }

            return string.Join(" ", texts);
        }
    }
}
