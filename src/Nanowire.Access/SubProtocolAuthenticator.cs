using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// A token offered as a subprotocol, since browsers cannot set headers for a WebSocket:
    /// <c>new WebSocket(url, ["nanowire", "bearer." + token])</c>. The server never chooses that one, so it must speak another that
    /// the page offers (<see cref="ConnectionOptions.SubProtocols"/>): browsers fail a connection that agrees on none of theirs.
    /// </summary>
    public sealed class SubProtocolAuthenticator : Authenticator
    {
        private readonly byte[] _prefix;
        private readonly Secret _secret;
        private readonly string _user;

        /// <summary>One token.</summary>
        /// <param name="prefix">What tells it from subprotocols, such as "bearer."; not empty.</param>
        /// <param name="token">What an HTTP token may have: letters, digits and !#$%&amp;'*+-.^_`|~, so Base64 only in its form for URLs.</param>
        /// <param name="user">Who has it, for <see cref="ServerWebSocket.User"/>; may be null.</param>
        /// <exception cref="ArgumentException">The prefix or the token is empty or has other characters.</exception>
        public SubProtocolAuthenticator(string prefix, string token, string user)
        {
            if (!Ascii.IsToken(prefix) || !Ascii.IsToken(token))
            {
                throw new ArgumentException("not a token", Ascii.IsToken(prefix) ? nameof(token) : nameof(prefix));
            }

            _prefix = Ascii.GetBytes(prefix);
            _secret = new Secret(Ascii.GetBytes(token));
            _user = user;
        }

        /// <inheritdoc/>
        public override Authentication Authenticate(ConnectionRequest request, long nowMs)
        {
            Authentication result = Authentication.Missing;
            byte[] buffer = request.Head.Buffer;
            int offers = request.IsUpgrade ? request.Handshake.OfferedCount : 0;
            for (int i = 0; i < offers; i++)
            {
                int offset;
                int count;
                request.Handshake.GetOffered(i, out offset, out count);
                if (count < _prefix.Length || !Ascii.AreEqual(buffer, offset, _prefix.Length, _prefix))
                {
                    continue;
                }

                if (_secret.Matches(buffer, offset + _prefix.Length, count - _prefix.Length))
                {
                    request.User = _user;
                    return Authentication.Accepted;
                }

                result = Authentication.Rejected;
            }

            return result;
        }
    }
}
