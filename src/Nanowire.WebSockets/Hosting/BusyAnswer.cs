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

        private readonly WebSocketServerStatistics _statistics;
        private readonly byte[] _answer;
        private readonly byte[] _dropped = new byte[64];

        private Transport _transport;
        private bool _isAnswering;
        private int _sent;
        private long _deadlineMs;

        internal BusyAnswer(WebSocketServerStatistics statistics)
        {
            _statistics = statistics;
            byte[] buffer = new byte[HttpRefusal.MaxCount];
            int count = HttpRefusal.Write(503, buffer, 0, buffer.Length);
            _answer = new byte[count];
            System.Array.Copy(buffer, 0, _answer, 0, count);
        }

        internal void Begin(Transport transport, long nowMs)
        {
            _transport = transport;
            _isAnswering = false;
            _sent = 0;
            _deadlineMs = nowMs + WaitForRequestMs;
            _statistics.CountRefused(503);
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
                int read = _transport.Read(_dropped, 0, _dropped.Length);
                if (read <= 0)
                {
                    isOver = read != Transport.Nothing;
                    break;
                }

                _statistics.BytesReceived += read;
            }

            if (!_isAnswering && (reads > 0 || nowMs >= _deadlineMs))
            {
                _isAnswering = true;
                _deadlineMs = nowMs + WaitForEndMs;
            }

            if (!isOver && _isAnswering && _sent < _answer.Length)
            {
                int sent = _transport.Write(_answer, _sent, _answer.Length - _sent);
                isOver = sent < 0;
                if (sent > 0)
                {
                    _sent += sent;
                    _statistics.BytesSent += sent;
                }
            }

            if (isOver || (_isAnswering && nowMs >= _deadlineMs))
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
