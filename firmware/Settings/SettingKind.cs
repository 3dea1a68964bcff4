namespace Nanowire.Firmware
{
    /// <summary>What a <see cref="Setting"/> holds.</summary>
    public enum SettingKind
    {
        /// <summary>Any text without control characters; Min and Max are bytes of UTF-8.</summary>
        Text,

        /// <summary>
        /// A name of one label (RFC 1123 section 2.1): letters, digits, and hyphens within; Min and Max are its length.
        /// </summary>
        Label,

        /// <summary>An IPv4 address in four decimal numbers, or nothing.</summary>
        Address,

        /// <summary>A whole number from Min to Max.</summary>
        Integer,

        /// <summary>"true" or "false".</summary>
        Flag,

        /// <summary>One of Choices.</summary>
        Choice,
    }
}
