using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tool.Tests
{
    /// <summary>Packages come from feeds to packages/, whole or not at all.</summary>
    [TestClass]
    public class RestoreTests
    {
        [TestMethod]
        public void Restore_FromAFolder_BringsThePackagesOfAllLists()
        {
            using Scene scene = MakeScene();
            WriteList(scene, "tests/Device/packages.config", ("Lab.Two", "2.0.1-preview.3"), ("Lab.One", "1.2.3"));
            WriteList(scene, "firmware/dashboard/node_modules/x/packages.config", ("Not.Ours", "1.0.0"));
            File.WriteAllBytes(scene.PathOf("feed/lab.one.1.2.3.nupkg"), PackageFile.Make("Lab.One", "1.2.3"));
            File.WriteAllBytes(scene.PathOf("feed/lab.two.2.0.1-preview.3.nupkg"), PackageFile.Make("Lab.Two", "2.0.1-preview.3"));

            Outcome outcome = scene.Run("restore", "--source", "feed");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual("Lab.One.1.2.3 Lab.Two.2.0.1-preview.3", Folders(scene));
            Assert.AreEqual("library of Lab.One", File.ReadAllText(scene.PathOf("packages/Lab.One.1.2.3/lib/Lab.One.dll")));
            Assert.IsTrue(File.Exists(scene.PathOf("packages/Lab.One.1.2.3/Lab.One.1.2.3.nupkg")), "Visual Studio restores it again");
            Assert.IsFalse(Directory.EnumerateFiles(scene.PathOf("packages"), "*.metadata", SearchOption.AllDirectories).Any());
        }

        [TestMethod]
        public void Restore_FromAFeedThatIsBusyAtFirst_TriesAgain()
        {
            using Scene scene = MakeScene();
            using LabFeed feed = new();
            feed.Add("Lab.One", "1.2.3", PackageFile.Make("Lab.One", "1.2.3"));
            feed.FailNext(1);
            WriteConfig(scene, feed);

            Outcome outcome = scene.Run("restore", "--config", "feed.config");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual("Lab.One.1.2.3", Folders(scene));
            Assert.AreEqual(2, feed.Requests.Count(r => r.EndsWith(".nupkg", StringComparison.Ordinal)));
        }

        [TestMethod]
        public void Restore_WhatIsThere_AsksNobody()
        {
            using Scene scene = MakeScene();
            scene.Write("packages/Lab.One.1.2.3/lib/Lab.One.dll", "mine");

            Outcome outcome = scene.RunInside("restore", "--source", "http://127.0.0.1:1/index.json");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual("mine", File.ReadAllText(scene.PathOf("packages/Lab.One.1.2.3/lib/Lab.One.dll")));
        }

        [TestMethod]
        public void Restore_WhatIsHalfThere_IsReplaced()
        {
            using Scene scene = MakeScene();
            Directory.CreateDirectory(scene.PathOf("packages/Lab.One.1.2.3/lib"));
            scene.Set("NANOFRAMEWORK_PACKAGES", scene.PathOf("elsewhere"));
            scene.Write("elsewhere/Lab.One.1.2.3/lib/Lab.One.dll", "library");

            Outcome outcome = scene.Run("restore", "--source", "http://127.0.0.1:1/index.json");

            Assert.AreEqual(0, outcome.Code, outcome.All);
            Assert.AreEqual("library", File.ReadAllText(scene.PathOf("packages/Lab.One.1.2.3/lib/Lab.One.dll")));
        }

        [TestMethod]
        public void Restore_PackageThatNoFeedHas_IsNamed()
        {
            using Scene scene = MakeScene();
            using LabFeed feed = new();
            feed.Add("Lab.One", "1.2.4", PackageFile.Make("Lab.One", "1.2.4"));
            WriteConfig(scene, feed);

            Outcome outcome = scene.Run("restore", "--config", "feed.config");

            Assert.AreEqual(1, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "The packages could not be restored", StringComparison.Ordinal);
            StringAssert.Contains(outcome.Errors, "Lab.One", StringComparison.Ordinal);
            StringAssert.Contains(outcome.Errors, "1.2.3", StringComparison.Ordinal);
            Assert.AreEqual("", Folders(scene));
        }

        [TestMethod]
        public void Restore_PackageThatWritesOutsideItsFolder_IsRefused()
        {
            using Scene scene = MakeScene();
            File.WriteAllBytes(scene.PathOf("feed/lab.one.1.2.3.nupkg"), PackageFile.Make("Lab.One", "1.2.3", ("lib/x.dll", "x"), ("lib/../../../../../outside.txt", "x")));

            Outcome outcome = scene.Run("restore", "--source", "feed");

            Assert.AreEqual(1, outcome.Code, outcome.All);
            Assert.AreEqual("", Folders(scene));
            Assert.AreEqual(0, Directory.GetFiles(scene.Root, "outside.txt", SearchOption.AllDirectories).Length);
        }

        [TestMethod]
        public void Restore_PackageWithoutLibrary_IsRefused()
        {
            using Scene scene = MakeScene();
            scene.Set("NANOWIRE_NUGET_SOURCE", scene.PathOf("feed"));
            File.WriteAllBytes(scene.PathOf("feed/lab.one.1.2.3.nupkg"), PackageFile.Make("Lab.One", "1.2.3", ("content/x.txt", "x")));

            Outcome outcome = scene.Run("restore");

            Assert.AreEqual(1, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "The package Lab.One.1.2.3 has no library.", StringComparison.Ordinal);
        }

        [TestMethod]
        [DataRow("../../etc", "1.0.0")]
        [DataRow("Lab", "../1.0.0")]
        [DataRow("Lab", "1.*")]
        [DataRow("Lab", "")]
        [DataRow("", "1.0.0")]
        [DataRow("Lab/One", "1.0.0")]
        public void Restore_ListWithWhatIsNoPackage_IsRefused(string id, string version)
        {
            using Scene scene = MakeScene();
            WriteList(scene, "src/packages.config", (id, version));

            Outcome outcome = scene.RunInside("restore");

            Assert.AreEqual(1, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "packages.config has a package", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Restore_ListThatIsNoXml_IsNamed()
        {
            using Scene scene = MakeScene();
            scene.Write("src/packages.config", "<packages>");

            Outcome outcome = scene.RunInside("restore");

            Assert.AreEqual(1, outcome.Code, outcome.All);
            StringAssert.Contains(outcome.Errors, "packages.config cannot be read", StringComparison.Ordinal);
        }

        private static Scene MakeScene()
        {
            Scene scene = new();
            Directory.CreateDirectory(scene.PathOf("feed"));
            WriteList(scene, "firmware/packages.config", ("Lab.One", "1.2.3"));
            return scene;
        }

        private static void WriteList(Scene scene, string path, params (string Id, string Version)[] packages)
        {
            scene.Write(path, "<packages>" + string.Concat(packages.Select(p => $"<package id=\"{p.Id}\" version=\"{p.Version}\" targetFramework=\"netnano1.0\" />")) + "</packages>");
        }

        private static void WriteConfig(Scene scene, LabFeed feed)
        {
            scene.Write("feed.config", $"""
                <configuration>
                  <packageSources><clear /><add key="lab" value="{feed.Index}" allowInsecureConnections="true" /></packageSources>
                </configuration>
                """);
        }

        private static string Folders(Scene scene)
        {
            return !Directory.Exists(scene.PathOf("packages")) ? "" : string.Join(' ', Directory.GetDirectories(scene.PathOf("packages")).Select(Path.GetFileName).Order());
        }
    }
}
