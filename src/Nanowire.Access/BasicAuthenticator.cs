using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Access
{
    /// <summary>
    /// A user name and a password by RFC 7617. Browsers ask for them when a page gets 401, and send them with the page's
    /// WebSockets too. Without TLS whoever listens reads them.
    /// </summary>
    /// <remarks>
    /// What the header must say is made once, at construction, so that nothing is decoded and comparing takes the same time always.
    /// Several users are several of these.
    /// </remarks>
    public sealed class BasicAuthenticator : HeaderAuthenticator
    {
        private readonly string _challenge;

        /// <summary>One user.</summary>
        /// <param name="realm">What the credentials are for, shown to people; printable ASCII without quotes.</param>
        /// <param name="user">Without a colon or control characters.</param>
        /// <param name="password">Without control characters, not empty.</param>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">An argument has what it must not have.</exception>
        public BasicAuthenticator(string realm, string user, string password)
            : base("basic", Encode(user, password), user)
        {
            // Browsers would send Latin letters of a password in another coding otherwise.
            _challenge = "Basic" + Quote(realm) + ", charset=\"UTF-8\"";
        }

        /// <inheritdoc/>
        public override string Challenge => _challenge;

        private static byte[] Encode(string user, string password)
        {
            if (user == null || password == null)
            {
                throw new ArgumentNullException(user == null ? nameof(user) : nameof(password));
            }

            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(user + ":" + password);
            for (int i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] < ' ' || bytes[i] == 0x7F)
                {
                    throw new ArgumentException("a control character", nameof(password));
                }
            }

            if (user.IndexOf(':') >= 0 || password.Length == 0)
            {
                throw new ArgumentException("a colon in the user, or no password", nameof(user));
            }

            return Ascii.GetBytes(Convert.ToBase64String(bytes, 0, bytes.Length));
        }
    }
}
