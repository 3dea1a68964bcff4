using System;
using Nanowire.WebSockets;

namespace Nanowire.Tests
{
    /// <summary>A server on a network in memory, pumped by the test, with a note of what its events said.</summary>
    internal sealed class HostingServer
    {
        private const int MaxRounds = 20000;
        private const int QuietRounds = 3;

        private readonly int _peerCapacity;

        /// <param name="options">The server's options.</param>
        /// <param name="capacity">The bytes that may be under way in each direction of a connection.</param>
        public HostingServer(WebSocketServerOptions options, int capacity)
            : this(new WebSocketServer(options), capacity)
        {
        }

        /// <param name="server">A server that listens nowhere yet.</param>
        /// <param name="capacity">The bytes that may be under way in each direction of a connection.</param>
        public HostingServer(WebSocketServer server, int capacity)
        {
            _peerCapacity = capacity < 4096 ? 4096 : capacity;
            Listener = new MemoryListener(64, capacity);
            Server = server;
            Server.Listen(Listener);
            Server.Opened += OnOpened;
            Server.Closed += OnClosed;
        }

        public WebSocketServer Server { get; }

        public MemoryListener Listener { get; }

        /// <summary>The connection opened last.</summary>
        public WebSocket Socket { get; private set; }

        /// <summary>The connection that ended last.</summary>
        public WebSocket ClosedSocket { get; private set; }

        public int OpenedCount { get; private set; }

        public int ClosedCount { get; private set; }

        /// <summary>Answers every message, or piece of one, with itself.</summary>
        public void Echo()
        {
            Server.MessageReceived += OnMessageReceived;
        }

        /// <summary>Messages that the echo could not send.</summary>
        public int EchoesRefused { get; private set; }

        /// <summary>A connection without a request yet.</summary>
        public WirePeer Connect()
        {
            return new WirePeer(Listener.Connect(), _peerCapacity);
        }

        /// <summary>A connection with its opening handshake behind it; the 101 was taken.</summary>
        public WirePeer Open()
        {
            return Open("/", "");
        }

        /// <summary>A connection with its opening handshake behind it; the 101 was taken.</summary>
        public WirePeer Open(string target, string extraHeaders)
        {
            WirePeer peer = Ask(target, extraHeaders, out string head);
            if (head == null || !head.StartsWith("HTTP/1.1 101 "))
            {
                throw new InvalidOperationException("the server did not switch: " + head);
            }

            return peer;
        }

        /// <summary>A connection whose opening handshake was answered.</summary>
        /// <param name="target">The path.</param>
        /// <param name="extraHeaders">Whole header lines.</param>
        /// <param name="head">The answer's head, taken; null when there is none.</param>
        public WirePeer Ask(string target, string extraHeaders, out string head)
        {
            WirePeer peer = Connect();
            peer.Send(WirePeer.UpgradeRequest(target, extraHeaders));
            Settle();
            peer.Receive();
            head = peer.ReadHead();
            return peer;
        }

        /// <summary>Runs rounds until nothing happens any more.</summary>
        public void Settle()
        {
            int quiet = 0;
            for (int i = 0; i < MaxRounds && quiet < QuietRounds; i++)
            {
                quiet = Server.RunOnce(0) ? 0 : quiet + 1;
            }
        }

        /// <summary>Runs some rounds, also where something waits all the time.</summary>
        public void Run(int rounds)
        {
            for (int i = 0; i < rounds; i++)
            {
                Server.RunOnce(0);
            }
        }

        /// <summary>Runs and receives until a whole frame is there.</summary>
        public bool ReadFrame(WirePeer peer)
        {
            for (int i = 0; i < MaxRounds; i++)
            {
                if (peer.ReadFrame())
                {
                    return true;
                }

                if (peer.IsEnded)
                {
                    return false;
                }

                Server.RunOnce(i < 100 ? 0 : 1);
                peer.Receive();
            }

            return false;
        }

        /// <summary>Runs and receives until the server has ended the connection.</summary>
        public bool ReadEnd(WirePeer peer)
        {
            for (int i = 0; i < MaxRounds && !peer.IsEnded; i++)
            {
                Server.RunOnce(1);
                peer.Receive();
            }

            return peer.IsEnded;
        }

        private void OnOpened(WebSocket socket)
        {
            Socket = socket;
            OpenedCount++;
        }

        private void OnClosed(WebSocket socket)
        {
            ClosedSocket = socket;
            ClosedCount++;
        }

        private void OnMessageReceived(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            bool isWhole = endOfMessage && socket.Tag == null;
            bool sent = isWhole
                ? socket.Send(buffer, offset, count, messageType)
                : socket.SendFragment(buffer, offset, count, messageType, endOfMessage);

            // The tag remembers that a message went out in part.
            socket.Tag = endOfMessage ? null : this;
            if (!sent)
            {
                EchoesRefused++;
            }
        }
    }
}
