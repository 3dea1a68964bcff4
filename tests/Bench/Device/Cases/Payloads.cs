namespace Nanowire.Bench.Device
{
    /// <summary>What messages are made of.</summary>
    internal static class Payloads
    {
        /// <summary>Bytes of all values.</summary>
        public static byte[] Binary(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)((i * 7) + 3);
            }

            return bytes;
        }

        /// <summary>Letters.</summary>
        public static byte[] Ascii(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)('a' + (i % 26));
            }

            return bytes;
        }

        /// <summary>Words as people write them who do not write English: six letters, then code points of two, three and four bytes.</summary>
        public static byte[] Mixed(int count)
        {
            byte[] bytes = Ascii(count);
            for (int i = 6; i + 9 <= count; i += 15)
            {
                // U+00E4, U+20AC, U+1F600
                bytes[i] = 0xC3;
                bytes[i + 1] = 0xA4;
                bytes[i + 2] = 0xE2;
                bytes[i + 3] = 0x82;
                bytes[i + 4] = 0xAC;
                bytes[i + 5] = 0xF0;
                bytes[i + 6] = 0x9F;
                bytes[i + 7] = 0x98;
                bytes[i + 8] = 0x80;
            }

            return bytes;
        }
    }
}
