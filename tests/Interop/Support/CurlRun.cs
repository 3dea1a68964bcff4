using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop
{
    /// <summary>curl, which has its own idea of what may be asked.</summary>
    internal static class CurlRun
    {
        /// <summary>What it writes to its output, byte for byte; every transfer must end well.</summary>
        /// <param name="folder">Where it runs, and where its files go.</param>
        /// <param name="arguments">An option's value is an argument of its own.</param>
        internal static string Output(string folder, params string[] arguments)
        {
            ProcessStartInfo info = new(Need.Curl(), ["-q", "--silent", "--show-error", "--noproxy", arguments.Contains("-x") ? "" : "*", .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.Latin1,
                WorkingDirectory = folder,
            };
            using Process process = Process.Start(info);
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            if (!process.WaitForExit(Patience.Ms))
            {
                process.Kill();
                Assert.Fail("curl does not end: " + string.Join(' ', arguments));
            }

            Assert.AreEqual(0, process.ExitCode, string.Join(' ', arguments) + ": " + errors.Result);
            return output;
        }
    }
}
