using System;
using System.Text;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// The parser of request or response heads: the same verdict and the same results in every cut, anywhere in a buffer and
    /// whatever follows, and the reference's; all ranges within the head and free of control characters; statuses that are documented.
    /// </summary>
    internal sealed class HeadTarget : FuzzTarget
    {
        private static readonly byte[] _glued = [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58, 13, 10, 13, 10, 0, 0xFF];

        private readonly bool _isRequest;
        private readonly HeadRun _run;
        private readonly Trace _expected = new Trace();

        public HeadTarget(bool isRequest)
            : base(isRequest ? "request" : "response", 1000, isRequest ? HeadWords.ForRequests : HeadWords.ForResponses)
        {
            _isRequest = isRequest;
            _run = new HeadRun(isRequest);
        }

        /// <inheritdoc/>
        public override byte[][] Seeds()
        {
            return Array.ConvertAll(_isRequest ? HeadWords.Requests : HeadWords.Responses, Encoding.Latin1.GetBytes);
        }

        /// <inheritdoc/>
        protected override void RunInput(byte[] input, bool isThorough)
        {
            HeadRun run = _run;
            run.Run(input, 0, Chunks.Whole);
            _expected.Clear();
            _expected.Add(run.Trace.Bytes);
            bool isWhole = run.IsWhole;
            int length = run.Head.Length;
            Coverage.Feature(2000, run.Head.Refusal, run.Head.StatusCode / 100);
            bool isRight = isWhole && run.Head.Refusal == 0;
            bool shouldBe = HeadReference.Accepts(Encoding.Latin1.GetString(input), _isRequest, HeadRun.MaxHeaders, out int rightLength);
            FuzzException.Unless(isRight == shouldBe, isRight ? "the reference refuses it" : "the reference accepts it");
            FuzzException.Unless(!isRight || length == rightLength, "the reference finds another length");
            run.Run(input, 0, Chunks.Bytes);
            Compare("byte by byte");
            run.Run(input, 7, Chunks.Random(HashOf(input)));
            Compare("in pieces, further on");
            for (int at = 1; isThorough && at < input.Length; at++)
            {
                run.Run(input, at & 3, Chunks.Split(at));
                Compare("split at " + at);
            }

            if (isWhole)
            {
                byte[] more = [.. input, .. _glued];
                run.Run(more, 3, Chunks.Whole);
                Compare("with frames behind");
                run.Run(more, 0, Chunks.Random(HashOf(more)));
                Compare("with frames behind in pieces");
                if (run.Head.Refusal == 0)
                {
                    run.Run(input.AsSpan(0, length), 0, Chunks.Whole);
                    Compare("with nothing behind");
                    run.Run(input.AsSpan(0, length - 1), 0, Chunks.Bytes);
                    FuzzException.Unless(!run.IsWhole, "a head without its last byte is not whole");
                }
            }
        }

        private void Compare(string how)
        {
            if (!_run.Trace.IsSameAs(_expected))
            {
                throw new FuzzException("another verdict " + how);
            }
        }
    }
}
