using System;
using System.Threading;
using Nanowire.WebSockets;

namespace Nanowire.Tests
{
    /// <summary>Something to do while an end of a connection waits, such as a round of the server that it waits for.</summary>
    internal delegate void MemoryPump();

    /// <summary>One end of a connection in memory. How much each call moves is the test's to say.</summary>
    internal sealed class MemoryTransport : Transport
    {
        private readonly MemoryPipe _in;
        private readonly MemoryPipe _out;

        private MemoryTransport(MemoryPipe input, MemoryPipe output)
        {
            _in = input;
            _out = output;
            MaxRead = int.MaxValue;
            MaxWrite = int.MaxValue;
            Window = int.MaxValue;
            Address = "memory";
        }

        /// <summary>What this end says of the other's address.</summary>
        public string Address { get; set; }

        /// <summary>The most bytes that one Read brings.</summary>
        public int MaxRead { get; set; }

        /// <summary>The most bytes that one Write takes; 0 for a connection that takes none.</summary>
        public int MaxWrite { get; set; }

        /// <summary>The bytes that Write still takes in all; at 0 the other end's window is closed.</summary>
        public int Window { get; set; }

        /// <summary>Runs while this end waits, on the thread that waits; null for sleep alone.</summary>
        public MemoryPump Pump { get; set; }

        /// <summary>Whether this end was closed by its owner.</summary>
        public bool IsClosed { get; private set; }

        /// <summary>The calls of Read that brought bytes.</summary>
        public int Reads { get; private set; }

        /// <summary>The calls of Write that took bytes.</summary>
        public int Writes { get; private set; }

        /// <summary>Bytes that the other end has not read yet.</summary>
        public int Unread => _out.Count;

        /// <inheritdoc/>
        public override string RemoteAddress => Address;

        /// <summary>A connection; the second end is in <paramref name="other"/>.</summary>
        public static MemoryTransport CreatePair(int capacity, out MemoryTransport other)
        {
            MemoryPipe there = new MemoryPipe(capacity);
            MemoryPipe back = new MemoryPipe(capacity);
            other = new MemoryTransport(there, back);
            return new MemoryTransport(back, there);
        }

        /// <inheritdoc/>
        public override bool WaitReadable(int waitMs)
        {
            return Wait(_in, true, waitMs);
        }

        /// <inheritdoc/>
        public override bool WaitWritable(int waitMs)
        {
            return Wait(_out, false, waitMs);
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            if (IsClosed)
            {
                return Lost;
            }

            if (count <= 0)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            int read = _in.Read(buffer, offset, count < MaxRead ? count : MaxRead);
            if (read > 0)
            {
                Reads++;
            }

            return read;
        }

        /// <inheritdoc/>
        public override int Write(byte[] buffer, int offset, int count)
        {
            if (IsClosed)
            {
                return Lost;
            }

            int most = MaxWrite < Window ? MaxWrite : Window;
            int written = _out.Write(buffer, offset, count < most ? count : most);
            if (written > 0)
            {
                Window -= written;
                Writes++;
            }

            return written;
        }

        /// <summary>Sends the end of the stream; reading goes on.</summary>
        public void EndWriting()
        {
            _out.End();
        }

        /// <summary>The network loses the connection, as by a reset.</summary>
        public void Lose()
        {
            _in.Lose();
            _out.Lose();
        }

        /// <inheritdoc/>
        public override void Close()
        {
            IsClosed = true;
            _in.End();
            _out.End();
        }

        private bool Wait(MemoryPipe pipe, bool isReading, int waitMs)
        {
            long deadlineMs = waitMs > 0 ? Environment.TickCount64 + waitMs : 0;
            int rounds = 0;
            while (!IsReady(pipe, isReading))
            {
                if (waitMs <= 0 || (rounds > 0 && Environment.TickCount64 >= deadlineMs))
                {
                    return false;
                }

                MemoryPump pump = Pump;
                if (pump != null)
                {
                    pump();
                }

                if (pump == null || rounds > 20)
                {
                    Thread.Sleep(1);
                }

                rounds++;
            }

            return true;
        }

        private bool IsReady(MemoryPipe pipe, bool isReading)
        {
            return IsClosed || (isReading ? pipe.IsReadable : pipe.IsWritable && MaxWrite > 0 && Window > 0);
        }
    }
}
