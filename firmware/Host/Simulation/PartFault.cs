namespace Nanowire.Firmware.Host
{
    /// <summary>What a simulated part may suffer.</summary>
    public enum PartFault
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>It is pulled off: no answer on a bus, an open input. When it is back it has just been powered.</summary>
        Unplugged,

        /// <summary>It holds a line of the bus down, and so do all others seem to; an input that cannot be converted.</summary>
        Stuck,

        /// <summary>Its checksums are wrong.</summary>
        WrongChecksum,

        /// <summary>Another chip answers.</summary>
        WrongChip,

        /// <summary>All that is read of it are ones.</summary>
        Ones,

        /// <summary>All that is read of it are zeros; an input that is shorted.</summary>
        Zeros,
    }
}
