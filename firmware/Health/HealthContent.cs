using System;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// GET /api/health: how the device does, for pages and scripts. It has no addresses of clients, as everyone may read it.
    /// </summary>
    public sealed class HealthContent : JsonContent
    {
        // Parts: the head, the server, supervised parts, readings, sensors, restarts, lines of the log, the end. A row's part has its
        // row's number in the low bits.
        private const int Server = 1;
        private const int Parts = 1 << 16;
        private const int Readings = 2 << 16;
        private const int Sensors = 3 << 16;
        private const int Restarts = 4 << 16;
        private const int Lines = 5 << 16;
        private const int Foot = 6 << 16;
        private const int IndexMask = (1 << 16) - 1;

        private readonly DeviceApplication _application;
        private readonly DeviceHealth _health;
        private readonly SensorSet _sensors;

        /// <summary>Shows an application's health.</summary>
        public HealthContent(DeviceApplication application, SensorSet sensors)
        {
            _application = application;
            _health = application.Health;
            _sensors = sensors;
        }

        /// <inheritdoc/>
        protected override int WritePart(int part, JsonWriter json)
        {
            int index = part & IndexMask;
            switch (part - index)
            {
                case Parts:
                    return WriteSupervised(index, json) ? part + 1 : Readings;
                case Readings:
                    return WriteReading(index, json) ? part + 1 : Sensors;
                case Sensors:
                    return WriteSensor(index, json) ? part + 1 : Restarts;
                case Restarts:
                    return WriteRestart(index, json) ? part + 1 : Lines;
                case Lines:
                    return WriteLine(index, json) ? part + 1 : Foot;
                case Foot:
                    if (index == 0)
                    {
                        WriteSection(_health.Network, json);
                        return part + 1;
                    }

                    WriteSection(_health.Extra, json);
                    json.EndObject();
                    return End;
            }

            if (part == Server)
            {
                WriteServer(json);
                return Parts;
            }

            WriteHead(json);
            return Server;
        }

        private void WriteHead(JsonWriter json)
        {
            MemoryGuard memory = _health.Memory;
            json.BeginObject();
            json.Member("firmware", DeviceDescription.FirmwareVersion);
            json.Member("uptimeMs", Environment.TickCount64 - _health.StartedMs);
            json.Member("starts", _health.Restarts.Starts);
            json.Member("restarting", _application.IsRestartRequested);
            json.Name("memory");
            json.BeginObject();
            OrNull(json, "free", memory.Free);
            OrNull(json, "least", memory.Least);
            json.Member("low", memory.LowLimit);
            json.Member("critical", memory.CriticalLimit);
            json.Member("sheds", memory.Sheds);
            json.EndObject();
        }

        private void WriteServer(JsonWriter json)
        {
            WebSocketServer server = _application.Server;
            WebSocketServerStatistics statistics = server.Statistics;
            json.Name("server");
            json.BeginObject();
            json.Member("open", server.ConnectionCount);
            json.Member("accepted", statistics.ConnectionsAccepted);
            json.Member("opened", statistics.WebSocketsOpened);
            json.Member("lost", _health.GetLost(statistics));
            json.Member("refused", _health.GetRefused(statistics));
            json.Member("messages", statistics.MessagesReceived);
            json.Member("errors", (long)statistics.HandlerErrors + statistics.PumpErrors);
            json.Member("signInFailures", _application.SignIn.Failures);
            json.EndObject();
        }

        private bool WriteSupervised(int index, JsonWriter json)
        {
            Supervisor supervisor = _health.Supervisor;
            Begin(json, index, "parts");
            if (index == supervisor.Count)
            {
                json.EndArray();
                return false;
            }

            json.BeginObject();
            json.Member("name", supervisor[index].Name);
            json.Member("stalled", supervisor[index].IsStalled);
            json.Member("stalls", supervisor[index].Stalls);
            json.EndObject();
            return true;
        }

        private bool WriteReading(int index, JsonWriter json)
        {
            Begin(json, index, "readings");
            if (index == _sensors.Readings.Length)
            {
                json.EndArray();
                return false;
            }

            json.BeginObject();
            json.Member("id", _sensors.Readings[index].Id);
            json.Member("present", _sensors.Values[index] != Reading.Absent);
            json.EndObject();
            return true;
        }

        private bool WriteSensor(int index, JsonWriter json)
        {
            Begin(json, index, "sensors");
            if (index == _sensors.States.Length)
            {
                json.EndArray();
                return false;
            }

            SensorState state = _sensors.States[index];
            json.BeginObject();
            json.Member("id", state.Sensor.Id);
            json.Member("name", state.Sensor.Name);
            json.Member("present", state.IsPresent);
            json.Member("measured", state.Measured);
            json.Member("failed", state.Failed);
            json.Member("error", state.ErrorText);
            json.EndObject();
            return true;
        }

        private bool WriteRestart(int index, JsonWriter json)
        {
            // The newest first.
            RestartLog restarts = _health.Restarts;
            Begin(json, index, "restarts");
            if (index >= restarts.Count)
            {
                json.EndArray();
                return false;
            }

            RestartEntry entry = restarts[restarts.Count - 1 - index];
            json.BeginObject();
            json.Member("reason", RestartLog.GetName(entry.Reason));
            json.Member("detail", entry.Detail);
            OrNull(json, "uptimeSeconds", entry.UptimeSeconds);
            OrNull(json, "time", entry.TimeSeconds == 0 ? -1 : entry.TimeSeconds);
            json.EndObject();
            return true;
        }

        private bool WriteLine(int index, JsonWriter json)
        {
            // The newest first; what comes and goes in between shifts them, no more.
            Begin(json, index, "log");
            DeviceLog log = _application.Log;
            string line = log.Get(log.Total - 1 - index, out long timeMs);
            if (line == null)
            {
                json.EndArray();
                return false;
            }

            json.BeginObject();
            json.Member("ms", timeMs - _health.StartedMs);
            json.Member("text", line);
            json.EndObject();
            return true;
        }

        private static void WriteSection(HealthSection section, JsonWriter json)
        {
            if (section != null)
            {
                json.Name(section.Name);
                section.Write(json);
            }
        }

        private static void Begin(JsonWriter json, int index, string name)
        {
            if (index == 0)
            {
                json.Name(name);
                json.BeginArray();
            }
        }

        private static void OrNull(JsonWriter json, string name, long value)
        {
            json.Name(name);
            if (value < 0)
            {
                json.Null();
            }
            else
            {
                json.Value(value);
            }
        }
    }
}
