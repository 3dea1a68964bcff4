namespace Nanowire.Firmware
{
    /// <summary>
    /// Reads the dashboard's commands. Texts become strings only for the commands that have them, so that switching and
    /// pinging make no garbage.
    /// </summary>
    public sealed class CommandReader : CommandParser
    {
        private readonly byte[][] _names =
        {
            Utf8("set"), Utf8("interval"), Utf8("ping"), Utf8("auth"), Utf8("setting"), Utf8("password"), Utf8("restart"), Utf8("factoryReset"),
            Utf8("describe"), Utf8("status"),
        };

        private readonly byte[] _cmd = Utf8("cmd");
        private readonly byte[] _output = Utf8("output");
        private readonly byte[] _on = Utf8("on");
        private readonly byte[] _ms = Utf8("ms");
        private readonly byte[] _data = Utf8("data");
        private readonly byte[] _name = Utf8("name");
        private readonly byte[] _value = Utf8("value");
        private readonly byte[] _salt = Utf8("salt");
        private readonly byte[] _iterations = Utf8("iterations");
        private readonly byte[] _part = Utf8("part");
        private readonly byte[] _storedKey = Utf8("storedKey");
        private readonly byte[] _serverKey = Utf8("serverKey");

        private readonly Board _board;

        /// <summary>Reads commands to a board.</summary>
        public CommandReader(Board board)
        {
            _board = board;
        }

        /// <summary>What is to be done; <see cref="CommandKind.None"/> when that is missing.</summary>
        public CommandKind Kind;

        /// <summary>The index of the output, or <see cref="CommandParser.None"/>.</summary>
        public int Output;

        /// <summary>1 for on, 0 for off, or <see cref="CommandParser.None"/>.</summary>
        public int IsOn;

        /// <summary>The interval in milliseconds, or <see cref="CommandParser.None"/>.</summary>
        public int IntervalMs;

        /// <summary>The part of the description, or <see cref="CommandParser.None"/>.</summary>
        public int Part;

        /// <summary>The iterations, or <see cref="CommandParser.None"/>.</summary>
        public int Iterations;

        /// <summary>The message of a sign-in; null when there is none, as the texts below.</summary>
        public string Data;

        /// <summary>The name of a setting.</summary>
        public string Name;

        /// <summary>The value of a setting, also where it came as a number or as true or false.</summary>
        public string Value;

        /// <summary>The salt of a password.</summary>
        public string Salt;

        /// <summary>StoredKey of a password.</summary>
        public string StoredKey;

        /// <summary>ServerKey of a password.</summary>
        public string ServerKey;

        /// <inheritdoc/>
        protected override bool HasCommand => Kind != CommandKind.None;

        /// <inheritdoc/>
        public override void Forget()
        {
            Kind = CommandKind.None;
            Output = None;
            IsOn = None;
            IntervalMs = None;
            Iterations = None;
            Part = None;
            Data = null;
            Name = null;
            Value = null;
            Salt = null;
            StoredKey = null;
            ServerKey = null;
        }

        /// <inheritdoc/>
        protected override string ReadMember(JsonObjectReader reader)
        {
            if (reader.NameIs(_cmd))
            {
                return ReadKind(reader);
            }

            if (reader.NameIs(_output))
            {
                return ReadOutput(reader);
            }
            else if (reader.NameIs(_on))
            {
                if (reader.Kind != JsonValueKind.Boolean)
                {
                    return "on: true or false";
                }

                IsOn = reader.Number;
            }
            else if (reader.NameIs(_ms))
            {
                if (reader.Kind != JsonValueKind.Integer
                    || reader.Number < DeviceApplication.MinIntervalMs || reader.Number > DeviceApplication.MaxIntervalMs)
                {
                    return "ms: " + DeviceApplication.MinIntervalMs.ToString() + " to " + DeviceApplication.MaxIntervalMs.ToString();
                }

                IntervalMs = reader.Number;
            }
            else
            {
                return ReadText(reader);
            }

            return null;
        }

        private string ReadKind(JsonObjectReader reader)
        {
            Kind = CommandKind.None;
            for (int i = 0; i < _names.Length; i++)
            {
                if (reader.ValueIs(_names[i]))
                {
                    Kind = (CommandKind)(i + 1);
                }
            }

            return Kind == CommandKind.None ? "cmd: none that this device knows" : null;
        }

        private string ReadOutput(JsonObjectReader reader)
        {
            // Of two the last counts, also where it is none.
            Output = None;
            for (int i = 0; i < _board.Outputs.Length; i++)
            {
                if (reader.ValueIs(_board.Outputs[i].Key))
                {
                    Output = i;
                }
            }

            return Output == None ? "output: not one of this board's" : null;
        }

        private string ReadText(JsonObjectReader reader)
        {
            if (reader.NameIs(_iterations))
            {
                return ReadIterations(reader, out Iterations);
            }

            if (reader.NameIs(_part))
            {
                Part = reader.Kind == JsonValueKind.Integer ? reader.Number : None;
                return Part < 0 ? "part: a whole number from 0" : null;
            }

            string text = reader.GetText();
            if (reader.NameIs(_value))
            {
                // A number or a flag as it would be written.
                Value = reader.Kind == JsonValueKind.Integer ? reader.Number.ToString()
                    : reader.Kind == JsonValueKind.Boolean ? (reader.Number == 1 ? "true" : "false") : text;
                return Value == null ? "value: a text, a whole number, true or false" : null;
            }

            if (reader.NameIs(_data))
            {
                Data = text;
            }
            else if (reader.NameIs(_name))
            {
                Name = text;
            }
            else if (reader.NameIs(_salt))
            {
                Salt = text;
            }
            else if (reader.NameIs(_storedKey))
            {
                StoredKey = text;
            }
            else if (reader.NameIs(_serverKey))
            {
                ServerKey = text;
            }
            else
            {
                return "a member is unknown";
            }

            return text == null ? "a member is no text" : null;
        }
    }
}
