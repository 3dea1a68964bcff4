using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tool.Tests
{
    /// <summary>What the pages on building and flashing say is what the tool takes.</summary>
    [TestClass]
    public class DocumentTests
    {
        // Options in the pages that belong to others: dotnet's, and nanoff 2.5's.
        private static readonly string[] _others =
        [
            "--project", "--update", "--target", "--serialport", "--networkdeployment", "--nanodevice", "--deploy", "--devicedetails", "--image", "--version",
        ];

        [TestMethod]
        public void Documents_Options_Exist()
        {
            string known = FlashOptions.Usage + BuildCommand.Usage + TestCommand.Usage + RestoreCommand.Usage;
            string[] named = Regex.Matches(Read("docs/flashing.md") + Read("docs/building.md"), "--[a-z][a-z-]+").Select(m => m.Value).Except(_others).Distinct().ToArray();

            Assert.IsTrue(named.Length > 15);
            Assert.AreEqual("", string.Join(' ', named.Where(n => n != "--help" && !known.Contains(n + " ", StringComparison.Ordinal))));
        }

        [TestMethod]
        public void Documents_ParametersOfTheScript_Exist()
        {
            string script = Read("flash.ps1");
            string[] named = Regex.Matches(Read("docs/flashing.md"), "(?<![\\w-])-([A-Z][A-Za-z]+)").Select(m => m.Groups[1].Value).Distinct().ToArray();

            Assert.IsTrue(named.Length > 10);
            Assert.AreEqual("", string.Join(' ', named.Where(n => n != "WhatIf" && !script.Contains("] $" + n, StringComparison.Ordinal))));
        }

        [TestMethod]
        public void Documents_CommandLinesOfNanoff_AreThoseThatItGets()
        {
            string page = Read("docs/flashing.md");
            foreach (NanoffCommands nanoff in new NanoffCommands[] { new Nanoff2Commands(), new Nanoff3Commands() })
            {
                foreach (string[] line in new[]
                {
                    nanoff.Firmware("T", "P", null, false, false, 0), nanoff.Network("F", "P"), nanoff.Deploy("I", "P"), nanoff.Details("P"),
                })
                {
                    StringAssert.Contains(page, "`" + string.Join(' ', line) + "`", StringComparison.Ordinal);
                }
            }
        }

        private static string Read(string path)
        {
            return File.ReadAllText(Path.Combine(Places.Root, path));
        }
    }
}
