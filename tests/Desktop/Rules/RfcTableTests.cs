using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests.Rules
{
    /// <summary>tests/RFC6455.md agrees with the RFC's text and with the tests that exist.</summary>
    [TestClass]
    public class RfcTableTests
    {
        private const string Path = "tests/RFC6455.md";

        // Counted in the RFC's text: each key word of each section, but for section 2, which defines them.
        private static readonly string[] _keyWords =
        {
            "3 MUST NOT 1", "3 MUST 1", "4.1 MUST 39", "4.1 SHOULD 3", "4.2.1 MUST 1", "4.2.1 SHOULD NOT 1", "4.2.2 MUST 8",
            "4.2.2 MUST NOT 2", "4.3 MUST 1", "4.4 MUST 1", "5.1 MUST 3", "5.1 MUST NOT 1", "5.2 MUST 10", "5.3 MUST 3",
            "5.3 MUST NOT 1", "5.4 MUST NOT 6", "5.4 MUST 4", "5.5 MUST 1", "5.5 MUST NOT 1", "5.5.1 MUST 4", "5.5.1 MUST NOT 2",
            "5.5.1 SHOULD 2", "5.5.2 MUST 1", "5.5.2 SHOULD 1", "5.6 MUST 1", "5.8 MUST 1", "6.1 MUST 8", "6.2 MUST 5",
            "7.1.1 SHOULD 4", "7.1.2 MUST 1", "7.1.2 SHOULD 1", "7.1.7 MUST 2", "7.1.7 SHOULD 2", "7.1.7 MUST NOT 1",
            "7.1.7 SHOULD NOT 1", "7.2.1 MUST 2", "7.2.1 SHOULD NOT 1", "7.2.2 MUST 1", "7.2.3 SHOULD 3", "7.3 SHOULD NOT 1",
            "7.4.1 MUST NOT 3", "7.4.1 SHOULD 1", "8.1 MUST 1", "9 MUST NOT 1", "9 MUST 1", "9.1 MUST 4", "9.1 MUST NOT 1",
            "10.2 SHOULD 2", "10.3 MUST 1", "10.4 MUST 1", "10.4 SHOULD 1", "10.6 MUST 1", "10.6 SHOULD 1", "10.7 MUST 1",
            "10.7 SHOULD 2", "11.1.1 MUST 2", "11.1.2 MUST 2", "11.3.1 MUST NOT 1", "11.3.2 MUST NOT 1", "11.3.3 MUST NOT 1",
            "11.3.4 MUST NOT 1", "11.3.5 MUST NOT 1",
        };

        [TestMethod]
        public void Table_OfTheRfc_HasEveryRuleWithATestOrAReason()
        {
            RfcTable table = new RfcTable(RepositoryTree.Read(Path));
            Assert.AreEqual("", string.Join("\n", table.Problems(TestMethods(), _keyWords)));
        }

        [TestMethod]
        public void Table_Broken_SaysWhere()
        {
            string text = RepositoryTree.Read(Path);
            HashSet<string> tests = TestMethods();
            string row = Regex.Match(text, @"^\| 5\.1-2 .*\n", RegexOptions.Multiline).Value;
            string test = Regex.Match(row, "`([^`]*)`").Groups[1].Value;

            string With(string other) => text.Replace(row, other, StringComparison.Ordinal);

            AssertProblem("5.1 promises 4 key words and has 3", With(""));
            AssertProblem("5.1-3 stands where 5.1-2 belongs", With(""));
            AssertProblem("not in the table: 5.1 MUST 3", With(""));
            AssertProblem("5.1-2 is there twice", With(row + row));
            AssertProblem("not in the RFC: 5.1 MUST 4", With(row + row));
            AssertProblem("5.1-2 has neither a test nor a reason", With(row.Replace("`", "", StringComparison.Ordinal)));
            AssertProblem("5.1-2 names a test that does not exist: " + test + "X", With(row.Replace(test, test + "X", StringComparison.Ordinal)));
            AssertProblem("5.1-2 has the word MAY and binds server", With(row.Replace("| MUST |", "| MAY |", StringComparison.Ordinal)));
            AssertProblem("5.1-2 has the word MUST and binds nobody", With(row.Replace("| server |", "| nobody |", StringComparison.Ordinal)));
            AssertProblem("not a row of five cells: | 5.1-2 |", With("| 5.1-2 |\n"));
            AssertProblem("4.4 promises 1 key word and has 0 key words", Regex.Replace(text, @"^\| 4\.4-1 .*\n", "", RegexOptions.Multiline));
            AssertProblem("5.2-7 points to 5.2-60", text.Replace("as 5.2-6 |", "as 5.2-60 |", StringComparison.Ordinal));

            // A test that is taken out of the tree, or ignored, is missed as well.
            tests.Remove(test);
            CollectionAssert.Contains(new RfcTable(text).Problems(tests, _keyWords), "5.1-2 names a test that does not exist: " + test);
        }

        [TestMethod]
        public void TestMethods_ReadFromTheSources_AreThoseOfThisAssembly()
        {
            HashSet<string> read = TestMethods();
            List<string> here = Assembly.GetExecutingAssembly().GetTypes()
                .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                .Where(m => m.IsDefined(typeof(TestMethodAttribute), false) && !m.IsDefined(typeof(IgnoreAttribute), false))
                .Select(m => m.DeclaringType.Name + "." + m.Name)
                .ToList();

            Assert.IsTrue(here.Count > 400, "reflection found too few tests to mean anything");
            Assert.AreEqual("", string.Join("\n", here.Where(t => !read.Contains(t))));
        }

        private static void AssertProblem(string expected, string text)
        {
            List<string> problems = new RfcTable(text).Problems(TestMethods(), _keyWords);
            Assert.IsTrue(problems.Any(p => p.StartsWith(expected, StringComparison.Ordinal)), expected + " is not among\n" + string.Join("\n", problems));
        }

        /// <summary>
        /// All test methods below tests/ as Class.Method, of the other test projects too, where the class is the one that
        /// declares the method. Those that are ignored show nothing and do not count.
        /// </summary>
        private static HashSet<string> TestMethods()
        {
            HashSet<string> methods = new HashSet<string>(StringComparer.Ordinal);
            foreach (string file in RepositoryTree.Files("tests", ".cs").Where(f => !f.Contains("/Samples/", StringComparison.Ordinal)))
            {
                string type = null;
                foreach (Match match in Regex.Matches(
                    RepositoryTree.Read(file),
                    @"^    (?:\w+ )*class (\w+)|\[TestMethod\]((?:\s*(?:\[[^\n]*\]|//[^\n]*))*)\s*public (?:async )?\w+ (\w+)\(",
                    RegexOptions.Multiline))
                {
                    if (match.Groups[1].Success)
                    {
                        type = match.Groups[1].Value;
                    }
                    else if (!match.Groups[2].Value.Contains("[Ignore", StringComparison.Ordinal))
                    {
                        methods.Add(type + "." + match.Groups[3].Value);
                    }
                }
            }

            return methods;
        }
    }
}
