using System;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// <see cref="FrameDecoder"/> in one role. An input is a byte that picks the limits and a stream of frames. The same
    /// verdict in every cut, shown at one and the same byte, and the reference's; nothing but the input and the scratch array is written to; a
    /// message that was handed out is UTF-8 by .NET's judgment when it is text, and comes back the same when encoded again.
    /// </summary>
    public sealed class DecoderTarget : FuzzTarget
    {
        private static readonly FrameLimits[] _limits =
        [
            new FrameLimits(1 << 20, 64), new FrameLimits(300, 3), new FrameLimits(6, 2), new FrameLimits(long.MaxValue, int.MaxValue),
        ];

        private readonly bool _isServer;
        private readonly DecoderRun[] _runs;
        private readonly DecoderRun _again;
        private readonly Trace _expected = new Trace();
        private readonly UTF8Encoding _strictUtf8 = new UTF8Encoding(false, true);
        private readonly FrameMask _mask = new FrameMask();
        private readonly byte[] _frame = new byte[4096];

        public DecoderTarget(bool isServer)
            : base(isServer ? "decoder-server" : "decoder-client", 600, new FrameMutator(isServer))
        {
            _isServer = isServer;
            _runs = Array.ConvertAll(_limits, l => new DecoderRun(isServer, l));
            _again = new DecoderRun(isServer, _limits[3]);
        }

        /// <summary>What an input's first byte picks.</summary>
        public static FrameLimits LimitsOf(byte settings)
        {
            return _limits[settings & 3];
        }

        /// <inheritdoc/>
        public override byte[][] Seeds()
        {
            Random random = new Random(1);
            byte[][] seeds = new byte[12][];
            for (int i = 0; i < seeds.Length; i++)
            {
                byte[] frames = i < 6 ? Frames.Next(_isServer, random) : Frames.Message(_isServer, random);
                seeds[i] = [(byte)i, .. frames];
            }

            return seeds;
        }

        /// <inheritdoc/>
        protected override void RunInput(byte[] input, bool isThorough)
        {
            if (input.Length == 0)
            {
                return;
            }

            DecoderRun run = _runs[input[0] & 3];
            ReadOnlySpan<byte> stream = input.AsSpan(1);
            run.Run(stream, Chunks.Whole, true);
            _expected.Clear();
            _expected.Add(run.Trace.Bytes);
            Violation violation = run.Violation;
            CheckMessages(run);

            run.Run(stream, Chunks.Bytes, false);
            Compare(run, "byte by byte");
            int failedAt = run.Taken - 1;
            uint random = HashOf(stream);
            for (int i = 0; i < 2; i++)
            {
                random = NextOf(random | 1);
                run.Run(stream, Chunks.Random(random), false);
                Compare(run, "in pieces of number " + random);
            }

            if (isThorough || (random & 3) == 0)
            {
                byte[] frames = stream.ToArray();
                string reference = ProtocolReference.Run(_isServer, LimitsOf(input[0]), frames);
                string ours = ProtocolReference.RunDecoder(_isServer, LimitsOf(input[0]), frames);
                if (ours != reference)
                {
                    throw new FuzzException("the reference says \"" + reference + "\", the decoder \"" + ours + "\"");
                }
            }

            if (violation != Violation.None)
            {
                run.Run(stream[..(failedAt + 1)], Chunks.Whole, false);
                Compare(run, "up to the byte that shows it");
                run.Run(stream[..failedAt], Chunks.Whole, false);
                FuzzException.Unless(run.Violation == Violation.None, "fails earlier when it comes at once");
            }

            for (int at = 1; isThorough && at < stream.Length; at++)
            {
                run.Run(stream, Chunks.Split(at), false);
                Compare(run, "split at " + at);
            }

            if (isThorough)
            {
                DecoderRun fresh = new DecoderRun(_isServer, LimitsOf(input[0]));
                fresh.Run(stream, Chunks.Whole, false);
                Compare(fresh, "by a decoder without a past");
            }
        }

        private void Compare(DecoderRun run, string how)
        {
            if (!run.Trace.IsSameAs(_expected))
            {
                throw new FuzzException("another verdict " + how);
            }
        }

        private void CheckMessages(DecoderRun run)
        {
            int count = 0;
            for (int i = 0; i < run.MessageCount; i++)
            {
                ReadOnlySpan<byte> payload = run.Message(i, out Opcode opcode);
                if (opcode == Opcode.Text)
                {
                    try
                    {
                        _strictUtf8.GetCharCount(payload);
                    }
                    catch (DecoderFallbackException e)
                    {
                        throw new FuzzException("a text that is not UTF-8 was handed out", e);
                    }
                }

                uint key = HashOf(payload);
                int size = FrameEncoder.WriteHeader(_frame, 0, opcode, true, payload.Length, _isServer, key);
                FuzzException.Unless(size == FrameEncoder.GetHeaderSize(payload.Length, _isServer), "the size of a header");
                payload.CopyTo(_frame.AsSpan(size));
                if (_isServer)
                {
                    _mask.Apply(_frame, size, payload.Length, key);
                }

                _again.Run(_frame.AsSpan(0, size + payload.Length), Chunks.Random(key), false);
                FuzzException.Unless(_again.MessageCount == 1, "an encoded message is one message");
                FuzzException.Unless(_again.Message(0, out Opcode type).SequenceEqual(payload) && type == opcode, "an encoded message is the same message");
                count++;
            }

            FuzzException.Unless(count == run.MessageCount, "every message");
        }
    }
}
