using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Fuzz
{
    /// <summary>Gives a head to the parser in pieces and writes down the verdict and all that was read.</summary>
    internal sealed class HeadRun
    {
        /// <summary>Header lines that are taken.</summary>
        public const int MaxHeaders = 16;

        private const int Headers = (int)HttpHeader.Authorization + 1;

        private static readonly byte[] _upgrade = Ascii.GetBytes("upgrade");
        private static readonly byte[] _tag = Ascii.GetBytes("\"1f\"");

        private readonly bool _isRequest;
        private readonly byte[] _before = new byte[4096];

        public HeadRun(bool isRequest)
        {
            _isRequest = isRequest;
        }

        /// <summary>The parser, with the results of the last run.</summary>
        public HttpHead Head { get; } = new HttpHead(MaxHeaders);

        /// <summary>Where the head lay in the last run; bytes in front of it and behind it are the caller's.</summary>
        public byte[] Buffer { get; } = new byte[4096];

        /// <summary>What the last run showed.</summary>
        public Trace Trace { get; } = new Trace();

        /// <summary>Whether the last run had a whole head, right or wrong.</summary>
        public bool IsWhole { get; private set; }

        /// <summary>The position of the head in <see cref="Buffer"/>.</summary>
        public int Offset { get; private set; }

        /// <summary>Runs one input.</summary>
        /// <param name="input">The head, perhaps with more behind it.</param>
        /// <param name="offset">Where it goes in the buffer.</param>
        /// <param name="chunks">How it arrives.</param>
        public void Run(ReadOnlySpan<byte> input, int offset, Chunks chunks)
        {
            Offset = offset;
            Array.Fill(Buffer, (byte)'Z');
            input.CopyTo(Buffer.AsSpan(offset));
            Buffer.CopyTo(_before, 0);
            long allocated = Once(input.Length, chunks);
            if (allocated != 0)
            {
                allocated = Once(input.Length, chunks);
                FuzzException.Unless(allocated == 0, "allocated");
            }

            FuzzException.Unless(Buffer.AsSpan().SequenceEqual(_before), "the parser wrote to the buffer");
        }

        private long Once(int total, Chunks chunks)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Trace.Clear();
            IsWhole = false;
            int scanned = 0;
            int count = 0;
            while (count < total)
            {
                count += chunks.Next(total - count);
                HeadProgress progress = Head.Scan(Buffer, Offset, count, ref scanned);
                if (progress == HeadProgress.NeedInput)
                {
                    FuzzException.Unless(Head.Refusal == 0, "a status without a refusal");
                    continue;
                }

                IsWhole = true;
                if (progress == HeadProgress.Invalid)
                {
                    FuzzException.Unless(Head.Refusal == HttpStatus.BadRequest, "a refusal of what cannot be a head");
                    Trace.Add('r', Head.Refusal);
                }
                else
                {
                    FuzzException.Unless(Head.Length > 0 && Head.Length <= count, "the length that is scanned");
                    int scannedLength = Head.Length;
                    int status = _isRequest ? Head.ParseRequest(Buffer, Offset, count) : Head.ParseResponse(Buffer, Offset, count);
                    FuzzException.Unless(status == Head.Refusal, "a status is the refusal");
                    FuzzException.Unless(status is 0 or 400 or 431 or 505, "a status that is not documented");
                    Trace.Add('r', status);
                    if (status == 0)
                    {
                        FuzzException.Unless(Head.Length > 0 && Head.Length <= scannedLength, "the length of a head");
                        AddResults();
                    }
                }

                return GC.GetAllocatedBytesForCurrentThread() - before;
            }

            Trace.Add('?', 0);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        private void AddResults()
        {
            Trace.Add(Head.Length);
            Trace.Add((int)Head.Method);
            Trace.Add(Head.MinorVersion);
            Trace.Add(Head.StatusCode);
            Trace.Add((Head.IsInterim ? 1 : 0) | (Head.HasBody ? 2 : 0) | (Head.AcceptsGzip() ? 4 : 0)
                | (Head.MatchesEntityTag(_tag) ? 8 : 0) | (Head.HasToken(HttpHeader.Connection, _upgrade) ? 16 : 0));
            if (_isRequest)
            {
                FuzzException.Unless(Head.TargetCount >= 1, "a target");
                int query = Array.IndexOf(Head.Buffer, (byte)'?', Head.TargetOffset, Head.TargetCount);
                FuzzException.Unless(Head.PathCount == (query < 0 ? Head.TargetCount : query - Head.TargetOffset), "the path is what is in front of the query");
                AddRange(Head.TargetOffset, Head.TargetCount);
            }

            for (int i = 0; i < Headers; i++)
            {
                bool has = Head.TryGet((HttpHeader)i, out int offset, out int count);
                FuzzException.Unless(has == Head.Has((HttpHeader)i), "a header is there or not");
                if (has)
                {
                    Trace.Add('h', i);
                    AddRange(offset, count);
                }
                else
                {
                    FuzzException.Unless(offset == 0 && count == 0, "zeros when there is none");
                }
            }
        }

        private void AddRange(int offset, int count)
        {
            FuzzException.Unless(count >= 0 && offset >= Offset && offset + count <= Offset + Head.Length, "a range lies in the head");
            Trace.Add(offset - Offset);
            Trace.Add(count);
            ReadOnlySpan<byte> value = Buffer.AsSpan(offset, count);
            foreach (byte b in value)
            {
                FuzzException.Unless((b >= ' ' && b != 0x7F) || b == '\t', "a control character in a value");
            }

            Trace.Add(value);
        }
    }
}
