namespace Nanowire.Firmware
{
    /// <summary>Reads the two commands that topics have (docs/protocol.md); any other is left to <see cref="CommandReader"/>.</summary>
    internal sealed class StreamCommandReader : CommandParser
    {
        /// <summary>Whether it is one of the two.</summary>
        internal bool IsKnown;

        /// <summary>Whether it is subscribe; else unsubscribe.</summary>
        internal bool IsSubscribe;

        private readonly byte[] _cmd = Utf8("cmd");
        private readonly byte[] _subscribe = Utf8("subscribe");
        private readonly byte[] _unsubscribe = Utf8("unsubscribe");
        private readonly byte[] _topic = Utf8("topic");
        private readonly byte[] _name;
        private bool _hasTopic;

        /// <summary>Reads commands to one topic.</summary>
        internal StreamCommandReader(string topic)
        {
            _name = Utf8(topic);
        }

        /// <summary>What is wrong with a command that could be read; null for nothing.</summary>
        internal string Error => _hasTopic ? null : "topic: none that this device has";

        /// <inheritdoc/>
        protected override bool HasCommand => IsKnown;

        /// <inheritdoc/>
        public override void Forget()
        {
            IsKnown = false;
            IsSubscribe = false;
            _hasTopic = false;
        }

        /// <inheritdoc/>
        protected override string ReadMember(JsonObjectReader reader)
        {
            if (reader.NameIs(_cmd))
            {
                IsSubscribe = reader.ValueIs(_subscribe);
                IsKnown = IsSubscribe || reader.ValueIs(_unsubscribe);
                return null;
            }

            if (!reader.NameIs(_topic))
            {
                return "a member is unknown";
            }

            _hasTopic = reader.ValueIs(_name);
            return null;
        }
    }
}
