using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>Composes what the board has to say, straight into a frame and without garbage.</summary>
    public sealed class Telemetry
    {
        /// <summary>The largest telemetry message in bytes.</summary>
        public const int MaxSize = 512;

        private readonly byte[] _type = Encoding.UTF8.GetBytes("type");
        private readonly byte[] _telemetry = Encoding.UTF8.GetBytes("telemetry");
        private readonly byte[] _seq = Encoding.UTF8.GetBytes("seq");
        private readonly byte[] _uptimeMs = Encoding.UTF8.GetBytes("uptimeMs");
        private readonly byte[] _intervalMs = Encoding.UTF8.GetBytes("intervalMs");

        private readonly Board _board;
        private readonly SensorSet _sensors;
        private readonly JsonWriter _json = new JsonWriter();
        private int _sequence;

        /// <summary>Telemetry of a board and its sensors.</summary>
        public Telemetry(Board board, SensorSet sensors)
        {
            _board = board;
            _sensors = sensors;
            Frame = new MessageFrame(MaxSize);
        }

        /// <summary>Holds the message composed last.</summary>
        public MessageFrame Frame { get; }

        /// <summary>Measures and composes a message in <see cref="Frame"/>.</summary>
        /// <param name="uptimeMs">The time since start in milliseconds.</param>
        /// <param name="intervalMs">The sampling interval in milliseconds.</param>
        /// <returns>Its length in bytes; 0 when it does not fit <see cref="MaxSize"/>.</returns>
        public int Compose(long uptimeMs, int intervalMs)
        {
            JsonWriter json = _json;
            json.Begin(Frame.Buffer, MessageFrame.PayloadOffset, Frame.Capacity);
            json.BeginObject();
            json.Name(_type);
            json.Value(_telemetry, 0, _telemetry.Length);
            json.Name(_seq);
            json.Value((long)_sequence);
            json.Name(_uptimeMs);
            json.Value(uptimeMs);
            json.Name(_intervalMs);
            json.Value((long)intervalMs);
            _sensors.Measure(uptimeMs);
            Reading[] readings = _sensors.Readings;
            for (int i = 0; i < readings.Length; i++)
            {
                json.Name(readings[i].Key);
                int value = _sensors.Values[i];
                if (value == Reading.Absent)
                {
                    json.Null();
                }
                else
                {
                    json.Value(value, readings[i].Decimals);
                }
            }

            Output[] outputs = _board.Outputs;
            for (int i = 0; i < outputs.Length; i++)
            {
                json.Name(outputs[i].Key);
                if (outputs[i] is LevelOutput level)
                {
                    level.Write(json, _board.GetLevel(i));
                }
                else
                {
                    json.Value(_board.IsOn(i));
                }
            }

            json.EndObject();
            _sequence++;
            return json.IsOverflowed ? 0 : json.Count;
        }
    }
}
