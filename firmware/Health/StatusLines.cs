using System;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// GET /status: how the device does, in lines for people. Diagnostics has a StatusContent too; that one has clients'
    /// addresses, which an
    /// open network should not see, and knows nothing of restarts.
    /// </summary>
    public sealed partial class StatusLines : LinesContent
    {
        private const int HeadLines = 6;

        private readonly DeviceApplication _application;
        private readonly DeviceHealth _health;
        private readonly SensorSet _sensors;

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
            string line = null;
            TakeEvent(ref number, ref line);
            if (line != null)
            {
                return line;
            }

            DeviceLog log = _application.Log;
            line = log.Get(log.Oldest + number, out long timeMs);
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
                        + ", refused " + _health.GetRefused(statistics).ToString()
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

        // A firmware that keeps events says one of them here, or takes their rows off the number.
        partial void TakeEvent(ref int number, ref string line);

        private string Seconds(long timeMs)
        {
            return ((timeMs - _health.StartedMs) / 1000).ToString() + " s";
        }
    }
}
