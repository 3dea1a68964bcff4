using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Device
{
    /// <summary>
    /// Takes a client's frame apart. It is unmasked in place, so every other run unmasks what is masked no more: other bytes, the same work. A text must
    /// stay one, so its key is zero.
    /// </summary>
    internal sealed class DecodeBench : Bench
    {
        private const uint Key = 0x3D21FA37;
        private const int Slack = 31;

        private readonly FrameDecoder _decoder;
        private readonly byte[] _frame;
        private readonly int _size;
        private int _runs;
        private int _right;

        public DecodeBench(int count, bool isText)
        {
            Opcode opcode = isText ? Opcode.Text : Opcode.Binary;
            byte[] payload = isText ? Payloads.Ascii(count) : Payloads.Binary(count);
            int headerSize = FrameEncoder.GetHeaderSize(count, true);
            _size = headerSize + count;
            _frame = new byte[_size + Slack];
            FrameEncoder.WriteHeader(_frame, 0, opcode, true, count, true, isText ? 0 : Key);
            System.Array.Copy(payload, 0, _frame, headerSize, count);
            _decoder = new FrameDecoder(true, new FrameLimits(count, FrameLimits.DefaultMaxFragments));
        }

        /// <inheritdoc/>
        public override void Run(int times)
        {
            FrameDecoder decoder = _decoder;
            byte[] frame = _frame;
            int size = _size;
            int right = 0;
            for (int i = 0; i < times; i++)
            {
                decoder.SetInput(frame, 0, size);
                if (decoder.Read() == FrameEvent.Payload)
                {
                    right++;
                }
            }

            _right += right;
            _runs += times;
        }

        /// <inheritdoc/>
        public override bool IsRight()
        {
            return _right == _runs && _decoder.Unread == 0 && _decoder.PayloadOffset + _decoder.PayloadCount == _size && _decoder.EndOfMessage;
        }
    }
}
