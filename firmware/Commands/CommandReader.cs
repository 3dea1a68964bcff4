namespace Nanowire.Firmware
{
    /// <summary>
    /// Reads the dashboard's commands. Texts become strings only for the commands that have them, so that switching and
    /// pinging make no garbage.
    /// </summary>
    public sealed class CommandReader : CommandParser
    {
        // The places of the members' names.
        private const int Cmd = 0;
        private const int OutputName = 1;
        private const int On = 2;
        private const int Ms = 3;
        private const int IterationsName = 4;
        private const int ValueName = 5;
        private const int DataName = 6;
        private const int NameName = 7;
        private const int SaltName = 8;
        private const int StoredKeyName = 9;
        private const int ServerKeyName = 10;
        private const int PartName = 11;

        private readonly byte[] _members = Utf8("cmd,output,on,ms,iterations,value,data,name,salt,storedKey,serverKey,part,");
        private readonly byte[] _kinds = Utf8("set,interval,ping,auth,setting,password,restart,factoryReset,describe,status,");

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
            int member = reader.NameIn(_members);
            switch (member)
            {
                case Cmd:
                    Kind = (CommandKind)(reader.ValueIn(_kinds) + 1);
                    return Kind == CommandKind.None ? "cmd: none that this device knows" : null;
                case OutputName:
                    return ReadOutput(reader);
                case On:
                    if (reader.Kind != JsonValueKind.Boolean)
                    {
                        return "on: true or false";
                    }

                    IsOn = reader.Number;
                    return null;
                case Ms:
                    if (reader.Kind != JsonValueKind.Integer
                        || reader.Number < DeviceApplication.MinIntervalMs || reader.Number > DeviceApplication.MaxIntervalMs)
                    {
                        return "ms: " + DeviceApplication.MinIntervalMs.ToString() + " to " + DeviceApplication.MaxIntervalMs.ToString();
                    }

                    IntervalMs = reader.Number;
                    return null;
                case IterationsName:
                    return ReadIterations(reader, out Iterations);
                case PartName:
                    Part = reader.Kind == JsonValueKind.Integer ? reader.Number : None;
                    return Part < 0 ? "part: a whole number from 0" : null;
                default:
                    return ReadText(reader, member);
            }
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

        private string ReadText(JsonObjectReader reader, int member)
        {
            string text = reader.GetText();
            switch (member)
            {
                case ValueName:
                    // A number or a flag as it would be written.
                    Value = reader.Kind == JsonValueKind.Integer ? reader.Number.ToString()
                        : reader.Kind == JsonValueKind.Boolean ? (reader.Number == 1 ? "true" : "false") : text;
                    return Value == null ? "value: a text, a whole number, true or false" : null;
                case DataName:
                    Data = text;
                    break;
                case NameName:
                    Name = text;
                    break;
                case SaltName:
                    Salt = text;
                    break;
                case StoredKeyName:
                    StoredKey = text;
                    break;
                case ServerKeyName:
                    ServerKey = text;
                    break;
                default:
                    return "a member is unknown";
            }

            return text == null ? "a member is no text" : null;
        }
    }
}
