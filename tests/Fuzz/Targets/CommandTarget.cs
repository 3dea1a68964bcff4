using System;
using System.Net;
using System.Text;
using System.Text.Json;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;
using Nanowire.WebSockets;
using JsonValueKind = System.Text.Json.JsonValueKind;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// The firmware's <see cref="CommandProcessor"/>: whatever a page sends gets just one answer, JSON with the command's id, and the board
    /// and the application change as .NET's reading of the command says, or not at all.
    /// </summary>
#pragma warning disable CA1001 // The application listens to nothing; targets live as long as the process.
    internal sealed class CommandTarget : FuzzTarget
#pragma warning restore CA1001
    {
        private const int MaxAnswer = CommandAnswer.MaxSize;
        private static readonly string[] _outputs = ["led", "relay"];

        private readonly SwitchBoard _board = new SwitchBoard();
        private readonly DeviceApplication _application;
        private readonly CommandProcessor _commands;
        private readonly Catcher _socket = new Catcher();
        private readonly byte[] _buffer = new byte[1024];

        public CommandTarget()
            : base("command", 300, new Mutator(
                "{", "}", "\"", ":", ",", "\"id\":", "\"cmd\":", "\"output\":", "\"on\":", "\"ms\":", "\"set\"", "\"interval\"", "\"ping\"", "\"led\"",
                "\"relay\"", "\"other\"", "true", "false", "null", "0", "-1", "99", "100", "60000", "60001", "2147483647", "2147483648", " ", "\\u0069d", "[", "]"))
        {
            DeviceSettings settings = new DeviceSettings(new MemoryStorage(), "nanowire-fuzz", true, null, new DeviceLog());
            _application = new DeviceApplication(_board, new HostMachine(), settings, IPAddress.Loopback, 0);
            _commands = new CommandProcessor(_application, _board, _application.Authority, _application.SignIn, new CommandAnswer());
        }

        /// <inheritdoc/>
        public override byte[][] Seeds()
        {
            return
            [
                Encoding.UTF8.GetBytes("{\"id\":7,\"cmd\":\"set\",\"output\":\"led\",\"on\":true}"),
                Encoding.UTF8.GetBytes("{\"id\":8,\"cmd\":\"interval\",\"ms\":500}"),
                Encoding.UTF8.GetBytes("{\"id\":9,\"cmd\":\"ping\"}"),
            ];
        }

        /// <inheritdoc/>
        protected override void RunInput(byte[] input, bool isThorough)
        {
            string first = Process(input, 3);
            if (isThorough)
            {
                FuzzException.Unless(Process(input, 0) == first, "another answer at another place");
                for (int count = 0; count < input.Length; count++)
                {
                    Process(input.AsSpan(0, count).ToArray(), 1);
                }
            }
        }

        /// <summary>One command, from the same state each time.</summary>
        private string Process(byte[] input, int offset)
        {
            _board.States[0] = false;
            _board.States[1] = true;
            _application.IntervalMs = 1000;
            _board.Switched = 0;
            Array.Fill(_buffer, (byte)'}');
            input.CopyTo(_buffer, offset);
            _socket.Count = -1;
            long before = GC.GetAllocatedBytesForCurrentThread();
            _commands.Process(_socket, _buffer, offset, input.Length);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            FuzzException.Unless(_socket.Count is >= 0 and <= MaxAnswer, "no answer, or one too long");
            FuzzException.Unless(_buffer.AsSpan(offset, input.Length).SequenceEqual(input), "the command was written to");

            using JsonDocument answer = JsonDocument.Parse(_socket.Answer.AsMemory(0, _socket.Count));
            JsonElement root = answer.RootElement;
            bool isOk = root.GetProperty("ok").GetBoolean();
            string error = root.TryGetProperty("error", out JsonElement element) ? element.GetString() : null;
            FuzzException.Unless(root.GetProperty("type").GetString() == "result", "the type of an answer");
            FuzzException.Unless(isOk == (error == null) && error != "", "a result or an error");
            FuzzException.Unless(!isOk || allocated == 0, "allocated");
            Coverage.Feature(6200, isOk ? 1 : 0, error == null ? 0 : error.Length);

            Expected expected = Read(input);
            FuzzException.Unless(isOk == expected.IsOk, "ok is " + isOk + ", " + error);
            if (isOk)
            {
                JsonElement id = root.GetProperty("id");
                FuzzException.Unless(expected.Id < 0 ? id.ValueKind == JsonValueKind.Null : id.GetInt32() == expected.Id, "the id of an answer");
            }

            int switched = isOk && expected.Command == "set" ? 1 : 0;
            FuzzException.Unless(_board.Switched == switched, "switched " + _board.Switched + " times");
            FuzzException.Unless(switched == 0 || _board.States[expected.Output] == expected.On, "switched something else");
            FuzzException.Unless(_application.IntervalMs == (isOk && expected.Command == "interval" ? expected.Ms : 1000), "the interval");
            return Encoding.UTF8.GetString(_socket.Answer, 0, _socket.Count);
        }

        /// <summary>The command as .NET reads it; of a name that comes twice the last counts, and all must be right.</summary>
        private static Expected Read(byte[] input)
        {
            Expected command = new Expected();
            if (input.Length > CommandProcessor.MaxCommandSize)
            {
                return command;
            }

            Utf8JsonReader reader = new Utf8JsonReader(input);
            try
            {
                if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                {
                    return command;
                }

                bool isRight = true;
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string name = reader.ValueIsEscaped ? "escaped" : reader.GetString();
                    reader.Read();
                    isRight &= command.Take(name, ref reader);
                }

                while (reader.Read())
                {
                    isRight = false;
                }

                command.IsOk = isRight && command.Command switch
                {
                    "ping" => true,
                    "set" => command.Output >= 0 && command.HasOn,
                    "interval" => command.Ms >= 0,
                    _ => false,
                };
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // No JSON, or a string that is not UTF-8.
                command.IsOk = false;
            }

            return command;
        }

        private sealed class Expected
        {
            internal bool IsOk { get; set; }

            internal string Command { get; private set; }

            internal int Id { get; private set; } = -1;

            internal int Output { get; private set; } = -1;

            internal bool HasOn { get; private set; }

            internal bool On { get; private set; }

            internal int Ms { get; private set; } = -1;

            internal bool Take(string name, ref Utf8JsonReader reader)
            {
                int number = -1;
                bool isNumber = reader.TokenType == JsonTokenType.Number && reader.ValueSpan.IndexOfAny("eE."u8) < 0 && reader.TryGetInt32(out number);
                string text = reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped ? reader.GetString() : null;
                switch (name)
                {
                    case "id" when isNumber && number >= 0:
                        Id = number;
                        return true;
                    case "cmd" when text is "set" or "interval" or "ping" or "auth" or "setting" or "password" or "restart" or "factoryReset":
                        Command = text;
                        return true;
                    case "output" when Array.IndexOf(_outputs, text) >= 0:
                        Output = Array.IndexOf(_outputs, text);
                        return true;
                    case "on" when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                        On = reader.TokenType == JsonTokenType.True;
                        HasOn = true;
                        return true;
                    case "ms" when isNumber && number is >= DeviceApplication.MinIntervalMs and <= DeviceApplication.MaxIntervalMs:
                        Ms = number;
                        return true;
                    case "data" or "name" or "salt" or "storedKey" or "serverKey":
                        return text != null;
                    case "value":
                        return text != null || isNumber || reader.TokenType is JsonTokenType.True or JsonTokenType.False;
                    case "iterations":
                        return isNumber && number >= 0;
                    default:
                        return false;
                }
            }
        }

        /// <summary>Two switches.</summary>
        private sealed class SwitchBoard : Board
        {
            internal bool[] States { get; } = new bool[2];

            internal int Switched { get; set; }

            public override string Id => "fuzz";

            public override string Name => "Fuzz";

            public override int MaxConnections => 1;

            public override int ReceiveBufferSize => 1024;

            public override int SendBufferSize => 1024;

            public override Sensor[] Sensors { get; } = [];

            public override Output[] Outputs { get; } = [new Output("led", "LED"), new Output("relay", "Relay")];

            public override bool IsOn(int index)
            {
                return States[index];
            }

            public override void Switch(int index, bool isOn)
            {
                States[index] = isOn;
                Switched++;
            }
        }

        /// <summary>Keeps the one answer.</summary>
        private sealed class Catcher : WebSocket
        {
            internal byte[] Answer { get; } = new byte[1024];

            internal int Count { get; set; }

            public override bool Send(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
            {
                FuzzException.Unless(Count < 0, "two answers");
                FuzzException.Unless(messageType == WebSocketMessageType.Text, "an answer that is no text");
                Array.Copy(buffer, offset, Answer, 0, count);
                Count = count;
                return true;
            }
        }
    }
}
