using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Nanowire.Bench.Desktop
{
    /// <summary>
    /// A Markdown table of how many times as long as ours each other takes, and what each allocates. Only figures of one run are compared, and the least of its
    /// iterations: whatever else the machine does only adds to them. Of several runs it has the median, and the least and most where they differ.
    /// </summary>
    internal sealed class RatioTable
    {
        private readonly List<string> _order = [];
        private readonly Dictionary<string, List<double>> _ratios = [];
        private readonly Dictionary<string, double> _allocated = [];

        /// <summary>Benchmarks that have a figure.</summary>
        internal int Count => _order.Count;

        /// <summary>Takes the figures of a class.</summary>
        internal void Add(string name, Summary summary)
        {
            foreach (IGrouping<string, BenchmarkReport> group in summary.Reports.Where(r => r.Success && r.ResultStatistics != null).GroupBy(r => r.BenchmarkCase.Parameters.DisplayInfo))
            {
                BenchmarkReport ours = group.Single(r => r.BenchmarkCase.Descriptor.Baseline);
                foreach (BenchmarkReport report in group)
                {
                    Add(name.Replace("Benchmarks", "", StringComparison.Ordinal), report, ours);
                }
            }
        }

        /// <summary>The table.</summary>
        internal IEnumerable<string> Lines()
        {
            yield return "| work | who | time, as a ratio to ours | bytes allocated |";
            yield return "|---|---|---|---|";
            foreach (string key in _order)
            {
                yield return "| " + key + " | " + Describe(_ratios[key]) + " | " + _allocated[key].ToString("0", CultureInfo.InvariantCulture) + " |";
            }
        }

        private static string Describe(List<double> ratios)
        {
            List<double> sorted = ratios.Order().ToList();
            string median = Text(sorted[sorted.Count / 2]);
            return Text(sorted[0]) == Text(sorted[^1]) ? median : median + " (" + Text(sorted[0]) + " to " + Text(sorted[^1]) + ")";
        }

        private static string Text(double ratio)
        {
            return ratio.ToString(ratio < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
        }

        private void Add(string name, BenchmarkReport report, BenchmarkReport ours)
        {
            BenchmarkCase benchmark = report.BenchmarkCase;
            string key = name + string.Concat(benchmark.Parameters.Items.Select(i => ", " + Convert.ToString(i.Value, CultureInfo.InvariantCulture)))
                + " | " + benchmark.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
            if (!_ratios.TryGetValue(key, out List<double> ratios))
            {
                _order.Add(key);
                ratios = [];
                _ratios.Add(key, ratios);
            }

            ratios.Add(report.ResultStatistics.Min / ours.ResultStatistics.Min);
            _allocated[key] = report.GcStats.GetBytesAllocatedPerOperation(benchmark) ?? 0;
        }
    }
}
