using Nanowire.WebSockets;
using Nanowire.WebSockets.Diagnostics;

namespace Nanowire.Firmware
{
    /// <content>What happened at the server.</content>
    public sealed partial class DeviceHealth
    {
        /// <summary>Events of the server that are kept.</summary>
        public const int MaxEvents = 8;

        /// <summary>The last events of the server, and how often each happened.</summary>
        public readonly EventLog Events = new EventLog(MaxEvents);

        internal int GetLost(WebSocketServerStatistics statistics)
        {
            return Events.GetCount(ServerEventKind.Lost);
        }

        internal int GetRefused(WebSocketServerStatistics statistics)
        {
            return Events.GetCount(ServerEventKind.Refused);
        }
    }
}
