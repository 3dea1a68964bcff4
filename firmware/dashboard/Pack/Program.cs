using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Nanowire.Dashboard.Pack
{
    /// <summary>
    /// Pack --sources firmware/dashboard --output artifacts/dashboard --lock FILE: writes DashboardPage.cs,
    /// dashboard.html, dashboard.html.gz, the same of the portal, the packed nanowire.js and dashboard.stamp into the output folder.
    /// </summary>
    public static class Program
    {
        /// <summary>What the dashboard may cost in flash and on the air, in bytes, gzipped.</summary>
        public const int Budget = 60 * 1024;

        /// <summary>The same of the setup portal.</summary>
        public const int PortalBudget = 12 * 1024;

        /// <summary>What both pages may have. Array data of one assembly on nanoFramework must stay below 64 KB, and the firmware has some of its own.</summary>
        public const int PagesBudget = 60 * 1024;

        /// <summary>What nanowire.js alone may cost a page, in bytes, gzipped.</summary>
        public const int LibraryBudget = (3 * 1024) - 1;

        /// <summary>Runs it.</summary>
        /// <param name="args">As above.</param>
        /// <returns>0 when the page was packed, 1 when its sources are at fault, 2 when the arguments are.</returns>
        public static int Main(string[] args)
        {
            Dictionary<string, string> options = new Dictionary<string, string>();
            for (int i = 0; i < args.Length; i++)
            {
                if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Length)
                {
                    options[args[i].Substring(2)] = args[i + 1];
                    i++;
                }
            }

            if (!options.TryGetValue("sources", out string sources) || !options.TryGetValue("output", out string output)
                || !options.TryGetValue("lock", out string lockFile))
            {
                Console.Error.WriteLine("usage: Pack --sources DIR --output DIR --lock FILE");
                return 2;
            }

            try
            {
                using (OutputFiles.Lock(Path.GetFullPath(lockFile)))
                {
                    Pack(Path.GetFullPath(sources), Path.GetFullPath(output));
                }

                return 0;
            }
            catch (PackException e)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }
        }

        private static void Pack(string sources, string output)
        {
            Directory.CreateDirectory(output);
            string stamp = Path.Combine(output, "dashboard.stamp");
            int size = PackPage(sources, "index.html", Budget, output, "dashboard", "DashboardPage");
            int portalSize = PackPage(sources, "portal.html", PortalBudget, output, "portal", "PortalPage");
            if (size + portalSize > PagesBudget)
            {
                throw new PackException(sources, "the packed pages have " + (size + portalSize) + " bytes, their budget is " + PagesBudget);
            }

            int clientSize = PackClient(sources, output);

            string summary = "dashboard: " + size + " bytes gzipped; portal: " + portalSize + "; nanowire.js alone: " + clientSize + ".";
            Console.WriteLine(summary);
            OutputFiles.Write(stamp, summary + "\n");
        }

        /// <summary>Packs the client library as other pages may have it; returns its size in bytes, gzipped.</summary>
        private static int PackClient(string sources, string output)
        {
            string client = Path.Combine(sources, "..", "..", "js", "nanowire.js");
            byte[] text = new UTF8Encoding(false).GetBytes(LineStripper.StripCode(client, File.ReadAllText(client)));
            int size = Gzip.Compress(text).Length;
            if (size > LibraryBudget)
            {
                throw new PackException(client, "the packed library has " + size + " bytes gzipped, its budget is " + LibraryBudget);
            }

            OutputFiles.Write(Path.Combine(output, "nanowire.js"), text);
            return size;
        }

        /// <summary>Packs one page; returns its size in bytes.</summary>
        private static int PackPage(string sources, string file, int budget, string output, string name, string className)
        {
            string folder = Path.Combine(sources, "src");
            byte[] page = new UTF8Encoding(false).GetBytes(PageBuilder.Build(folder, file));
            byte[] packed = Gzip.Compress(page);
            if (packed.Length > budget)
            {
                throw new PackException(Path.Combine(folder, file), "the packed page has " + packed.Length + " bytes, its budget is " + budget);
            }

            OutputFiles.Write(Path.Combine(output, name + ".html"), page);
            OutputFiles.Write(Path.Combine(output, name + ".html.gz"), packed);
            OutputFiles.Write(Path.Combine(output, className + ".cs"), GeneratedSource.Write(className, packed));
            return packed.Length;
        }
    }
}
