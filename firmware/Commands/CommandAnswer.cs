using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>Answers a command: with a result or a clear error, and with its id. Makes no garbage where there is no text to tell.</summary>
    public sealed class CommandAnswer
    {
        /// <summary>The largest answer in bytes.</summary>
        public const int MaxSize = 320;

        /// <summary>Of an error no more than so many characters are told.</summary>
        private const int MaxErrorLength = 120;

        // All names in one array, since each array has a head of its own.
        private readonly byte[] _names = Encoding.UTF8.GetBytes("typeresultidokerrordata");

        private readonly JsonWriter _json;
        private readonly byte[] _answer;

        /// <summary>Answers with memory of its own.</summary>
        public CommandAnswer()
        {
            _json = new JsonWriter();
            _answer = new byte[MaxSize];
        }

        /// <summary>Answers with the memory of telemetry: what is there is sent by then, and one thread does both.</summary>
        /// <param name="telemetry">Lends its writer and its array.</param>
        internal CommandAnswer(Telemetry telemetry)
        {
            _json = telemetry.Json;
            _answer = telemetry.Frame.Buffer;
        }

        /// <summary>Sends an answer that is an error, or has a text at most.</summary>
        /// <param name="socket">Who asked.</param>
        /// <param name="id">The id of the command, or <see cref="CommandParser.None"/>.</param>
        /// <param name="error">What is wrong; null when it was carried out.</param>
        /// <param name="data">What there is to say when nothing is wrong; may be null.</param>
        public void Send(WebSocket socket, int id, string error, string data)
        {
            JsonWriter json = Begin(id, error == null);
            if (error != null)
            {
                json.Name(_names, 14, 5);
                json.Value(error.Length > MaxErrorLength ? error.Substring(0, MaxErrorLength) : error);
            }
            else if (data != null)
            {
                json.Name(_names, 19, 4);
                json.Value(data);
            }

            End(socket);
        }

        /// <summary>Begins an answer; members may follow, then <see cref="End"/>.</summary>
        internal JsonWriter Begin(int id, bool isOk)
        {
            byte[] names = _names;
            JsonWriter json = _json;
            json.Begin(_answer, 0, MaxSize);
            json.BeginObject();
            json.Name(names, 0, 4);
            json.Value(names, 4, 6);
            json.Name(names, 10, 2);
            if (id == CommandParser.None)
            {
                json.Null();
            }
            else
            {
                json.Value((long)id);
            }

            json.Name(names, 12, 2);
            json.Value(isOk);
            return json;
        }

        /// <summary>Sends what was begun.</summary>
        /// <returns>False when it is longer than <see cref="MaxSize"/>; nothing is sent then.</returns>
        internal bool End(WebSocket socket)
        {
            _json.EndObject();
            if (_json.IsOverflowed)
            {
                return false;
            }

            // There is room: the server calls a handler only when half of the send buffer is free.
            socket.Send(_answer, 0, _json.Count, WebSocketMessageType.Text);
            return true;
        }
    }
}
