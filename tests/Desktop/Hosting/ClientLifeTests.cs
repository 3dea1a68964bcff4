using System;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>A client's thread, its end, and what it may not do before, between and after.</summary>
    [TestClass]
    public sealed class ClientLifeTests
    {
        [TestMethod]
        public void Close_ByTheClient_IsCleanAndSeenByTheServer()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            using ClientWebSocket client = ClientFixture.Connect(host);
            host.Socket.SendString("dropped");
            Assert.IsTrue(client.CloseAndWait((WebSocketCloseStatus)3000, "bye"));
            Assert.AreEqual(3000, (int)host.ClosedSocket.CloseStatus);
            Assert.AreEqual("bye", host.ClosedSocket.CloseStatusDescription);
            Assert.AreEqual(WebSocketState.Closed, client.State);
            Assert.IsFalse(client.Close());
            Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null), "closed cleanly before");
            client.Abort();
            client.Dispose();
            client.Dispose();
        }

        [TestMethod]
        public void CloseAndWait_ServerNeverAnswers_IsFalseInTime()
        {
            ScriptedServer server = ClientFixture.Script();
            using ClientWebSocket client = server.CreateClient(o => o.CloseTimeoutMs = 40);
            client.Connect("ws://h/");
            Assert.IsFalse(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
            Assert.AreEqual(WebSocketState.Aborted, client.State);
            Assert.IsTrue(server.Connector.Last.IsClosed);
        }

        [TestMethod]
        public void CloseAndWait_ServerNeverEndsTheConnection_IsCleanInTime()
        {
            ScriptedServer server = ClientFixture.Script();
            using ClientWebSocket client = server.CreateClient(o => o.CloseTimeoutMs = 40);
            client.Connect("ws://h/");
            server.Send(WirePeer.Frame(WirePeer.Close, true, new byte[] { 3, 232 }, 0, 2, null));
            Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
            Assert.AreEqual(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
        }

        [TestMethod]
        public void Client_NeverConnected_SaysSo()
        {
            using ClientWebSocket client = new ClientWebSocket();
            Assert.AreEqual(WebSocketState.None, client.State);
            Assert.IsFalse(client.RunOnce(0));
            Assert.IsFalse(client.Close());
            Assert.IsFalse(client.Ping(null, 0, 0));
            Assert.IsNull(client.SubProtocol);
            Assert.AreEqual(0, client.BufferedAmount);
            Assert.AreEqual("", client.CloseStatusDescription);
            client.Abort();
            Expect.Throws(typeof(InvalidOperationException), client.Start);
            Expect.Throws(typeof(InvalidOperationException), () => client.Receive(new byte[1], 0, 1));
            Assert.ThrowsExactly<WebSocketException>(() => client.SendString("x"));
        }

        [TestMethod]
        public void Client_WithAThread_KeepsReceiveAndCloseAndWaitOut()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.Start();
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { Connector = new MemoryConnector(host.Listener) });
            using ManualResetEventSlim over = new ManualResetEventSlim();
            client.Closed += s => over.Set();
            client.Connect("ws://h/");
            client.Start();
            Expect.Throws(typeof(InvalidOperationException), client.Start);
            Expect.Throws(typeof(InvalidOperationException), () => client.Receive(new byte[1], 0, 1));
            Expect.Throws(typeof(InvalidOperationException), () => client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
            Assert.AreEqual(WebSocketState.Open, client.State, "closed by a call that was refused");
            client.Dispose();
            Assert.IsTrue(over.Wait(10000));
            Assert.AreEqual(WebSocketState.Aborted, client.State);
            host.Server.Stop();
        }

        [TestMethod]
        public void Client_ReconnectsInItsClosedHandler_AndStartsAnew()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.MessageReceived += (s, buffer, offset, count, type, end) => s.Close();
            host.Server.Start();
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { Connector = new MemoryConnector(host.Listener) });
            using ManualResetEventSlim over = new ManualResetEventSlim();
            int closed = 0;
            client.Closed += s =>
            {
                closed++;
                if (closed == 3)
                {
                    over.Set();
                    return;
                }

                client.Connect("ws://h/");
                client.Start();
                client.SendString("again");
            };
            client.Connect("ws://h/");
            client.Start();
            client.SendString("first");
            Assert.IsTrue(over.Wait(10000));
            Assert.AreEqual(3, host.OpenedCount);
            host.Server.Stop();
        }
    }
}
