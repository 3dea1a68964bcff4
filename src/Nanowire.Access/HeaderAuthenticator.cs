using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Access
{
    /// <summary>What Basic and Bearer have in common: a scheme and one value in the header Authorization.</summary>
    public abstract class HeaderAuthenticator : Authenticator
    {
        private readonly byte[] _scheme;
        private readonly Secret _secret;
        private readonly string _user;

        private protected HeaderAuthenticator(string lowerScheme, byte[] value, string user)
        {
            _scheme = Ascii.GetBytes(lowerScheme);
            _secret = new Secret(value);
            _user = user;
        }

        /// <inheritdoc/>
        public override Authentication Authenticate(ConnectionRequest request, long nowMs)
        {
            byte[] buffer = request.Head.Buffer;
            int offset;
            int count;

            // The scheme is in any case, one space or more behind it (RFC 9110 section 11.4).
            if (!request.Head.TryGet(HttpHeader.Authorization, out offset, out count) || count <= _scheme.Length
                || buffer[offset + _scheme.Length] != ' ' || !Ascii.AreEqualIgnoreCase(buffer, offset, _scheme.Length, _scheme))
            {
                return Authentication.Missing;
            }

            int end = offset + count;
            for (offset += _scheme.Length; offset < end && buffer[offset] == ' '; offset++)
            {
            }

            if (!_secret.Matches(buffer, offset, end - offset))
            {
                return Authentication.Rejected;
            }

            request.User = _user;
            return Authentication.Accepted;
        }

        /// <summary>A realm in its quotes; it is shown to people.</summary>
        private protected static string Quote(string realm)
        {
            if (realm == null)
            {
                throw new ArgumentNullException(nameof(realm));
            }

            if (realm.IndexOf('"') >= 0 || realm.IndexOf('\\') >= 0)
            {
                throw new ArgumentException("a realm with quotes", nameof(realm));
            }

            foreach (char c in realm.ToCharArray())
            {
                if (c < ' ' || c > '~')
                {
                    throw new ArgumentException("not printable ASCII", nameof(realm));
                }
            }

            return " realm=\"" + realm + "\"";
        }
    }
}
