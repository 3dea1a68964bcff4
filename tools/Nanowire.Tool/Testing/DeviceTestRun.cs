using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Nanowire.Tool
{
    /// <summary>Runs tests/Device on a nanoCLR and counts.</summary>
    internal static class DeviceTestRun
    {
        private const string Project = "tests/Device/Nanowire.Tests.Device.nfproj";
        private const string Launcher = "nanoFramework.UnitTestLauncher";
        private const string Tests = "NFUnitTest";
        private const int LinesShown = 20;

        // A nanoCLR may hang where a device would.
        private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(10);

        internal static bool Run(Session session, NanoClr clr, string configuration)
        {
            string folder = Path.Combine(Path.GetDirectoryName(session.PathOf(Project))!, "bin", configuration);
            if (!File.Exists(Path.Combine(folder, Tests + ".pe")))
            {
                throw new ToolException(ExitCode.Failed, Path.Combine(folder, Tests + ".pe") + " is missing; without --no-build it is built.");
            }

            StringBuilder output = new();
            int? code = clr.Program(folder, Launcher, Tests, _deadline).Run(session, output);
            string text = output.ToString();
            return Judge(session, text, code, CountMethods(session));
        }

        /// <summary>Says how it went. Each method has to have run at least once: a nanoCLR that dies early looks well otherwise.</summary>
        internal static bool Judge(Session session, string output, int? code, int methods)
        {
            string[] lines = output.Split('\n');
            int passed = lines.Count(l => l.StartsWith("Test passed", StringComparison.Ordinal));
            int failed = lines.Count(l => l.StartsWith("Test failed", StringComparison.Ordinal));
            int skipped = lines.Count(l => l.StartsWith("Test skipped", StringComparison.Ordinal));
            foreach (string line in lines.Where(l => l.StartsWith("Test failed", StringComparison.Ordinal)))
            {
                session.Say(line);
            }

            bool isWell = failed == 0 && code == 0 && methods > 0 && passed + skipped >= methods;
            if (!isWell && failed == 0)
            {
                session.Say("The nanoCLR " + (code == null ? "did not end within " + _deadline.TotalMinutes + " minutes" : "ended with " + code) + "; the end of its output:");
                session.Say(string.Join('\n', lines.TakeLast(LinesShown)));
            }

            session.Say($"device tests: {passed} passed, {failed} failed, {skipped} skipped, of {methods} test methods");
            return isWell;
        }

        private static int CountMethods(Session session)
        {
            string folder = Path.GetDirectoryName(session.PathOf(Project))!;
            return XDocument.Load(session.PathOf(Project)).Descendants()
                .Where(e => e.Name.LocalName == "Import")
                .Select(e => e.Attribute("Project")?.Value.Replace('\\', '/') ?? "")
                .Where(p => p.EndsWith(".projitems", StringComparison.Ordinal))
                .Select(p => Path.GetFullPath(Path.Combine(folder, p)))
                .SelectMany(list => XDocument.Load(list).Descendants()
                    .Where(e => e.Name.LocalName == "Compile")
                    .Select(e => e.Attribute("Include")!.Value.Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal).Replace('\\', '/'))
                    .Select(source => Path.Combine(Path.GetDirectoryName(list)!, source)))
                .Sum(source => Regex.Count(File.ReadAllText(source), @"\[TestMethod\]"));
        }
    }
}
