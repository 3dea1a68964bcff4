using System;
using System.Collections.Concurrent;

namespace Nanowire.Interop.Pairs
{
    /// <summary>One end of a WebSocket connection, ours or a peer's, as the tests drive it.</summary>
    internal abstract class End : IDisposable
    {
        private readonly BlockingCollection<EndEvent> _events = new BlockingCollection<EndEvent>();

        /// <summary>The next event.</summary>
        internal EndEvent Next()
        {
            return _events.TryTake(out EndEvent next, Patience.Ms)
                ? next
                : throw new TimeoutException("nothing happened at the end of " + GetType().Name + Trouble);
        }

        internal abstract void SendText(string text, int parts = 1);

        internal abstract void SendBinary(int count, int parts = 1);

        internal abstract void Ping(string payload);

        /// <summary>Starts the closing handshake; a status of 0 sends none.</summary>
        internal abstract void Close(int status, string reason);

        public abstract void Dispose();

        /// <summary>For the message when nothing happens.</summary>
        protected virtual string Trouble => string.Empty;

        protected void Tell(EndEvent happened)
        {
            _events.Add(happened);
        }
    }
}
