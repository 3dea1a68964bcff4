using System.Threading;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Pairs
{
    /// <summary>Connections whose bytes are counted, through the client's seam for transports.</summary>
    internal sealed class CountingConnector : TransportConnector
    {
        private readonly TransportConnector _inner;
        private long _received;
        private long _sent;

        /// <param name="inner">Who connects.</param>
        internal CountingConnector(TransportConnector inner)
        {
            _inner = inner;
        }

        internal long Received => Interlocked.Read(ref _received);

        internal long Sent => Interlocked.Read(ref _sent);

        public override Transport Connect(string host, int port, bool isSecure, int timeoutMs)
        {
            return new CountingTransport(this, _inner.Connect(host, port, isSecure, timeoutMs));
        }

        private sealed class CountingTransport : Transport
        {
            private readonly CountingConnector _counts;
            private readonly Transport _inner;

            internal CountingTransport(CountingConnector counts, Transport inner)
            {
                _counts = counts;
                _inner = inner;
            }

            public override string RemoteAddress => _inner.RemoteAddress;

            public override bool WaitReadable(int waitMs)
            {
                return _inner.WaitReadable(waitMs);
            }

            public override bool WaitWritable(int waitMs)
            {
                return _inner.WaitWritable(waitMs);
            }

            public override int Read(byte[] buffer, int offset, int count)
            {
                int read = _inner.Read(buffer, offset, count);
                Interlocked.Add(ref _counts._received, read > 0 ? read : 0);
                return read;
            }

            public override int Write(byte[] buffer, int offset, int count)
            {
                int written = _inner.Write(buffer, offset, count);
                Interlocked.Add(ref _counts._sent, written > 0 ? written : 0);
                return written;
            }

            public override void Close()
            {
                _inner.Close();
            }
        }
    }
}
