namespace Nanowire.WebSockets.Blocks
{
    /// <summary>How a value lies in a block, little-endian; the numbers are those on the wire (docs/protocol.md).</summary>
    public enum SampleType
    {
        /// <summary>A whole number of 2 bytes, -32768 to 32767.</summary>
        Int16 = 1,

        /// <summary>A whole number of 4 bytes.</summary>
        Int32 = 2,

        /// <summary>A floating-point number of 4 bytes (IEEE 754 binary32).</summary>
        Float32 = 3,
    }
}
