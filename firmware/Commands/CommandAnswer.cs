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

        private readonly byte[] _type = Encoding.UTF8.GetBytes("type");
        private readonly byte[] _result = Encoding.UTF8.GetBytes("result");
        private readonly byte[] _id = Encoding.UTF8.GetBytes("id");
        private readonly byte[] _ok = Encoding.UTF8.GetBytes("ok");
        private readonly byte[] _error = Encoding.UTF8.GetBytes("error");
        private readonly byte[] _data = Encoding.UTF8.GetBytes("data");

        private readonly JsonWriter _json = new JsonWriter();
        private readonly byte[] _answer = new byte[MaxSize];

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
                json.Name(_error);
                json.Value(error.Length > MaxErrorLength ? error.Substring(0, MaxErrorLength) : error);
            }
            else if (data != null)
            {
                json.Name(_data);
                json.Value(data);
            }

            End(socket);
        }

        /// <summary>Begins an answer; members may follow, then <see cref="End"/>.</summary>
        internal JsonWriter Begin(int id, bool isOk)
        {
            JsonWriter json = _json;
            json.Begin(_answer, 0, _answer.Length);
            json.BeginObject();
            json.Name(_type);
            json.Value(_result, 0, _result.Length);
            json.Name(_id);
            if (id == CommandParser.None)
            {
                json.Null();
            }
            else
            {
                json.Value((long)id);
            }

            json.Name(_ok);
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
