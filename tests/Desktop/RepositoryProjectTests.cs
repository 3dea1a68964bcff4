using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests
{
    /// <summary>The project files agree with each other and with the files that are there.</summary>
    [TestClass]
    public class RepositoryProjectTests
    {
        private static readonly string[] _sourceFolders =
        {
            "src", "firmware", "boards", "samples", "tools", "tests/Shared", "tests/Bench", "tests/DeviceEcho", "tests/Tool",
        };

        [TestMethod]
        public void Sources_EveryFile_IsListedInAProject()
        {
            List<string> projects = RepositoryTree.DeviceProjects().Concat(RepositoryTree.DesktopProjects()).ToList();
            HashSet<string> listed = projects.SelectMany(RepositoryTree.Sources).ToHashSet();
            List<string> files = _sourceFolders.SelectMany(f => RepositoryTree.Files(f, ".cs")).ToList();

            Assert.IsTrue(files.Count > 10, "the walk found too few files to mean anything");
            AssertNone(files.Where(f => !listed.Contains(f)), "in no project");
        }

        [TestMethod]
        public void Sources_EveryListedFile_Exists()
        {
            IEnumerable<string> lost =
                from project in RepositoryTree.DeviceProjects().Concat(RepositoryTree.DesktopProjects())
                from source in RepositoryTree.Sources(project)
                where !RepositoryTree.Exists(source)
                select project + " lists " + source;

            AssertNone(lost, "missing");
        }

        [TestMethod]
        public void Sources_NoFile_IsListedTwiceInAProject()
        {
            IEnumerable<string> twice =
                from project in RepositoryTree.DeviceProjects().Concat(RepositoryTree.DesktopProjects())
                from source in RepositoryTree.Sources(project).GroupBy(s => s)
                where source.Count() > 1
                select project + " lists " + source.Key;

            AssertNone(twice, "more than once");
        }

        [TestMethod]
        public void Solutions_EveryProject_IsInItsSolution()
        {
            string device = RepositoryTree.Read("nf.sln").Replace('\\', '/');
            string desktop = RepositoryTree.Read("Nanowire.slnx");

            AssertNone(RepositoryTree.DeviceProjects().Where(p => !device.Contains("\"" + p + "\"", StringComparison.Ordinal)), "not in nf.sln");
            AssertNone(RepositoryTree.DesktopProjects().Where(p => !desktop.Contains("\"" + p + "\"", StringComparison.Ordinal)), "not in Nanowire.slnx");
        }

        [TestMethod]
        public void Solutions_EveryEntry_IsAProject()
        {
            IEnumerable<string> device = Regex.Matches(RepositoryTree.Read("nf.sln"), "\"([^\"]+\\.nfproj)\"").Select(m => m.Groups[1].Value.Replace('\\', '/'));
            IEnumerable<string> desktop = Regex.Matches(RepositoryTree.Read("Nanowire.slnx"), "Path=\"([^\"]+)\"").Select(m => m.Groups[1].Value);

            AssertNone(device.Concat(desktop).Where(p => !RepositoryTree.Exists(p)), "named in a solution, but missing");
        }

        [TestMethod]
        public void DeviceSolution_EveryConfiguration_BuildsAndDeploysWhatItShould()
        {
            string solution = RepositoryTree.Read("nf.sln");
            foreach (string project in RepositoryTree.DeviceProjects())
            {
                string guid = "{" + Value(project, "ProjectGuid").Trim('{', '}').ToUpperInvariant() + "}";
                bool deployed = Value(project, "OutputType") == "Exe" || RepositoryTree.Elements(project, "IsTestProject").Count > 0;
                foreach (string configuration in new[] { "Debug|Any CPU", "Release|Any CPU" })
                {
                    string entry = guid + "." + configuration;
                    StringAssert.Contains(solution, entry + ".ActiveCfg = " + configuration, StringComparison.Ordinal, project);
                    StringAssert.Contains(solution, entry + ".Build.0 = " + configuration, StringComparison.Ordinal, project);
                    Assert.AreEqual(deployed, solution.Contains(entry + ".Deploy.0", StringComparison.Ordinal), project + ": deployed by F5");
                }
            }
        }

        [TestMethod]
        public void DeviceProjects_Imports_StandInTheOrderThatTheProjectSystemNeeds()
        {
            const string Order = "NFProjectSystem.Default.props NFProjectSystem.props *.projitems NFProjectSystem.CSharp.targets DeviceFallback.targets";
            foreach (string project in RepositoryTree.DeviceProjects())
            {
                IEnumerable<string> files = RepositoryTree.Elements(project, "Import")
                    .Select(e => Regex.Match(RepositoryTree.Attribute(e, "Project"), @"[^\\)]+$").Value)
                    .Select(p => p.EndsWith(".projitems", StringComparison.Ordinal) ? "*.projitems" : p)
                    .Where(p => Order.Split(' ').Contains(p))
                    .Distinct();

                // A project need not have shared sources.
                string order = RepositoryTree.SharedLists(project).Count > 0 ? Order : Order.Replace(" *.projitems", "", StringComparison.Ordinal);
                Assert.AreEqual(order, string.Join(" ", files), project);
            }
        }

        [TestMethod]
        public void DeviceProjects_SharedSources_AreThoseOfTheDesktopProjectBeside()
        {
            foreach (string project in RepositoryTree.DeviceProjects().Where(p => p.StartsWith("src/", StringComparison.Ordinal)))
            {
                string desktop = project.Replace(".nfproj", ".csproj", StringComparison.Ordinal);

                CollectionAssert.AreEqual(RepositoryTree.SharedLists(desktop), RepositoryTree.SharedLists(project), project);
                Assert.AreEqual(Value(desktop, "RootNamespace"), Value(project, "RootNamespace"), project);
            }
        }

        private static string Value(string project, string property)
        {
            XElement element = RepositoryTree.Elements(project, property).FirstOrDefault();
            Assert.IsNotNull(element, project + " has no " + property);
            return element.Value;
        }

        private static void AssertNone(IEnumerable<string> items, string message)
        {
            Assert.AreEqual("", string.Join("\n", items), message);
        }
    }
}
