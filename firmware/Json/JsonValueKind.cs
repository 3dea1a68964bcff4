namespace Nanowire.Firmware
{
    /// <summary>What <see cref="JsonObjectReader"/> found as a member's value.</summary>
    public enum JsonValueKind
    {
        /// <summary>null.</summary>
        Null,

        /// <summary>true or false.</summary>
        Boolean,

        /// <summary>A whole number that an int holds.</summary>
        Integer,

        /// <summary>A string without escapes.</summary>
        String,
    }
}
