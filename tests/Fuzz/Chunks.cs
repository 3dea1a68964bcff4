namespace Nanowire.Fuzz
{
    /// <summary>A way to cut a stream: sizes of pieces that depend on a number alone.</summary>
    public struct Chunks
    {
        private readonly int _first;
        private readonly int _rest;
        private uint _random;
        private bool _began;

        private Chunks(int first, int rest, uint random)
        {
            _first = first;
            _rest = rest;
            _random = random;
            _began = false;
        }

        /// <summary>In one piece.</summary>
        public static Chunks Whole => new Chunks(int.MaxValue, int.MaxValue, 0);

        /// <summary>Byte by byte.</summary>
        public static Chunks Bytes => new Chunks(1, 1, 0);

        /// <summary>A first piece and the rest.</summary>
        public static Chunks Split(int at)
        {
            return new Chunks(at, int.MaxValue, 0);
        }

        /// <summary>Pieces of sizes up to 16 or 64, by a number.</summary>
        public static Chunks Random(uint random)
        {
            return new Chunks(0, 0, random | 1);
        }

        /// <summary>The size of the next piece.</summary>
        /// <param name="left">Bytes that are left, at least 1.</param>
        public int Next(int left)
        {
            int size = _began ? _rest : _first;
            _began = true;
            if (_random != 0)
            {
                _random ^= _random << 13;
                _random ^= _random >> 17;
                _random ^= _random << 5;
                size = 1 + (int)((_random >> 8) & ((_random & 0x40) != 0 ? 63u : 15u));
            }

            return size < left ? size : left;
        }
    }
}
