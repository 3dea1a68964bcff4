using System;
using System.Linq;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>Every limit of the options, on both sides of it.</summary>
    [TestClass]
    public sealed class OptionsTests
    {
        private const int None = int.MinValue;

        [TestMethod]
        [DataRow("Port", 0, 65535, -1, 65536)]
        [DataRow("MaxConnections", 1, 1024, 0, 1025)]
        [DataRow("ReceiveBufferSize", 512, 65536, 511, None)]
        [DataRow("SendBufferSize", 524, 65536, 523, None)]
        [DataRow("MaxFragments", 1, int.MaxValue, 0, None)]
        [DataRow("MaxHeaders", 1, 255, 0, 256)]
        [DataRow("RequestTimeoutMs", 1, int.MaxValue, 0, None)]
        [DataRow("AnswerTimeoutMs", 1, int.MaxValue, 0, None)]
        [DataRow("CoalesceMs", 0, 1000, -1, 1001)]
        [DataRow("MaxPingIntervalMs", 20000, int.MaxValue, 19999, -1)]
        [DataRow("PingIntervalMs", 0, int.MaxValue, -1, None)]
        [DataRow("PongTimeoutMs", 1, int.MaxValue, 0, None)]
        [DataRow("IdleTimeoutMs", 0, int.MaxValue, -1, None)]
        [DataRow("CloseTimeoutMs", 1, int.MaxValue, 0, None)]
        [DataRow("SendTimeoutMs", 1, int.MaxValue, 0, None)]
        public void Server_Limit_HoldsOnBothSides(string name, int least, int most, int below, int above)
        {
            foreach (int value in new[] { least, most })
            {
                GC.KeepAlive(new WebSocketServer(With(new WebSocketServerOptions(), name, value)));
            }

            foreach (int value in new[] { below, above }.Where(v => v != None))
            {
                AssertNamed(name, value, () => GC.KeepAlive(new WebSocketServer(With(new WebSocketServerOptions(), name, value))));
            }
        }

        [TestMethod]
        [DataRow("ReceiveBufferSize", 512, 511)]
        [DataRow("SendBufferSize", 524, 523)]
        [DataRow("MaxFragments", 1, 0)]
        [DataRow("ConnectTimeoutMs", 1, 0)]
        [DataRow("ReceiveTimeoutMs", 0, -1)]
        [DataRow("HandshakeTimeoutMs", 1, 0)]
        [DataRow("PingIntervalMs", 0, -1)]
        [DataRow("PongTimeoutMs", 1, 0)]
        [DataRow("IdleTimeoutMs", 0, -1)]
        [DataRow("CloseTimeoutMs", 1, 0)]
        [DataRow("SendTimeoutMs", 1, 0)]
        public void Client_Limit_HoldsOnBothSides(string name, int least, int below)
        {
            new ClientWebSocket(With(new ClientWebSocketOptions(), name, least)).Dispose();
            new ClientWebSocket(With(new ClientWebSocketOptions(), name, name.EndsWith("Size", StringComparison.Ordinal) ? 65536 : int.MaxValue)).Dispose();
            AssertNamed(name, below, () => new ClientWebSocket(With(new ClientWebSocketOptions(), name, below)).Dispose());
        }

        [TestMethod]
        public void MaxMessageSize_ContradictsTheReceiveBuffer_IsNamed()
        {
            const int Whole = 1024 - WebSocketServerOptions.ReceiveBufferReserve;
            GC.KeepAlive(new WebSocketServer(new WebSocketServerOptions { MaxMessageSize = Whole }));
            GC.KeepAlive(new WebSocketServer(new WebSocketServerOptions { MaxMessageSize = long.MaxValue, AllowPartialMessages = true }));
            ArgumentException e = Assert.ThrowsExactly<ArgumentException>(
                () => new WebSocketServer(new WebSocketServerOptions { MaxMessageSize = Whole + 1 }));
            StringAssert.Contains(e.Message, (Whole + 1).ToString());
            StringAssert.Contains(e.Message, "1024");
            StringAssert.Contains(e.Message, Whole.ToString());
            AssertNamed("MaxMessageSize", -1, () => GC.KeepAlive(new WebSocketServer(new WebSocketServerOptions { MaxMessageSize = -1 })));
            AssertNamed("MaxMessageSize", -1, () => new ClientWebSocket(new ClientWebSocketOptions { MaxMessageSize = -1 }).Dispose());
        }

        [TestMethod]
        public void MaxMessageSize_BelowTheBuffer_ClosesWith1009()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxMessageSize = 10 }, 4096);
            host.Echo();
            WirePeer peer = host.Open();
            peer.Send(WirePeer.TextFrame("0123456789"));
            Assert.IsTrue(host.ReadFrame(peer) && peer.Opcode == WirePeer.Text);
            peer.Send(WirePeer.TextFrame("0123456789a"));
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(1009, peer.CloseStatus);
        }

        [TestMethod]
        public void MaxFragments_OneMore_ClosesWith1008()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxFragments = 3 }, 4096);
            host.Echo();
            WirePeer peer = host.Open();
            byte[] none = new byte[1];
            peer.Send(WirePeer.Frame(WirePeer.Binary, false, none, 0, 0));
            peer.Send(WirePeer.Frame(WirePeer.Continuation, false, none, 0, 1));
            peer.Send(WirePeer.Frame(WirePeer.Continuation, true, none, 0, 0));
            Assert.IsTrue(host.ReadFrame(peer) && peer.PayloadCount == 1);
            peer.Send(WirePeer.Frame(WirePeer.Binary, false, none, 0, 0));
            for (int i = 0; i < 3; i++)
            {
                peer.Send(WirePeer.Frame(WirePeer.Continuation, false, none, 0, 0));
            }

            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(1008, peer.CloseStatus);
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("ws")]
        [DataRow("/ws?x")]
        [DataRow("/ws#x")]
        [DataRow("/w s")]
        [DataRow("/w\u00E4")]
        [DataRow("/ws\r\n")]
        public void Path_ThatNoRequestCanName_IsRefused(string path)
        {
            ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => new WebSocketServer(new WebSocketServerOptions { Path = path }));
            StringAssert.Contains(e.Message, "Path");
        }

        [TestMethod]
        public void SubProtocols_ThatCannotBeAnsweredOrAgreedOn_AreRefused()
        {
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new WebSocketServer(new WebSocketServerOptions { SubProtocols = new[] { "a b" } })));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new WebSocketServer(new WebSocketServerOptions { SubProtocols = new[] { "a", "a" } })));

            // The 101 goes through the send buffer, and leaves room for a Close frame.
            ArgumentException e = Assert.ThrowsExactly<ArgumentException>(
                () => new WebSocketServer(new WebSocketServerOptions { SendBufferSize = 524, SubProtocols = new[] { new string('p', 300) } }));
            StringAssert.Contains(e.Message, "524");
            string longest = new string('p', 524 - 131 - 129 - 26);
            HostingServer host = new HostingServer(new WebSocketServerOptions { SendBufferSize = 524, SubProtocols = new[] { longest } }, 4096);
            host.Server.Opened += socket => throw new InvalidOperationException("so that a Close frame follows at once");
            WirePeer peer = host.Open("/", "Sec-WebSocket-Protocol: " + longest + "\r\n");
            Assert.IsTrue(host.ReadFrame(peer));
            Assert.AreEqual(1011, peer.CloseStatus);
        }

        [TestMethod]
        public void Options_Null_Throw()
        {
            Expect.Throws(typeof(ArgumentNullException), () => GC.KeepAlive(new WebSocketServer(null)));
            Expect.Throws(typeof(ArgumentNullException), () => new ClientWebSocket(null).Dispose());
        }

        private static T With<T>(T options, string name, int value)
        {
            FieldInfo field = typeof(T).GetField(name);
            Assert.IsNotNull(field, name);
            field.SetValue(options, value);
            return options;
        }

        private static void AssertNamed(string name, int value, Action action)
        {
            ArgumentException e = Assert.ThrowsExactly<ArgumentException>(action);
            StringAssert.Contains(e.Message, name);
            StringAssert.Contains(e.Message, value.ToString());
        }
    }
}
