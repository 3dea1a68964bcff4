using System;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// <see cref="Inflater"/> and <see cref="Deflater"/>: a byte that picks the window, then a compressed message. The verdict and the
    /// output are the same however input and output are cut; and what the deflater makes of the same bytes comes back.
    /// </summary>
    internal sealed class InflateTarget : FuzzTarget
    {
        private const int MaxOutput = 20000;

        private readonly Inflater[] _inflaters = Array.ConvertAll(new[] { 8, 9, 10, 15 }, bits => new Inflater(bits));
        private readonly Inflater _alone = new Inflater(0);
        private readonly Deflater _deflater = new Deflater(0);
        private readonly byte[] _whole = new byte[MaxOutput];
        private readonly byte[] _parts = new byte[MaxOutput];
        private readonly byte[] _encoded = new byte[512];

        public InflateTarget()
            : base("inflate", 250, new Mutator("\u00f2\u0048\u00cd\u00c9\u00c9\u0007\0", "\0\0\u00ff\u00ff", "\u00f2\0\u0011\0\0", "\u0005\u00c0"))
        {
        }

        /// <inheritdoc/>
        public override byte[][] Seeds()
        {
            return
            [
                Convert.FromHexString("00F248CDC9C90700"),
                Convert.FromHexString("01000500FAFF48656C6C6F00"),
                Convert.FromHexString("02F348CDC9C9070000"),
                Convert.FromHexString("03F248050000" + "00FFFFCAC9C90700"),
            ];
        }

        /// <inheritdoc/>
        protected override void RunInput(byte[] input, bool isThorough)
        {
            if (input.Length < 1)
            {
                return;
            }

            Inflater inflater = _inflaters[input[0] & 3];
            int whole = Decode(inflater, input, Chunks.Whole, int.MaxValue, _whole);
            Coverage.Feature(5000 + (input[0] & 3), whole < 0 ? -1 : whole == 0 ? 0 : whole < 64 ? 1 : whole < 2000 ? 2 : 3, 0);
            Same(whole, Decode(inflater, input, Chunks.Bytes, 1, _parts), "byte by byte");
            Same(whole, Decode(inflater, input, Chunks.Random(HashOf(input)), 7, _parts), "in pieces");
            for (int at = 1; isThorough && at < input.Length; at++)
            {
                Same(whole, Decode(inflater, input, Chunks.Split(at), 1000, _parts), "cut in two");
            }

            int size = _deflater.Encode(input, 0, 0, input.Length, 8, _encoded, 0, _encoded.Length, true);
            FuzzException.Unless(_deflater.Used == input.Length && size <= input.Length + 11, "encoded in part, or grown");
            _alone.Reset();
            FuzzException.Unless(
                _alone.Decode(_encoded, 0, size, _parts, 0, MaxOutput) == InflateStatus.NeedInput && _alone.EndMessage()
                    && _parts.AsSpan(0, _alone.Written).SequenceEqual(input),
                "what was encoded does not come back");
        }

        private void Same(int whole, int parts, string what)
        {
            FuzzException.Unless(whole == parts, "another verdict " + what);
            FuzzException.Unless(whole < 0 || _whole.AsSpan(0, whole).SequenceEqual(_parts.AsSpan(0, whole)), "another output " + what);
        }

        /// <summary>The bytes that come of a message, MaxOutput for more than that; -1 for an invalid one.</summary>
        private static int Decode(Inflater inflater, byte[] input, Chunks chunks, int room, byte[] output)
        {
            inflater.Reset();
            int position = 1;
            int written = 0;
            int piece = 0;
            while (true)
            {
                if (piece == 0 && position < input.Length)
                {
                    piece = chunks.Next(input.Length - position);
                }

                InflateStatus status = inflater.Decode(input, position, piece, output, written, Math.Min(room, MaxOutput - written));
                position += inflater.Used;
                piece -= inflater.Used;
                written += inflater.Written;
                if (status == InflateStatus.Invalid)
                {
                    return -1;
                }

                if (written == MaxOutput && status == InflateStatus.NeedOutput)
                {
                    return MaxOutput;
                }

                FuzzException.Unless(status != InflateStatus.NeedInput || piece == 0, "input was left");
                if (status == InflateStatus.NeedInput && position == input.Length)
                {
                    return inflater.EndMessage() ? written : -1;
                }
            }
        }
    }
}
