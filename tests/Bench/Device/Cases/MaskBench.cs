using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Device
{
    /// <summary>Masks a payload in place.</summary>
    internal sealed class MaskBench : Bench
    {
        private const uint Key = 0x3D21FA37;

        /// <summary>What the mask may read behind a range.</summary>
        private const int Slack = 31;

        private readonly FrameMask _mask = new FrameMask();
        private readonly byte[] _buffer;
        private readonly int _count;
        private int _runs;

        public MaskBench(int count)
        {
            _buffer = new byte[count + Slack];
            _count = count;
        }

        /// <inheritdoc/>
        public override void Run(int times)
        {
            _runs += times;
            for (int i = 0; i < times; i++)
            {
                _mask.Apply(_buffer, 0, _count, Key, false);
            }
        }

        /// <inheritdoc/>
        public override bool IsRight()
        {
            return _buffer[_count] == 0 && _buffer[_count - 4] == ((_runs & 1) == 0 ? 0 : (byte)(Key & 0xFF));
        }
    }
}
