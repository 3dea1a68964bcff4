namespace Nanowire.Firmware
{
    /// <summary>
    /// CRC-32 as in IEEE 802.3 and RFC 1952. Bit by bit, without the table of 1 KB: a record has some hundred bytes.
    /// nanoFramework has
    /// one in System.IO.Hashing; a further package with a native part for these lines would cost more than they do.
    /// </summary>
    internal static class Crc32
    {
        private const uint Polynomial = 0xEDB88320;

        internal static uint Compute(byte[] buffer, int offset, int count)
        {
            uint crc = 0xFFFFFFFF;
            for (int i = offset; i < offset + count; i++)
            {
                crc ^= buffer[i];
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
                }
            }

            return ~crc;
        }
    }
}
