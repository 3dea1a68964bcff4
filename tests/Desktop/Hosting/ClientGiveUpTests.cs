using System;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>A Connect that another thread does not wait for any more.</summary>
    [TestClass]
    public sealed class ClientGiveUpTests
    {
        [TestMethod]
        [DataRow(false, DisplayName = "Abort")]
        [DataRow(true, DisplayName = "Dispose")]
        public void Connect_GivenUpDuringTheHandshake_EndsAtOnce(bool disposes)
        {
            // A server that accepts and never answers.
            MemoryListener listener = new MemoryListener(4, 4096);
            using ManualResetEventSlim waits = new ManualResetEventSlim();
            MemoryConnector connector = new MemoryConnector(listener) { Pump = waits.Set };
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { Connector = connector, HandshakeTimeoutMs = 600000 });
            Exception thrown = null;
            Thread thread = new Thread(() => thrown = Catch(() => client.Connect("ws://h/")));
            thread.Start();
            Assert.IsTrue(waits.Wait(10000));
            if (disposes)
            {
                client.Dispose();
            }
            else
            {
                client.Abort();
            }

            Assert.IsTrue(thread.Join(10000), "the handshake goes on");
            Assert.AreEqual(WebSocketError.ConnectionClosed, ((WebSocketException)thrown).Error);
            Assert.AreEqual(WebSocketState.Aborted, client.State);
            Assert.IsTrue(connector.Last.IsClosed);
        }

        [TestMethod]
        public void Connect_GivenUpWhileTheConnectorWorks_TheConnectionIsClosedAndNothingIsSent()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            ClientWebSocket client = null;
            GivingUpConnector connector = new GivingUpConnector(new MemoryConnector(host.Listener), () => client.Abort());
            client = new ClientWebSocket(new ClientWebSocketOptions { Connector = connector });
            int opened = 0;
            client.Opened += s => opened++;
            Assert.AreEqual(WebSocketError.ConnectionClosed, Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/")).Error);
            Assert.IsTrue(connector.Inner.Last.IsClosed);
            Assert.AreEqual(0, connector.Inner.Last.Writes);
            Assert.AreEqual(0, opened);
            Assert.AreEqual(WebSocketState.Aborted, client.State);
        }

        [TestMethod]
        public void Connect_AfterItWasGivenUp_WorksAgain()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            bool gives = true;
            ClientWebSocket client = null;
            MemoryConnector inner = new MemoryConnector(host.Listener) { Pump = () => host.Server.RunOnce(0) };
            client = new ClientWebSocket(new ClientWebSocketOptions
            {
                Connector = new GivingUpConnector(inner, () =>
                {
                    if (gives)
                    {
                        client.Abort();
                    }
                }),
            });
            Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/"));
            gives = false;
            client.Connect("ws://h/");
            Assert.AreEqual(WebSocketState.Open, client.State);
            client.Dispose();
        }

        [TestMethod]
        public void Connect_GivenUpWithTheAnswer_IsNotOpened()
        {
            // The abort comes when the 101 is there and before the client has read it.
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            ClientWebSocket client = null;
            int opened = 0;
            host.Server.Opened += s => client.Abort();
            client = new ClientWebSocket(new ClientWebSocketOptions { Connector = new MemoryConnector(host.Listener) { Pump = () => host.Server.RunOnce(0) } });
            client.Opened += s => opened++;
            Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/"));
            Assert.AreEqual(0, opened);
            Assert.AreEqual(WebSocketState.Aborted, client.State);
        }

        private static Exception Catch(Action action)
        {
            try
            {
                action();
                return null;
            }
            catch (Exception e)
            {
                return e;
            }
        }

        private sealed class GivingUpConnector : TransportConnector
        {
            private readonly Action _connected;

            internal GivingUpConnector(MemoryConnector inner, Action connected)
            {
                Inner = inner;
                _connected = connected;
            }

            internal MemoryConnector Inner { get; }

            public override Transport Connect(string host, int port, bool isSecure, int timeoutMs)
            {
                Transport transport = Inner.Connect(host, port, isSecure, timeoutMs);
                _connected();
                return transport;
            }
        }
    }
}
