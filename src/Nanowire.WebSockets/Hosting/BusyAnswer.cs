using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// Answers 503 to a connection for which there is no slot, or what a guard says to one that may not have one; one at a time,
    /// the others wait in the system's queue. The request is read and dropped first, because closing a socket with unread bytes
    /// resets it and can destroy the answer on its way.
    /// </summary>
    internal sealed class BusyAnswer
    {
        private const int WaitForRequestMs = 200;
        private const int WaitForEndMs = 250;

        /// <summary>A request's head is read in so many pieces at most before the others have their turn.</summary>
        private const int ReadsPerRound = 32;

        /// <summary>What <see cref="_sent"/> says while the request is awaited.</summary>
        private const int NotAnswering = -1;

        private readonly ConnectionWatch _watch;
        private readonly WebSocketServerStatistics _statistics;

        /// <summary>The answer, and behind it at least a byte, for requests to be dropped in.</summary>
        private readonly byte[] _buffer = new byte[HttpRefusal.MaxCount + 1];
        private int _count;

        /// <summary>Whether the answer in the buffer is the 503, so that it is not written again.</summary>
        private bool _isBusy;

        private Transport _transport;
        private int _sent;
        private long _deadlineMs;

        internal BusyAnswer(ServerCore core)
        {
            _watch = core.CreateWatch();
            _statistics = core.Statistics;
        }

        /// <summary>Answers 503.</summary>
        internal void Begin(Transport transport, long nowMs)
        {
            if (!_isBusy)
            {
                _count = HttpRefusal.Write(HttpStatus.ServiceUnavailable, _buffer, 0, HttpRefusal.MaxCount);
                _isBusy = true;
            }

            _statistics.CountRefused(HttpStatus.ServiceUnavailable);
            if (_watch != null)
            {
                _watch.Busy(transport);
            }

            Start(transport, nowMs);
        }

        /// <summary>Answers what the guard says to a status, if nobody else is being answered. Returns whether it does.</summary>
        internal bool TryBegin(Transport transport, int status, ConnectionWatch watch, long nowMs)
        {
            if (_transport != null)
            {
                return false;
            }

            _isBusy = false;
            _count = watch.WriteRefusal(status, HttpMethod.Get, _buffer, HttpRefusal.MaxCount);
            if (_count == 0)
            {
                _count = HttpRefusal.Write(status, _buffer, 0, HttpRefusal.MaxCount);
            }

            Start(transport, nowMs);
            return true;
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

        private void Start(Transport transport, long nowMs)
        {
            _transport = transport;
            _sent = NotAnswering;
            _deadlineMs = nowMs + WaitForRequestMs;
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
