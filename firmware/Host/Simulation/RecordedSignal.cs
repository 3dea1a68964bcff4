using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Nanowire.Firmware.Host
{
    /// <summary>
    /// A recorded signal: lines of comma-separated numbers, the first of which is the time in seconds; lines that do not start with a number
    /// are headings or remarks. Values between two lines lie on a line; after the last it starts again.
    /// </summary>
    public sealed class RecordedSignal : Signal
    {
        /// <summary>The most lines.</summary>
        public const int MaxLines = 100000;

        private readonly double[] _seconds;
        private readonly double[] _values;

        private RecordedSignal(double[] seconds, double[] values)
        {
            _seconds = seconds;
            _values = values;
        }

        /// <summary>Reads a recording.</summary>
        /// <param name="reader">The lines.</param>
        /// <param name="column">Which column to take; 1 is the first after the time.</param>
        /// <exception cref="FormatException">A line has too few columns, times do not rise, there are fewer than two lines or too many.</exception>
        public static RecordedSignal Read(TextReader reader, int column)
        {
            List<double> seconds = new List<double>();
            List<double> values = new List<double>();
            int line = 0;
            for (string text = reader.ReadLine(); text != null; text = reader.ReadLine())
            {
                line++;
                string[] cells = text.Split(',');
                if (!TryParse(cells[0], out double second))
                {
                    continue;
                }

                if (column >= cells.Length || !TryParse(cells[column], out double value))
                {
                    throw new FormatException("line " + line + " has no number in column " + column);
                }

                if (seconds.Count == MaxLines || (seconds.Count > 0 && second <= seconds[seconds.Count - 1]))
                {
                    throw new FormatException("line " + line + ": times must rise, and there may be " + MaxLines + " lines");
                }

                seconds.Add(second);
                values.Add(value);
            }

            return seconds.Count > 1
                ? new RecordedSignal(seconds.ToArray(), values.ToArray())
                : throw new FormatException("a recording needs two lines of numbers");
        }

        /// <inheritdoc/>
        public override double At(long ms)
        {
            double first = _seconds[0];
            double length = _seconds[_seconds.Length - 1] - first;
            double second = first + (ms / 1000.0 % length);
            int next = Array.BinarySearch(_seconds, second);
            if (next >= 0)
            {
                return _values[next];
            }

            next = ~next;
            double part = (second - _seconds[next - 1]) / (_seconds[next] - _seconds[next - 1]);
            return _values[next - 1] + (part * (_values[next] - _values[next - 1]));
        }

        private static bool TryParse(string text, out double value)
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        }
    }
}
