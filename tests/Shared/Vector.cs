namespace Nanowire.Tests
{
    /// <summary>
    /// Frames as text, the same for both roles: <c>header|payload;header|payload</c> in hex, written as a server sends
    /// them. A frame without a bar is a header that ends early. For a client's stream the mask bit is set, a key is put
    /// in place of the bar and the payload is masked with it; every frame has a key of its own.
    /// </summary>
    internal static class Vector
    {
        /// <summary>The bytes on the wire.</summary>
        public static byte[] Build(string text, bool masked)
        {
            string[] frames = text.Split(new char[] { ';' });
            byte[][] parts = new byte[frames.Length][];
            int total = 0;
            for (int i = 0; i < frames.Length; i++)
            {
                parts[i] = BuildFrame(frames[i], masked, i);
                total += parts[i].Length;
            }

            byte[] stream = new byte[total];
            int at = 0;
            for (int i = 0; i < parts.Length; i++)
            {
                for (int k = 0; k < parts[i].Length; k++)
                {
                    stream[at++] = parts[i][k];
                }
            }

            return stream;
        }

        /// <summary>Where a byte of the server's stream stands in the client's: the keys before it push it on.</summary>
        public static int MapIndex(string text, bool masked, int index)
        {
            if (!masked)
            {
                return index;
            }

            string[] frames = text.Split(new char[] { ';' });
            int start = 0;
            int keys = 0;
            for (int i = 0; i < frames.Length; i++)
            {
                int bar = frames[i].IndexOf('|');
                if (bar < 0)
                {
                    break;
                }

                int header = Hex.Parse(frames[i].Substring(0, bar)).Length;
                int payload = Hex.Parse(frames[i].Substring(bar + 1)).Length;
                if (index < start + header)
                {
                    break;
                }

                keys++;
                start += header + payload;
            }

            return index + (4 * keys);
        }

        private static byte[] BuildFrame(string text, bool masked, int number)
        {
            int bar = text.IndexOf('|');
            if (bar < 0)
            {
                byte[] start = Hex.Parse(text);
                if (masked && start.Length > 1)
                {
                    start[1] |= 0x80;
                }

                return start;
            }

            byte[] header = Hex.Parse(text.Substring(0, bar));
            byte[] payload = Hex.Parse(text.Substring(bar + 1));
            int keySize = masked ? 4 : 0;
            byte[] frame = new byte[header.Length + keySize + payload.Length];
            for (int i = 0; i < header.Length; i++)
            {
                frame[i] = header[i];
            }

            if (masked)
            {
                frame[1] |= 0x80;
                frame[header.Length] = (byte)(0x37 + number);
                frame[header.Length + 1] = 0xFA;
                frame[header.Length + 2] = 0x21;
                frame[header.Length + 3] = 0x3D;
            }

            for (int i = 0; i < payload.Length; i++)
            {
                int key = masked ? frame[header.Length + (i & 3)] : 0;
                frame[header.Length + keySize + i] = (byte)(payload[i] ^ key);
            }

            return frame;
        }
    }
}
