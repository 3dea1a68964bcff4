using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Proxies
{
    /// <summary>docs/proxies.md shows what is tested here, line by line.</summary>
    [TestClass]
    public class ProxyDocsTests
    {
        private const string DeviceAddress = "192.168.1.20";

        public static IEnumerable<object[]> Kinds => Proxy.Kinds;

        [TestMethod]
        [DynamicData(nameof(Kinds))]
        public void Docs_EveryLineOfAConfiguration_IsAmongThoseTested(string kind)
        {
            ProxySetup setup = new ProxySetup(80);
            string[] shown = Blocks(kind).Select(l => l.Replace(DeviceAddress, "127.0.0.1", StringComparison.Ordinal)).ToArray();
            string[] tested = Lines(Proxy.ConfigurationOf(kind, setup));

            Assert.IsNotEmpty(shown);
            Assert.IsEmpty(shown.Except(tested).ToArray(), string.Join('\n', shown.Except(tested)));
        }

        [TestMethod]
        [DynamicData(nameof(Kinds))]
        public void Docs_WhatToChangeForAKeptPrefixOrARewrittenHost_IsWhatIsTested(string kind)
        {
            string docs = File.ReadAllText(Docs()).Replace(DeviceAddress, "127.0.0.1", StringComparison.Ordinal);
            string[] usual = Lines(Proxy.ConfigurationOf(kind, new ProxySetup(80)));
            string[] other = Lines(Proxy.ConfigurationOf(kind, new ProxySetup(80, false, false)));

            Assert.IsNotEmpty(usual.Except(other).ToArray());
            foreach (string line in other.Except(usual).Where(l => !l.StartsWith("ProxyPass", StringComparison.Ordinal)))
            {
                StringAssert.Contains(docs, "`" + line.TrimEnd(',') + "`", StringComparison.Ordinal);
            }
        }

        /// <summary>The lines of the code blocks of that language.</summary>
        private static List<string> Blocks(string language)
        {
            List<string> lines = new List<string>();
            bool isInside = false;
            foreach (string line in File.ReadLines(Docs()))
            {
                if (line.StartsWith("```", StringComparison.Ordinal))
                {
                    isInside = line == "```" + language;
                }
                else if (isInside)
                {
                    lines.Add(line.Trim());
                }
            }

            return lines;
        }

        private static string Docs()
        {
            return Path.Combine(Places.Root, "docs", "proxies.md");
        }

        private static string[] Lines(string configuration)
        {
            // Those that name the folder of a run differ in every run.
            return configuration.Split('\n').Select(l => l.Trim())
                .Where(l => l.Length > 0 && !l.Contains("nanowire-proxy-", StringComparison.Ordinal)).ToArray();
        }
    }
}
