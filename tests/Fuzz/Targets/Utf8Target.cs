using System;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Fuzz
{
    /// <summary><see cref="Utf8"/> against .NET's strict decoder, at every prefix; and where it cuts a text.</summary>
    internal sealed class Utf8Target : FuzzTarget
    {
        private const int Margin = 9;

        private readonly byte[] _work = new byte[512];

        public Utf8Target()
            : base("utf8", 120, new Mutator(
                "\u00c2\u0080", "\u00df\u00bf", "\u00e0\u00a0\u0080", "\u00ed\u009f\u00bf", "\u00ed\u00a0\u0080", "\u00ee\u0080\u0080", "\u00f0\u0090\u0080\u0080",
                "\u00f4\u008f\u00bf\u00bf", "\u00f4\u0090\u0080\u0080", "abcdefgh", "\u00e2\u0082\u00ac", "\u00c0\u0080", "\0", "\u007f"))
        {
        }

        /// <inheritdoc/>
        public override byte[][] Seeds()
        {
            return [Encoding.UTF8.GetBytes("abcdefghijklmnop\u00e9\u20ac\U0001f609")];
        }

        /// <inheritdoc/>
        protected override void RunInput(byte[] input, bool isThorough)
        {
            Array.Fill(_work, (byte)0xBF);
            input.CopyTo(_work, Margin);
            int state = Utf8.Complete;
            bool couldBe = true;
            for (int count = 0; count <= input.Length; count++)
            {
                if (count > 0)
                {
                    state = Utf8.Validate(_work, Margin + count - 1, 1, state);
                }

                System.Buffers.OperationStatus status = System.Buffers.OperationStatus.Done;
                ReadOnlySpan<byte> bytes = input.AsSpan(0, count);
                while (bytes.Length > 0 && status == System.Buffers.OperationStatus.Done)
                {
                    status = Rune.DecodeFromUtf8(bytes, out _, out int used);
                    bytes = bytes[used..];
                }

                couldBe = status != System.Buffers.OperationStatus.InvalidData;
                bool isComplete = System.Text.Unicode.Utf8.IsValid(input.AsSpan(0, count));
                FuzzException.Unless((state != Utf8.Invalid) == couldBe, "what can become UTF-8");
                FuzzException.Unless((state == Utf8.Complete) == isComplete, "what is UTF-8");
                FuzzException.Unless(IsSame(Utf8.Validate(_work, Margin, count, Utf8.Complete), state), "at once and byte by byte");
                int cut = count == 0 ? 0 : (int)(HashOf(input) % (uint)count);
                int first = Utf8.Validate(_work, Margin, cut, Utf8.Complete);
                FuzzException.Unless(IsSame(Utf8.Validate(_work, Margin + cut, count - cut, first), state), "in two pieces");
                if (!couldBe)
                {
                    FuzzException.Unless(Utf8.Validate(_work, 0, Margin, state) == Utf8.Invalid, "what is wrong stays wrong");
                    break;
                }
            }

            Coverage.Feature(7000, state == Utf8.Invalid ? -1 : state & 3, Coverage.Bucket(input.Length));
            if (couldBe && state == Utf8.Complete)
            {
                for (int max = 0; max <= input.Length; max++)
                {
                    int kept = Utf8.Truncate(_work, Margin, input.Length, max);
                    FuzzException.Unless(kept <= max && kept > max - 4, "a cut text is as long as it can be");
                    FuzzException.Unless(System.Text.Unicode.Utf8.IsValid(input.AsSpan(0, kept)), "a cut text is UTF-8");
                }
            }
        }

        /// <summary>Whether two states say the same; what is between is its own affair.</summary>
        private static bool IsSame(int a, int b)
        {
            return (a == Utf8.Complete) == (b == Utf8.Complete) && (a == Utf8.Invalid) == (b == Utf8.Invalid);
        }
    }
}
