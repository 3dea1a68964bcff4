namespace Nanowire.WebSockets.Tls
{
    /// <summary>
    /// The first bytes of a connection, judged before anything is decrypted (RFC 8446 sections 5.1 and 4, RFC 5246 section 6.2.1):
    /// a handshake record of major version 3 that begins with a ClientHello.
    /// </summary>
    internal static class ClientHello
    {
        /// <summary>The bytes that are looked at: the header of the record and the type of its first message.</summary>
        internal const int PeekCount = HeaderCount + 1;

        /// <summary>What <see cref="GetCount"/> returns when more bytes are needed.</summary>
        internal const int NeedInput = 0;

        /// <summary>What <see cref="GetCount"/> returns when this is not TLS, or a record longer than wanted.</summary>
        internal const int Refused = -1;

        private const int HeaderCount = 5;
        private const int HandshakeRecord = 22;
        private const int MajorVersion = 3;
        private const int ClientHelloMessage = 1;

        /// <summary>The type and length of a message, without which no record of a handshake makes sense.</summary>
        private const int MessageHeaderCount = 4;

        /// <summary>How many bytes the record that starts at 0 has in all.</summary>
        /// <param name="buffer">What is there.</param>
        /// <param name="count">How much, 0 to <see cref="PeekCount"/>.</param>
        /// <param name="most">The longest record that is wanted, in bytes without its header.</param>
        /// <returns>The bytes, header included; <see cref="NeedInput"/>; <see cref="Refused"/>, at the earliest byte.</returns>
        internal static int GetCount(byte[] buffer, int count, int most)
        {
            if ((count > 0 && buffer[0] != HandshakeRecord) || (count > 1 && buffer[1] != MajorVersion))
            {
                return Refused;
            }

            if (count < HeaderCount)
            {
                return NeedInput;
            }

            int length = (buffer[3] << 8) | buffer[4];
            if (length < MessageHeaderCount || length > most || (count > HeaderCount && buffer[HeaderCount] != ClientHelloMessage))
            {
                return Refused;
            }

            return count < PeekCount ? NeedInput : HeaderCount + length;
        }
    }
}
