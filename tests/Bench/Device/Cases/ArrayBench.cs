namespace Nanowire.Bench.Device
{
    /// <summary>Makes an array. Nearly all others make nothing, which would look the same if allocations were not counted at all.</summary>
    internal sealed class ArrayBench : Bench
    {
        private readonly int _size;
        private byte[] _last;

        public ArrayBench(int size)
        {
            _size = size;
        }

        /// <inheritdoc/>
        public override void Run(int times)
        {
            for (int i = 0; i < times; i++)
            {
                _last = new byte[_size];
            }
        }

        /// <inheritdoc/>
        public override bool IsRight()
        {
            return _last.Length == _size;
        }
    }
}
