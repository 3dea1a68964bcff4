namespace Nanowire.WebSockets
{
    /// <summary>Where a server's connections come from.</summary>
    public abstract class TransportListener
    {
        /// <summary>The port that is listened on; 0 where there is none. Set by the constructor, read only after it.</summary>
        public int Port;

        /// <summary>Whether <see cref="Accept"/> has a connection, waiting for it at most that long.</summary>
        /// <param name="waitMs">Milliseconds; 0 only looks.</param>
        public abstract bool WaitPending(int waitMs);

        /// <summary>The next connection, after <see cref="WaitPending"/> said so; null when it is gone again.</summary>
        public abstract Transport Accept();

        /// <summary>Stops listening.</summary>
        public abstract void Close();
    }
}
