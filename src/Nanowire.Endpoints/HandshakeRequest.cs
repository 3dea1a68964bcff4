using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Endpoints
{
    /// <summary>
    /// A request for a WebSocket, as interceptors and an endpoint's configuration see it. One object for all, borrowed for a call. Its strings are
    /// made when they are asked for.
    /// </summary>
    public sealed class HandshakeRequest
    {
        /// <summary>All header lines that interceptors may add to an answer, in bytes.</summary>
        public const int MaxHeaderBytes = 256;

        /// <summary>The request as it was parsed.</summary>
        public HttpHead Head;

        /// <summary>The endpoint that is asked for.</summary>
        public EndpointConfig Config;

        /// <summary>What will be the connection, without a socket yet: it can be given properties.</summary>
        public WebSocketSession Session;

        /// <summary>The client's address, or that for which a proxy speaks where a guard trusts the proxy.</summary>
        public string RemoteAddress;

        /// <summary>Who the client has shown to be to the server's guard; null for nobody.</summary>
        public string User;

        private readonly EndpointTable _table;
        private readonly object _lf = (byte)'\n';
        private readonly object _colon = (byte)':';
        private ServerHandshake _handshake;

        internal HandshakeRequest(EndpointTable table)
        {
            _table = table;
        }

        /// <summary>The path that is asked for, with its query, as it was sent.</summary>
        public string Path => Ascii.GetString(Head.Buffer, Head.TargetOffset, Head.TargetCount);

        /// <summary>A parameter of the path, percent-decoded; null when the endpoint has none of that name.</summary>
        public string GetPathParameter(string name)
        {
            return Config.Template.GetParameter(Path, name);
        }

        /// <summary>The value of a header, of its first line; null where there is none.</summary>
        /// <param name="name">In any case.</param>
        /// <exception cref="ArgumentException">It is not ASCII.</exception>
        public string GetHeader(string name)
        {
            byte[] lower = Ascii.GetBytes(name.ToLower());
            byte[] buffer = Head.Buffer;

            // The request line is the first, or the second behind an empty one, and has no name in front of a colon.
            int end = Head.Length;
            for (int position = 0; position < end;)
            {
                int stop = Array.IndexOf(buffer, _lf, position, end - position);
                int colon = Array.IndexOf(buffer, _colon, position, stop - position);
                if (colon >= 0 && Ascii.AreEqualIgnoreCase(buffer, position, colon - position, lower))
                {
                    return System.Text.Encoding.UTF8.GetString(buffer, colon + 1, stop - colon - 1).Trim();
                }

                position = stop + 1;
            }

            return null;
        }

        /// <summary>Whether the client offers a subprotocol.</summary>
        public bool IsSubProtocolOffered(string name)
        {
            byte[] bytes = Ascii.GetBytes(name);
            for (int i = 0; i < _handshake.OfferedCount; i++)
            {
                _handshake.GetOffered(i, out int offset, out int count);
                if (Ascii.AreEqual(Head.Buffer, offset, count, bytes))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Adds a header to the answer when the handshake succeeds.</summary>
        /// <param name="name">A token; not one that the handshake writes itself.</param>
        /// <param name="value">Printable ASCII.</param>
        /// <exception cref="ArgumentException">It is none of that, or there are more than <see cref="MaxHeaderBytes"/>.</exception>
        public void AddHeader(string name, string value)
        {
            ArgumentNullException.ThrowIfNull(value, nameof(value));
            string lower = Ascii.IsToken(name) ? name.ToLower() : "upgrade";
            bool isValid = lower != "upgrade" && lower != "connection" && lower != "content-length" && lower != "transfer-encoding"
                && !lower.StartsWith("sec-websocket-");
            for (int i = 0; i < value.Length; i++)
            {
                isValid &= value[i] >= ' ' && value[i] < 0x7F;
            }

            if (!isValid)
            {
                throw new ArgumentException("no header for here: " + name);
            }

            byte[] line = Ascii.GetBytes(name + ": " + value);
            int end = _table.HeaderCount + line.Length;
            if (end + 2 > MaxHeaderBytes)
            {
                throw new ArgumentException("more headers than " + MaxHeaderBytes.ToString() + " bytes");
            }

            byte[] lines = _table.HeaderLines;
            if (lines == null)
            {
                lines = new byte[MaxHeaderBytes];
                _table.HeaderLines = lines;
            }

            Array.Copy(line, 0, lines, _table.HeaderCount, line.Length);
            lines[end] = (byte)'\r';
            lines[end + 1] = (byte)'\n';
            _table.HeaderCount = end + 2;
        }

        internal void Begin(HttpHead head, ServerHandshake handshake, EndpointConfig config, string address, string user)
        {
            Head = head;
            _handshake = handshake;
            Config = config;
            RemoteAddress = address;
            User = user;
            Session = new WebSocketSession(config);
        }
    }
}
