using System;

namespace Nanowire.WebSockets.Blocks
{
    /// <summary>
    /// A stream of samples from the thread that takes them to the thread that sends them: while one block is filled, those before are
    /// sent. All arrays are made at construction; nothing afterwards.
    /// </summary>
    /// <remarks>
    /// The sampling thread never waits: where a block is full and there is no other array free, it is lost, takes its number with it and
    /// is counted, and sampling goes on in the same array. Add, and all behind it, is for one thread; Take and Release for another.
    /// </remarks>
    public sealed class SampleStream
    {
        /// <summary>How many blocks were lost because those before were not released in time.</summary>
        public int BlocksLost;

        private readonly SampleBlockWriter _writer;
        private readonly MessageFrame[] _frames;
        private readonly int[] _counts;

        // Which is being filled, and the oldest that was: those from the latter to before the former wait for the sender. Each is changed
        // under the lock, by one thread.
        private int _filling;
        private int _taking;

        /// <summary>Reserves the blocks.</summary>
        /// <param name="writer">Says what the stream is like; used by this object alone from now on.</param>
        /// <param name="blocks">
        /// How many, from 2: one is filled, the others may wait. The sender may be late by the time of so many blocks less one.
        /// </param>
        /// <exception cref="ArgumentNullException">The writer is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">Fewer than 2.</exception>
        public SampleStream(SampleBlockWriter writer, int blocks = 2)
        {
            if (writer == null)
            {
                throw new ArgumentNullException(nameof(writer));
            }

            if (blocks < 2)
            {
                throw new ArgumentOutOfRangeException(nameof(blocks));
            }

            _writer = writer;
            _counts = new int[blocks];
            _frames = new MessageFrame[blocks];
            for (int i = 0; i < blocks; i++)
            {
                _frames[i] = new MessageFrame(writer.BlockSize);
            }

            writer.Begin(_frames[0]);
        }

        /// <summary>
        /// The block that <see cref="Take"/> told of: a message that starts at <see cref="MessageFrame.PayloadOffset"/>. The
        /// sender's until <see cref="Release"/>.
        /// </summary>
        public MessageFrame Frame => _frames[_taking];

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
                    int next = Next(_filling);
                    if (next != _taking)
                    {
                        _counts[_filling] = count;
                        _filling = next;
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
        /// <returns>The length of the message in <see cref="Frame"/>, the oldest, in bytes; 0 when none waits.</returns>
        public int Take()
        {
            lock (_frames)
            {
                return _taking == _filling ? 0 : _counts[_taking];
            }
        }

        /// <summary>
        /// Gives the block back, when it was sent, or cannot be; without one it does nothing. Broadcast, Publish and Send have copied it when they return; only what is
        /// larger than the send buffer is borrowed by Send until BufferedAmount is 0.
        /// </summary>
        public void Release()
        {
            lock (_frames)
            {
                if (_taking != _filling)
                {
                    _taking = Next(_taking);
                }
            }
        }

        private int Next(int index)
        {
            return index + 1 == _frames.Length ? 0 : index + 1;
        }
    }
}
