namespace Nanowire.Firmware
{
    /// <summary>Reads the commands of the setup portal; all their members but the iterations are texts.</summary>
    internal sealed class PortalCommandReader : CommandParser
    {
        // What commands may have besides id and cmd, and where settings have the same names.
        internal const int Ssid = 0;
        internal const int Password = 1;
        internal const int FirstSetting = 2;
        internal const int Salt = 8;
        internal const int StoredKey = 9;
        internal const int ServerKey = 10;
        internal const int SettingsEnd = 8;
        private const int MemberCount = 11;

        private readonly byte[] _cmd = Utf8("cmd");
        private readonly byte[] _scan = Utf8("scan");
        private readonly byte[] _join = Utf8("join");
        private readonly byte[] _ping = Utf8("ping");
        private readonly byte[] _iterations = Utf8("iterations");
        private readonly byte[][] _names =
        {
            Utf8("ssid"), Utf8("password"), Utf8("name"), Utf8("network"), Utf8("address"), Utf8("mask"), Utf8("gateway"), Utf8("dns"),
            Utf8("salt"), Utf8("storedKey"), Utf8("serverKey"),
        };

        /// <summary>The texts by the places above; null for those that are not there.</summary>
        internal readonly string[] Values = new string[MemberCount];

        /// <summary>What is to be done.</summary>
        internal PortalCommandKind Kind;

        /// <summary>The iterations, or None.</summary>
        internal int Iterations;

        /// <inheritdoc/>
        protected override bool HasCommand => Kind != PortalCommandKind.None;

        /// <inheritdoc/>
        public override void Forget()
        {
            Kind = PortalCommandKind.None;
            Iterations = None;
            for (int i = 0; i < MemberCount; i++)
            {
                Values[i] = null;
            }
        }

        /// <inheritdoc/>
        protected override string ReadMember(JsonObjectReader reader)
        {
            if (reader.NameIs(_cmd))
            {
                Kind = reader.ValueIs(_scan) ? PortalCommandKind.Scan : reader.ValueIs(_join) ? PortalCommandKind.Join
                    : reader.ValueIs(_ping) ? PortalCommandKind.Ping : reader.ValueIs(_names[Password]) ? PortalCommandKind.Password : PortalCommandKind.None;
                return HasCommand ? null : "cmd: scan, join, password or ping";
            }

            if (reader.NameIs(_iterations))
            {
                return ReadIterations(reader, out Iterations);
            }

            for (int i = 0; i < MemberCount; i++)
            {
                if (reader.NameIs(_names[i]))
                {
                    Values[i] = reader.GetText();
                    return Values[i] == null ? "a member is no text" : null;
                }
            }

            return "a member is unknown";
        }
    }
}
