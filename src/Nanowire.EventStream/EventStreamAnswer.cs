using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.EventStream
{
    /// <summary>The answer to an EventSource. It has no length and no chunks: an event that is not whole counts for nothing there.</summary>
    internal sealed class EventStreamAnswer : HttpExchange
    {
        /// <summary>Whether it is one of the clients, and not one too many.</summary>
        internal bool IsClient;

        /// <summary>The number of the next event, or of that under way; 0 for a client that knows events of another start.</summary>
        internal int Next;

        /// <summary>Bytes of it that are out.</summary>
        internal int Offset;

        internal long SentMs;
        internal bool IsHeartbeatDue;
        internal bool IsOver;

        private readonly EventStreamServer _server;
        private readonly byte[] _origin;
        private readonly HttpMethod _method;
        private bool _isHeadOut;

        internal EventStreamAnswer(EventStreamServer server, byte[] origin, HttpMethod method, long nowMs)
        {
            _server = server;
            _origin = origin;
            _method = method;
            SentMs = nowMs;
        }

        public override int Write(byte[] buffer, int capacity, long nowMs)
        {
            if (!_isHeadOut)
            {
                _isHeadOut = true;
                return WriteHead(buffer, capacity);
            }

            if (!IsClient || IsOver)
            {
                _server.Remove(this);
                return End;
            }

            // A gap is told at the start of a piece.
            int at = _server.Read(this, buffer, 0, capacity);
            if (at == 0 && IsHeartbeatDue && !IsOver)
            {
                at = Ascii.Put(":\n\n", buffer, 0);
            }

            if (at > 0)
            {
                SentMs = nowMs;
                IsHeartbeatDue = false;
            }
            else if (IsOver)
            {
                _server.Remove(this);
                return End;
            }

            return at;
        }

        public override void Lost()
        {
            _server.Remove(this);
        }

        private int WriteHead(byte[] buffer, int capacity)
        {
            bool isAllowed = _method != HttpMethod.Other;
            HttpHeadWriter writer = _server.HeadWriter;
            writer.Start(isAllowed ? HttpStatus.Ok : HttpStatus.MethodNotAllowed, buffer, 0, capacity);
            if (isAllowed)
            {
                writer.Add("Content-Type", "text/event-stream");
                writer.Add("X-Accel-Buffering", "no");
            }
            else
            {
                writer.Add("Allow", "GET, HEAD");
                writer.Add("Content-Length", 0);
            }

            writer.Add("Cache-Control", "no-store");
            if (_origin != null)
            {
                // The server has let it pass.
                writer.Add("Access-Control-Allow-Origin", _origin, 0, _origin.Length);
                writer.Add("Access-Control-Allow-Credentials", "true");
                writer.Add("Vary", "Origin");
            }

            writer.Add("Connection", "close");
            int count = writer.End();
            if (_method == HttpMethod.Get && count > 0)
            {
                int retryMs = IsClient ? _server.Options.RetryMs : _server.Options.BusyRetryMs;
                count = Ascii.Put("retry: " + retryMs.ToString() + "\n\n", buffer, count);
            }

            return count == 0 ? End : count;
        }
    }
}
