using System;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Access;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests.Access
{
    /// <summary>A server in memory with an AccessGuard whose clock the test moves, and clients of any address.</summary>
    internal sealed class AccessHost
    {
        internal AccessHost(AccessGuardOptions options)
            : this(options, new WebSocketServerOptions { Path = "/ws", MaxConnections = 16 })
        {
        }

        internal AccessHost(AccessGuardOptions options, WebSocketServerOptions server)
        {
            Guard = new AccessGuard(options);
            Clock = new HandGuard(Guard);
            server.Guard = Clock;
            Host = new HostingServer(server, 4096);
            Host.Server.AddContent("/page", new ByteArrayContent(new byte[] { (byte)'p' }, "text/plain", null, false));
        }

        internal AccessGuard Guard { get; }

        internal HandGuard Clock { get; }

        internal HostingServer Host { get; }

        /// <summary>An upgrade of "/ws" at the host "device".</summary>
        internal static string Upgrade(string extraHeaders)
        {
            return Upgrade("/ws", "Host: device\r\n" + extraHeaders);
        }

        internal static string Upgrade(string target, string headers)
        {
            return "GET " + target + " HTTP/1.1\r\n" + headers + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: " + WirePeer.Key + "\r\n\r\n";
        }

        internal static string Get(string headers)
        {
            return "GET /page HTTP/1.1\r\nHost: device\r\n" + headers + "\r\n";
        }

        /// <summary>Connects and asks; the connection stays.</summary>
        internal WirePeer Connect(string address, string request)
        {
            WirePeer peer = Host.Connect();
            Host.Listener.LastServerEnd.Address = address;
            if (request != null)
            {
                peer.Send(request);
            }

            Host.Settle();
            peer.Receive();
            return peer;
        }

        /// <summary>Asks, ends the connection, and returns the head of the answer; null for none.</summary>
        internal string Ask(string address, string request)
        {
            WirePeer peer = Connect(address, request);
            string head = peer.ReadHead();
            ((MemoryTransport)peer.Transport).EndWriting();
            Host.ReadEnd(peer);
            Host.Settle();
            return head;
        }

        /// <summary>The status that an address gets.</summary>
        internal int Status(string address, string request)
        {
            string head = Ask(address, request);
            return head == null ? 0 : int.Parse(head.AsSpan(9, 3), provider: System.Globalization.CultureInfo.InvariantCulture);
        }

        internal WirePeer Open(string address, string request)
        {
            WirePeer peer = Connect(address, request);
            string head = peer.ReadHead();
            if (head == null || !head.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("not switched: " + head);
            }

            return peer;
        }

        /// <summary>The guard with a clock of its own.</summary>
        internal sealed class HandGuard : ConnectionGuard
        {
            private readonly ConnectionGuard _inner;

            internal HandGuard(ConnectionGuard inner)
            {
                _inner = inner;
                NowMs = 1000000;
            }

            internal long NowMs { get; set; }

            public override int Admit(string address, long nowMs)
            {
                int result = _inner.Admit(address, NowMs);
                Reason = _inner.Reason;
                return result;
            }

            public override int Check(ConnectionRequest request, long nowMs)
            {
                int result = _inner.Check(request, NowMs);
                Reason = _inner.Reason;
                return result;
            }

            public override int WriteRefusal(int status, HttpMethod method, byte[] output, int offset, int capacity)
            {
                return _inner.WriteRefusal(status, method, output, offset, capacity);
            }

            public override int Charge(int place, int bytes, int messages, long nowMs)
            {
                int result = _inner.Charge(place, bytes, messages, NowMs);
                Reason = _inner.Reason;
                return result;
            }

            public override void Release(int place)
            {
                _inner.Release(place);
            }
        }
    }
}
