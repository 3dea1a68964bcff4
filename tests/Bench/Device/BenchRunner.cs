namespace Nanowire.Bench.Device
{
    /// <summary>Measures operations, in bounded time whatever runs them.</summary>
    internal sealed class BenchRunner
    {
        /// <summary>Batches of which the fastest counts.</summary>
        private const int Batches = 20;

        /// <summary>
        /// The most operations whose allocations are counted together, so that what is made now and then is nobody's. They are halved until no collection comes
        /// between.
        /// </summary>
        private const int MaxCounted = 512;
        private const int MinCounted = 8;

        /// <summary>Fewer than those where they would take longer than this.</summary>
        private const long CountedNs = 100000000;

        /// <summary>The first operations, in which things are made that stay, and on a desktop compiled.</summary>
        private const int WarmUp = 8;

        private readonly int _batchMs;

        /// <param name="batchMs">How long a batch takes at least, in milliseconds: short enough for some of them to be without another program.</param>
        public BenchRunner(int batchMs)
        {
            _batchMs = batchMs;
        }

        /// <summary>Measures one operation.</summary>
        public BenchRow Measure(Bench bench)
        {
            bench.Run(WarmUp);
            int count = 1;
            long elapsed = LeastOfTwo(bench, count);
            while (elapsed < _batchMs * 1000L)
            {
                count *= 2;
                elapsed = LeastOfTwo(bench, count);
            }

            for (int i = 1; i < Batches; i++)
            {
                long again = Time(bench, count);
                if (again > 0 && again < elapsed)
                {
                    // Not where somebody has set a device's clock back.
                    elapsed = again;
                }
            }

            BenchRow row = new BenchRow();
            row.BatchCount = count;
            row.TimeNs = elapsed * 1000 / count;
            row.AllocatedBytes = MeasureAllocated(bench, row.TimeNs);
            row.IsRight = bench.IsRight();
            return row;
        }

        /// <summary>So that a pause of the machine does not end the search for a count.</summary>
        private static long LeastOfTwo(Bench bench, int count)
        {
            long first = Time(bench, count);
            long second = Time(bench, count);
            return first < second ? first : second;
        }

        private static long Time(Bench bench, int count)
        {
            long start = BenchPlatform.NowUs();
            bench.Run(count);
            return BenchPlatform.NowUs() - start;
        }

        private static int MeasureAllocated(Bench bench, long timeNs)
        {
            long most = CountedNs / (timeNs + 1);
            int count = most < MinCounted ? MinCounted : most < MaxCounted ? (int)most : MaxCounted;
            for (; count > 0; count /= 2)
            {
                int bytes = BenchPlatform.MeasureAllocated(bench, count);
                if (bytes >= 0)
                {
                    return (bytes + (count / 2)) / count;
                }
            }

            return -1;
        }
    }
}
