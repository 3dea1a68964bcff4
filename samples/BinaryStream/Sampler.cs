using System;
using System.Threading;

namespace Nanowire.Samples
{
    /// <summary>
    /// Takes samples on a thread of its own. A thread that sleeps does not wake to the millisecond, so it catches up with the clock: the
    /// rate is right on average. Where each sample's moment matters, let a peripheral with a buffer (I2S, ADC by DMA) take them.
    /// </summary>
    internal sealed class Sampler
    {
        private readonly Blocks _blocks;
        private readonly int _samplesPerSecond;

        internal Sampler(Blocks blocks, int samplesPerSecond)
        {
            _blocks = blocks;
            _samplesPerSecond = samplesPerSecond;
        }

        internal void Start()
        {
            new Thread(Run).Start();
        }

        private void Run()
        {
            long startMs = Environment.TickCount64;
            long taken = 0;
            while (true)
            {
                long due = (Environment.TickCount64 - startMs) * _samplesPerSecond / 1000;
                while (taken < due)
                {
                    _blocks.Add(Measure(taken++));
                }

                Thread.Sleep(5);
            }
        }

        // A saw tooth of 10 Hz, -500 to 499; read your sensor instead.
        private static int Measure(long number) => (int)(number % 100 * 10) - 500;
    }
}
