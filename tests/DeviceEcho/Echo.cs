using System;
using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;
using nanoFramework.Runtime.Native;

namespace Nanowire.DeviceEcho
{
    /// <summary>Sends back what arrives, through the whole server with one pump; and says on request what it runs on and what it has left.</summary>
    internal sealed class Echo
    {
        // What the budgets in tests/Budget.txt and the figures in src/DESIGN.md are measured with.
        private const int MaxConnections = 15;

        /// <summary>What passes in one piece, each way; the buffers also hold a frame's header, and what is kept for control frames.</summary>
        private const int PayloadSize = 1024;
        private const int ReceiveBufferSize = PayloadSize + FrameLimits.MaxHeaderSize + WebSocketServerOptions.ReceiveBufferReserve;
        private const int SendBufferSize = PayloadSize + FrameLimits.MaxHeaderSize + WebSocketProtocol.SendBufferReserve;

        /// <summary>As the thread of a server's own waits at rest.</summary>
        private const int WaitMs = 24;

        /// <summary>A message "#m" is not sent back but answered with the figures.</summary>
        private const int RequestCount = 2;

        private readonly WebSocketServer _server;
        private readonly int _port;
        private int _lost;

        /// <summary>Reserves the memory of all connections.</summary>
        internal Echo(int port)
        {
            _port = port;
            _server = new WebSocketServer(new WebSocketServerOptions
            {
                Port = port,
                MaxConnections = MaxConnections,
                ReceiveBufferSize = ReceiveBufferSize,
                SendBufferSize = SendBufferSize,

                // Messages larger than the buffers go through in pieces.
                AllowPartialMessages = true,
            });
            _server.MessageReceived += OnMessageReceived;
        }

        /// <summary>Serves for ever.</summary>
        internal void Run(string address)
        {
            _server.Listen();
            Console.WriteLine("echo on ws://" + address + ":" + _port.ToString() + "/, " + MaxConnections.ToString() + " connections");
            Console.WriteLine(Describe());
            while (true)
            {
                _server.RunOnce(WaitMs);
            }
        }

        private void OnMessageReceived(
            WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            if (count == RequestCount && buffer[offset] == '#' && buffer[offset + 1] == 'm' && Answer(socket))
            {
                return;
            }

            if (!socket.SendFragment(buffer, offset, count, messageType, endOfMessage))
            {
                // Never: a message waits until an answer of its length has room. Were it not so, the peer would have to see it.
                _lost++;
                socket.Close(WebSocketCloseStatus.InternalServerError, "an answer found no room");
            }
        }

        /// <summary>
        /// Returns whether the figures were taken. They are not while a message is under way in pieces, whose last piece then
        /// only looks like a request.
        /// </summary>
        private bool Answer(WebSocket socket)
        {
            string figures = Describe();
            byte[] text = Encoding.UTF8.GetBytes(figures);
            if (!socket.Send(text, 0, text.Length, WebSocketMessageType.Text))
            {
                return false;
            }

            Console.WriteLine(figures);
            return true;
        }

        /// <summary>
        /// One line, "## name=value; name=value": the hash signs make it easy to find in a log, and an interpreter that was built with counters
        /// can add its own to such lines.
        /// </summary>
        private string Describe()
        {
            // The collection first: what follows makes garbage itself.
            uint free = nanoFramework.Runtime.Native.GC.Run(false);
            WebSocketServerStatistics statistics = _server.Statistics;
            return "## target=" + SystemInfo.TargetName
                + "; platform=" + SystemInfo.Platform
                + "; firmware=" + SystemInfo.Version.ToString()
                + "; free=" + free.ToString()
                + "; connections=" + _server.ConnectionCount.ToString()
                + "; opened=" + statistics.WebSocketsOpened.ToString()
                + "; messages=" + statistics.MessagesReceived.ToString()
                + "; lost=" + _lost.ToString()
                + "; errors=" + (statistics.PumpErrors + statistics.HandlerErrors).ToString();
        }
    }
}
