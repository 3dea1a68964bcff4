using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Device
{
    /// <summary>Computes Sec-WebSocket-Accept of the key in RFC 6455 section 1.3.</summary>
    internal sealed class AcceptKeyBench : Bench
    {
        private readonly AcceptKey _acceptKey = new AcceptKey();
        private readonly byte[] _key = Ascii.GetBytes("dGhlIHNhbXBsZSBub25jZQ==");
        private readonly byte[] _accept = new byte[AcceptKey.AcceptCount];

        /// <inheritdoc/>
        public override void Run(int times)
        {
            for (int i = 0; i < times; i++)
            {
                _acceptKey.Write(_key, 0, _accept, 0);
            }
        }

        /// <inheritdoc/>
        public override bool IsRight()
        {
            return Ascii.GetString(_accept, 0, _accept.Length) == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
        }
    }
}
