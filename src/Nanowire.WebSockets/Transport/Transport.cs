namespace Nanowire.WebSockets
{
    /// <summary>
    /// A connected byte stream as the pump needs it: nothing here waits longer than it is told to, and a peer's
    /// misbehaviour is a return value. An abstract class, since a virtual call costs less than an interface call on the
    /// device.
    /// </summary>
    public abstract class Transport
    {
        /// <summary>What <see cref="Read"/> and <see cref="Write"/> return when the connection is lost.</summary>
        public const int Lost = -1;

        /// <summary>What <see cref="Read"/> returns when there is nothing after all.</summary>
        public const int Nothing = -2;

        /// <summary>The peer's address for logs and limits, without a port where it has one; never null.</summary>
        public abstract string RemoteAddress { get; }

        /// <summary>
        /// The subject of the certificate that the peer showed and this end verified, such as "CN=panel 7"; null without one. A device has no
        /// API for it.
        /// </summary>
        public virtual string PeerSubject => null;

        /// <summary>Whether <see cref="Read"/> has something to say, waiting for it at most that long.</summary>
        /// <param name="waitMs">Milliseconds; 0 only looks.</param>
        public abstract bool WaitReadable(int waitMs);

        /// <summary>As <see cref="WaitReadable"/> without waiting; asked of every idle connection in every round of a pump.</summary>
        public virtual bool IsReadable()
        {
            return WaitReadable(0);
        }

        /// <summary>Whether <see cref="Write"/> would take something, waiting for it at most that long.</summary>
        /// <param name="waitMs">Milliseconds; 0 only looks.</param>
        public abstract bool WaitWritable(int waitMs);

        /// <summary>Reads what is there, after <see cref="WaitReadable"/> said so.</summary>
        /// <returns>The bytes read, at least 1; 0 at the end of the stream; <see cref="Lost"/>; <see cref="Nothing"/>.</returns>
        public abstract int Read(byte[] buffer, int offset, int count);

        /// <summary>Writes what the connection takes without waiting.</summary>
        /// <returns>The bytes taken; 0 when it takes none now; <see cref="Lost"/>.</returns>
        public abstract int Write(byte[] buffer, int offset, int count);

        /// <summary>Ends the connection; does nothing the second time.</summary>
        public abstract void Close();
    }
}
