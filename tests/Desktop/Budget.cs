using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests
{
    /// <summary>The committed figures of tests/Budget.txt: lines "what: figures", and comments.</summary>
    internal static class Budget
    {
        private const string FileName = "tests/Budget.txt";

        /// <summary>Set to "write", what was counted is written to the file. The test fails all the same, since it compared nothing.</summary>
        private const string Variable = "NANOWIRE_BUDGET";

        /// <summary>All lines by what they are about.</summary>
        public static Dictionary<string, string> Read()
        {
            Dictionary<string, string> lines = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string line in RepositoryTree.Read(FileName).Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0 && l[0] != '#'))
            {
                int colon = line.IndexOf(": ", StringComparison.Ordinal);
                Assert.IsTrue(colon > 0, FileName + ": no figures in \"" + line + "\"");
                Assert.IsTrue(lines.TryAdd(line.Substring(0, colon), line.Substring(colon + 2)), FileName + ": two lines for " + line.Substring(0, colon));
            }

            return lines;
        }

        /// <summary>
        /// Compares what was counted; null for what does not exist any more. More fails, since it costs the device; less fails too, since a
        /// budget that nobody lowers would let the next change take it back unseen. The message holds the lines to commit.
        /// </summary>
        public static void AssertFits(IEnumerable<KeyValuePair<string, string>> counted)
        {
            Dictionary<string, string> lines = Read();
            List<string> different = new List<string>();
            foreach (KeyValuePair<string, string> count in counted)
            {
                lines.TryGetValue(count.Key, out string budget);
                if (budget != count.Value)
                {
                    different.Add(Describe(count.Key, count.Value, budget));
                    Write(count.Key, count.Value);
                }
            }

            if (different.Count > 0)
            {
                Assert.Fail(
                    FileName + " and the library differ. The lines to commit (" + Variable + "=write writes them), where more needs a reason:\n"
                    + string.Join("\n", different));
            }
        }

        private static string Describe(string what, string figures, string budget)
        {
            if (figures == null)
            {
                return "# does not exist any more, so the line must go or name another: " + what;
            }

            string verdict = budget == null ? "there is no line" : IsMore(figures, budget) ? "MORE than " + budget : "not " + budget;
            return what + ": " + figures + "\n    # " + verdict;
        }

        private static bool IsMore(string figures, string budget)
        {
            return Numbers(figures).Zip(Numbers(budget)).Any(p => p.First > p.Second);
        }

        private static IEnumerable<long> Numbers(string figures)
        {
            return Regex.Matches(figures, "[0-9]+").Select(m => long.Parse(m.Value, CultureInfo.InvariantCulture));
        }

        private static void Write(string what, string figures)
        {
            if (Environment.GetEnvironmentVariable(Variable) != "write")
            {
                return;
            }

            List<string> lines = RepositoryTree.Read(FileName).TrimEnd('\n').Split('\n').ToList();
            int at = lines.FindIndex(l => l.StartsWith(what + ": ", StringComparison.Ordinal));
            if (at < 0)
            {
                at = lines.Count;
                lines.Add(string.Empty);
            }

            if (figures == null)
            {
                lines.RemoveAt(at);
            }
            else
            {
                lines[at] = what + ": " + figures;
            }

            File.WriteAllText(Path.Combine(RepositoryTree.Root, FileName), string.Join("\n", lines) + "\n");
        }
    }
}
