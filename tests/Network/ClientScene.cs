using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>A client, and a server that does what a test says while the client waits; each wait moves the clock.</summary>
    internal sealed class ClientScene : IDisposable
    {
        private const int StepMs = 20;

        internal ClientScene(int capacity = 65536)
        {
            Script = new ScriptedServer(capacity) { Answer = a => [ScriptedServer.Ascii(ScriptedServer.Response(a))] };
            Script.Connector.Pump = () =>
            {
                Environment.TickCount64 += StepMs;
                Script.Work();
            };
            Client = Script.CreateClient(o =>
            {
                o.HandshakeTimeoutMs = 1000;
                o.PingIntervalMs = 3000;
                o.PongTimeoutMs = 2000;
                o.SendTimeoutMs = 1500;
                o.CloseTimeoutMs = 1200;
            });
            Client.Closed += s => ClosedStates.Add(s.State);
        }

        internal ScriptedServer Script { get; }

        internal ClientWebSocket Client { get; }

        /// <summary>The client's end of its connection.</summary>
        internal MemoryTransport ClientEnd => Script.Connector.Last;

        /// <summary>The state at each Closed event.</summary>
        internal List<WebSocketState> ClosedStates { get; } = [];

        public void Dispose()
        {
            Client.Dispose();
        }

        internal void Connect()
        {
            Client.Connect("ws://device.local/");
        }

        /// <summary>Connecting fails as that, and leaves nothing behind.</summary>
        internal void FailsToConnect(WebSocketError error, string what)
        {
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(Connect, what);
            Assert.AreEqual(error, e.Error, what + ": " + e.Message);
            Assert.IsTrue(ClientEnd.IsClosed, what);
            Assert.AreEqual(WebSocketState.Aborted, Client.State, what);
        }

        /// <summary>The connection is lost: Receive throws, Closed is raised once with 1006, nothing can be sent.</summary>
        internal void LosesItsConnection(int closed, string what)
        {
            byte[] buffer = new byte[1000];
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(
                () =>
                {
                    while (true)
                    {
                        Client.Receive(buffer, 0, buffer.Length);
                    }
                },
                what);
            Assert.AreEqual(WebSocketError.ConnectionClosed, e.Error, what);
            Assert.HasCount(closed, ClosedStates, what);
            Assert.AreEqual(WebSocketState.Aborted, ClosedStates[closed - 1], what);
            Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, Client.CloseStatus, what);
            Assert.IsTrue(ClientEnd.IsClosed, what);
            Assert.ThrowsExactly<WebSocketException>(() => Client.Send(buffer, 0, 1, WebSocketMessageType.Binary), what);
        }

        /// <summary>The same object connects again and gets a message.</summary>
        internal void Works()
        {
            Script.Answer = a => [ScriptedServer.Ascii(ScriptedServer.Response(a)), [0x81, 2, (byte)'h', (byte)'i']];
            Connect();
            Assert.AreEqual(2, Client.Receive(new byte[10], 0, 10).Count);
        }
    }
}
