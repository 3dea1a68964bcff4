using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Nanowire.Tests.Rules
{
    /// <summary>The table of the RFC's rules, taken apart, with all that is wrong with it.</summary>
    internal sealed class RfcTable
    {
        internal const string Step = "step";

        private static readonly string[] _words = { "MUST", "MUST NOT", "SHOULD", "SHOULD NOT", Step };
        private static readonly string[] _ends = { "client", "server", "both", "app", "proxy", "spec" };
        private static readonly string[] _reasons = { "Does not apply", "Left to ", "Not met" };

        private readonly List<string[]> _rows = new List<string[]>();
        private readonly List<string> _problems = new List<string>();

        /// <param name="text">The table: a heading for each section, rows of five cells below it.</param>
        internal RfcTable(string text)
        {
            string section = null;
            string promised = null;
            foreach (string line in text.Split('\n').Append("## end"))
            {
                if (line.StartsWith("## ", StringComparison.Ordinal))
                {
                    CheckSection(section, promised);
                    section = line.Substring(3).Split(' ')[0];
                    promised = Regex.Match(line, @"\((.*)\)$").Groups[1].Value;
                }
                else if (section != null && line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal) && !line.StartsWith("| Id |", StringComparison.Ordinal))
                {
                    TakeRow(section, line);
                }
            }
        }

        /// <summary>The rules that there are.</summary>
        internal int Count => _rows.Count;

        /// <summary>The key words of each section in the form "4.1 MUST 39", those of steps aside, in the order of the table.</summary>
        internal IEnumerable<string> KeyWords => _rows
            .Where(r => r[1] != Step)
            .GroupBy(r => SectionOf(r[0]) + " " + r[1])
            .Select(g => g.Key + " " + g.Count().ToString(CultureInfo.InvariantCulture));

        /// <summary>The tests that the table names.</summary>
        internal IEnumerable<string> Tests => _rows.SelectMany(r => TestsIn(r[4])).Distinct();

        /// <summary>What is wrong with the table, one line each.</summary>
        /// <param name="tests">The tests that exist, as Class.Method.</param>
        /// <param name="keyWords">What <see cref="KeyWords"/> should be, in any order.</param>
        internal List<string> Problems(ICollection<string> tests, string[] keyWords)
        {
            List<string> problems = new List<string>(_problems);
            problems.AddRange(_rows.GroupBy(r => r[0]).Where(g => g.Count() > 1).Select(g => g.Key + " is there twice"));
            problems.AddRange(keyWords.Except(KeyWords).Select(k => "not in the table: " + k));
            problems.AddRange(KeyWords.Except(keyWords).Select(k => "not in the RFC: " + k));
            foreach (string[] row in _rows)
            {
                problems.AddRange(TestsIn(row[4]).Where(t => !tests.Contains(t)).Select(t => row[0] + " names a test that does not exist: " + t));
                if (!TestsIn(row[4]).Any() && !_reasons.Any(r => row[4].StartsWith(r, StringComparison.Ordinal)))
                {
                    problems.Add(row[0] + " has neither a test nor a reason");
                }

                problems.AddRange(Regex.Matches(row[4], @"\b(?:as|see) (\d[\d.]*-\d+)")
                    .Select(m => m.Groups[1].Value)
                    .Where(id => id == row[0] || !_rows.Any(r => r[0] == id))
                    .Select(id => row[0] + " points to " + id));
            }

            return problems;
        }

        private static string SectionOf(string id)
        {
            return id.Substring(0, id.LastIndexOf('-'));
        }

        private static IEnumerable<string> TestsIn(string cell)
        {
            return Regex.Matches(cell, "`([^`]*)`").Select(m => m.Groups[1].Value);
        }

        private void TakeRow(string section, string line)
        {
            string[] cells = line.Trim().Trim('|').Split('|').Select(c => c.Trim()).ToArray();
            if (cells.Length != 5 || cells.Take(4).Any(c => c.Length == 0))
            {
                _problems.Add("not a row of five cells: " + line);
                return;
            }

            string next = section + "-" + (_rows.Count(r => SectionOf(r[0]) == section) + 1).ToString(CultureInfo.InvariantCulture);
            if (cells[0] != next)
            {
                _problems.Add(cells[0] + " stands where " + next + " belongs");
            }

            if (!_words.Contains(cells[1]) || !_ends.Contains(cells[2]))
            {
                _problems.Add(cells[0] + " has the word " + cells[1] + " and binds " + cells[2]);
            }

            if (cells[0].Contains('-', StringComparison.Ordinal))
            {
                _rows.Add(cells);
            }
        }

        // The heading says how many rows there are, so that one that is lost shows where it was.
        private void CheckSection(string section, string promised)
        {
            if (section == null)
            {
                return;
            }

            int steps = _rows.Count(r => SectionOf(r[0]) == section && r[1] == Step);
            int words = _rows.Count(r => SectionOf(r[0]) == section) - steps;
            string there = words + (words == 1 ? " key word" : " key words") + (steps == 0 ? "" : ", " + steps + (steps == 1 ? " step" : " steps"));
            if (there != promised)
            {
                _problems.Add(section + " promises " + promised + " and has " + there);
            }
        }
    }
}
