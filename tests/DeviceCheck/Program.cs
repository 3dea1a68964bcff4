using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nanowire.DeviceCheck
{
    /// <summary>
    /// Reads compiled device assemblies and reports what the compiler accepts and the device does not run.
    /// Exit code 0: nothing found; 1: findings; 2: wrong usage.
    /// </summary>
    internal static class Program
    {
        private static int Main(string[] args)
        {
            List<string> references = [];
            List<string> paths = [];
            for (int i = 0; i < args.Length; i++)
            {
                if (args[i] == "--reference" && i + 1 < args.Length)
                {
                    references.Add(args[++i]);
                }
                else
                {
                    paths.Add(args[i]);
                }
            }

            string? missing = paths.Find(p => !File.Exists(p));
            if (paths.Count == 0 || missing != null)
            {
                Console.Error.WriteLine(missing == null ? "usage: DeviceCheck [--reference DIRECTORY] ASSEMBLY ..." : "no such file: " + missing);
                return 2;
            }

            using AssemblySet set = new(paths, references);
            IReadOnlyList<Finding> findings = Checker.Check(set);
            foreach (Finding finding in findings)
            {
                Console.WriteLine(finding);
            }

            Console.WriteLine($"{set.Count} assemblies, {set.Types.Count()} types, {set.Types.Sum(t => t.Methods.Count)} methods checked");
            Console.WriteLine($"{findings.Count} findings");
            return findings.Count == 0 ? 0 : 1;
        }
    }
}
