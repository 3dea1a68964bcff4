using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace Nanowire.Tool.Tests
{
    /// <summary>The tool while it runs; gone with the test.</summary>
    internal sealed class RunningTool : IDisposable
    {
        internal const int SigInt = 2;
        internal const int SigTerm = 15;

        /// <summary>A safety net: what never comes fails a test instead of hanging it.</summary>
        internal const int PatienceMs = 60000;

        private readonly Process _process;
        private readonly Action<Outcome> _check;
        private readonly Task<string> _output;
        private readonly Task<string> _errors;

        internal RunningTool(Process process, Action<Outcome> check)
        {
            _process = process;
            _check = check;
            _output = process.StandardOutput.ReadToEndAsync();
            _errors = process.StandardError.ReadToEndAsync();
        }

        /// <summary>Waits until something holds.</summary>
        internal static void Await(Func<bool> holds, string what)
        {
            long end = Environment.TickCount64 + PatienceMs;
            while (!holds())
            {
                if (Environment.TickCount64 > end)
                {
                    throw new TimeoutException(what + " did not happen");
                }

                Thread.Sleep(10);
            }
        }

        internal void Type(string text)
        {
            _process.StandardInput.Write(text);
            _process.StandardInput.Close();
        }

        internal void Send(int signal)
        {
            if (Signal(_process.Id, signal) != 0)
            {
                throw new InvalidOperationException("cannot signal the tool");
            }
        }

        internal Outcome End()
        {
            if (!_process.WaitForExit(PatienceMs))
            {
                throw new TimeoutException("the tool did not end");
            }

            Outcome outcome = new(_process.ExitCode, _output.GetAwaiter().GetResult(), _errors.GetAwaiter().GetResult());
            _check(outcome);
            return outcome;
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill(true);
            }

            _process.Dispose();
        }

        // The command of that name is missing on small machines.
        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Signal(int process, int signal);
    }
}
