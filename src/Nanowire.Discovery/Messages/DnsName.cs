using System.Text;

namespace Nanowire.WebSockets.Discovery
{
    /// <summary>
    /// Names as they are on the wire: labels with their length in front, ended by an empty one (RFC 1035 section 3.1). Those of
    /// this device are kept without compression; those in a message are read where they lie.
    /// </summary>
    internal static class DnsName
    {
        /// <summary>Bytes of a name with its lengths and its end (RFC 1035 section 2.3.4).</summary>
        internal const int MaxSize = 255;

        /// <summary>Bytes of a label (the same section).</summary>
        internal const int MaxLabel = 63;

        /// <summary>Pointers in one name. A name has 127 labels at most, but nobody needs more than one or two.</summary>
        internal const int MaxPointers = 16;

        /// <summary>Bytes with the two top bits set begin a pointer (RFC 1035 section 4.1.4).</summary>
        private const int Pointer = 0xC0;

        /// <summary>Checks a name and finds what is behind it.</summary>
        /// <param name="message">The message, from its start on.</param>
        /// <param name="count">Its size in bytes.</param>
        /// <param name="position">Where the name begins.</param>
        /// <returns>The position behind it; -1 when it breaks a rule: a pointer that does not point backwards, a bound, the message's end.</returns>
        internal static int Skip(byte[] message, int count, int position)
        {
            int size = 0;
            int pointers = 0;
            int behind = -1;
            int floor = position;
            while (position < count)
            {
                int length = message[position];
                if (length >= Pointer)
                {
                    if (position + 1 >= count || ++pointers > MaxPointers)
                    {
                        return -1;
                    }

                    if (behind < 0)
                    {
                        behind = position + 2;
                    }

                    // Always to the front of what was followed so far, so that it ends.
                    position = ((length & 0x3F) << 8) | message[position + 1];
                    if (position >= floor || position < DnsReader.HeaderSize)
                    {
                        return -1;
                    }

                    floor = position;
                    continue;
                }

                position += length + 1;
                size += length + 1;
                if (length > MaxLabel || size > MaxSize)
                {
                    return -1;
                }

                if (length == 0)
                {
                    return behind < 0 ? position : behind;
                }
            }

            return -1;
        }

        /// <summary>Whether a name that <see cref="Skip"/> has checked is another, ASCII letters in any case (RFC 6762 section 16).</summary>
        /// <param name="message">The message.</param>
        /// <param name="position">Where the name begins.</param>
        /// <param name="name">The other, without compression.</param>
        /// <param name="at">Where it begins.</param>
        internal static bool Matches(byte[] message, int position, byte[] name, int at)
        {
            while (true)
            {
                int length = message[position];
                if (length >= Pointer)
                {
                    position = ((length & 0x3F) << 8) | message[position + 1];
                    continue;
                }

                if (length != name[at])
                {
                    return false;
                }

                if (length == 0)
                {
                    return true;
                }

                int end = position + length;
                while (position < end)
                {
                    int one = message[++position];
                    int other = name[++at];
                    if (one != other && Fold(one) != Fold(other))
                    {
                        return false;
                    }
                }

                position++;
                at++;
            }
        }

        /// <summary>Writes a name that was checked without compression.</summary>
        /// <returns>Its bytes; -1 when there is too little room.</returns>
        internal static int Expand(byte[] message, int position, byte[] output, int offset, int capacity)
        {
            int start = offset;
            while (true)
            {
                int length = message[position];
                if (length >= Pointer)
                {
                    position = ((length & 0x3F) << 8) | message[position + 1];
                    continue;
                }

                if (offset - start + length + 1 > capacity)
                {
                    return -1;
                }

                for (int i = 0; i <= length; i++)
                {
                    output[offset + i] = message[position + i];
                }

                offset += length + 1;
                position += length + 1;
                if (length == 0)
                {
                    return offset - start;
                }
            }
        }

        /// <summary>Where the labels behind the first begin.</summary>
        internal static int Parent(byte[] message, int position)
        {
            while (message[position] >= Pointer)
            {
                position = ((message[position] & 0x3F) << 8) | message[position + 1];
            }

            return position + message[position] + 1;
        }

        /// <summary>A name of a label and what follows it, such as "_http._tcp.local", each of 63 bytes at most; either may be empty.</summary>
        internal static byte[] Create(string label, string rest)
        {
            byte[] first = Encoding.UTF8.GetBytes(label);
            byte[] others = Encoding.UTF8.GetBytes(rest);
            byte[] name = new byte[(first.Length == 0 ? 0 : first.Length + 1) + (others.Length == 0 ? 0 : others.Length + 1) + 1];
            int position = Put(name, 0, first, 0, first.Length);
            int start = 0;
            for (int i = 0; i <= others.Length; i++)
            {
                if (i == others.Length || others[i] == '.')
                {
                    position = Put(name, position, others, start, i - start);
                    start = i + 1;
                }
            }

            return name;
        }

        internal static int Fold(int letter)
        {
            return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
        }

        private static int Put(byte[] name, int position, byte[] label, int offset, int count)
        {
            if (count == 0)
            {
                return position;
            }

            name[position] = (byte)count;
            for (int i = 0; i < count; i++)
            {
                name[position + 1 + i] = label[offset + i];
            }

            return position + 1 + count;
        }
    }
}
