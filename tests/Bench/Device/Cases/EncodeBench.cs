using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Device
{
    /// <summary>Makes a frame of a payload, in another array: a server's, or a client's with its mask.</summary>
    internal sealed class EncodeBench : Bench
    {
        private const uint Key = 0x3D21FA37;
        private const int Slack = 31;

        private readonly FrameMask _mask = new FrameMask();
        private readonly byte[] _payload;
        private readonly byte[] _output;
        private readonly bool _isMasked;

        public EncodeBench(int count, bool isMasked)
        {
            _payload = Payloads.Binary(count);
            _output = new byte[FrameLimits.MaxHeaderSize + count + Slack];
            _isMasked = isMasked;
        }

        /// <inheritdoc/>
        public override void Run(int times)
        {
            byte[] output = _output;
            byte[] payload = _payload;
            int count = payload.Length;
            for (int i = 0; i < times; i++)
            {
                int size = FrameEncoder.WriteHeader(output, 0, Opcode.Binary, true, count, _isMasked, Key);
                Array.Copy(payload, 0, output, size, count);
                if (_isMasked)
                {
                    _mask.Apply(output, size, count, Key, false);
                }
            }
        }

        /// <inheritdoc/>
        public override bool IsRight()
        {
            int start = FrameEncoder.GetHeaderSize(_payload.Length, _isMasked);
            for (int i = 0; i < _payload.Length; i++)
            {
                byte mask = _isMasked ? (byte)(Key >> ((i & 3) << 3)) : (byte)0;
                if (_output[start + i] != (byte)(_payload[i] ^ mask))
                {
                    return false;
                }
            }

            return _output[0] == 0x82;
        }
    }
}
