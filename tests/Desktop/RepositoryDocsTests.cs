using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests
{
    /// <summary>The documentation leads where it says, and leaves nothing out.</summary>
    [TestClass]
    public class RepositoryDocsTests
    {
        private static List<string> Pages => RepositoryTree.Files(".", ".md");

        [TestMethod]
        public void Links_OfEveryPage_LeadToAFileAndToAHeadingOfIt()
        {
            List<string> broken = new List<string>();
            foreach (string page in Pages)
            {
                foreach (Match link in Regex.Matches(WithoutCode(RepositoryTree.Read(page)), @"\]\(([^)\s]+)\)"))
                {
                    string target = link.Groups[1].Value;
                    if (!target.Contains("://", StringComparison.Ordinal) && !Leads(page, target))
                    {
                        broken.Add(page + ": " + target);
                    }
                }
            }

            Assert.IsGreaterThan(20, Pages.Count);
            Assert.AreEqual("", string.Join("\n", broken));
        }

        [TestMethod]
        public void Readme_NamesEveryLibraryAndEveryPageOfTheDocs()
        {
            string readme = RepositoryTree.Read("README.md");
            IEnumerable<string> libraries = RepositoryTree.Files("src", ".projitems").Select(p => "`" + Path.GetFileNameWithoutExtension(p) + "`");
            IEnumerable<string> pages = RepositoryTree.Files("docs", ".md").Select(p => "(" + p);

            Assert.AreEqual("", string.Join("\n", libraries.Concat(pages).Where(name => !readme.Contains(name, StringComparison.Ordinal))));
        }

        [TestMethod]
        public void Headings_OfAPage_AreThereOnce()
        {
            // Merges of several people's additions have left two of one.
            IEnumerable<string> twice = Pages.Where(p => p != "CHANGELOG.md").SelectMany(page => Headings(page).GroupBy(h => h)
                .Where(g => g.Count() > 1).Select(g => page + ": " + g.Key));

            Assert.AreEqual("", string.Join("\n", twice));
        }

        private static bool Leads(string page, string target)
        {
            string[] parts = target.Split('#');
            string file = parts[0].Length == 0 ? page
                : Path.GetRelativePath(RepositoryTree.Root, Path.GetFullPath(Path.Combine(RepositoryTree.Root, Path.GetDirectoryName(page), parts[0])));
            string full = Path.Combine(RepositoryTree.Root, file);
            return parts.Length == 1 ? File.Exists(full) || Directory.Exists(full)
                : File.Exists(full) && Headings(file).Contains(parts[1]);
        }

        // As GitHub names them in links.
        private static List<string> Headings(string page)
        {
            return Regex.Matches(WithoutCode(RepositoryTree.Read(page)), @"(?m)^#{1,6} (.+)$")
                .Select(m => Regex.Replace(m.Groups[1].Value.Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'))
                .ToList();
        }

        private static string WithoutCode(string text)
        {
            return Regex.Replace(text, @"(?ms)^ *```.*?^ *```", "");
        }
    }
}
