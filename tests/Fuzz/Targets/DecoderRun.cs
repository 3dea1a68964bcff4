using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// Runs streams through one decoder and writes down what it says, the same however they are cut: frame by frame; of a
    /// frame in which an error shows nothing, since what was handed out of it before depends on the cut.
    /// </summary>
    internal sealed class DecoderRun
    {
        private const int Margin = 9;
        private const byte Noise = 0xEE;

        private readonly FrameDecoder _decoder;
        private readonly byte[] _scratch = new byte[FrameDecoder.ScratchSize + Margin];
        private readonly byte[] _work = new byte[4096];
        private readonly byte[] _payload = new byte[4096];
        private readonly int[] _starts = new int[4096];
        private readonly Opcode[] _opcodes = new Opcode[4096];
        private int _messageEnd;

        public DecoderRun(bool isServer, FrameLimits limits)
        {
            _decoder = new FrameDecoder(isServer, limits, new FrameMask(), _scratch);
        }

        /// <summary>What the last run showed.</summary>
        public Trace Trace { get; } = new Trace();

        /// <summary>The rule that was broken.</summary>
        public Violation Violation => _decoder.Violation;

        /// <summary>Bytes that were given before it ended.</summary>
        public int Taken { get; private set; }

        /// <summary>Whole messages.</summary>
        public int MessageCount { get; private set; }

        /// <summary>A whole message.</summary>
        public ReadOnlySpan<byte> Message(int index, out Opcode opcode)
        {
            opcode = _opcodes[index];
            int end = index + 1 == MessageCount ? _messageEnd : _starts[index + 1];
            return _payload.AsSpan(_starts[index], end - _starts[index]);
        }

        /// <summary>Runs a stream. Fails on what must not be whatever the stream.</summary>
        public void Run(ReadOnlySpan<byte> stream, Chunks chunks, bool reports)
        {
            long allocated = Once(stream, chunks, reports);
            if (allocated != 0)
            {
                // Once may have been the first use of something, or the trace has grown.
                allocated = Once(stream, chunks, reports);
                FuzzException.Unless(allocated == 0, "allocated " + allocated + " bytes");
            }
        }

        private long Once(ReadOnlySpan<byte> stream, Chunks chunks, bool reports)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            FrameDecoder decoder = _decoder;
            decoder.Reset();
            Trace.Clear();
            MessageCount = 0;
            _messageEnd = 0;
            Taken = 0;
            _scratch.AsSpan(0, Margin).Fill(Noise);
            bool inFrame = false;
            int frameStart = 0;
            int previous = -1;
            int payloadEnd = 0;
            while (Taken < stream.Length)
            {
                int count = chunks.Next(stream.Length - Taken);

                // Every third piece or so ends with its array.
                int start = (Taken + stream.Length) % 3 == 2 ? _work.Length - count : Margin;
                _work.AsSpan(start - Margin, Math.Min(count + (2 * Margin), _work.Length - start + Margin)).Fill(Noise);
                stream.Slice(Taken, count).CopyTo(_work.AsSpan(start));
                decoder.SetInput(_work, start, count);
                Taken += count;
                int events = 0;
                FrameEvent e;
                while ((e = decoder.Read()) != FrameEvent.NeedInput)
                {
                    FuzzException.Unless(events++ <= count, "more events than bytes");
                    if (reports)
                    {
                        int bits = (decoder.EndOfFrame ? 1 : 0) | (decoder.EndOfMessage ? 2 : 0) | ((int)decoder.Opcode << 2);
                        Coverage.Feature((int)e, previous, bits);
                        Coverage.Feature(100 + (int)e, (int)decoder.Violation, Coverage.Bucket(decoder.PayloadCount));
                        previous = ((int)e << 6) | bits;
                    }

                    if (e == FrameEvent.Error)
                    {
                        FuzzException.Unless(decoder.Violation != Violation.None, "an error without a violation");
                        FuzzException.Unless(decoder.Read() == FrameEvent.Error && decoder.Unread == 0, "an error stays");
                        Trace.Count = inFrame ? frameStart : Trace.Count;
                        Trace.Add('x', (int)decoder.Violation);
                        return GC.GetAllocatedBytesForCurrentThread() - before;
                    }

                    ReadOnlySpan<byte> payload = Payload(start, count);
                    if (e == FrameEvent.Control)
                    {
                        FuzzException.Unless(!inFrame && decoder.Opcode >= Opcode.Close && payload.Length <= 125, "a control frame");
                        Trace.Add('c', (int)decoder.Opcode);
                        Trace.Add(payload.Length);
                        Trace.Add(payload);
                        continue;
                    }

                    FuzzException.Unless(e == FrameEvent.Payload && decoder.Opcode <= Opcode.Binary, "an event");
                    FuzzException.Unless(decoder.MessageOpcode is Opcode.Text or Opcode.Binary, "a message's opcode");
                    if (!inFrame)
                    {
                        frameStart = Trace.Count;
                        Trace.Add('f', (int)decoder.Opcode);
                        if (decoder.Opcode != Opcode.Continuation)
                        {
                            _starts[MessageCount] = payloadEnd = _messageEnd;
                        }
                    }

                    Trace.Add(payload);
                    payload.CopyTo(_payload.AsSpan(payloadEnd));
                    payloadEnd += payload.Length;
                    inFrame = !decoder.EndOfFrame;
                    FuzzException.Unless(!inFrame || !decoder.EndOfMessage, "a message ends with a frame");
                    if (!inFrame)
                    {
                        Trace.Add(decoder.EndOfMessage ? '.' : '-', (int)decoder.MessageOpcode);
                        if (decoder.EndOfMessage)
                        {
                            _opcodes[MessageCount++] = decoder.MessageOpcode;
                            _messageEnd = payloadEnd;
                        }
                    }
                }

                FuzzException.Unless(decoder.Unread == 0, "NeedInput means that all was looked at");
                CheckMargins(start, count);
            }

            Trace.Add(inFrame ? '~' : '$', 0);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        private ReadOnlySpan<byte> Payload(int start, int count)
        {
            byte[] buffer = _decoder.PayloadBuffer;
            int offset = _decoder.PayloadOffset;
            int end = offset + _decoder.PayloadCount;
            bool inInput = buffer == _work && offset >= start && end <= start + count;
            FuzzException.Unless(inInput || (buffer == _scratch && offset >= Margin && end <= _scratch.Length), "a payload lies where it may");
            return buffer.AsSpan(offset, _decoder.PayloadCount);
        }

        private void CheckMargins(int start, int count)
        {
            bool clean = _work.AsSpan(start - Margin, Margin).IndexOfAnyExcept(Noise) < 0
                && _work.AsSpan(start + count, Math.Min(Margin, _work.Length - start - count)).IndexOfAnyExcept(Noise) < 0
                && _scratch.AsSpan(0, Margin).IndexOfAnyExcept(Noise) < 0;
            FuzzException.Unless(clean, "only the input is written to");
        }
    }
}
