using System;
using System.Threading;
using Nanowire.WebSockets.Blocks;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Converts an analogue input at an even rate on a thread of its own, into a <see cref="SampleStream"/>. Sample n belongs to the time
    /// start + n intervals. A thread wakes late now and then: what is due is converted at once then, and counted as late; what
    /// is more than a block behind is not made up, but missed, counted, and a gap in the blocks' times.
    /// </summary>
    internal sealed class StreamSampler
    {
        /// <summary>How many samples were converted more than an interval after their time.</summary>
        internal int Late;

        /// <summary>How many samples were not converted since the thread was more than a block behind.</summary>
        internal int Missed;

        /// <summary>How often the input failed, which ends the thread.</summary>
        internal int Failures;

        private readonly AnalogInput _input;
        private readonly int _rawMax;
        private readonly int _valueMax;
        private readonly SupervisedPart _part;
        private readonly long _zeroMs;

        private Thread _thread;
        private SampleStream _stream;
        private int _intervalUs;
        private int _blockSamples;
        private bool _isStopping;

        /// <summary>A sampler at rest.</summary>
        /// <param name="input">What is converted.</param>
        /// <param name="rawMax">A raw value,</param>
        /// <param name="valueMax">and what it stands for; 0 stands for 0.</param>
        /// <param name="part">Is told that the thread lives.</param>
        /// <param name="zeroMs">What sample times count from, by Environment.TickCount64.</param>
        internal StreamSampler(AnalogInput input, int rawMax, int valueMax, SupervisedPart part, long zeroMs)
        {
            _input = input;
            _rawMax = rawMax;
            _valueMax = valueMax;
            _part = part;
            _zeroMs = zeroMs;
        }

        /// <summary>Whether the thread runs; after <see cref="Stop"/> it still may for a moment.</summary>
        internal bool IsRunning => _thread != null && _thread.IsAlive;

        /// <summary>Starts the thread, which does not run.</summary>
        /// <param name="stream">Where the samples go.</param>
        /// <param name="intervalUs">From one sample to the next, in microseconds.</param>
        /// <param name="blockSamples">How many samples make a block.</param>
        internal void Start(SampleStream stream, int intervalUs, int blockSamples)
        {
            _stream = stream;
            _intervalUs = intervalUs;
            _blockSamples = blockSamples;
            _isStopping = false;
            _thread = new Thread(Run);
            _thread.Start();
        }

        /// <summary>Asks the thread to end.</summary>
        internal void Stop()
        {
            _isStopping = true;
        }

        /// <summary>Waits for the thread to end.</summary>
        internal void Join(int ms)
        {
            if (_thread != null)
            {
                _thread.Join(ms);
            }
        }

        private void Run()
        {
            bool isOpen = false;
            try
            {
                _input.Open();
                isOpen = true;
                Sample();
            }
            catch (Exception)
            {
                // The pin cannot be had, or the converter does not answer; whoever asked tries again.
                Failures++;
            }

            _part.End();
            try
            {
                if (isOpen)
                {
                    _input.Close();
                }
            }
            catch (Exception)
            {
                // It is gone already.
            }
        }

        private void Sample()
        {
            SampleStream stream = _stream;
            int intervalUs = _intervalUs;
            long startMs = Environment.TickCount64;
            long timeUs = (startMs - _zeroMs) * 1000;
            while (!_isStopping)
            {
                long nowMs = Environment.TickCount64;
                _part.Beat(nowMs);
                long behindUs = ((nowMs - _zeroMs) * 1000) - timeUs;
                int due = behindUs < 0 ? 0 : (int)(behindUs / intervalUs) + 1;
                if (due > _blockSamples)
                {
                    stream.Flush();
                    Missed += due - 1;
                    timeUs += (due - 1L) * intervalUs;
                    due = 1;
                }

                if (due > 1)
                {
                    Late += due - 1;
                }

                for (; due > 0; due--)
                {
                    int raw = _input.Read();
                    if (raw < 0)
                    {
                        stream.Flush();
                        throw new InvalidOperationException();
                    }

                    stream.Add(((raw * _valueMax) + (_rawMax >> 1)) / _rawMax, timeUs);
                    timeUs += intervalUs;
                }

                int sleepMs = (int)((timeUs / 1000) + _zeroMs - nowMs);
                Thread.Sleep(sleepMs < 1 ? 1 : sleepMs);
            }

            stream.Flush();
        }
    }
}
