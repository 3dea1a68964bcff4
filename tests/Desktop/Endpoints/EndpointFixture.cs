using System;
using System.Collections.Generic;
using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Endpoints;

namespace Nanowire.Tests.Endpoints
{
    /// <summary>A server of endpoints on a network in memory, pumped by the test.</summary>
    internal sealed class EndpointFixture
    {
        private readonly HostingServer _host;

        public EndpointFixture(WebSocketServerOptions options, params EndpointConfig[] configs)
        {
            foreach (EndpointConfig config in configs)
            {
                Table.Add(config);
            }

            _host = new HostingServer(Table.CreateServer(options ?? new WebSocketServerOptions()), 65536);
        }

        public EndpointTable Table { get; } = new EndpointTable();

        public WebSocketServer Server => _host.Server;

        public MemoryListener Listener => _host.Listener;

        /// <summary>A connection whose request was answered.</summary>
        /// <param name="target">The path.</param>
        /// <param name="extra">Whole header lines.</param>
        /// <param name="head">The answer's head.</param>
        public WirePeer Ask(string target, string extra, out string head)
        {
            return _host.Ask(target, extra, out head);
        }

        /// <summary>What a request is answered with, its status alone; the connection is ended.</summary>
        public int Status(string target, string extra = "")
        {
            WirePeer peer = Ask(target, extra, out string head);
            peer.Transport.Close();
            Settle();
            return int.Parse(head.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
        }

        public WirePeer Open(string target, string extra = "")
        {
            return _host.Open(target, extra);
        }

        /// <summary>Runs rounds until nothing happens any more.</summary>
        public void Settle()
        {
            _host.Settle();
        }

        /// <summary>Sends frames and returns the frames that come back, as text: opcode and payload, or a Close frame's status.</summary>
        public string Talk(WirePeer peer, params byte[][] frames)
        {
            foreach (byte[] frame in frames)
            {
                peer.Send(frame);
            }

            Settle();
            return Read(peer);
        }

        /// <summary>The frames that came meanwhile.</summary>
        public string Read(WirePeer peer)
        {
            List<string> read = new List<string>();
            do
            {
                Settle();
                peer.Receive();
                while (peer.ReadFrame())
                {
                    read.Add(peer.Opcode == WirePeer.Close ? "close " + peer.CloseStatus : peer.PayloadText);
                }
            }
            while (peer.Received > 0 && !peer.IsEnded && Server.RunOnce(0));

            return string.Join(" ", read);
        }

        public static byte[] Binary(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return WirePeer.Frame(WirePeer.Binary, true, bytes, 0, bytes.Length);
        }

        public static byte[] Pong(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return WirePeer.Frame(WirePeer.Pong, true, bytes, 0, bytes.Length);
        }
    }
}
