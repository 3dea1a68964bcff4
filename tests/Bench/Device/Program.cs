using System;

namespace Nanowire.Bench.Device
{
    /// <summary>
    /// Prints what the library costs, operation by operation, on whatever runs this: a desktop, an interpreter on a PC, a board. ../table.sh makes a
    /// table of it.
    /// </summary>
    public static class Program
    {
        private const int BatchMs = 20;

        /// <summary>Measures everything; on a desktop an argument is the time of a batch in milliseconds instead of 20.</summary>
        public static void Main(string[] args)
        {
            try
            {
                Run(args != null && args.Length > 0 ? int.Parse(args[0]) : BatchMs);
            }
            catch (Exception e)
            {
                // On a device the thread would end without a word.
                Console.WriteLine("stopped by " + e.GetType().FullName + ": " + e.Message);
            }
        }

        private static void Run(int batchMs)
        {
            BenchRunner runner = new BenchRunner(batchMs);
            Console.WriteLine("where: " + BenchPlatform.Describe());
            for (int i = 0; i < BenchList.Count; i++)
            {
                Console.WriteLine(Measure(runner, i));
            }

            Console.WriteLine("done: " + BenchList.Count.ToString());
        }

        /// <summary>Measures one, of which nothing is left behind but a line: "row: name; nanoseconds; bytes; objects; operations in a batch".</summary>
        private static string Measure(BenchRunner runner, int index)
        {
            string name = BenchList.GetName(index);
            BenchRow row = runner.Measure(BenchList.Create(index));
            if (!row.IsRight)
            {
                return "wrong: " + name;
            }

            // Objects are counted by none of the runtimes; where there are no bytes there are none.
            int bytes = row.AllocatedBytes;
            return "row: " + name + "; " + row.TimeNs.ToString() + "; " + (bytes < 0 ? "-" : bytes.ToString()) + "; " + (bytes == 0 ? "0" : "-") + "; "
                + row.BatchCount.ToString();
        }
    }
}
