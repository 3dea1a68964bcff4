using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Nanowire.Bench.Desktop
{
    /// <summary>Our code beside .NET's and naive code, in one run, as ratios to ours. ../../../docs/benchmarks.md says how and with what result.</summary>
    internal static class Program
    {
        private const string Usage = "usage: Nanowire.Bench.Desktop [--smoke] [--runs N] [--only CLASS] [--portable]";

        /// <summary>See PortablePrimitives.Desktop.cs: with it ours are the loops of a device, which is how the desktop's own are judged.</summary>
        private const string PortableSwitch = "Nanowire.Protocol.PortablePrimitives";

        private static int Main(string[] args)
        {
            bool isSmoke = false;
            int runs = 1;
            string only = "";
            for (int i = 0; i < args.Length; i++)
            {
                switch (args[i])
                {
                    case "--smoke":
                        isSmoke = true;
                        break;
                    case "--runs" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out runs) && runs is >= 1 and <= 20:
                        i++;
                        break;
                    case "--only" when i + 1 < args.Length:
                        only = args[++i];
                        break;
                    case "--portable":
                        AppContext.SetSwitch(PortableSwitch, true);
                        break;
                    default:
                        Console.Error.WriteLine(Usage);
                        return 2;
                }
            }

            Type[] classes = typeof(Program).Assembly.GetTypes()
                .Where(t => t.GetMethods().Any(m => m.GetCustomAttribute<BenchmarkAttribute>() != null) && t.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
                .OrderBy(t => t.Name, StringComparer.Ordinal)
                .ToArray();
            if (classes.Length == 0)
            {
                Console.Error.WriteLine("no benchmarks are called " + only);
                return 2;
            }

            return Run(classes, runs, isSmoke);
        }

        private static int Run(Type[] classes, int runs, bool isSmoke)
        {
            RatioTable table = new RatioTable();
            int failed = 0;
            for (int run = 0; run < runs; run++)
            {
                foreach (Type type in classes)
                {
                    Summary summary = BenchmarkRunner.Run(type, CreateConfig(isSmoke));
                    table.Add(type.Name, summary);
                    int wrong = summary.BenchmarksCases.Length - summary.Reports.Count(r => r.Success && r.ResultStatistics != null);
                    if (wrong != 0 || summary.HasCriticalValidationErrors)
                    {
                        Console.Error.WriteLine(type.Name + ": " + wrong.ToString(CultureInfo.InvariantCulture) + " benchmarks failed");
                        failed++;
                    }
                }
            }

            foreach (string line in table.Lines())
            {
                Console.WriteLine(line);
            }

            Console.WriteLine("benchmarks: " + table.Count.ToString(CultureInfo.InvariantCulture) + ", classes: "
                + classes.Length.ToString(CultureInfo.InvariantCulture) + ", failed: " + failed.ToString(CultureInfo.InvariantCulture));
            return failed == 0 ? 0 : 1;
        }

        private static ManualConfig CreateConfig(bool isSmoke)
        {
            // In this process: the usual toolchain writes a project of its own, which would not inherit what ours are built with and takes longer to build
            // than to run. The price is that one benchmark's garbage may be collected in the next one's time.
            Job job = (isSmoke ? Job.Dry : Job.Default.WithWarmupCount(4).WithIterationCount(20).WithIterationTime(TimeInterval.FromMilliseconds(20)))
                .WithToolchain(InProcessEmitToolchain.Instance);
            return ManualConfig.CreateEmpty()
                .AddJob(job)
                .AddDiagnoser(MemoryDiagnoser.Default)
                .AddColumnProvider(DefaultColumnProviders.Instance)
                .AddLogger(isSmoke ? NullLogger.Instance : ConsoleLogger.Default)
                .AddExporter(MarkdownExporter.GitHub)
                .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"));
        }
    }
}
