using Nanowire.WebSockets;
using Nanowire.WebSockets.Diagnostics;

namespace Nanowire.Firmware
{
    /// <content>The events of the server, oldest first.</content>
    public sealed partial class StatusLines
    {
        private readonly ServerEvent _event = new ServerEvent();

        partial void TakeEvent(ref int number, ref string line)
        {
            EventLog events = _health.Events;
            int kept = events.Total - events.Oldest;
            if (number < kept)
            {
                line = GetEvent(events, events.Oldest + number);
                return;
            }

            number -= kept;
        }

        private string GetEvent(EventLog events, int number)
        {
            if (!events.TryGet(number, _event))
            {
                return "event: gone";
            }

            bool hasReason = _event.Kind == ServerEventKind.Refused || _event.Kind == ServerEventKind.Limited;
            return "event " + Seconds(_event.TimeMs) + " " + EventNames.Get(_event.Kind)
                + (hasReason ? " " + EventNames.Get(_event.Reason) : string.Empty)
                + (_event.Status == 0 ? string.Empty : " " + _event.Status.ToString())
                + (_event.Count == 1 ? string.Empty : ", times " + _event.Count.ToString());
        }
    }
}
