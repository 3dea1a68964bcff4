using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Access
{
    /// <summary>A token in the header Authorization by RFC 6750, for programs: a browser cannot set headers for a WebSocket.</summary>
    public sealed class BearerAuthenticator : HeaderAuthenticator
    {
        private readonly string _challenge;
        private bool _wasRejected;

        /// <summary>One token.</summary>
        /// <param name="realm">What the token is for; printable ASCII without quotes.</param>
        /// <param name="token">Letters, digits and -._~+/=; not empty.</param>
        /// <param name="user">Who has it, for <see cref="ServerWebSocket.User"/>; may be null.</param>
        /// <exception cref="ArgumentNullException">The realm or the token is null.</exception>
        /// <exception cref="ArgumentException">An argument has what it must not have.</exception>
        public BearerAuthenticator(string realm, string token, string user)
            : base("bearer", Encode(token), user)
        {
            _challenge = "Bearer" + Quote(realm);
        }

        /// <inheritdoc/>
        public override string Challenge => _wasRejected ? _challenge + ", error=\"invalid_token\"" : _challenge;

        /// <inheritdoc/>
        public override Authentication Authenticate(ConnectionRequest request, long nowMs)
        {
            Authentication result = base.Authenticate(request, nowMs);
            _wasRejected = result == Authentication.Rejected;
            return result;
        }

        private static byte[] Encode(string token)
        {
            byte[] bytes = Ascii.GetBytes(token);
            for (int i = 0; i < bytes.Length; i++)
            {
                int c = bytes[i];
                int lower = c | 0x20;
                if ((lower < 'a' || lower > 'z') && (c < '0' || c > '9') && "-._~+/=".IndexOf((char)c) < 0)
                {
                    throw new ArgumentException("not a token", nameof(token));
                }
            }

            if (bytes.Length == 0)
            {
                throw new ArgumentException("empty", nameof(token));
            }

            return bytes;
        }
    }
}
