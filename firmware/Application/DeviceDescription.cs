using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// What a page must know to show a board: composed once, served at /api/device, and told piece by piece on the WebSocket to pages
    /// of other devices, which may not read that.
    /// </summary>
    public sealed class DeviceDescription
    {
        /// <summary>The firmware's version.</summary>
        public const string FirmwareVersion = "0.1.0";

        private const int MaxSize = 2048;

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

        /// <summary>How many parts <see cref="WritePart"/> has: the device itself, its readings, its outputs.</summary>
        public int PartCount => 1 + _sensors.Readings.Length + _board.Outputs.Length;

        /// <summary>The description as JSON in UTF-8.</summary>
        /// <exception cref="InvalidOperationException">It does not fit: the board describes too much.</exception>
        public byte[] Compose()
        {
            byte[] buffer = new byte[MaxSize];
            JsonWriter json = new JsonWriter();
            json.Begin(buffer, 0, buffer.Length);
            json.BeginObject();
            WriteDevice(json);
            json.Name("readings");
            json.BeginArray();
            for (int i = 0; i < _sensors.Readings.Length; i++)
            {
                WriteReading(json, _sensors.Readings[i]);
            }

            json.EndArray();
            json.Name("outputs");
            json.BeginArray();
            for (int i = 0; i < _board.Outputs.Length; i++)
            {
                WriteOutput(json, _board.Outputs[i]);
            }

            json.EndArray();
            json.EndObject();
            if (json.IsOverflowed)
            {
                throw new InvalidOperationException("the description of the board is above " + MaxSize.ToString() + " bytes");
            }

            byte[] bytes = new byte[json.Count];
            Array.Copy(buffer, 0, bytes, 0, bytes.Length);
            return bytes;
        }

        /// <summary>Writes one part as a member: "device", "reading" or "output".</summary>
        /// <param name="json">Gets it.</param>
        /// <param name="part">0 to <see cref="PartCount"/> - 1.</param>
        internal void WritePart(JsonWriter json, int part)
        {
            Reading[] readings = _sensors.Readings;
            if (part == 0)
            {
                json.Name("device");
                json.BeginObject();
                WriteDevice(json);
                json.EndObject();
            }
            else if (part <= readings.Length)
            {
                json.Name("reading");
                WriteReading(json, readings[part - 1]);
            }
            else
            {
                json.Name("output");
                WriteOutput(json, _board.Outputs[part - 1 - readings.Length]);
            }
        }

        private static void WriteReading(JsonWriter json, Reading reading)
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

        private static void WriteOutput(JsonWriter json, Output output)
        {
            json.BeginObject();
            json.Member("id", output.Id);
            json.Member("name", output.Name);
            if (output is LevelOutput level)
            {
                WriteBounds(json, level);
            }

            json.EndObject();
        }

        private static void WriteBounds(JsonWriter json, LevelOutput level)
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
