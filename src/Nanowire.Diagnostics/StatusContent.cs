using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Diagnostics
{
    /// <summary>
    /// What a server is doing and what happened last, as JSON (RFC 8259), for <c>server.AddContent("/status", …)</c>. It has
    /// addresses of clients, so an open network should not see it: let the server's guard ask for credentials.
    /// </summary>
    public sealed class StatusContent : PartedContent
    {
        // Positions: the counters, the first event, then event n at FirstEvent + n, the end, and what is behind it.
        private const int Head = 0;
        private const int Traffic = 1;
        private const int First = 2;
        private const int FirstEvent = 3;
        private const int Foot = int.MaxValue - 2;
        private const int Behind = int.MaxValue - 1;

        private readonly WebSocketServer _server;
        private readonly EventLog _log;
        private readonly long _startedMs;
        private readonly ServerEvent _event = new ServerEvent();

        /// <summary>Shows a server.</summary>
        /// <param name="server">The server.</param>
        /// <param name="log">Its log.</param>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        public StatusContent(WebSocketServer server, EventLog log)
        {
            if (server == null || log == null)
            {
                throw new ArgumentNullException(server == null ? nameof(server) : nameof(log));
            }

            _server = server;
            _log = log;
            _startedMs = log.NowMs;
        }

        /// <inheritdoc/>
        public override string ContentType => "application/json";

        internal override int WritePart(int position, PieceWriter writer)
        {
            WebSocketServerStatistics statistics = _server.Statistics;
            switch (position)
            {
                case Head:
                    Member(writer, "{\"uptimeMs\":", _log.NowMs - _startedMs);
                    Member(writer, ",\"open\":", _server.ConnectionCount);
                    Member(writer, ",\"accepted\":", statistics.ConnectionsAccepted);
                    Member(writer, ",\"opened\":", statistics.WebSocketsOpened);
                    Member(writer, ",\"closedCleanly\":", statistics.WebSocketsClosedCleanly);
                    Member(writer, ",\"aborted\":", statistics.WebSocketsAborted);
                    Member(writer, ",\"refused\":", _log.GetCount(ServerEventKind.Refused));
                    return Traffic;
                case Traffic:
                    Member(writer, ",\"messagesReceived\":", statistics.MessagesReceived);
                    Member(writer, ",\"messagesDropped\":", _log.GetCount(ServerEventKind.Dropped));
                    Member(writer, ",\"bytesReceived\":", statistics.BytesReceived);
                    Member(writer, ",\"bytesSent\":", statistics.BytesSent);
                    Member(writer, ",\"errors\":", (long)statistics.HandlerErrors + statistics.PumpErrors);
                    Member(writer, ",\"events\":", _log.Total);
                    writer.Put(",\"last\":[");
                    return First;
                case Foot:
                    writer.Put("]}\n");
                    return Behind;
                case Behind:
                    return None;
            }

            // Events that came and went since the last piece are left out; none comes twice.
            int oldest = _log.Oldest;
            int number = position == First || position - FirstEvent < oldest ? oldest : position - FirstEvent;
            if (!_log.TryGet(number, _event))
            {
                return Foot;
            }

            writer.Put(position == First ? "{\"ms\":" : ",{\"ms\":");
            writer.Put(_event.TimeMs < _startedMs ? 0 : _event.TimeMs - _startedMs);
            writer.Put(",\"event\":");
            writer.PutQuoted(EventNames.Get(_event.Kind));
            writer.Put(",\"address\":");
            writer.PutQuoted(_event.Address);
            if (_event.Kind == ServerEventKind.Violated)
            {
                writer.Put(",\"rule\":");
                writer.PutQuoted(ViolationInfo.Describe((Violation)_event.Status));
            }
            else if (_event.Status != 0)
            {
                Member(writer, ",\"status\":", _event.Status);
            }

            if (_event.Kind == ServerEventKind.Refused || _event.Kind == ServerEventKind.Limited)
            {
                writer.Put(",\"reason\":");
                writer.PutQuoted(EventNames.Get(_event.Reason));
            }

            Member(writer, ",\"count\":", _event.Count);
            writer.Put("}");
            return FirstEvent + number + 1;
        }

        private static void Member(PieceWriter writer, string name, long value)
        {
            writer.Put(name);
            writer.Put(value);
        }
    }
}
