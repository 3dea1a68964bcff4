using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>Composes what the board has to say, straight into a frame and without garbage.</summary>
    public sealed class Telemetry
    {
        /// <summary>The largest telemetry message in bytes.</summary>
        public const int MaxSize = 512;

        /// <summary>The largest message of this board and its sensors, in bytes: no more than <see cref="MaxSize"/>.</summary>
        public readonly int Capacity;

        /// <summary>Writes the messages; free for other uses between them, as <see cref="Frame"/> is.</summary>
        internal readonly JsonWriter Json = new JsonWriter();

        // What a message has besides readings and outputs, at most; and each of those besides its name: quotes, colon and comma, and a
        // number of ten digits with sign and point, or "false".
        private const int HeadSize = 104;
        private const int ReadingSize = 16;
        private const int OutputSize = 9;

        // All names in one array, since each array has a head of its own.
        private readonly byte[] _names = Encoding.UTF8.GetBytes("typetelemetrysequptimeMsintervalMs");

        private readonly Board _board;
        private readonly SensorSet _sensors;
        private int _sequence;

        /// <summary>Telemetry of a board and its sensors.</summary>
        public Telemetry(Board board, SensorSet sensors)
        {
            _board = board;
            _sensors = sensors;
            int size = HeadSize;
            for (int i = 0; i < sensors.Readings.Length; i++)
            {
                size += sensors.Readings[i].Key.Length + ReadingSize;
            }

            for (int i = 0; i < board.Outputs.Length; i++)
            {
                size += board.Outputs[i].Key.Length + OutputSize;
            }

            Capacity = size < MaxSize ? size : MaxSize;
            Frame = new MessageFrame(Capacity > CommandAnswer.MaxSize ? Capacity : CommandAnswer.MaxSize);
        }

        /// <summary>Holds the message composed last, and has room for an answer to a command.</summary>
        public MessageFrame Frame { get; }

        /// <summary>Measures and composes a message in <see cref="Frame"/>.</summary>
        /// <param name="uptimeMs">The time since start in milliseconds.</param>
        /// <param name="intervalMs">The sampling interval in milliseconds.</param>
        /// <returns>Its length in bytes; 0 when it does not fit <see cref="MaxSize"/>.</returns>
        public int Compose(long uptimeMs, int intervalMs)
        {
            byte[] names = _names;
            JsonWriter json = Json;
            json.Begin(Frame.Buffer, MessageFrame.PayloadOffset, Capacity);
            json.BeginObject();
            json.Name(names, 0, 4);
            json.Value(names, 4, 9);
            json.Name(names, 13, 3);
            json.Value((long)_sequence);
            json.Name(names, 16, 8);
            json.Value(uptimeMs);
            json.Name(names, 24, 10);
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
