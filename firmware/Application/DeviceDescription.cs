namespace Nanowire.Firmware
{
    /// <summary>
    /// What a page must know to show a board, at /api/device: composed as it is sent, since it stays the same but would take half a
    /// kilobyte and more of the memory all the time. Pages of other devices, which may not read that, are told it part by part on the WebSocket.
    /// </summary>
    public sealed class DeviceDescription : JsonContent
    {
        /// <summary>The firmware's version.</summary>
        public const string FirmwareVersion = "0.1.0";

        // Parts: the head, a part for each reading, what is between, a part for each output, the end.
        private const int FirstReading = 1;

        private readonly Board _board;
        private readonly SensorSet _sensors;
        private readonly string _hostName;

        /// <summary>Describes a board.</summary>
        /// <param name="board">The board.</param>
        /// <param name="sensors">Its sensors.</param>
        /// <param name="hostName">The name of this device, as it was at the start.</param>
        public DeviceDescription(Board board, SensorSet sensors, string hostName)
        {
            _board = board;
            _sensors = sensors;
            _hostName = hostName;
        }

        /// <summary>How many parts <see cref="WriteMember"/> has: the device itself, its readings, its outputs.</summary>
        public int PartCount => FirstReading + _sensors.Readings.Length + _board.Outputs.Length;

        /// <summary>Writes one part as a member: "device", "reading" or "output".</summary>
        /// <param name="json">Gets it.</param>
        /// <param name="part">0 to <see cref="PartCount"/> - 1.</param>
        internal void WriteMember(JsonWriter json, int part)
        {
            int reading = part - FirstReading;
            if (reading < 0)
            {
                json.Name("device");
                json.BeginObject();
                WriteDevice(json);
                json.EndObject();
            }
            else if (reading < _sensors.Readings.Length)
            {
                json.Name("reading");
                WriteReading(_sensors.Readings[reading], json);
            }
            else
            {
                json.Name("output");
                WriteOutput(_board.Outputs[reading - _sensors.Readings.Length], json);
            }
        }

        /// <inheritdoc/>
        protected override int WritePart(int part, JsonWriter json)
        {
            if (part < FirstReading)
            {
                json.BeginObject();
                WriteDevice(json);
                json.Name("readings");
                json.BeginArray();
                return FirstReading;
            }

            int index = part - FirstReading;
            if (index < _sensors.Readings.Length)
            {
                WriteReading(_sensors.Readings[index], json);
                return part + 1;
            }

            index -= _sensors.Readings.Length;
            if (index == 0)
            {
                json.EndArray();
                json.Name("outputs");
                json.BeginArray();
            }

            if (index < _board.Outputs.Length)
            {
                WriteOutput(_board.Outputs[index], json);
                return part + 1;
            }

            json.EndArray();
            _board.Extra?.Describe(json);
            json.EndObject();
            return End;
        }

        private static void WriteReading(Reading reading, JsonWriter json)
        {
            json.BeginObject();
            json.Member("id", reading.Id);
            json.Member("name", reading.Name);
            json.Member("unit", reading.Unit);
            json.Name("min");
            json.Value(reading.Min, reading.Decimals);
            json.Name("max");
            json.Value(reading.Max, reading.Decimals);
            json.Member("decimals", reading.Decimals);
            json.EndObject();
        }

        private static void WriteOutput(Output output, JsonWriter json)
        {
            json.BeginObject();
            json.Member("id", output.Id);
            json.Member("name", output.Name);
            if (output is LevelOutput level)
            {
                WriteBounds(level, json);
            }

            json.EndObject();
        }

        private static void WriteBounds(LevelOutput level, JsonWriter json)
        {
            if (level.Choices == null)
            {
                json.Member("unit", level.Unit);
                json.Member("min", level.Min);
                json.Member("max", level.Max);
                return;
            }

            json.Name("choices");
            json.BeginArray();
            for (int i = 0; i < level.Choices.Length; i++)
            {
                json.Value(level.Choices[i]);
            }

            json.EndArray();
        }

        private void WriteDevice(JsonWriter json)
        {
            json.Member("name", _board.Name);
            json.Member("hostName", _hostName);
            json.Member("board", _board.Id);
            json.Member("firmware", FirmwareVersion);
            json.Member("intervalMinMs", DeviceApplication.MinIntervalMs);
            json.Member("intervalMaxMs", DeviceApplication.MaxIntervalMs);
        }
    }
}
