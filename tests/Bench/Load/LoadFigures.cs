using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Nanowire.Bench.Load
{
    /// <summary>What was measured of one server in one run.</summary>
    internal sealed record LoadFigures(double Rate, double ProcessorUs, double MedianUs, double HighUs, double ConnectionKb)
    {
        /// <summary>The names of the figures.</summary>
        internal const string Heading = "| server | messages/s | CPU a message | latency, median | latency, 99th | memory a connection |\n|---|---|---|---|---|---|";

        private double[] All => [Rate, ProcessorUs, MedianUs, HighUs, ConnectionKb];

        /// <summary>A row of figures.</summary>
        internal string Describe(string name)
        {
            return "| " + name + " | " + Text(Rate, "0") + " | " + Text(ProcessorUs, "0.0") + " us | " + Text(MedianUs, "0") + " us | " + Text(HighUs, "0") + " us | "
                + (double.IsNaN(ConnectionKb) ? "-" : Text(ConnectionKb, "0.0") + " KB") + " |";
        }

        /// <summary>A row of ratios to ours: the median of the runs, in each of which both were measured.</summary>
        internal static string DescribeRatios(string name, IReadOnlyList<LoadFigures> theirs, IReadOnlyList<LoadFigures> ours)
        {
            IEnumerable<string> cells = Enumerable.Range(0, ours[0].All.Length).Select(i =>
            {
                List<double> ratios = theirs.Zip(ours, (t, o) => t.All[i] / o.All[i]).Order().ToList();
                double median = ratios[ratios.Count / 2];
                return !double.IsFinite(median) ? "-" : Text(median, "0.00") + (ratios.Count == 1 ? "" : " (" + Text(ratios[0], "0.00") + " to " + Text(ratios[^1], "0.00") + ")");
            });
            return "| " + name + " | " + string.Join(" | ", cells) + " |";
        }

        private static string Text(double value, string format)
        {
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
