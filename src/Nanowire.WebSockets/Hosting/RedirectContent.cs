using System;

namespace Nanowire.WebSockets
{
    /// <summary>Sends a client elsewhere, with 302 (RFC 9110 section 15.4.3), which caches do not keep.</summary>
    public sealed class RedirectContent : Content
    {
        internal const int Found = 302;

        internal readonly string Location;

        /// <summary>Makes one.</summary>
        /// <param name="location">A URI, or a path such as "/", in printable ASCII. It is not checked for more.</param>
        /// <exception cref="ArgumentNullException"><paramref name="location"/> is null.</exception>
        public RedirectContent(string location)
        {
            ArgumentNullException.ThrowIfNull(location, nameof(location));
            Location = location;
        }

        /// <inheritdoc/>
        public override string ContentType => "text/plain";

        internal override int KnownLength => 0;

        internal override int Next(ref int position, byte[] buffer, int capacity)
        {
            return 0;
        }
    }
}
