using System;
using System.Net;
using Nanowire.WebSockets;

namespace Nanowire.Samples
{
    /// <summary>Sends back what arrives.</summary>
    internal static class EchoServer
    {
        /// <summary>Serves ws://address:port/ and never returns.</summary>
        internal static void Run(IPAddress address, int port)
        {
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions { Address = address, Port = port });
            server.Opened += socket => Console.WriteLine("opened");
            server.MessageReceived += OnMessage;
            server.Closed += socket => Console.WriteLine("closed");
            server.Listen();
            Console.WriteLine("listening on port " + server.Port.ToString());
            while (true)
            {
                server.RunOnce(20);
            }
        }

        // The buffer is ours until the handler returns; an answer of the same length always has room.
        private static void OnMessage(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            socket.Send(buffer, offset, count, messageType);
        }
    }
}
