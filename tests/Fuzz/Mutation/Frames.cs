using System;
using System.Collections.Generic;
using System.Text;

namespace Nanowire.Fuzz
{
    /// <summary>Writes frames of a peer, mostly right ones, by a second reading of RFC 6455 section 5.2.</summary>
    internal static class Frames
    {
        private static readonly string[] _texts = ["", "a", "hello", "\u00e9", "\u20ac\u20ac", "\U0001f609", "0123456789abcdef", "\ud7ff\ue000\U0010ffff", "\u07ff\u0800\u1000\ucfff\U00040000"];
        private static readonly byte[][] _badTexts = [[0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xE2, 0x82], [0xF0, 0x9F, 0x98]];
        private static readonly int[] _statuses = [1000, 1001, 1003, 1007, 1014, 3000, 4999, 999, 1004, 1005, 1006, 1015, 1016, 2816, 2999, 5000, 0, 65535];
        private static readonly int[] _lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 31, 32, 33, 64, 124, 125, 126, 127, 128, 200];

        /// <summary>One frame.</summary>
        public static byte[] Next(bool masked, Random random)
        {
            int opcode = random.Next(12) switch { 0 or 1 or 2 => 1, 3 or 4 => 2, 5 or 6 => 0, 7 => 8, 8 => 9, 9 => 10, 10 => random.Next(16), _ => 1 };
            bool final = opcode >= 8 ? random.Next(20) != 0 : random.Next(3) != 0;
            byte[] payload = opcode switch
            {
                8 => CloseBody(random),
                0 or 1 when random.Next(8) != 0 => Text(random),
                _ => Noise(opcode >= 8 ? 126 : 200, random),
            };

            return Write(opcode, final, payload, masked, random);
        }

        /// <summary>The text and binary frames of one message, with control frames between.</summary>
        public static byte[] Message(bool masked, Random random)
        {
            List<byte> bytes = new List<byte>();
            bool isText = random.Next(3) != 0;
            byte[] payload = isText ? Text(random) : Noise(200, random);
            int parts = random.Next(1, 5);
            int at = 0;
            for (int i = 0; i < parts; i++)
            {
                int count = i == parts - 1 ? payload.Length - at : random.Next(payload.Length - at + 1);
                bytes.AddRange(Write(i == 0 ? (isText ? 1 : 2) : 0, i == parts - 1, payload.AsSpan(at, count).ToArray(), masked, random));
                at += count;
                if (random.Next(4) == 0)
                {
                    bytes.AddRange(Write(random.Next(9, 11), true, Noise(125, random), masked, random));
                }
            }

            return bytes.ToArray();
        }

        /// <summary>A frame's bytes; now and then its length is written in a longer form.</summary>
        public static byte[] Write(int opcode, bool final, byte[] payload, bool masked, Random random)
        {
            List<byte> bytes = new List<byte> { (byte)(opcode | (final ? 0x80 : 0)) };
            int form = payload.Length < 126 ? 0 : 2;
            if (random.Next(40) == 0)
            {
                form = form == 0 ? 2 : 8;
            }

            int mask = masked ? 0x80 : 0;
            bytes.Add((byte)(mask | (form == 0 ? payload.Length : form == 2 ? 126 : 127)));
            for (int i = form - 1; i >= 0; i--)
            {
                bytes.Add((byte)(i > 3 ? 0 : payload.Length >> (8 * i)));
            }

            byte[] key = new byte[4];
            if (masked)
            {
                if (random.Next(3) != 0)
                {
                    random.NextBytes(key);
                }

                bytes.AddRange(key);
            }

            for (int i = 0; i < payload.Length; i++)
            {
                bytes.Add((byte)(payload[i] ^ key[i % 4]));
            }

            return bytes.ToArray();
        }

        /// <summary>Where each frame of a stream starts, as far as it can be read; then where reading ends.</summary>
        public static List<int> Starts(List<byte> stream, int from, int end)
        {
            List<int> starts = new List<int>();
            int at = from;
            while (at + 2 <= end && starts.Count < 64)
            {
                starts.Add(at);
                int length = stream[at + 1] & 0x7F;
                int size = 2 + ((stream[at + 1] & 0x80) != 0 ? 4 : 0);
                if (length == 126 && at + 4 <= end)
                {
                    length = (stream[at + 2] << 8) | stream[at + 3];
                    size += 2;
                }
                else if (length == 127)
                {
                    break;
                }

                at += size + length;
            }

            starts.Add(Math.Min(at, end));
            return starts;
        }

        private static byte[] Text(Random random)
        {
            List<byte> bytes = new List<byte>();
            for (int i = random.Next(6); i > 0; i--)
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(_texts[random.Next(_texts.Length)]));
            }

            if (random.Next(5) == 0)
            {
                bytes.InsertRange(random.Next(bytes.Count + 1), _badTexts[random.Next(_badTexts.Length)]);
            }

            return bytes.ToArray();
        }

        private static byte[] CloseBody(Random random)
        {
            if (random.Next(6) == 0)
            {
                return Noise(3, random);
            }

            int status = _statuses[random.Next(_statuses.Length)];
            List<byte> bytes = new List<byte> { (byte)(status >> 8), (byte)status };
            bytes.AddRange(random.Next(2) == 0 ? [] : Text(random));
            return bytes.ToArray();
        }

        private static byte[] Noise(int max, Random random)
        {
            byte[] bytes = new byte[Math.Min(max, _lengths[random.Next(_lengths.Length)])];
            random.NextBytes(bytes);
            return bytes;
        }
    }
}
