using System;
using System.Collections.Generic;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>Makes streams of frames that are mostly right, from a seed.</summary>
    internal sealed class ProtocolFrameSource
    {
        private static readonly string[] Texts = new string[] { "a", "hello", "\u00e9", "\u20ac\u20ac", "\U0001f609", "0123456789abcdef", "\ud7ff\ue000\U0010ffff" };
        private static readonly int[] Statuses = new int[] { 1000, 1001, 1003, 1007, 1014, 3000, 4999, 999, 1004, 1005, 1006, 1015, 2000, 2999, 5000, 0 };

        private readonly Random _random;
        private readonly List<byte> _stream = new List<byte>();

        public ProtocolFrameSource(int seed)
        {
            _random = new Random(seed);
        }

        public Random Random => _random;

        /// <summary>A stream of the given role's peer; one in two has something wrong in it.</summary>
        public byte[] Next(bool masked)
        {
            _stream.Clear();
            int messages = _random.Next(1, 5);
            for (int i = 0; i < messages; i++)
            {
                AddMessage(masked);
                if (_random.Next(3) == 0)
                {
                    AddControl(masked);
                }
            }

            if (_random.Next(3) == 0)
            {
                AddClose(masked);
            }

            byte[] stream = _stream.ToArray();
            switch (_random.Next(4))
            {
                case 0:
                    stream[_random.Next(stream.Length)] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    stream[_random.Next(stream.Length)] = (byte)_random.Next(256);
                    break;
            }

            return _random.Next(8) == 0 ? stream.AsSpan(0, _random.Next(1, stream.Length + 1)).ToArray() : stream;
        }

        private void AddMessage(bool masked)
        {
            bool text = _random.Next(2) == 0;
            byte[] payload;
            if (text)
            {
                StringBuilder builder = new StringBuilder();
                int count = _random.Next(8);
                for (int i = 0; i < count; i++)
                {
                    builder.Append(Texts[_random.Next(Texts.Length)]);
                }

                payload = Encoding.UTF8.GetBytes(builder.ToString());
            }
            else
            {
                payload = new byte[_random.Next(10) == 0 ? _random.Next(120, 400) : _random.Next(20)];
                _random.NextBytes(payload);
            }

            int at = 0;
            bool first = true;
            bool final;
            do
            {
                final = _random.Next(3) != 0;
                int count = final ? payload.Length - at : _random.Next(payload.Length - at + 1);
                AddFrame(first ? (text ? 1 : 2) : 0, final, payload.AsSpan(at, count), masked);
                at += count;
                first = false;
                if (_random.Next(6) == 0)
                {
                    AddControl(masked);
                }
            }
            while (!final);
        }

        private void AddControl(bool masked)
        {
            byte[] payload = new byte[_random.Next(5) == 0 ? _random.Next(126) : _random.Next(6)];
            _random.NextBytes(payload);
            AddFrame(_random.Next(2) == 0 ? 9 : 10, true, payload, masked);
        }

        private void AddClose(bool masked)
        {
            byte[] reason = Encoding.UTF8.GetBytes(Texts[_random.Next(Texts.Length)]);
            byte[] body = new byte[_random.Next(3) == 0 ? _random.Next(3) : 2 + reason.Length];
            int status = Statuses[_random.Next(Statuses.Length)];
            for (int i = 0; i < body.Length; i++)
            {
                body[i] = i == 0 ? (byte)(status >> 8) : i == 1 ? (byte)status : reason[i - 2];
            }

            AddFrame(8, true, body, masked);
        }

        private void AddFrame(int opcode, bool final, ReadOnlySpan<byte> payload, bool masked)
        {
            uint key = (uint)_random.NextInt64();
            byte[] header = new byte[FrameLimits.MaxHeaderSize];
            int size = FrameEncoder.WriteHeader(header, 0, (Opcode)opcode, final, payload.Length, masked, key);
            _stream.AddRange(header.AsSpan(0, size).ToArray());
            for (int i = 0; i < payload.Length; i++)
            {
                _stream.Add((byte)(payload[i] ^ (masked ? (byte)(key >> (8 * (i % 4))) : 0)));
            }
        }
    }
}
