namespace Nanowire.Firmware
{
    /// <summary>
    /// What a page must know to show a board, at /api/device: composed as it is sent, since it stays the same but would take half a
    /// kilobyte and more of the memory all the time.
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

        /// <inheritdoc/>
        protected override int WritePart(int part, JsonWriter json)
        {
            if (part < FirstReading)
            {
                json.BeginObject();
                json.Member("name", _board.Name);
                json.Member("hostName", _hostName);
                json.Member("board", _board.Id);
                json.Member("firmware", FirmwareVersion);
                json.Member("intervalMinMs", DeviceApplication.MinIntervalMs);
                json.Member("intervalMaxMs", DeviceApplication.MaxIntervalMs);
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
                json.BeginObject();
                json.Member("id", _board.Outputs[index].Id);
                json.Member("name", _board.Outputs[index].Name);
                json.EndObject();
                return part + 1;
            }

            json.EndArray();
            board.Extra?.Describe(json);
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
    }
}
