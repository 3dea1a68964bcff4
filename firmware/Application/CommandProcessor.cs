using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Carries out what a page asks for: one flat JSON object a command, parsed where it lies, answered with a result or
    /// a clear error that bears the command's id.
    /// </summary>
    /// <remarks>
    /// <code>
    /// {"id":7,"cmd":"set","output":"led","on":true}
    /// {"id":8,"cmd":"interval","ms":500}
    /// {"id":9,"cmd":"ping"}
    /// </code>
    /// </remarks>
    public sealed class CommandProcessor
    {
        /// <summary>The largest command in bytes.</summary>
        public const int MaxCommandSize = 256;

        private const int MaxAnswerSize = 192;
        private const int None = -1;

        private readonly byte[] _id = Encoding.UTF8.GetBytes("id");
        private readonly byte[] _cmd = Encoding.UTF8.GetBytes("cmd");
        private readonly byte[] _output = Encoding.UTF8.GetBytes("output");
        private readonly byte[] _on = Encoding.UTF8.GetBytes("on");
        private readonly byte[] _ms = Encoding.UTF8.GetBytes("ms");
        private readonly byte[] _set = Encoding.UTF8.GetBytes("set");
        private readonly byte[] _interval = Encoding.UTF8.GetBytes("interval");
        private readonly byte[] _ping = Encoding.UTF8.GetBytes("ping");
        private readonly byte[] _type = Encoding.UTF8.GetBytes("type");
        private readonly byte[] _result = Encoding.UTF8.GetBytes("result");
        private readonly byte[] _ok = Encoding.UTF8.GetBytes("ok");
        private readonly byte[] _error = Encoding.UTF8.GetBytes("error");

        private readonly DeviceApplication _application;
        private readonly Board _board;
        private readonly JsonObjectReader _reader = new JsonObjectReader();
        private readonly JsonWriter _writer = new JsonWriter();
        private readonly byte[] _answer = new byte[MaxAnswerSize];

        private int _commandId;
        private byte[] _command;
        private int _outputIndex;
        private int _isOn;
        private int _intervalMs;

        /// <summary>Commands to an application and its board.</summary>
        public CommandProcessor(DeviceApplication application, Board board)
        {
            _application = application;
            _board = board;
        }

        /// <summary>Carries out a command and sends the answer.</summary>
        public void Process(WebSocket socket, byte[] buffer, int offset, int count)
        {
            _commandId = None;
            string error = count > MaxCommandSize ? "a command is at most 256 bytes" : Parse(buffer, offset, count);
            if (error == null)
            {
                error = Execute();
            }

            Answer(socket, error);
        }

        private string Parse(byte[] buffer, int offset, int count)
        {
            _command = null;
            _outputIndex = None;
            _isOn = None;
            _intervalMs = None;
            string error = null;
            JsonObjectReader reader = _reader;
            reader.Begin(buffer, offset, count);
            while (reader.Read())
            {
                string wrong = ParseMember(reader);
                if (error == null)
                {
                    // Later members are still read, for the id may come last.
                    error = wrong;
                }
            }

            return reader.Error ?? error;
        }

        private string ParseMember(JsonObjectReader reader)
        {
            if (reader.NameIs(_id))
            {
                if (reader.Kind != JsonValueKind.Integer || reader.Number < 0)
                {
                    return "id: a whole number from 0";
                }

                _commandId = reader.Number;
            }
            else if (reader.NameIs(_cmd))
            {
                _command = reader.ValueIs(_set) ? _set : reader.ValueIs(_interval) ? _interval : reader.ValueIs(_ping) ? _ping : null;
                return _command == null ? "cmd: set, interval or ping" : null;
            }
            else if (reader.NameIs(_output))
            {
                // Of two the last counts, also where it is none.
                _outputIndex = None;
                for (int i = 0; i < _board.Outputs.Length; i++)
                {
                    if (reader.ValueIs(_board.Outputs[i].Key))
                    {
                        _outputIndex = i;
                    }
                }

                return _outputIndex == None ? "output: not one of this board's" : null;
            }
            else if (reader.NameIs(_on))
            {
                if (reader.Kind != JsonValueKind.Boolean)
                {
                    return "on: true or false";
                }

                _isOn = reader.Number;
            }
            else if (reader.NameIs(_ms))
            {
                if (reader.Kind != JsonValueKind.Integer
                    || reader.Number < DeviceApplication.MinIntervalMs || reader.Number > DeviceApplication.MaxIntervalMs)
                {
                    return "ms: " + DeviceApplication.MinIntervalMs.ToString() + " to " + DeviceApplication.MaxIntervalMs.ToString();
                }

                _intervalMs = reader.Number;
            }
            else
            {
                return "unknown member; known are id, cmd, output, on, ms";
            }

            return null;
        }

        private string Execute()
        {
            if (_command == null)
            {
                return "cmd is missing";
            }

            if (_command == _set)
            {
                if (_outputIndex == None)
                {
                    return "output is missing";
                }

                if (_isOn == None)
                {
                    return "on is missing";
                }

                _application.Switch(_outputIndex, _isOn == 1);
            }
            else if (_command == _interval)
            {
                if (_intervalMs == None)
                {
                    return "ms is missing";
                }

                _application.IntervalMs = _intervalMs;
            }

            return null;
        }

        private void Answer(WebSocket socket, string error)
        {
            JsonWriter json = _writer;
            json.Begin(_answer, 0, _answer.Length);
            json.BeginObject();
            json.Name(_type);
            json.Value(_result, 0, _result.Length);
            json.Name(_id);
            if (_commandId == None)
            {
                json.Null();
            }
            else
            {
                json.Value((long)_commandId);
            }

            json.Name(_ok);
            json.Value(error == null);
            if (error != null)
            {
                json.Name(_error);
                json.Value(error);
            }

            json.EndObject();

            // There is room: the server calls a handler only when half of the send buffer is free.
            socket.Send(_answer, 0, json.Count, WebSocketMessageType.Text);
        }
    }
}
