using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Device
{
    /// <summary>A whole server with open connections that no network is behind.</summary>
    internal sealed class ScriptedServer : TransportListener
    {
        /// <summary>What passes in one piece, each way.</summary>
        private const int Overhead = FrameLimits.MaxHeaderSize + WebSocketServerOptions.ReceiveBufferReserve;

        private const int MaxRounds = 1000;

        private ScriptedTransport _waiting;

        /// <param name="connections">How many it may have.</param>
        /// <param name="payloadSize">The largest message in bytes.</param>
        public ScriptedServer(int connections, int payloadSize)
        {
            // A browser's head must fit, too.
            int size = payloadSize + Overhead < 768 ? 768 : payloadSize + Overhead;
            Server = new WebSocketServer(new WebSocketServerOptions
            {
                MaxConnections = connections,
                ReceiveBufferSize = size,
                SendBufferSize = size,
            });
            Server.Listen(this);
        }

        /// <summary>The server, pumped by the caller.</summary>
        public WebSocketServer Server { get; }

        /// <summary>Opens a connection.</summary>
        public ScriptedTransport Open()
        {
            ScriptedTransport transport = new ScriptedTransport();
            byte[] head = Ascii.GetBytes(HandshakeBench.BrowserHead);
            int opened = Server.Statistics.WebSocketsOpened;
            transport.Say(head, head.Length);
            _waiting = transport;
            for (int i = 0; i < MaxRounds; i++)
            {
                Server.RunOnce(0);
                if (Server.Statistics.WebSocketsOpened != opened)
                {
                    return transport;
                }
            }

            throw new InvalidOperationException("the server did not switch");
        }

        /// <inheritdoc/>
        public override bool WaitPending(int waitMs)
        {
            return _waiting != null;
        }

        /// <inheritdoc/>
        public override Transport Accept()
        {
            ScriptedTransport accepted = _waiting;
            _waiting = null;
            return accepted;
        }

        /// <inheritdoc/>
        public override void Close()
        {
        }
    }
}
