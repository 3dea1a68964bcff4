namespace Nanowire.Firmware
{
    /// <summary>
    /// The settings of the firmware. Those of a board's sensors come behind them. Wi-Fi credentials are not among them: the
    /// runtime keeps those itself.
    /// </summary>
    public sealed class DeviceSettings : SettingsStore
    {
        /// <summary>
        /// The index of the device's name, also its host name; "nanowire-" and what makes it unique until it is set.
        /// </summary>
        public const int NameIndex = 0;

        /// <summary>The index of where the address comes from: 0 DHCP, 1 the four settings that follow it.</summary>
        public const int NetworkIndex = 1;

        /// <summary>The index of the static address; it must be set for the network to be static.</summary>
        public const int AddressIndex = 2;

        /// <summary>The index of the static address's mask; it must be set, too.</summary>
        public const int MaskIndex = 3;

        /// <summary>The index of the gateway; empty for none.</summary>
        public const int GatewayIndex = 4;

        /// <summary>The index of the DNS server; empty for none.</summary>
        public const int DnsIndex = 5;

        /// <summary>The index of how long the network may fail before the device opens its own, in milliseconds.</summary>
        public const int AccessPointAfterMsIndex = 6;

        /// <summary>The index of the sampling interval at start, in milliseconds.</summary>
        public const int IntervalMsIndex = 7;

        /// <summary>The index of whether outputs and the interval may be changed without signing in.</summary>
        public const int OpenControlIndex = 8;

        /// <summary>The index of the verifier of the admin password, a secret; empty while there is no password.</summary>
        public const int PasswordIndex = 9;

        /// <summary>The index of the origins whose pages may connect besides the device's own (<see cref="TrustedOrigins"/>).</summary>
        public const int TrustedOriginsIndex = 10;

        /// <summary>The version of what the values mean.</summary>
        public const int Version = 1;

        private const int OwnCount = 11;

        /// <summary>Reads the settings from a storage.</summary>
        /// <param name="storage">Where they are.</param>
        /// <param name="name">The device's name until it is given one, such as "nanowire-1a2b".</param>
        /// <param name="isControlOpen">Whether outputs may be switched without signing in until that is set.</param>
        /// <param name="more">Further definitions, of sensors' options; null for none.</param>
        /// <param name="log">Is told what could not be read.</param>
        public DeviceSettings(Storage storage, string name, bool isControlOpen, Setting[] more, DeviceLog log)
            : base(storage, Define(name, isControlOpen, more), Version, log)
        {
            Load();
        }

        /// <summary>The device's name.</summary>
        public string Name => this[NameIndex].Value;

        /// <summary>Whether the address is the static one.</summary>
        public bool IsStatic => this[NetworkIndex].Number == 1;

        /// <summary>How long the network may fail before the device opens its own, in milliseconds.</summary>
        public int AccessPointAfterMs => this[AccessPointAfterMsIndex].Number;

        /// <summary>The sampling interval at start in milliseconds.</summary>
        public int IntervalMs => this[IntervalMsIndex].Number;

        /// <summary>Whether outputs and the interval may be changed without signing in.</summary>
        public bool IsControlOpen => this[OpenControlIndex].Number == 1;

        /// <summary>Whether there is an admin password.</summary>
        public bool HasPassword => this[PasswordIndex].Value.Length > 0;

        /// <inheritdoc/>
        protected override string Check()
        {
            return IsStatic && (this[AddressIndex].Value.Length == 0 || this[MaskIndex].Value.Length == 0)
                ? "network: static needs address and mask first"
                : TrustedOrigins.Check(this[TrustedOriginsIndex].Value);
        }

        private static Setting[] Define(string name, bool isControlOpen, Setting[] more)
        {
            int count = more == null ? 0 : more.Length;
            Setting[] settings = new Setting[OwnCount + count];
            settings[NameIndex] = Setting.Text("name", SettingKind.Label, 1, 32, name);
            settings[NetworkIndex] = Setting.Choice("network", new[] { "dhcp", "static" }, 0);
            settings[AddressIndex] = Setting.Text("address", SettingKind.Address, 0, 15, string.Empty);
            settings[MaskIndex] = Setting.Text("mask", SettingKind.Address, 0, 15, string.Empty);
            settings[GatewayIndex] = Setting.Text("gateway", SettingKind.Address, 0, 15, string.Empty);
            settings[DnsIndex] = Setting.Text("dns", SettingKind.Address, 0, 15, string.Empty);
            settings[AccessPointAfterMsIndex] = Setting.Integer("accessPointAfterMs", 60000, 86400000, 300000);
            settings[IntervalMsIndex] = Setting.Integer(
                "intervalMs", DeviceApplication.MinIntervalMs, DeviceApplication.MaxIntervalMs, DeviceApplication.DefaultIntervalMs);
            settings[OpenControlIndex] = Setting.Flag("openControl", isControlOpen);
            settings[PasswordIndex] = Setting.Text("password", SettingKind.Text, 0, Setting.MaxValueLength, string.Empty);
            settings[PasswordIndex].IsSecret = true;
            settings[TrustedOriginsIndex] = Setting.Text("trustedOrigins", SettingKind.Text, 0, Setting.MaxValueLength, string.Empty);
            settings[TrustedOriginsIndex].NeedsRestart = true;
            for (int i = NameIndex; i <= AccessPointAfterMsIndex; i++)
            {
                settings[i].NeedsRestart = true;
            }

            for (int i = 0; i < count; i++)
            {
                settings[OwnCount + i] = more[i];
            }

            return settings;
        }
    }
}
