using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Device
{
    /// <summary>Validates a text.</summary>
    internal sealed class Utf8Bench : Bench
    {
        private readonly byte[] _text;
        private int _states;

        public Utf8Bench(byte[] text)
        {
            _text = text;
        }

        /// <inheritdoc/>
        public override void Run(int times)
        {
            for (int i = 0; i < times; i++)
            {
                _states |= Utf8.Validate(_text, 0, _text.Length, Utf8.Complete);
            }
        }

        /// <inheritdoc/>
        public override bool IsRight()
        {
            byte[] wrong = new byte[] { (byte)'a', 0xFF };
            return _states == Utf8.Complete && Utf8.Validate(wrong, 0, wrong.Length, Utf8.Complete) == Utf8.Invalid;
        }
    }
}
