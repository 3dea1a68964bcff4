using Nanowire.WebSockets;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Conformance
{
    /// <summary>Sends back what arrives: a message in one frame, and one larger than the receive buffer piece by piece.</summary>
    internal static class Echo
    {
        /// <summary>The largest message that is sent back in one frame, in bytes.</summary>
        private const int MaxWholeMessageSize = 16 * 1024 * 1024;

        private const int ReceiveBufferSize = MaxWholeMessageSize + WebSocketServerOptions.ReceiveBufferReserve;

        /// <summary>
        /// Larger answers are borrowed from the receive buffer and pass through this one. A handler runs only when an
        /// answer as long as its message would be taken, so none is lost however slowly the peer reads.
        /// </summary>
        private const int SendBufferSize = 64 * 1024;

        /// <summary>Suites split megabytes into fragments of a few bytes: here, the largest message in fragments of one.</summary>
        private const int MaxFragments = MaxWholeMessageSize;

        private const int MaxConnections = 16;

        /// <summary>A suite may halt for long; then only a peer that is gone is given up.</summary>
        private const int PatienceMs = 60000;

        /// <summary>In <see cref="WebSocket.Tag"/> while a message is being sent back in pieces.</summary>
        private static readonly object _inPieces = new object();

        internal static WebSocketServer CreateServer(EchoOptions options)
        {
            WebSocketServer server = new WebSocketServer(new WebSocketServerOptions
            {
                Address = options.Address,
                Port = options.Port,
                MaxConnections = MaxConnections,
                ReceiveBufferSize = ReceiveBufferSize,
                SendBufferSize = SendBufferSize,
                AllowPartialMessages = true,
                MaxFragments = MaxFragments,
                AllowedOrigins = ["*"],
                PingIntervalMs = PatienceMs,
                PongTimeoutMs = PatienceMs,
                SendTimeoutMs = PatienceMs,
                Extension = options.Compresses ? CreateExtension(options.WindowBits) : null,
            });
            server.MessageReceived += OnMessageReceived;
            return server;
        }

        /// <summary>Contexts, with whole windows unless others are asked for, so that every offer can be met; no limit that a suite's messages reach.</summary>
        private static PerMessageDeflate CreateExtension(int windowBits)
        {
            return new PerMessageDeflate
            {
                InflateContext = true,
                InflateWindowBits = windowBits,
                DeflateContext = true,
                DeflateWindowBits = windowBits,
                MinSize = 0,
                MaxRatio = int.MaxValue,
            };
        }

        private static void OnMessageReceived(
            WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            bool isTaken;
            if (endOfMessage && socket.Tag == null)
            {
                isTaken = socket.Send(buffer, offset, count, messageType);
            }
            else
            {
                isTaken = socket.SendFragment(buffer, offset, count, messageType, endOfMessage);
                socket.Tag = endOfMessage ? null : _inPieces;
            }

            if (!isTaken)
            {
                // Never, by the above; if it were not so, the peer would have to see that something is missing.
                socket.Close(WebSocketCloseStatus.InternalServerError, "an answer found no room");
            }
        }
    }
}
