using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <summary>
    /// The server's side of the opening handshake (RFC 6455 section 4.2): judges a request that <see cref="HttpHead"/> has parsed
    /// and writes the 101. One instance serves all connections: it holds the outcome of the last <see cref="Check"/> alone.
    /// </summary>
    /// <remarks>The fields are for reading; see <see cref="HttpHead"/>.</remarks>
    public sealed partial class ServerHandshake
    {
        /// <summary>Subprotocols that a client may offer at once; with more the request is refused with 400.</summary>
        public const int MaxOfferedSubProtocols = 16;

        /// <summary>Bytes of the longest response that <see cref="WriteResponse"/> can have to write.</summary>
        public readonly int MaxResponseCount;

        /// <summary>The subprotocol chosen by the last check, by its index in the constructor's array; -1 for none.</summary>
        public int SubProtocolIndex = -1;

        /// <summary>Subprotocols that the client of the last check has offered.</summary>
        public int OfferedCount;

        private const string SubProtocolHeader = "\r\nSec-WebSocket-Protocol: ";

        private readonly AcceptKey _acceptKey = new AcceptKey();
        private readonly SubProtocols _own;
        private readonly byte[] _websocket = Ascii.GetBytes("websocket");
        private readonly byte[] _upgrade = Ascii.GetBytes("upgrade");
        private readonly byte[] _usual = Ascii.GetBytes("permessage-deflate; client_max_window_bits");

        // The response up to the accept value.
        private readonly byte[] _response;

        // Where each offered subprotocol starts in the head's buffer, and its bytes.
        private readonly int[] _offered = new int[2 * MaxOfferedSubProtocols];

        /// <summary>Makes the handshake of a server; this is the only time it allocates.</summary>
        /// <param name="subProtocols">What the server speaks, the one it likes best first; null or empty for none. Copied.</param>
        /// <exception cref="ArgumentException">A subprotocol is no HTTP token, or appears twice.</exception>
        public ServerHandshake(string[] subProtocols)
        {
            // What is written in several places is not folded into each text, since that would multiply it in flash.
            string upgrade = HttpStatus.UpgradeLines;
            _response = Ascii.GetBytes("HTTP/1.1 101 Switching Protocols" + upgrade + "\r\nSec-WebSocket-Accept: ");
            _own = new SubProtocols(subProtocols);
            int longest = 0;
            foreach (string name in _own.Names)
            {
                int line = SubProtocolHeader.Length + name.Length;
                longest = line > longest ? line : longest;
            }

            MaxResponseCount = _response.Length + AcceptKey.AcceptCount + longest + 4;
        }

        /// <summary>The subprotocol chosen by the last check; null for none.</summary>
        public string SubProtocol
        {
            get { return SubProtocolIndex < 0 ? null : _own.Names[SubProtocolIndex]; }
        }

        /// <summary>
        /// Whether a request wants to become a WebSocket at all; if not, it is one for plain content. Wanting is naming
        /// websocket in Upgrade, or bringing a Sec-WebSocket-Key: what such a request lacks is for <see cref="Check"/> to say.
        /// </summary>
        /// <param name="head">A request parsed without a refusal.</param>
        /// <returns>False for upgrades to other protocols, which a server may ignore (RFC 9110 section 7.8).</returns>
        /// <exception cref="ArgumentNullException"><paramref name="head"/> is null.</exception>
        public bool IsUpgrade(HttpHead head)
        {
            if (head == null)
            {
                throw new ArgumentNullException(nameof(head));
            }

            return head.Has(HttpHeader.SecWebSocketKey) || head.HasToken(HttpHeader.Upgrade, _websocket);
        }

        /// <summary>Checks a request by RFC 6455 section 4.2.1 and chooses the subprotocol.</summary>
        /// <param name="head">The parsed request; who may connect (Host, Origin, credentials) is for the caller to judge.</param>
        /// <returns>
        /// 101, or the status to refuse with: 405 when it is no GET; 426 when Upgrade does not name websocket, or the version is
        /// missing or not 13; 400 for everything else, a body included; the head's own refusal if it has one.
        /// </returns>
        /// <exception cref="ArgumentNullException"><paramref name="head"/> is null.</exception>
        public int Check(HttpHead head)
        {
            if (head == null)
            {
                throw new ArgumentNullException(nameof(head));
            }

            SubProtocolIndex = -1;
            OfferedCount = 0;
            if (head.Refusal != 0)
            {
                return head.Refusal;
            }

            if (head.Method != HttpMethod.Get)
            {
                return HttpStatus.MethodNotAllowed;
            }

            // HTTP/1.0 has no upgrade. A body would be taken for frames.
            if (head.MinorVersion == 0 || head.HasBody)
            {
                return HttpStatus.BadRequest;
            }

            if (!head.HasToken(HttpHeader.Upgrade, _websocket))
            {
                return HttpStatus.UpgradeRequired;
            }

            if (!head.HasToken(HttpHeader.Connection, _upgrade))
            {
                return HttpStatus.BadRequest;
            }

            if (!head.TryGet(HttpHeader.SecWebSocketVersion, out int offset, out int count))
            {
                return HttpStatus.UpgradeRequired;
            }

            // Another number from 0 to 255 without leading zeros (RFC 6455 section 4.3) is a version to negotiate.
            int version = head.ReadNumber(offset, count);
            if (version < 0 || version > 255 || (count > 1 && head.Buffer[offset] == '0'))
            {
                return HttpStatus.BadRequest;
            }

            if (version != 13)
            {
                return HttpStatus.UpgradeRequired;
            }

            if (IsKeyValid(head) && AreExtensionsValid(head) && ReadOffers(head))
            {
                return HttpStatus.SwitchingProtocols;
            }

            SubProtocolIndex = -1;
            return HttpStatus.BadRequest;
        }

        /// <summary>A subprotocol that the client of the last check has offered, in its order of preference.</summary>
        /// <param name="index">0 to <see cref="OfferedCount"/> - 1.</param>
        /// <param name="offset">Where it starts in the head's buffer.</param>
        /// <param name="count">Bytes of it.</param>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is out of range.</exception>
        public void GetOffered(int index, out int offset, out int count)
        {
            if (index < 0 || index >= OfferedCount)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }

            offset = _offered[2 * index];
            count = _offered[(2 * index) + 1];
        }

        /// <summary>
        /// Writes the response to a request that <see cref="Check"/> has just answered with 101 (RFC 6455 section 4.2.2).
        /// </summary>
        /// <param name="head">The request; its buffer must still be as it was.</param>
        /// <param name="output">Takes the response; it may be the request's buffer.</param>
        /// <param name="offset">Where it goes.</param>
        /// <param name="capacity">Bytes there is room for; <see cref="MaxResponseCount"/> always suffices.</param>
        /// <returns>Bytes written, or 0 when there is too little room and nothing was written.</returns>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in <paramref name="output"/>.</exception>
        /// <exception cref="InvalidOperationException">The request has no key: nobody has checked it.</exception>
        public int WriteResponse(HttpHead head, byte[] output, int offset, int capacity)
        {
            if (head == null)
            {
                throw new ArgumentNullException(nameof(head));
            }

            Ascii.CheckRange(output, offset, capacity);
            if (!head.TryGet(HttpHeader.SecWebSocketKey, out int key, out int count) || count != AcceptKey.KeyCount)
            {
                throw new InvalidOperationException();
            }

            int position = _response.Length;
            string chosen = SubProtocol;
            int needed = position + AcceptKey.AcceptCount + 4 + (chosen == null ? 0 : SubProtocolHeader.Length + chosen.Length);
            if (needed > capacity)
            {
                return 0;
            }

            // The accept value first, for the rest may overwrite the key.
            _acceptKey.WriteChecked(head.Buffer, key, output, offset + position);
            Array.Copy(_response, 0, output, offset, position);
            position += offset + AcceptKey.AcceptCount;
            if (chosen != null)
            {
                position = Ascii.Put(chosen, output, Ascii.Put(SubProtocolHeader, output, position));
            }

            Ascii.Put("\r\n\r\n", output, position);
            return needed;
        }
    }
}
