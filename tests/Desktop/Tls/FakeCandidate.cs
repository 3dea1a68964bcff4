using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Tests.Tls
{
    /// <summary>A connection on its way to TLS that does what a test says.</summary>
    internal sealed class FakeCandidate : TlsCandidate
    {
        private readonly string _address;

        internal FakeCandidate(string address)
        {
            _address = address;
            Transport = MemoryTransport.CreatePair(16, out _);
        }

        /// <summary>What has arrived and was not taken.</summary>
        internal byte[] Arrived { get; set; } = Array.Empty<byte>();

        /// <summary>Bytes that have arrived behind <see cref="Arrived"/>.</summary>
        internal int More { get; set; }

        internal bool IsGone { get; set; }

        internal bool BreaksWhilePeeked { get; set; }

        /// <summary>Whether the handshake ends; and whether well.</summary>
        internal bool EndsHandshake { get; set; }

        internal bool Fails { get; set; }

        internal int Handshakes { get; private set; }

        internal bool IsClosed { get; private set; }

        internal MemoryTransport Transport { get; }

        internal override string Address => _address;

        internal override bool IsHandshakeOver => EndsHandshake;

        internal override int GetAvailable()
        {
            return IsGone ? -1 : Arrived.Length + More;
        }

        internal override int Peek(byte[] buffer)
        {
            int count = Math.Min(buffer.Length, Arrived.Length);
            Array.Copy(Arrived, buffer, count);
            return BreaksWhilePeeked ? -1 : count;
        }

        internal override void BeginHandshake()
        {
            Handshakes++;
        }

        internal override Transport TakeTransport()
        {
            return Fails ? null : Transport;
        }

        internal override void Close()
        {
            IsClosed = true;
        }
    }
}
