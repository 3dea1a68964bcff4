using System;
using System.IO;
using System.Text;

namespace Nanowire.Tool
{
    /// <summary>Visual Studio, or its build tools, on Windows.</summary>
    internal static class VisualStudio
    {
        /// <summary>The MSBuild of the newest one, as its own locator tells; null where there is none.</summary>
        internal static string? FindMsBuild(Session session)
        {
            string locator = Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86), "Microsoft Visual Studio", "Installer", "vswhere.exe");
            if (!File.Exists(locator))
            {
                return null;
            }

            StringBuilder output = new();
            new ChildProgram(locator, "-latest", "-products", "*", "-requires", "Microsoft.Component.MSBuild", "-find", @"MSBuild\**\Bin\MSBuild.exe").Run(session, output);
            string first = output.ToString().Split('\n')[0].Trim();
            return File.Exists(first) ? first : null;
        }
    }
}
