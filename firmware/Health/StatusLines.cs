using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Diagnostics;

namespace Nanowire.Firmware
{
    /// <summary>
    /// GET /status: how the device does, in lines for people. Diagnostics has a StatusContent too; that one has clients'
    /// addresses, which an
    /// open network should not see, and knows nothing of restarts.
    /// </summary>
    public sealed class StatusLines : LinesContent
    {
        private const int HeadLines = 6;

        private readonly DeviceApplication _application;
        private readonly DeviceHealth _health;
        private readonly SensorSet _sensors;
        private readonly ServerEvent _event = new ServerEvent();

        /// <summary>Shows an application's health.</summary>
        public StatusLines(DeviceApplication application, SensorSet sensors)
        {
            _application = application;
            _health = application.Health;
            _sensors = sensors;
        }

        /// <inheritdoc/>
        protected override string GetLine(int number)
        {
            if (number < HeadLines)
            {
                return GetHead(number);
            }

            // Rows one behind the other; each is as long as it is now.
            number -= HeadLines;
            HealthSection extra = _health.Extra;
            if (extra != null && number-- == 0)
            {
                return extra.Name + ": " + extra.Describe();
            }

            Supervisor supervisor = _health.Supervisor;
            if (number < supervisor.Count)
            {
                SupervisedPart part = supervisor[number];
                return "part " + part.Name + ": " + (part.IsStalled ? "stalled" : "ok") + ", stalls " + part.Stalls.ToString();
            }

            number -= supervisor.Count;
            RestartLog restarts = _health.Restarts;
            if (number < restarts.Count)
            {
                return "restart: " + restarts.GetText(restarts.Count - 1 - number);
            }

            number -= restarts.Count;
            EventLog events = _health.Events;
            int kept = events.Total - events.Oldest;
            if (number < kept)
            {
                return GetEvent(events, events.Oldest + number);
            }

            number -= kept;
            DeviceLog log = _application.Log;
            string line = log.Get(log.Oldest + number, out long timeMs);
            return line == null ? null : "log " + Seconds(timeMs) + " " + line;
        }

        private string GetHead(int number)
        {
            MemoryGuard memory = _health.Memory;
            WebSocketServerStatistics statistics = _application.Server.Statistics;
            switch (number)
            {
                case 0:
                    return _application.Settings.Name + ", Nanowire " + DeviceDescription.FirmwareVersion;
                case 1:
                    return "uptime " + Seconds(Environment.TickCount64) + ", starts " + _health.Restarts.Starts.ToString();
                case 2:
                    return memory.Free < 0
                        ? "memory: not watched"
                        : "memory: " + memory.Free.ToString() + " bytes free, least " + memory.Least.ToString()
                            + ", load shed " + memory.Sheds.ToString();
                case 3:
                    return "connections " + _application.Server.ConnectionCount.ToString()
                        + ", accepted " + statistics.ConnectionsAccepted.ToString()
                        + ", refused " + _health.Events.GetCount(ServerEventKind.Refused).ToString()
                        + ", errors " + (statistics.HandlerErrors + statistics.PumpErrors).ToString();
                case 4:
                    return GetSensors();
                default:
                    return _health.Network == null ? "network: no report" : _health.Network.Name + ": " + _health.Network.Describe();
            }
        }

        private string GetSensors()
        {
            string text = "readings absent:";
            for (int i = 0; i < _sensors.Values.Length; i++)
            {
                if (_sensors.Values[i] == Reading.Absent)
                {
                    text += " " + _sensors.Readings[i].Id;
                }
            }

            return text;
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

        private string Seconds(long timeMs)
        {
            return ((timeMs - _health.StartedMs) / 1000).ToString() + " s";
        }
    }
}
