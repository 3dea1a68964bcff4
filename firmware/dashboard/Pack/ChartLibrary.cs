using System;
using System.IO;
using System.Text.Json;

namespace Nanowire.Dashboard.Pack
{
    /// <summary>uPlot as npm installed it: the texts that go into the page.</summary>
    public sealed class ChartLibrary
    {
        private ChartLibrary(string version, string script, string style)
        {
            Version = version;
            Script = script;
            Style = style;
        }

        /// <summary>Version as its package.json says it.</summary>
        public string Version { get; }

        /// <summary>A classic script that defines the global uPlot, its license in front.</summary>
        public string Script { get; }

        /// <summary>Its style sheet.</summary>
        public string Style { get; }

        /// <summary>Reads it.</summary>
        /// <param name="modules">The node_modules folder.</param>
        /// <returns>The library.</returns>
        /// <exception cref="PackException">It cannot be put into a page as it is.</exception>
        /// <exception cref="IOException">It is not there.</exception>
        public static ChartLibrary Read(string modules)
        {
            string folder = Path.Combine(modules, "uplot");
            string script = Read(folder, "dist/uPlot.iife.min.js", "</script", "<!--");
            string style = Read(folder, "dist/uPlot.min.css", "</style", "<!--");

            // The license asks that it goes wherever a copy of the library goes, and each served page is one.
            string license = Read(folder, "LICENSE", "*/", "</script");
            using JsonDocument package = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "package.json")));
            string version = package.RootElement.GetProperty("version").GetString();
            return new ChartLibrary(version, "/*\nuPlot " + version + "\n" + license + "*/\n" + script, style);
        }

        private static string Read(string folder, string name, params string[] forbidden)
        {
            string path = Path.Combine(folder, name);
            string text = File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal).Trim() + "\n";
            foreach (string word in forbidden)
            {
                if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                {
                    throw new PackException(path, "contains " + word + " and cannot be inlined");
                }
            }

            return text;
        }
    }
}
