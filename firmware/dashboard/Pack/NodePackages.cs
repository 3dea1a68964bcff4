using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;

namespace Nanowire.Dashboard.Pack
{
    /// <summary>Brings what package-lock.json names, by npm.</summary>
    public static class NodePackages
    {
        /// <summary>Makes node_modules what the lock file says, unless it is already.</summary>
        /// <param name="folder">Folder of package.json.</param>
        /// <returns>Null when the packages are there, otherwise why not, in words for the person who builds.</returns>
        public static string Restore(string folder)
        {
            string wanted = Path.Combine(folder, "package-lock.json");
            // npm writes this one last, so it also says that the installation was not cut short.
            string installed = Path.Combine(folder, "node_modules", ".package-lock.json");
            if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(wanted))
            {
                return null;
            }

            // Offline must be told within seconds: few and short retries.
            const string Arguments = "ci --include=dev --ignore-scripts --no-audit --no-fund --loglevel=error"
                + " --fetch-retries=1 --fetch-retry-mintimeout=500 --fetch-retry-maxtimeout=1000 --fetch-timeout=20000";
            ProcessStartInfo start = OperatingSystem.IsWindows()
                ? new ProcessStartInfo("cmd.exe", "/d /c npm " + Arguments)
                : new ProcessStartInfo("npm", Arguments);
            start.WorkingDirectory = folder;
            start.UseShellExecute = false;
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;

            try
            {
                StringBuilder errors = new StringBuilder();
                using Process process = new Process { StartInfo = start };
                process.OutputDataReceived += (sender, e) => { };
                process.ErrorDataReceived += (sender, e) => errors.Append(e.Data).Append('\n');
                process.Start();
                process.BeginOutputReadLine();
                process.BeginErrorReadLine();
                process.WaitForExit();
                if (process.ExitCode == 0 && File.Exists(installed))
                {
                    File.SetLastWriteTimeUtc(installed, DateTime.UtcNow);
                    return null;
                }

                // cmd.exe says 9009 or 1 for a command it does not know.
                return OperatingSystem.IsWindows() && !errors.ToString().Contains("npm error", StringComparison.Ordinal)
                    ? "Node.js with npm was not found"
                    : "npm could not install uPlot (" + FirstError(errors.ToString()) + ")";
            }
            catch (Win32Exception)
            {
                return "Node.js with npm was not found";
            }
        }

        private static string FirstError(string text)
        {
            foreach (string line in text.Split('\n'))
            {
                if (line.StartsWith("npm error ", StringComparison.Ordinal) && !line.StartsWith("npm error errno", StringComparison.Ordinal))
                {
                    return line.Substring("npm error ".Length).Trim();
                }
            }

            return "npm ci failed";
        }
    }
}
