using System;
using Nanowire.WebSockets;

namespace Nanowire.Bench.Device
{
    /// <summary>
    /// A connection without a network: what is said comes in with one Read, what goes out is counted and gone. So what is measured is the server and next
    /// to nothing of this.
    /// </summary>
    internal sealed class ScriptedTransport : Transport
    {
        /// <summary>The bytes written since the count was last set.</summary>
        public int Written;

        private byte[] _said;
        private int _count;

        /// <inheritdoc/>
        public override string RemoteAddress => "memory";

        /// <summary>The peer says something, all of which is read at once.</summary>
        public void Say(byte[] bytes, int count)
        {
            _said = bytes;
            _count = count;
        }

        /// <inheritdoc/>
        public override bool WaitReadable(int waitMs)
        {
            return _count != 0;
        }

        /// <inheritdoc/>
        public override bool IsReadable()
        {
            return _count != 0;
        }

        /// <inheritdoc/>
        public override bool WaitWritable(int waitMs)
        {
            return true;
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = _count;
            if (read > count)
            {
                throw new InvalidOperationException("what is said does not fit");
            }

            Array.Copy(_said, 0, buffer, offset, read);
            _count = 0;
            return read == 0 ? Nothing : read;
        }

        /// <inheritdoc/>
        public override int Write(byte[] buffer, int offset, int count)
        {
            Written += count;
            return count;
        }

        /// <inheritdoc/>
        public override void Close()
        {
        }
    }
}
