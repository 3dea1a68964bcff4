using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Diagnostics
{
    /// <summary>
    /// The counters of a server in Prometheus' text format 0.0.4, for <c>server.AddContent("/metrics", …)</c>. It shows who
    /// connects how often, so an open network should not see it: let the server's guard ask for credentials.
    /// </summary>
    /// <remarks>
    /// Of a family with labels the members that are not zero are written; a family itself always. Without HELP lines, which are
    /// optional and would fill flash.
    /// </remarks>
    public sealed class MetricsContent : PartedContent
    {
        // Parts: one for each counter without a label, then ranges for those with one.
        private const int FirstStatus = 12;
        private const int FirstReason = FirstStatus + 1 + (LastStatus - LeastStatus) + 1;
        private const int FirstCode = FirstReason + 1 + (int)RefusalReason.Error + 1;
        private const int FirstViolation = FirstCode + 1 + (EventLog.LastCloseCode - EventLog.FirstCloseCode) + 2;
        private const int End = FirstViolation + 1 + (int)Violation.ExtensionData;

        private const int LeastStatus = 400;
        private const int LastStatus = 505;

        private readonly WebSocketServer _server;
        private readonly EventLog _log;
        private readonly long _startedMs;

        /// <summary>Shows a server.</summary>
        /// <param name="server">The server.</param>
        /// <param name="log">Its log, for counters by reason and the clock.</param>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        public MetricsContent(WebSocketServer server, EventLog log)
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
        public override string ContentType => "text/plain; version=0.0.4; charset=utf-8";

        internal override int WritePart(int position, PieceWriter writer)
        {
            if (position < FirstStatus)
            {
                WriteCounter(position, writer);
            }
            else if (position < FirstReason)
            {
                int status = LeastStatus + position - FirstStatus - 1;
                Labelled(writer, "requests_refused", "status", status < LeastStatus ? null : status.ToString(), _server.Statistics.GetRefused(status));
            }
            else if (position < FirstCode)
            {
                RefusalReason reason = (RefusalReason)(position - FirstReason - 1);
                bool isFirst = position == FirstReason;
                Labelled(writer, "refusals", "reason", isFirst ? null : EventNames.Get(reason), isFirst ? 0 : _log.GetCount(reason));
            }
            else if (position < FirstViolation)
            {
                int code = EventLog.FirstCloseCode + position - FirstCode - 1;
                bool isFirst = position == FirstCode;
                string label = isFirst ? null : code > EventLog.LastCloseCode ? "other" : code.ToString();
                Labelled(writer, "close_codes", "code", label, isFirst ? 0 : _log.GetClosed(code));
            }
            else if (position < End)
            {
                Violation violation = (Violation)(position - FirstViolation);
                bool isFirst = position == FirstViolation;
                Labelled(writer, "violations", "rule", isFirst ? null : ViolationInfo.Describe(violation), _log.GetCount(violation));
            }
            else
            {
                return None;
            }

            return position + 1;
        }

        private void WriteCounter(int part, PieceWriter writer)
        {
            WebSocketServerStatistics statistics = _server.Statistics;
            switch (part)
            {
                case 0:
                    Single(writer, "uptime_seconds", "gauge", (_log.NowMs - _startedMs) / 1000);
                    break;
                case 1:
                    Single(writer, "websockets_open", "gauge", _server.ConnectionCount);
                    break;
                case 2:
                    Single(writer, "connections_accepted_total", "counter", statistics.ConnectionsAccepted);
                    break;
                case 3:
                    Single(writer, "websockets_opened_total", "counter", statistics.WebSocketsOpened);
                    break;
                case 4:
                    Single(writer, "websockets_closed_cleanly_total", "counter", statistics.WebSocketsClosedCleanly);
                    break;
                case 5:
                    Single(writer, "websockets_aborted_total", "counter", statistics.WebSocketsAborted);
                    break;
                case 6:
                    Single(writer, "content_served_total", "counter", statistics.ContentServed);
                    break;
                case 7:
                    Single(writer, "messages_received_total", "counter", statistics.MessagesReceived);
                    break;
                case 8:
                    Single(writer, "messages_dropped_total", "counter", _log.GetCount(ServerEventKind.Dropped));
                    break;
                case 9:
                    Single(writer, "errors_total", "counter", (long)statistics.HandlerErrors + statistics.PumpErrors);
                    break;
                case 10:
                    Single(writer, "received_bytes_total", "counter", statistics.BytesReceived);
                    break;
                default:
                    Single(writer, "sent_bytes_total", "counter", statistics.BytesSent);
                    break;
            }
        }

        /// <summary>A metric without labels.</summary>
        private static void Single(PieceWriter writer, string name, string type, long value)
        {
            writer.Put("# TYPE nanowire_");
            writer.Put(name);
            writer.Put(" ");
            writer.Put(type);
            writer.Put("\nnanowire_");
            writer.Put(name);
            writer.Put(" ");
            writer.Put(value);
            writer.Put("\n");
        }

        /// <summary>A counter with a label, if it is not zero; the head of its family without one.</summary>
        private static void Labelled(PieceWriter writer, string name, string label, string labelValue, int value)
        {
            if (labelValue == null)
            {
                writer.Put("# TYPE nanowire_");
                writer.Put(name);
                writer.Put("_total counter\n");
            }
            else if (value != 0)
            {
                writer.Put("nanowire_");
                writer.Put(name);
                writer.Put("_total{");
                writer.Put(label);
                writer.Put("=");
                writer.PutQuoted(labelValue);
                writer.Put("} ");
                writer.Put(value);
                writer.Put("\n");
            }
        }
    }
}
