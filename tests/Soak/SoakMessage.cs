using System;

namespace Nanowire.Soak
{
    /// <summary>
    /// A message that says what it is: kind, connection, number, and a body that follows from them. As text each byte of it is
    /// ASCII, so that one flipped bit shows either way.
    /// </summary>
    internal static class SoakMessage
    {
        /// <summary>The least length in bytes.</summary>
        internal const int HeadSize = 17;

        /// <summary>Makes a message.</summary>
        internal static void Compose(Span<byte> message, char kind, int connection, int number)
        {
            message[0] = (byte)kind;
            WriteHex(message.Slice(1, 8), (uint)connection);
            WriteHex(message.Slice(9, 8), (uint)number);
            uint state = Start(kind, connection, number);
            for (int i = HeadSize; i < message.Length; i++)
            {
                state = Next(state);
                message[i] = (byte)(' ' + (state >> 24) % 95);
            }
        }

        /// <summary>Reads one; false when it is none.</summary>
        internal static bool TryParse(ReadOnlySpan<byte> message, out char kind, out int connection, out int number)
        {
            kind = '\0';
            connection = 0;
            number = 0;
            if (message.Length < HeadSize || !TryReadHex(message.Slice(1, 8), out connection) || !TryReadHex(message.Slice(9, 8), out number))
            {
                return false;
            }

            kind = (char)message[0];
            uint state = Start(kind, connection, number);
            for (int i = HeadSize; i < message.Length; i++)
            {
                state = Next(state);
                if (message[i] != (byte)(' ' + (state >> 24) % 95))
                {
                    return false;
                }
            }

            return true;
        }

        private static uint Start(char kind, int connection, int number)
        {
            return ((uint)connection * 0x9E3779B1) ^ ((uint)number * 0x85EBCA77) ^ kind;
        }

        private static uint Next(uint state)
        {
            return (state * 1664525) + 1013904223;
        }

        private static void WriteHex(Span<byte> to, uint value)
        {
            for (int i = 7; i >= 0; i--)
            {
                to[i] = (byte)"0123456789abcdef"[(int)(value & 15)];
                value >>= 4;
            }
        }

        private static bool TryReadHex(ReadOnlySpan<byte> from, out int value)
        {
            uint number = 0;
            for (int i = 0; i < from.Length; i++)
            {
                int digit = "0123456789abcdef".IndexOf((char)from[i], StringComparison.Ordinal);
                if (digit < 0)
                {
                    value = 0;
                    return false;
                }

                number = (number << 4) | (uint)digit;
            }

            value = (int)number;
            return true;
        }
    }
}
