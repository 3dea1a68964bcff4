using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nanowire.Fuzz
{
    /// <summary>The inputs kept of each target: a file of hex, one input a line, shortest first.</summary>
    public static class Corpus
    {
        /// <summary>The corpus in the repository that this program was built in; null when it is not in one.</summary>
        public static string DefaultFolder()
        {
            for (DirectoryInfo folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Nanowire.slnx")))
                {
                    return Path.Combine(folder.FullName, "tests", "Fuzz", "corpus");
                }
            }

            return null;
        }

        /// <summary>The inputs of a target; empty when there is no file.</summary>
        public static List<byte[]> Load(string folder, string name)
        {
            string path = PathOf(folder, name);
            return File.Exists(path) ? File.ReadAllLines(path).Where(l => l.Length > 0).Select(Convert.FromHexString).ToList() : [];
        }

        /// <summary>Writes the file of a target.</summary>
        public static void Save(string folder, string name, IEnumerable<byte[]> inputs)
        {
            Directory.CreateDirectory(folder);
            IEnumerable<string> lines = inputs.Select(Convert.ToHexStringLower).Distinct().OrderBy(l => l.Length).ThenBy(l => l, StringComparer.Ordinal);
            File.WriteAllText(PathOf(folder, name), string.Concat(lines.Select(l => l + "\n")));
        }

        /// <summary>
        /// The fewest inputs that together still reach what all reach, near enough: the shortest first, each that adds
        /// something.
        /// </summary>
        public static List<byte[]> Minimize(FuzzTarget target, IEnumerable<byte[]> inputs)
        {
            byte[] seen = new byte[Coverage.Size];
            List<byte[]> kept = [];
            foreach (byte[] input in inputs.OrderBy(i => i.Length))
            {
                Coverage.Clear();
                target.Run(input, false);
                if (Coverage.Merge(seen, false))
                {
                    kept.Add(input);
                }
            }

            // Once more from the end: what the long ones reach anyway needs no short one.
            Array.Clear(seen);
            List<byte[]> last = [];
            for (int i = kept.Count - 1; i >= 0; i--)
            {
                Coverage.Clear();
                target.Run(kept[i], false);
                if (Coverage.Merge(seen, false))
                {
                    last.Add(kept[i]);
                }
            }

            return last;
        }

        private static string PathOf(string folder, string name)
        {
            return Path.Combine(folder, name + ".txt");
        }
    }
}
