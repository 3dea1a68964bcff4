namespace Nanowire.WebSockets.Mqtt
{
    /// <summary>
    /// Follows the bytes of a stream of MQTT packets (MQTT 3.1.1 section 2.2), so that the end of a connection within one is told from an
    /// end between two, and a packet that is too large is known before memory is asked for.
    /// </summary>
    internal sealed class PacketTracker
    {
        /// <summary>All is well.</summary>
        internal const int Fine = 0;

        /// <summary>The remaining length has more than four bytes.</summary>
        internal const int Malformed = 1;

        /// <summary>The packet is larger than the limit.</summary>
        internal const int TooLarge = 2;

        // What the next byte is.
        private const int First = -2;
        private const int Length = -1;

        /// <summary>The bytes that are left of a packet's body, or one of the two above.</summary>
        private int _left = First;
        private int _length;
        private int _shift;

        /// <summary>Whether the last packet is complete.</summary>
        internal bool IsBetween => _left == First;

        /// <summary>A new connection.</summary>
        internal void Reset()
        {
            _left = First;
        }

        /// <summary>Follows further bytes.</summary>
        /// <returns>Fine, or what is wrong with a packet.</returns>
        internal int Take(byte[] buffer, int offset, int count, int maxPacketSize)
        {
            int end = offset + count;
            while (offset < end)
            {
                if (_left > 0)
                {
                    int part = end - offset;
                    if (part > _left)
                    {
                        part = _left;
                    }

                    offset += part;
                    _left -= part;
                }
                else if (_left == First)
                {
                    offset++;
                    _left = Length;
                    _length = 0;
                    _shift = 0;
                    continue;
                }
                else
                {
                    int digit = buffer[offset++];
                    _length |= (digit & 0x7F) << _shift;
                    _shift += 7;
                    if (digit >= 0x80)
                    {
                        if (_shift == 28)
                        {
                            return Malformed;
                        }

                        continue;
                    }

                    // The fixed header is one byte and those of the length.
                    if (_length > maxPacketSize - 1 - (_shift / 7))
                    {
                        return TooLarge;
                    }

                    _left = _length;
                }

                if (_left == 0)
                {
                    _left = First;
                }
            }

            return Fine;
        }
    }
}
