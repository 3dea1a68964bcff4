using System;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// <see cref="ClientHandshake"/>: a byte that picks what the client offers, then a response. Only documented errors; what
    /// is accepted has the right accept value, no extension and no subprotocol that was not offered.
    /// </summary>
    internal sealed class ClientHandshakeTarget : FuzzTarget
    {
        private static readonly string[][] _subProtocols = [[], ["chat"], ["superchat", "chat"], ["other"]];

        private readonly ClientHandshake[] _handshakes;
        private readonly HeadRun _run = new HeadRun(false);

        public ClientHandshakeTarget()
            : base("client-handshake", 1000, HeadWords.ForResponses)
        {
            byte[] nonce = Encoding.ASCII.GetBytes("the sample nonce");
            _handshakes = Array.ConvertAll(_subProtocols, p => new ClientHandshake("a", 80, false, "/", p, null, null));
            foreach (ClientHandshake handshake in _handshakes)
            {
                handshake.WriteRequest(nonce, new byte[1024], 0, 1024);
            }
        }

        /// <inheritdoc/>
        public override byte[][] Seeds()
        {
            return Array.ConvertAll(HeadWords.Responses, r => Encoding.Latin1.GetBytes("\u0001" + r));
        }

        /// <inheritdoc/>
        protected override void RunInput(byte[] input, bool isThorough)
        {
            if (input.Length < 2)
            {
                return;
            }

            int variant = input[0] & 3;
            _run.Run(input.AsSpan(1), 2, Chunks.Whole);
            HttpHead head = _run.Head;
            if (!_run.IsWhole || head.IsInterim)
            {
                return;
            }

            ClientHandshake handshake = _handshakes[variant];
            HandshakeError error = HandshakeError.None;
            long allocated = 0;
            for (int i = 0; i < 2; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                error = handshake.Check(head);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                if (allocated == 0)
                {
                    break;
                }
            }

            FuzzException.Unless(allocated == 0, "allocated");
            FuzzException.Unless(error is >= HandshakeError.None and <= HandshakeError.ExtensionNotOffered, "an error that is not documented");
            Coverage.Feature(4000 + (int)error, handshake.SubProtocolIndex, 0);
            if (error != HandshakeError.None)
            {
                FuzzException.Unless(handshake.SubProtocolIndex == -1 && handshake.SubProtocol == null, "no subprotocol without a connection");
                return;
            }

            string text = Encoding.Latin1.GetString(head.Buffer, _run.Offset, head.Length);
            FuzzException.Unless(head.StatusCode == 101 && text.Contains("1.", StringComparison.Ordinal), "a status other than 101");
            FuzzException.Unless(text.Contains(HeadWords.Accept, StringComparison.Ordinal), "no accept value");
            FuzzException.Unless(!text.Contains("\r\nSec-WebSocket-Extensions:", StringComparison.OrdinalIgnoreCase), "an extension");
            bool hasProtocol = text.Contains("\r\nSec-WebSocket-Protocol:", StringComparison.OrdinalIgnoreCase);
            FuzzException.Unless(hasProtocol == handshake.SubProtocolIndex >= 0, "a subprotocol that was not offered, or not taken");
            FuzzException.Unless(
                handshake.SubProtocolIndex < 0 || handshake.SubProtocol == _subProtocols[variant][handshake.SubProtocolIndex], "the subprotocol");
        }
    }
}
