using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// An address in digits as 128 bits, IPv4 as ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2). One object reads one address after
    /// another. The device's IPAddress parses strings only, and reads "1" or "0x7f.1" as addresses, which a Host must not be.
    /// </summary>
    internal sealed class IpAddress
    {
        private const ulong Mapped = 0x0000FFFF00000000;

        /// <summary>The first 64 bits: of IPv6 the network and subnet.</summary>
        internal ulong High;

        /// <summary>The last 64 bits.</summary>
        internal ulong Low;

        private readonly int[] _groups = new int[8];

        /// <summary>What a client is known by: an IPv4 address whole, of IPv6 the /64, since all of it is one client's; 0 for neither.</summary>
        internal ulong Key => IsIPv4 ? Low : High;

        /// <summary>Whether it is an IPv4 address.</summary>
        internal bool IsIPv4 => High == 0 && Low >> 32 == Mapped >> 32;

        /// <summary>Reads a text such as a transport has it, a scope behind % not counted.</summary>
        internal bool TryRead(string text)
        {
            High = 0;
            Low = 0;
            int scope = text.IndexOf('%');
            text = scope < 0 ? text : text.Substring(0, scope);
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == 0 || text[i] > 0x7F)
                {
                    return false;
                }
            }

            byte[] bytes = Ascii.GetBytes(text);
            return TryRead(bytes, 0, bytes.Length);
        }

        /// <summary>Reads four numbers in decimal without leading zeros, or an IPv6 address (RFC 4291 section 2.2) without brackets.</summary>
        /// <returns>False, and zeros, for anything else.</returns>
        internal bool TryRead(byte[] buffer, int offset, int count)
        {
            High = 0;
            Low = 0;
            ulong low;
            if (TryReadIPv4(buffer, offset, offset + count, out low))
            {
                Low = Mapped | low;
                return true;
            }

            return TryReadIPv6(buffer, offset, offset + count);
        }

        /// <summary>Whether the first bits are those of another.</summary>
        internal bool IsWithin(ulong high, ulong low, int bits)
        {
            if (bits <= 64)
            {
                return bits == 0 || (High ^ high) >> (64 - bits) == 0;
            }

            return High == high && (bits == 128 ? Low == low : (Low ^ low) >> (128 - bits) == 0);
        }

        private static bool TryReadIPv4(byte[] buffer, int from, int end, out ulong value)
        {
            value = 0;
            int parts = 0;
            while (from < end && parts < 4)
            {
                int start = from;
                int number = 0;
                while (from < end && (uint)(buffer[from] - '0') <= 9 && number <= 255)
                {
                    number = (number * 10) + buffer[from] - '0';
                    from++;
                }

                int digits = from - start;
                if (digits == 0 || number > 255 || (digits > 1 && buffer[start] == '0'))
                {
                    return false;
                }

                value = (value << 8) | (uint)number;
                parts++;
                if (parts < 4 && (from == end || buffer[from++] != '.'))
                {
                    return false;
                }
            }

            return parts == 4 && from == end;
        }

        private bool TryReadIPv6(byte[] buffer, int from, int end)
        {
            int[] groups = _groups;
            int count = 0;
            int gap = -1;

            // A single colon stands only between groups.
            if (end - from < 2 || (buffer[from] == ':' && buffer[from + 1] != ':'))
            {
                return false;
            }

            while (from < end)
            {
                if (buffer[from] == ':')
                {
                    // The second colon of a pair, or the first at the start.
                    from += count == 0 && gap < 0 && buffer[from + 1] == ':' ? 2 : 1;
                    if (gap >= 0)
                    {
                        return false;
                    }

                    gap = count;
                    continue;
                }

                ulong tail;
                if (count <= 6 && TryReadIPv4(buffer, from, end, out tail))
                {
                    groups[count] = (int)(tail >> 16);
                    groups[count + 1] = (int)(tail & 0xFFFF);
                    count += 2;
                    break;
                }

                int group = 0;
                int start = from;
                int digit;
                while (from < end && from - start < 5 && (digit = HexDigit(buffer[from])) >= 0)
                {
                    group = (group << 4) | digit;
                    from++;
                }

                if (from == start || from - start > 4 || count == 8)
                {
                    return false;
                }

                groups[count] = group;
                count++;
                if (from < end && (buffer[from++] != ':' || from == end))
                {
                    return false;
                }
            }

            if (gap < 0 ? count != 8 : count > 7)
            {
                return false;
            }

            for (int i = 0; i < 8; i++)
            {
                int behind = i - (8 - count);
                int group = gap < 0 || i < gap ? groups[i] : behind >= gap ? groups[behind] : 0;
                if (i < 4)
                {
                    High = (High << 16) | (uint)group;
                }
                else
                {
                    Low = (Low << 16) | (uint)group;
                }
            }

            return true;
        }

        private static int HexDigit(int c)
        {
            int digit = c - '0';
            if ((uint)digit <= 9)
            {
                return digit;
            }

            digit = (c | 0x20) - 'a';
            return (uint)digit < 6 ? digit + 10 : -1;
        }
    }
}
