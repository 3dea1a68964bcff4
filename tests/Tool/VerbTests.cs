using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tool.Tests
{
    /// <summary>The tool as a whole, and on this repository.</summary>
    [TestClass]
    public class VerbTests
    {
        [TestMethod]
        public void Boards_AreListedWithTheirTargets()
        {
            using Scene scene = new();

            string[] lines = scene.RunInside("boards").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

            Assert.AreEqual(2, lines.Length);
            StringAssert.Matches(lines[0], new System.Text.RegularExpressions.Regex("^host +Simulated board +runs on a desktop"));
            StringAssert.Matches(lines[1], new System.Text.RegularExpressions.Regex("^lab +Lab board +ESP32_REV3 or ESP32_REV0"));
        }

        [TestMethod]
        public void Boards_OfThisRepository_AreAllRead()
        {
            Session session = new(Places.Root, TextWriter.Null, TextWriter.Null, default);

            Assert.IsTrue(BoardCatalog.All(session).Count >= 2);
            Assert.AreEqual("ESP32_REV3", BoardCatalog.Get(session, "esp32-devkitc").Target);
        }

        [TestMethod]
        public void Packages_OfThisRepository_AreAllRead()
        {
            Session session = new(Places.Root, TextWriter.Null, TextWriter.Null, default);

            Assert.IsTrue(PackageLists.Read(session).Any(p => p.Id == "nanoFramework.CoreLibrary"));
        }

        [TestMethod]
        public void Budget_OfThisRepository_HasLinesForTheLibraries()
        {
            Session session = new(Places.Root, TextWriter.Null, TextWriter.Null, default);

            Assert.IsTrue(SizeReport.ReadBudget(session).ContainsKey("Nanowire.WebSockets"));
        }

        [TestMethod]
        [DataRow(2)]
        [DataRow(2, "fly")]
        [DataRow(0, "--help")]
        [DataRow(0, "flash", "--help")]
        [DataRow(0, "build", "--help")]
        [DataRow(0, "test", "--help")]
        [DataRow(0, "restore", "--help")]
        [DataRow(0, "boards", "--help")]
        [DataRow(2, "boards", "--all")]
        public void Verbs_TellWhatTheyTake(int code, params string[] args)
        {
            using Scene scene = new();

            Outcome outcome = scene.RunInside(args);

            Assert.AreEqual(code, outcome.Code, outcome.All);
            Assert.IsTrue(outcome.All.Length > 20);
        }

        [TestMethod]
        public void Flash_EveryOption_IsInItsHelp()
        {
            string[] source = File.ReadAllLines(Path.Combine(Places.Root, "tools", "Nanowire.Tool", "Flashing", "FlashOptions.cs"));
            string[] names = source.SelectMany(l => System.Text.RegularExpressions.Regex.Matches(l, "\"(--[a-z-]+)\"").Select(m => m.Groups[1].Value))
                .Where(n => n is not ("--password" or "--wifi-password")).Distinct().ToArray();

            Assert.IsTrue(names.Length > 15);
            foreach (string name in names)
            {
                StringAssert.Contains(FlashOptions.Usage, name + " ", StringComparison.Ordinal);
            }
        }

        [TestMethod]
        public void Tool_OutsideARepository_FindsTheOneThatItWasBuiltIn()
        {
            using Scene scene = new();
            File.Delete(scene.PathOf("nf.sln"));

            StringAssert.Contains(scene.Run("boards").Output, "esp32-devkitc", StringComparison.Ordinal);
        }
    }
}
