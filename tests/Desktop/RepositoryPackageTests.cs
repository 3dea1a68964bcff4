using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests
{
    /// <summary>
    /// The device packages: packages.config, the references and their hint paths are written by hand, and a reference that
    /// does not fit is dropped by the device build without a word.
    /// </summary>
    [TestClass]
    public class RepositoryPackageTests
    {
        // The one assembly that brings no API: it starts the unit tests.
        private const string Launcher = "nanoFramework.UnitTestLauncher";

        [TestMethod]
        public void Packages_OfAllProjects_HaveOneVersionEach()
        {
            IEnumerable<string> several = RepositoryTree.DeviceProjects()
                .SelectMany(Packages)
                .Distinct()
                .GroupBy(p => p.Substring(0, p.IndexOf(' ', StringComparison.Ordinal)))
                .Where(g => g.Count() > 1)
                .Select(g => string.Join(", ", g));

            Assert.AreEqual("", string.Join("\n", several));
        }

        [TestMethod]
        public void Packages_OfAProject_AreThoseOfItsHintPaths()
        {
            foreach (string project in RepositoryTree.DeviceProjects())
            {
                List<string> hinted = RepositoryTree.Elements(project, "HintPath")
                    .Select(e => Regex.Match(e.Value, @"\\packages\\(.+?)\.(\d[^\\]*)\\lib\\"))
                    .Select(m => m.Groups[1].Value + " " + m.Groups[2].Value)
                    .Distinct()
                    .OrderBy(p => p, StringComparer.Ordinal)
                    .ToList();

                CollectionAssert.AreEqual(Packages(project), hinted, project);
            }
        }

        [TestMethod]
        public void HintPaths_OfAProject_LeadToThePackagesBesideTheSolution()
        {
            foreach (string project in RepositoryTree.DeviceProjects())
            {
                foreach (string path in RepositoryTree.Elements(project, "HintPath").Select(e => RepositoryTree.Resolve(project, e.Value)))
                {
                    Assert.IsTrue(path.StartsWith("packages/", StringComparison.Ordinal), project + ": " + path);
                }
            }
        }

        [TestMethod]
        public void References_OfAProject_HaveSimpleNamesThatTheirHintPathsEndIn()
        {
            foreach (string project in RepositoryTree.DeviceProjects())
            {
                foreach (System.Xml.Linq.XElement reference in RepositoryTree.Elements(project, "Reference"))
                {
                    string name = RepositoryTree.Attribute(reference, "Include");
                    string extension = name == Launcher ? ".exe" : ".dll";
                    StringAssert.EndsWith(reference.Value.Trim(), "\\" + name + extension, StringComparison.Ordinal, project);
                }
            }
        }

        [TestMethod]
        public void References_OfAProject_BringTheirOwnReferences()
        {
            Dictionary<string, string[]> known = RepositoryTree.Elements("tests/DeviceReference/DeviceReference.proj", "Declaration").ToDictionary(
                e => RepositoryTree.Attribute(e, "Include"),
                e => RepositoryTree.Attribute(e, "References").Split(';', StringSplitOptions.RemoveEmptyEntries));
            foreach (string project in RepositoryTree.DeviceProjects())
            {
                HashSet<string> references = References(project).ToHashSet();
                IEnumerable<string> missing = references.Where(r => r != Launcher).SelectMany(r => known[r]).Where(r => !references.Contains(r));

                Assert.AreEqual("", string.Join(" ", missing.Distinct()), project);
            }
        }

        [TestMethod]
        public void References_OfAProject_IncludeThoseOfTheProjectsThatItUses()
        {
            foreach (string project in RepositoryTree.DeviceProjects())
            {
                foreach (System.Xml.Linq.XElement used in RepositoryTree.Elements(project, "ProjectReference"))
                {
                    string path = RepositoryTree.Resolve(project, RepositoryTree.Attribute(used, "Include"));
                    IEnumerable<string> missing = References(path).Except(References(project));

                    Assert.AreEqual("", string.Join(" ", missing), project + " uses " + path);
                }
            }
        }

        private static IEnumerable<string> References(string project)
        {
            return RepositoryTree.Elements(project, "Reference").Select(e => RepositoryTree.Attribute(e, "Include"));
        }

        private static List<string> Packages(string project)
        {
            return RepositoryTree.Elements(RepositoryTree.Resolve(project, "packages.config"), "package")
                .Select(e => RepositoryTree.Attribute(e, "id") + " " + RepositoryTree.Attribute(e, "version"))
                .OrderBy(p => p, StringComparer.Ordinal)
                .ToList();
        }
    }
}
