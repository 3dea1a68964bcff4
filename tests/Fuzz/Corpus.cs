using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nanowire.Fuzz
{
    /// <summary>The inputs kept of each target: a file of hex, one input a line, shortest first.</summary>
    public static class Corpus
    {
        private const int RunsToReduce = 400;

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
                Run(target, input);
                if (Coverage.Merge(seen, false))
                {
                    kept.Add(input);
                }
            }

            // Once more from the end: what the long ones reach anyway needs no short one, and of a long one only what is
            // needed is kept.
            Array.Clear(seen);
            List<byte[]> last = [];
            for (int i = kept.Count - 1; i >= 0; i--)
            {
                Run(target, kept[i]);
                List<int> wanted = Coverage.Missing(seen);
                if (wanted.Count > 0)
                {
                    byte[] reduced = InputReducer.Reduce(kept[i], RunsToReduce, input => Run(target, input) && Coverage.Reached(wanted));
                    Run(target, reduced);
                    Coverage.Merge(seen, false);
                    last.Add(reduced);
                }
            }

            return last;
        }

        private static bool Run(FuzzTarget target, byte[] input)
        {
            Coverage.Clear();
            target.Run(input, false);
            return true;
        }

        private static string PathOf(string folder, string name)
        {
            return Path.Combine(folder, name + ".txt");
        }
    }
}
