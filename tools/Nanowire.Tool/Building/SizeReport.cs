using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Nanowire.Tool
{
    /// <summary>What the build costs in flash, beside the budget. tests/device.sh is who judges it.</summary>
    internal static class SizeReport
    {
        internal static void Print(Session session, string configuration)
        {
            // The budget is for what is flashed.
            Dictionary<string, long> budget = configuration == "Release" ? ReadBudget(session) : [];
            foreach (string project in Directory.GetDirectories(session.PathOf("src")).Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileName(project);
                FileInfo library = new(Path.Combine(project, "bin", configuration, name + ".pe"));
                if (library.Exists)
                {
                    session.Say(Line(name + ".pe", library.Length, budget.TryGetValue(name, out long permitted) ? permitted : null));
                }
            }

            string image = FirmwareOutput.Image(session, configuration);
            session.Say(Line("Nanowire.Firmware.pe", new FileInfo(Path.ChangeExtension(image, ".pe")).Length, null));
            session.Say(Line("Nanowire.Firmware.bin, with all that it needs", new FileInfo(image).Length, null));
        }

        /// <summary>The lines ".pe of NAME: N B" of tests/Budget.txt.</summary>
        internal static Dictionary<string, long> ReadBudget(Session session)
        {
            string path = session.PathOf("tests/Budget.txt");
            return !File.Exists(path) ? [] : Regex.Matches(File.ReadAllText(path), @"^\.pe of (\S+): (\d+) B\r?$", RegexOptions.Multiline)
                .ToDictionary(m => m.Groups[1].Value, m => long.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        }

        internal static string Line(string name, long size, long? budget)
        {
            string remark = budget == null ? ""
                : size > budget ? $"   {size - budget} over the budget of {budget}"
                : size < budget ? $"   {budget - size} below the budget"
                : "   as budgeted";
            return $"  {name,-46}{size,8} B{remark}";
        }
    }
}
