namespace Nanowire.Firmware
{
    /// <summary>What a <see cref="RecordFile"/> found in one of its two files.</summary>
    public enum RecordState
    {
        /// <summary>There is no file, or it cannot be read.</summary>
        Missing,

        /// <summary>A record, whole.</summary>
        Valid,

        /// <summary>A whole record of a later version.</summary>
        Newer,

        /// <summary>
        /// A record of which a part is missing or changed: the power went while it was written, or the medium wears out.
        /// </summary>
        Damaged,

        /// <summary>Something else.</summary>
        Foreign,

        /// <summary>More than a record can be.</summary>
        TooLarge,
    }
}
