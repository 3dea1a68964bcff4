using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Fuzz
{
    /// <summary>What a connection sends, and the frames that it should be.</summary>
    internal sealed class ProtocolOutput
    {
        private readonly FrameDecoder _decoder;
        private readonly byte[] _work = new byte[1 << 18];
        private readonly Trace _expected = new Trace();
        private readonly Trace _sent = new Trace();
        private readonly Trace _frames = new Trace();
        private int _rawCount;

        public ProtocolOutput(bool ofServer)
        {
            _decoder = new FrameDecoder(!ofServer, new FrameLimits(1 << 20, int.MaxValue));
        }

        /// <summary>The bytes that went out.</summary>
        public ReadOnlySpan<byte> Bytes => _sent.Bytes;

        /// <summary>A new connection, with a number of bytes that go out first as they are.</summary>
        public void Start(int rawCount)
        {
            _rawCount = rawCount;
            _expected.Clear();
            _sent.Clear();
        }

        /// <summary>A frame that was queued.</summary>
        public void Expect(Opcode opcode, bool final, ReadOnlySpan<byte> payload)
        {
            AddFrame(_expected, opcode, final, payload);
        }

        /// <summary>Bytes that went out.</summary>
        public void Take(ReadOnlySpan<byte> bytes)
        {
            _sent.Add(bytes);
        }

        /// <summary>Takes apart what went out; it must be the frames that were queued, all of them or the first.</summary>
        public void Check(bool all)
        {
            ReadOnlySpan<byte> raw = Bytes[..Math.Min(_rawCount, Bytes.Length)];
            FuzzException.Unless(raw.IndexOfAnyExcept((byte)'R') < 0, "raw bytes go out as they are");
            ReadOnlySpan<byte> stream = Bytes[raw.Length..];
            stream.CopyTo(_work);
            _decoder.Reset();
            _frames.Clear();
            _decoder.SetInput(_work, 0, stream.Length);
            int start = 0;
            FrameEvent e;
            bool inFrame = false;
            while ((e = _decoder.Read()) != FrameEvent.NeedInput)
            {
                FuzzException.Unless(e != FrameEvent.Error, "what goes out breaks a rule");
                start = _frames.Count;
                bool isControl = e == FrameEvent.Control;
                inFrame = !isControl && !_decoder.EndOfFrame;
                AddFrame(_frames, _decoder.Opcode, isControl || _decoder.EndOfMessage, _decoder.PayloadBuffer.AsSpan(_decoder.PayloadOffset, _decoder.PayloadCount));
            }

            if (inFrame)
            {
                FuzzException.Unless(!all, "a frame was not sent to its end");
                _frames.Count = start;
            }

            FuzzException.Unless(_expected.Bytes.StartsWith(_frames.Bytes), "other frames went out than were queued");
            FuzzException.Unless(!all || _frames.Count == _expected.Count, "fewer frames went out than were queued");
        }

        private static void AddFrame(Trace frames, Opcode opcode, bool final, ReadOnlySpan<byte> payload)
        {
            frames.Add(final ? 'F' : 'f', (int)opcode);
            frames.Add(payload.Length);
            frames.Add(payload);
        }
    }
}
