using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace Nanowire.Nanoff.StandIn
{
    /// <summary>What the test wants to happen.</summary>
    internal static class Orders
    {
        // Far longer than a test lasts, so that it is the tool that ends it, and not for good where a test was ended itself.
        private const int HangMs = 120000;

        internal static string Text(string folder, string file, string otherwise)
        {
            string path = Path.Combine(folder, file);
            return File.Exists(path) ? File.ReadAllText(path) : otherwise;
        }

        internal static string[] Lines(string folder, string file)
        {
            return Text(folder, file, "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        /// <summary>A line of a file by its number; behind the last one, the last one.</summary>
        internal static string Line(string folder, string file, int number)
        {
            string[] lines = Text(folder, file, "").TrimEnd('\n').Split('\n');
            return lines[Math.Min(number, lines.Length - 1)];
        }

        /// <summary>The exit code of the n-th call of an operation: the file "operation.exit" has a line for each, "hang" for none.</summary>
        internal static int ExitCode(string folder, string operation, int number)
        {
            string line = Line(folder, operation + ".exit", number);
            if (line == "hang")
            {
                File.WriteAllText(Path.Combine(folder, "hanging"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
                Thread.Sleep(HangMs);
            }

            return line.Length == 0 ? 0 : int.Parse(line, CultureInfo.InvariantCulture);
        }
    }
}
