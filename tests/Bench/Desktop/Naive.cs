using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace Nanowire.Bench.Desktop
{
    /// <summary>What one writes first: right, plain, a byte at a time or a string for everything.</summary>
    internal static class Naive
    {
        private static readonly UTF8Encoding _strict = new UTF8Encoding(false, true);

        internal static void Mask(byte[] buffer, int offset, int count, byte[] key)
        {
            for (int i = 0; i < count; i++)
            {
                buffer[offset + i] ^= key[i % 4];
            }
        }

        internal static bool IsUtf8(byte[] text)
        {
            try
            {
                return _strict.GetString(text).Length >= 0;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }

        /// <summary>The payload of a client's frame, in an array of its own.</summary>
        internal static byte[] Decode(byte[] frame)
        {
            int count = frame[1] & 0x7F;
            int at = 2;
            if (count >= 126)
            {
                int bytes = count == 126 ? 2 : 8;
                count = 0;
                for (int i = 0; i < bytes; i++)
                {
                    count = (count << 8) | frame[at++];
                }
            }

            byte[] key = frame[at..(at + 4)];
            at += 4;
            byte[] payload = new byte[count];
            for (int i = 0; i < count; i++)
            {
                payload[i] = (byte)(frame[at + i] ^ key[i % 4]);
            }

            return payload;
        }

        /// <summary>A server's frame, in an array of its own.</summary>
        internal static byte[] Encode(byte opcode, byte[] payload)
        {
            List<byte> frame = [(byte)(0x80 | opcode)];
            if (payload.Length < 126)
            {
                frame.Add((byte)payload.Length);
            }
            else if (payload.Length < 65536)
            {
                frame.Add(126);
                frame.Add((byte)(payload.Length >> 8));
                frame.Add((byte)payload.Length);
            }
            else
            {
                frame.Add(127);
                for (int shift = 56; shift >= 0; shift -= 8)
                {
                    frame.Add((byte)((long)payload.Length >> shift));
                }
            }

            frame.AddRange(payload);
            return frame.ToArray();
        }

        /// <summary>The answer to an opening handshake.</summary>
        internal static byte[] Handshake(byte[] request)
        {
            Dictionary<string, string> headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            string[] lines = Encoding.ASCII.GetString(request).Split("\r\n");
            foreach (string line in lines[1..])
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0)
                {
                    headers[line[..colon]] = line[(colon + 1)..].Trim();
                }
            }

            if (!lines[0].StartsWith("GET ", StringComparison.Ordinal) || headers["Upgrade"] != "websocket" || headers["Sec-WebSocket-Version"] != "13")
            {
                throw new InvalidOperationException("no upgrade");
            }

#pragma warning disable CA5350 // RFC 6455 says SHA-1.
            byte[] hash = SHA1.HashData(Encoding.ASCII.GetBytes(headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
#pragma warning restore CA5350
            return Encoding.ASCII.GetBytes(
                $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Convert.ToBase64String(hash)}\r\n\r\n");
        }
    }
}
