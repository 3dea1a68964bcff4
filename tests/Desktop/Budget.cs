using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests
{
    /// <summary>The committed figures of tests/Budget.txt: lines "what: figures", and comments.</summary>
    internal static class Budget
    {
        private const string File = "tests/Budget.txt";

        /// <summary>All lines by what they are about.</summary>
        public static Dictionary<string, string> Read()
        {
            Dictionary<string, string> lines = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string line in RepositoryTree.Read(File).Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0 && l[0] != '#'))
            {
                int colon = line.IndexOf(": ", StringComparison.Ordinal);
                Assert.IsTrue(colon > 0, File + ": no figures in \"" + line + "\"");
                Assert.IsTrue(lines.TryAdd(line.Substring(0, colon), line.Substring(colon + 2)), File + ": two lines for " + line.Substring(0, colon));
            }

            return lines;
        }

        /// <summary>
        /// Compares what was counted. More fails, since it costs the device; less fails too, since a budget that nobody lowers would let
        /// the next change take it back unseen. The message holds the lines to commit.
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
                    string verdict = budget == null ? "not in the budget" : IsMore(count.Value, budget) ? "MORE than " + budget : "not " + budget;
                    different.Add(count.Key + ": " + count.Value + "\n    # " + verdict);
                }
            }

            if (different.Count > 0)
            {
                Assert.Fail(File + " and the library differ. The lines to commit, where more needs a reason:\n" + string.Join("\n", different));
            }
        }

        private static bool IsMore(string figures, string budget)
        {
            return Numbers(figures).Zip(Numbers(budget)).Any(p => p.First > p.Second);
        }

        private static IEnumerable<long> Numbers(string figures)
        {
            return Regex.Matches(figures, "[0-9]+").Select(m => long.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
