using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Tests.Deflate
{
    /// <summary>What is compressed in these tests, and .NET's zlib to compare with.</summary>
    internal static class DeflateData
    {
        /// <summary>What a sender leaves off at the end of a message (RFC 7692 section 7.2.1).</summary>
        private static readonly byte[] _tail = { 0x00, 0x00, 0xFF, 0xFF };

        /// <summary>Data of several kinds: random, zeros, few letters, JSON, repeats, skewed, a period.</summary>
        public static byte[] Make(Random random, int count)
        {
            byte[] bytes = new byte[count];
            int kind = random.Next(7);
            int period = random.Next(1, 300);
            for (int i = 0; i < count; i++)
            {
                bytes[i] = kind switch
                {
                    0 => (byte)random.Next(256),
                    1 => 0,
                    2 => (byte)"abcdefgh  {}\":,0123456789"[random.Next(24)],
                    3 => 0,
                    4 => i < 40 || random.Next(3) == 0 ? (byte)random.Next(256) : bytes[i - random.Next(1, Math.Min(i, 600))],
                    5 => (byte)Math.Min(255, (int)(-Math.Log(1 - random.NextDouble()) * 20)),
                    _ => i < period ? (byte)random.Next(256) : bytes[i - period],
                };
            }

            return kind == 3 ? Json(random, count) : bytes;
        }

        /// <summary>Readings of sensors, as a device sends them.</summary>
        public static byte[] Json(Random random, int count)
        {
            StringBuilder text = new StringBuilder();
            while (text.Length < count)
            {
                text.AppendFormat(
                    CultureInfo.InvariantCulture, "{{\"t\":{0},\"temp\":{1},\"name\":\"sensor{2}\"}},", random.Next(100000), random.Next(2000) / 100.0, random.Next(5));
            }

            return Encoding.ASCII.GetBytes(text.ToString(0, count));
        }

        /// <summary>A message as zlib compresses it.</summary>
        public static byte[] ByZlib(byte[] data, int level)
        {
            if (data.Length == 0)
            {
                return new byte[1];
            }

            using MemoryStream output = new MemoryStream();
            using DeflateStream stream = new DeflateStream(output, new ZLibCompressionOptions { CompressionLevel = level }, true);
            stream.Write(data);
            stream.Flush();
            return output.ToArray()[..^_tail.Length];
        }

        /// <summary>What zlib makes of a compressed message.</summary>
        /// <exception cref="InvalidDataException">It is invalid.</exception>
        public static byte[] ReadByZlib(byte[] message)
        {
            using MemoryStream input = new MemoryStream();
            input.Write(message);
            input.Write(_tail);

            // An empty last block, without which the stream would not end.
            input.Write(new byte[] { 3, 0 });
            input.Position = 0;
            using MemoryStream output = new MemoryStream();
            using DeflateStream stream = new DeflateStream(input, CompressionMode.Decompress);
            stream.CopyTo(output);
            return output.ToArray();
        }

        /// <summary>What an inflater makes of a message, cut as told; null when it is invalid.</summary>
        /// <param name="inflater">With what it knows of earlier messages.</param>
        /// <param name="message">The compressed message.</param>
        /// <param name="nextInput">How many bytes to give it next.</param>
        /// <param name="nextOutput">How many bytes of room.</param>
        public static byte[] Read(Inflater inflater, byte[] message, Func<int> nextInput, Func<int> nextOutput)
        {
            using MemoryStream output = new MemoryStream();
            byte[] buffer = new byte[70000];
            int position = 0;
            while (true)
            {
                int count = Math.Min(message.Length - position, nextInput());
                InflateStatus status = inflater.Decode(message, position, count, buffer, 3, nextOutput());
                output.Write(buffer, 3, inflater.Written);
                position += inflater.Used;
                if (status == InflateStatus.Invalid)
                {
                    return null;
                }

                if (status == InflateStatus.NeedInput && position == message.Length)
                {
                    return inflater.EndMessage() ? output.ToArray() : null;
                }
            }
        }

        /// <summary>As the other, in one go.</summary>
        public static byte[] Read(Inflater inflater, byte[] message)
        {
            return Read(inflater, message, () => int.MaxValue, () => 60000);
        }

        /// <summary>A message as our deflater compresses it, in pieces of a capacity.</summary>
        public static byte[] Write(Deflater deflater, byte[] data, int windowBits, int capacity)
        {
            using MemoryStream output = new MemoryStream();
            byte[] piece = new byte[capacity + 1];
            int position = 0;
            do
            {
                piece[capacity] = 0x5A;
                int count = deflater.Encode(data, 0, position, data.Length - position, windowBits, piece, 0, capacity, true);
                if (piece[capacity] != 0x5A || count > capacity || (deflater.Used == 0 && position < data.Length))
                {
                    throw new InvalidOperationException("beyond the room, or no progress");
                }

                output.Write(piece, 0, count);
                position += deflater.Used;
            }
            while (position < data.Length);
            return output.ToArray();
        }
    }
}
