using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// Answers 503 to a connection for which there is no slot; one at a time, the others wait in the system's queue. The
    /// request is read and dropped first, because closing a socket with unread bytes resets it and can destroy the
    /// answer on its way.
    /// </summary>
    internal sealed class BusyAnswer
    {
        private const int WaitForRequestMs = 200;
        private const int WaitForEndMs = 250;

        /// <summary>A request's head is read in so many pieces at most before the others have their turn.</summary>
        private const int ReadsPerRound = 32;

        /// <summary>What <see cref="_sent"/> says while the request is awaited.</summary>
        private const int NotAnswering = -1;

        private readonly WebSocketServerStatistics _statistics;

        /// <summary>The answer, and behind it at least a byte, for requests to be dropped in.</summary>
        private readonly byte[] _buffer = new byte[HttpRefusal.MaxCount + 1];
        private readonly int _count;

        private Transport _transport;
        private int _sent;
        private long _deadlineMs;

        internal BusyAnswer(WebSocketServerStatistics statistics)
        {
            _statistics = statistics;
            _count = HttpRefusal.Write(HttpStatus.ServiceUnavailable, _buffer, 0, HttpRefusal.MaxCount);
        }

        internal void Begin(Transport transport, long nowMs)
        {
            _transport = transport;
            _sent = NotAnswering;
            _deadlineMs = nowMs + WaitForRequestMs;
            _statistics.CountRefused(HttpStatus.ServiceUnavailable);
        }

        /// <summary>Does what can be done without waiting. Returns whether a connection is still being answered.</summary>
        internal bool Work(long nowMs)
        {
            if (_transport == null)
            {
                return false;
            }

            bool isOver = false;
            int reads = 0;
            for (; reads < ReadsPerRound && _transport.WaitReadable(0); reads++)
            {
                int read = _transport.Read(_buffer, _count, _buffer.Length - _count);
                if (read <= 0)
                {
                    isOver = read != Transport.Nothing;
                    break;
                }

                _statistics.BytesReceived += read;
            }

            if (_sent == NotAnswering && (reads > 0 || nowMs >= _deadlineMs))
            {
                _sent = 0;
                _deadlineMs = nowMs + WaitForEndMs;
            }

            if (_sent != NotAnswering && !isOver)
            {
                int sent = _sent < _count ? _transport.Write(_buffer, _sent, _count - _sent) : 0;
                isOver = sent < 0 || nowMs >= _deadlineMs;
                if (sent > 0)
                {
                    _sent += sent;
                    _statistics.BytesSent += sent;
                }
            }

            if (isOver)
            {
                Close();
            }

            return _transport != null;
        }

        /// <summary>Ends the connection that is being answered, if there is one.</summary>
        internal void Close()
        {
            if (_transport != null)
            {
                _transport.Close();
                _transport = null;
            }
        }
    }
}
