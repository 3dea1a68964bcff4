using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Reconnect;

namespace Nanowire.Tests.Reconnect
{
    /// <summary>A reconnecting client and a server in memory, with a clock that the test moves and entropy that it chooses.</summary>
    internal sealed class ReconnectFixture : IDisposable
    {
        internal readonly HandMovedClock Clock = new HandMovedClock();
        internal readonly FixedEntropy Entropy = new FixedEntropy();
        internal readonly HostingServer Host;
        internal readonly MemoryConnector Network;
        internal readonly ReconnectingClient Client;
        internal readonly ClientWebSocketOptions ClientOptions;

        /// <summary>What the server got, and what it saw of connections, in order.</summary>
        internal readonly List<string> Received = new List<string>();

        internal ReconnectFixture(Action<ReconnectOptions> configure = null)
        {
            Host = new HostingServer(new WebSocketServerOptions { ReceiveBufferSize = 4096 }, 8192);
            Network = new MemoryConnector(Host.Listener) { Pump = () => Host.Server.RunOnce(0) };
            Switch = new SwitchedConnector(Network);
            ClientOptions = new ClientWebSocketOptions { Connector = Switch, ReceiveBufferSize = 2048, HandshakeTimeoutMs = 5000 };
            ReconnectOptions options = new ReconnectOptions { Client = ClientOptions, Clock = Clock, Entropy = Entropy };
            configure?.Invoke(options);
            Client = new ReconnectingClient("ws://device.local/", options);
            Host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
                Received.Add((type == WebSocketMessageType.Text ? "" : "b:") + Encoding.UTF8.GetString(buffer, offset, count));
        }

        internal SwitchedConnector Switch { get; }

        public void Dispose()
        {
            Client.Dispose();
        }

        /// <summary>A few rounds of both sides, in which no time passes.</summary>
        internal void Work(int rounds = 10)
        {
            for (int i = 0; i < rounds; i++)
            {
                Client.RunOnce(0);
                Host.Server.RunOnce(0);
            }
        }

        /// <summary>Opens the first connection.</summary>
        internal void Open()
        {
            Work();
            Assert.AreEqual(WebSocketState.Open, Client.State);
        }

        /// <summary>The server closes the connection, and the client takes note.</summary>
        internal void CloseFromServer(WebSocketCloseStatus status)
        {
            int openings = Client.Openings;
            Host.Socket.Close(status, "x");
            Work();
            Assert.AreEqual(WebSocketState.Connecting, Client.State);
            Assert.AreEqual(openings, Client.Openings);
        }

        /// <summary>The connection is lost, and the client takes note.</summary>
        internal void Lose()
        {
            Network.Last.Lose();
            Work();
        }

        /// <summary>Asserts that nothing is tried before the wait is over, and that something is then.</summary>
        internal void AssertAttemptAfter(int ms)
        {
            int attempts = Client.Attempts;
            Clock.Ms += ms - 1;
            Work();
            Assert.AreEqual(attempts, Client.Attempts, "tried too early");
            Clock.Ms++;
            Client.RunOnce(0);
            Assert.AreEqual(attempts + 1, Client.Attempts, "not tried");
            Work();
        }

        /// <summary>A network that can be down, or answer with a refusal.</summary>
        internal sealed class SwitchedConnector : TransportConnector
        {
            private readonly MemoryConnector _inner;

            internal SwitchedConnector(MemoryConnector inner)
            {
                _inner = inner;
            }

            /// <summary>Called before each connection; throws for one that fails.</summary>
            internal Action Connecting { get; set; }

            public override Transport Connect(string host, int port, bool isSecure, int timeoutMs)
            {
                Connecting?.Invoke();
                return _inner.Connect(host, port, isSecure, timeoutMs);
            }
        }
    }
}
