using System;
using System.Security.Cryptography;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// <see cref="ServerHandshake"/>: a byte that picks the server's subprotocols, then a request. Only documented statuses;
    /// what is answered with 101 has all that RFC 6455 section 4.2.1 asks for by a second, plainer reading, and the answer is
    /// right by .NET's SHA-1 and to the client's own parser.
    /// </summary>
    internal sealed class ServerHandshakeTarget : FuzzTarget
    {
        private static readonly string[][] _subProtocols = [[], ["chat", "superchat"], ["superchat"], ["other", "chat"]];

        private readonly ServerHandshake[] _handshakes = Array.ConvertAll(_subProtocols, p => new ServerHandshake(p));
        private readonly HeadRun _run = new HeadRun(true);
        private readonly HeadRun _answer = new HeadRun(false);
        private readonly byte[] _output = new byte[512];

        public ServerHandshakeTarget()
            : base("server-handshake", 1000, HeadWords.ForRequests)
        {
        }

        /// <inheritdoc/>
        public override byte[][] Seeds()
        {
            return Array.ConvertAll(HeadWords.Requests, r => Encoding.Latin1.GetBytes("\u0001" + r));
        }

        /// <inheritdoc/>
        protected override void RunInput(byte[] input, bool isThorough)
        {
            if (input.Length < 2)
            {
                return;
            }

            int variant = input[0] & 3;
            _run.Run(input.AsSpan(1), 0, Chunks.Whole);
            if (!_run.IsWhole)
            {
                return;
            }

            ServerHandshake handshake = _handshakes[variant];
            HttpHead head = _run.Head;
            int status = Check(handshake, head, out bool isUpgrade, out int written);
            Coverage.Feature(3000 + status, handshake.SubProtocolIndex, handshake.OfferedCount + (isUpgrade ? 100 : 0));
            FuzzException.Unless(status is 101 or 400 or 405 or 426 || (status == head.Refusal && status != 0), "a status that is not documented");
            if (status == 101)
            {
                FuzzException.Unless(isUpgrade, "who is let in wants in");
                CheckAccepted(handshake, head, variant, written);
            }
        }

        private int Check(ServerHandshake handshake, HttpHead head, out bool isUpgrade, out int written)
        {
            long allocated = 0;
            int status = 0;
            isUpgrade = false;
            written = 0;
            for (int i = 0; i < 2; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                isUpgrade = head.Refusal == 0 && handshake.IsUpgrade(head);
                status = handshake.Check(head);
                written = status == 101 ? handshake.WriteResponse(head, _output, 5, handshake.MaxResponseCount) : 0;
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                if (allocated == 0)
                {
                    break;
                }
            }

            FuzzException.Unless(allocated == 0, "allocated");
            return status;
        }

        private void CheckAccepted(ServerHandshake handshake, HttpHead head, int variant, int written)
        {
            string text = Encoding.Latin1.GetString(head.Buffer, _run.Offset, head.Length);
            string key = null;
            int upgrades = 0;
            int connections = 0;
            foreach (string line in text.Split("\r\n"))
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                string name = colon < 0 ? "" : line[..colon].ToUpperInvariant();
                string value = colon < 0 ? "" : line[(colon + 1)..].Trim(' ', '\t');
                key = name == "SEC-WEBSOCKET-KEY" ? value : key;
                upgrades += name == "UPGRADE" && value.Contains("websocket", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
                connections += name == "CONNECTION" && value.Contains("upgrade", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            }

            FuzzException.Unless(text.TrimStart('\r', '\n').StartsWith("GET ", StringComparison.Ordinal), "a request that is no GET");
            FuzzException.Unless(upgrades > 0 && connections > 0, "a request without Upgrade or Connection");
            FuzzException.Unless(text.Contains("13", StringComparison.Ordinal), "a request without the version");
            FuzzException.Unless(key != null && Convert.FromBase64String(key).Length == 16, "a request without a right key");
#pragma warning disable CA5350 // RFC 6455 section 4.2.2 wants SHA-1.
            string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
            FuzzException.Unless(written > 0 && written <= handshake.MaxResponseCount, "the length of an answer");
            _answer.Run(_output.AsSpan(5, written), 0, Chunks.Whole);
            HttpHead answer = _answer.Head;
            FuzzException.Unless(_answer.IsWhole && answer.Refusal == 0 && answer.Length == written && answer.StatusCode == 101, "an answer is a head");
            FuzzException.Unless(Value(answer, HttpHeader.SecWebSocketAccept) == accept, "the accept value");
            string chosen = Value(answer, HttpHeader.SecWebSocketProtocol);
            FuzzException.Unless(chosen == handshake.SubProtocol, "the subprotocol");
            FuzzException.Unless(chosen == null || Array.IndexOf(_subProtocols[variant], chosen) == handshake.SubProtocolIndex, "the subprotocol's number");
            FuzzException.Unless(chosen == null || text.Contains(chosen, StringComparison.Ordinal), "the subprotocol was offered");

            // The answer may take the place of the request.
            byte[] before = _output.AsSpan(5, written).ToArray();
            int again = handshake.WriteResponse(head, head.Buffer, _run.Offset, head.Buffer.Length - _run.Offset);
            FuzzException.Unless(head.Buffer.AsSpan(_run.Offset, again).SequenceEqual(before), "an answer in the request's place");
        }

        private static string Value(HttpHead head, HttpHeader header)
        {
            return head.TryGet(header, out int offset, out int count) ? Encoding.Latin1.GetString(head.Buffer, offset, count) : null;
        }
    }
}
