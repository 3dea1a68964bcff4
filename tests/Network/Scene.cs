using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>
    /// A server that echoes, with one connection that behaves beside the one under test: whatever happens to that one, this one's
    /// messages are to be delivered meanwhile, without a deadline passing.
    /// </summary>
    internal sealed class Scene
    {
        /// <summary>Rounds of the pump within which the bystander's message is answered.</summary>
        internal const int RoundsForAnAnswer = 100;

        private const int StepMs = 20;

        private readonly WirePeer _bystander;
        private int _exchanges;

        /// <param name="options">Its MaxConnections is two by default: the bystander's place, and one that must come free.</param>
        /// <param name="capacity">The bytes under way in each direction of a connection.</param>
        internal Scene(WebSocketServerOptions options = null, int capacity = 4096)
        {
            options ??= Options();
            Host = new HostingServer(options, capacity);
            Host.Echo();
            _bystander = Host.Open();
        }

        internal HostingServer Host { get; }

        internal WebSocketServer Server => Host.Server;

        internal WebSocketServerStatistics Statistics => Host.Server.Statistics;

        /// <summary>The connections that ended, the one under test among them.</summary>
        internal int ClosedCount => Host.ClosedCount;

        /// <summary>The server's end of the newest connection.</summary>
        internal MemoryTransport ServerEnd => Host.Listener.LastServerEnd;

        /// <summary>Two places, and deadlines that differ, so that each shows for what it is.</summary>
        internal static WebSocketServerOptions Options()
        {
            return new WebSocketServerOptions
            {
                MaxConnections = 2,
                RequestTimeoutMs = 3000,
                PingIntervalMs = 20000,
                PongTimeoutMs = 5000,
                SendTimeoutMs = 4000,
                CloseTimeoutMs = 2000,
            };
        }

        /// <summary>The bystander sends a message and has its echo within a few rounds, while the clock stands still.</summary>
        internal void Exchange()
        {
            string text = "bystander " + _exchanges++;
            _bystander.Send(WirePeer.TextFrame(text));
            for (int i = 0; i < RoundsForAnAnswer; i++)
            {
                Host.Server.RunOnce(0);
                _bystander.Receive();
                while (_bystander.ReadFrame())
                {
                    if (_bystander.Opcode == WirePeer.Text)
                    {
                        Assert.AreEqual(text, _bystander.PayloadText);
                        return;
                    }

                    // The server's Ping, after a rest.
                    Assert.AreEqual(WirePeer.Ping, _bystander.Opcode);
                    _bystander.Send(WirePeer.Frame(WirePeer.Pong, true, new byte[1], 0, 0));
                }
            }

            Assert.Fail("no answer to the bystander");
        }

        /// <summary>Rounds of the pump, enough for whatever can be done now; where something waits for room there always is more.</summary>
        internal void Pump()
        {
            Host.Run(20);
        }

        /// <summary>Moves the clock, with rounds of the pump on the way, and with the bystander at work.</summary>
        internal void Rest(int ms)
        {
            for (int passed = 0; passed < ms; passed += StepMs)
            {
                Environment.TickCount64 += Math.Min(StepMs, ms - passed);
                Pump();
                if (passed % 1000 == 0)
                {
                    Exchange();
                }
            }
        }

        /// <summary>A place is free: a new client is served, and leaves in good order.</summary>
        internal void ServesAnother()
        {
            int closed = ClosedCount;
            WirePeer peer = Host.Open();
            peer.Send(WirePeer.TextFrame("another"));
            Assert.IsTrue(Host.ReadFrame(peer));
            Assert.AreEqual("another", peer.PayloadText);
            peer.Send(WirePeer.CloseFrame(1000));
            Assert.IsTrue(Host.ReadFrame(peer));
            Assert.AreEqual(1000, peer.CloseStatus);
            ((MemoryTransport)peer.Transport).Close();
            Pump();
            Assert.AreEqual(closed + 1, ClosedCount);
            Assert.AreEqual(1, Server.ConnectionCount, "only the bystander is left");
        }

        /// <summary>One connection is over, as the application was told, and its place is free while the clock stands still.</summary>
        internal void AssertOver(int closed, WebSocketCloseStatus status, string what)
        {
            Assert.AreEqual(closed, ClosedCount, what);
            Assert.AreEqual(status, Host.ClosedSocket.CloseStatus, what);
            Assert.AreEqual(1, Server.ConnectionCount, what);
            Assert.IsTrue(ServerEnd.IsClosed, what);
            Assert.IsFalse(Host.ClosedSocket.Send(new byte[1], 0, 1, WebSocketMessageType.Binary), what);
        }
    }
}
