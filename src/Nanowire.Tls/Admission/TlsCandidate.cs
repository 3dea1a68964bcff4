namespace Nanowire.WebSockets.Tls
{
    /// <summary>A connection that was accepted and is not TLS yet, as the admission sees it; nothing here waits, but a device's handshake.</summary>
    internal abstract class TlsCandidate
    {
        /// <summary>The peer's address without a port; never null.</summary>
        internal abstract string Address { get; }

        /// <summary>How many bytes can be read now; -1 when the peer has ended the connection or it is lost.</summary>
        internal abstract int GetAvailable();

        /// <summary>Copies the first bytes without taking them, after <see cref="GetAvailable"/> said that there are some.</summary>
        /// <returns>How many, at most the buffer's length; -1 when the connection is lost.</returns>
        internal abstract int Peek(byte[] buffer);

        /// <summary>Starts the handshake. On a device it is over when this returns.</summary>
        internal abstract void BeginHandshake();

        /// <summary>Whether the handshake is over, well or not.</summary>
        internal abstract bool IsHandshakeOver { get; }

        /// <summary>After the handshake: the connection; null when it failed, and then all is closed.</summary>
        internal abstract Transport TakeTransport();

        /// <summary>Ends the connection, whatever it is at.</summary>
        internal abstract void Close();
    }
}
