namespace Nanowire.WebSockets.Diagnostics
{
    /// <summary>Names for what is a number on the device, where an enum prints as one.</summary>
    public static class EventNames
    {
        /// <summary>The name of a kind of event, in small letters.</summary>
        public static string Get(ServerEventKind kind)
        {
            switch (kind)
            {
                case ServerEventKind.Accepted: return "accepted";
                case ServerEventKind.Refused: return "refused";
                case ServerEventKind.Opened: return "opened";
                case ServerEventKind.Closed: return "closed";
                case ServerEventKind.Lost: return "lost";
                case ServerEventKind.Violated: return "violated";
                case ServerEventKind.Limited: return "limited";
                case ServerEventKind.Dropped: return "dropped";
                case ServerEventKind.Slow: return "slow";
                default: return "unknown";
            }
        }

        /// <summary>The name of a reason, in small letters.</summary>
        public static string Get(RefusalReason reason)
        {
            switch (reason)
            {
                case RefusalReason.Request: return "request";
                case RefusalReason.Late: return "late";
                case RefusalReason.Busy: return "busy";
                case RefusalReason.Origin: return "origin";
                case RefusalReason.Host: return "host";
                case RefusalReason.Connections: return "connections";
                case RefusalReason.ConnectionRate: return "connection_rate";
                case RefusalReason.MessageRate: return "message_rate";
                case RefusalReason.ByteRate: return "byte_rate";
                case RefusalReason.Credentials: return "credentials";
                case RefusalReason.Permission: return "permission";
                case RefusalReason.Delay: return "delay";
                case RefusalReason.Table: return "table";
                case RefusalReason.Error: return "error";
                default: return "unknown";
            }
        }
    }
}
