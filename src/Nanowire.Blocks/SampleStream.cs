using System;

namespace Nanowire.WebSockets.Blocks
{
    /// <summary>
    /// A stream of samples from the thread that takes them to the thread that sends them: while one block is filled, the one before is
    /// sent. Two arrays are made at construction; nothing afterwards.
    /// </summary>
    /// <remarks>
    /// The sampling thread never waits: where a block is full before the last one was sent, it is lost, takes its number with it and
    /// is counted, and sampling goes on in the same array. Add, and all behind it, is for one thread; Take and Release for another.
    /// </remarks>
    public sealed class SampleStream
    {
        /// <summary>How many blocks were lost because the one before was not released in time.</summary>
        public int BlocksLost;

        private readonly SampleBlockWriter _writer;
        private readonly MessageFrame[] _frames = new MessageFrame[2];

        // Which is being filled; the other one is the sender's while its length is not 0. Both are changed under the lock.
        private int _filling;
        private int _readyCount;

        /// <summary>Reserves two blocks.</summary>
        /// <param name="writer">Says what the stream is like; used by this object alone from now on.</param>
        /// <exception cref="ArgumentNullException">The writer is null.</exception>
        public SampleStream(SampleBlockWriter writer)
        {
            if (writer == null)
            {
                throw new ArgumentNullException(nameof(writer));
            }

            _writer = writer;
            _frames[0] = new MessageFrame(writer.BlockSize);
            _frames[1] = new MessageFrame(writer.BlockSize);
            writer.Begin(_frames[0]);
        }

        /// <summary>
        /// The block that <see cref="Take"/> told of: a message that starts at <see cref="MessageFrame.PayloadOffset"/>. The
        /// sender's until <see cref="Release"/>.
        /// </summary>
        public MessageFrame Frame => _frames[1 - _filling];

        /// <summary>The bytes of a full block.</summary>
        public int BlockSize => _writer.BlockSize;

        /// <summary>How many values did not fit 16 bits and were written as the nearest that does.</summary>
        public int ValuesClipped => _writer.ValuesClipped;

        /// <summary>Adds one value, from the sampling thread; as <see cref="SampleBlockWriter.Add(int, long)"/>.</summary>
        /// <returns>Whether it was a block's last.</returns>
        public bool Add(int value, long timeUs)
        {
            if (!_writer.Add(value, timeUs))
            {
                return false;
            }

            Flush();
            return true;
        }

        /// <summary>Adds one value, from the sampling thread; as <see cref="SampleBlockWriter.Add(float, long)"/>.</summary>
        /// <returns>Whether it was a block's last.</returns>
        public bool Add(float value, long timeUs)
        {
            if (!_writer.Add(value, timeUs))
            {
                return false;
            }

            Flush();
            return true;
        }

        /// <summary>Ends the block with the samples that it has, from the sampling thread; without any it does nothing.</summary>
        /// <exception cref="InvalidOperationException">The last sample lacks channels.</exception>
        public void Flush()
        {
            int count = _writer.End();
            if (count > 0)
            {
                lock (_frames)
                {
                    if (_readyCount == 0)
                    {
                        _readyCount = count;
                        _filling = 1 - _filling;
                    }
                    else
                    {
                        BlocksLost++;
                    }
                }
            }

            _writer.Begin(_frames[_filling]);
        }

        /// <summary>The sending thread's question for a block; the same one until <see cref="Release"/>.</summary>
        /// <returns>The length of the message in <see cref="Frame"/> in bytes; 0 when none waits.</returns>
        public int Take()
        {
            lock (_frames)
            {
                return _readyCount;
            }
        }

        /// <summary>
        /// Gives the block back, when it was sent, or cannot be. Broadcast, Publish and Send have copied it when they return; only what is
        /// larger than the send buffer is borrowed by Send until BufferedAmount is 0.
        /// </summary>
        public void Release()
        {
            lock (_frames)
            {
                _readyCount = 0;
            }
        }
    }
}
