using System;
using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>What a page must know to show a board: composed once, served at /api/device.</summary>
    public static class DeviceDescription
    {
        /// <summary>The firmware's version.</summary>
        public const string FirmwareVersion = "0.1.0";

        private const int MaxSize = 2048;

        /// <summary>The description as JSON in UTF-8.</summary>
        /// <param name="board">The board.</param>
        /// <param name="sensors">Its sensors.</param>
        /// <param name="hostName">The name of this device, as it was at the start.</param>
        /// <exception cref="InvalidOperationException">It does not fit: the board describes too much.</exception>
        public static byte[] Compose(Board board, SensorSet sensors, string hostName)
        {
            byte[] buffer = new byte[MaxSize];
            JsonWriter json = new JsonWriter();
            json.Begin(buffer, 0, buffer.Length);
            json.BeginObject();
            Member(json, "name", board.Name);
            Member(json, "hostName", hostName);
            Member(json, "board", board.Id);
            Member(json, "firmware", FirmwareVersion);
            Member(json, "intervalMinMs", DeviceApplication.MinIntervalMs);
            Member(json, "intervalMaxMs", DeviceApplication.MaxIntervalMs);
            json.Name(Utf8("readings"));
            json.BeginArray();
            for (int i = 0; i < sensors.Readings.Length; i++)
            {
                Reading reading = sensors.Readings[i];
                json.BeginObject();
                Member(json, "id", reading.Id);
                Member(json, "name", reading.Name);
                Member(json, "unit", reading.Unit);
                json.Name(Utf8("min"));
                json.Value(reading.Min, reading.Decimals);
                json.Name(Utf8("max"));
                json.Value(reading.Max, reading.Decimals);
                Member(json, "decimals", reading.Decimals);
                json.EndObject();
            }

            json.EndArray();
            json.Name(Utf8("outputs"));
            json.BeginArray();
            for (int i = 0; i < board.Outputs.Length; i++)
            {
                json.BeginObject();
                Member(json, "id", board.Outputs[i].Id);
                Member(json, "name", board.Outputs[i].Name);
                json.EndObject();
            }

            json.EndArray();
            board.Extra?.Describe(json);
            json.EndObject();
            if (json.IsOverflowed)
            {
                throw new InvalidOperationException("the description of the board is above " + MaxSize.ToString() + " bytes");
            }

            byte[] bytes = new byte[json.Count];
            Array.Copy(buffer, 0, bytes, 0, bytes.Length);
            return bytes;
        }

        private static void Member(JsonWriter json, string name, string value)
        {
            json.Name(Utf8(name));
            json.Value(value);
        }

        private static void Member(JsonWriter json, string name, int value)
        {
            json.Name(Utf8(name));
            json.Value((long)value);
        }

        private static byte[] Utf8(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }
    }
}
