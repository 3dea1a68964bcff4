using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace Nanowire.Interop
{
    /// <summary>A program that a test started, read line by line and ended by its id, at the latest with the test.</summary>
    internal sealed class ChildProcess : IDisposable
    {
        private readonly Process _process;
        private readonly BlockingCollection<string> _lines = new BlockingCollection<string>();
        private readonly StringBuilder _errors = new StringBuilder();
        private readonly ManualResetEventSlim _errorsEnded = new ManualResetEventSlim();

        private bool _isDisposed;

        private ChildProcess(Process process)
        {
            _process = process;
        }

        /// <summary>What it wrote to its error output: so far, or all of it after <see cref="WaitForExit"/>.</summary>
        internal string Errors
        {
            get
            {
                lock (_errors)
                {
                    return _errors.ToString();
                }
            }
        }

        internal int Id => _process.Id;

        internal bool HasExited => _process.HasExited;

        /// <summary>Starts a .NET program of this repository.</summary>
        internal static ChildProcess StartDotnet(string assembly, params string[] arguments)
        {
            return Start(Places.Dotnet, [Places.Program(assembly), .. arguments]);
        }

        internal static ChildProcess Start(string file, IEnumerable<string> arguments)
        {
            ProcessStartInfo info = new ProcessStartInfo(file, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = new UTF8Encoding(false),
                StandardOutputEncoding = Encoding.UTF8,
                WorkingDirectory = Places.Root,
            };
            Process process = new Process { StartInfo = info };
            ChildProcess child = new ChildProcess(process);
            process.OutputDataReceived += child.OnOutput;
            process.ErrorDataReceived += child.OnError;
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return child;
        }

        /// <summary>The next line that the program writes.</summary>
        internal string ReadLine(int patienceMs = Patience.Ms)
        {
            if (!_lines.TryTake(out string line, patienceMs))
            {
                throw new TimeoutException("no line came from " + Describe());
            }

            return line ?? throw new InvalidOperationException("no further line came from " + Describe());
        }

        /// <summary>All lines from here to the program's end.</summary>
        internal List<string> ReadToEnd()
        {
            List<string> lines = new List<string>();
            while (_lines.TryTake(out string line, Patience.Ms))
            {
                if (line == null)
                {
                    return lines;
                }

                lines.Add(line);
            }

            throw new TimeoutException("no end came from " + Describe());
        }

        internal void WriteLine(string line)
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }

        /// <summary>Asks it to end, as a service manager would.</summary>
        internal void Terminate()
        {
            const int SigTerm = 15;
            Send(SigTerm);
        }

        /// <summary>Has it stand still with all of its connections open, as a machine that hangs. It can still be ended.</summary>
        internal void Freeze()
        {
            const int SigStop = 19;
            Send(SigStop);
        }

        /// <summary>Its exit code, once it ended and all that it wrote to its error output is here.</summary>
        internal int WaitForExit(int patienceMs = Patience.Ms)
        {
            // The exit alone does not say that the pipe was read to its end: that goes on on another thread.
            if (!_process.WaitForExit(patienceMs) || !_errorsEnded.Wait(Patience.Ms))
            {
                throw new TimeoutException("no exit of " + Describe());
            }

            return _process.ExitCode;
        }

        /// <summary>Ends it without asking.</summary>
        internal void Kill()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                _process.WaitForExit();
            }
        }

        public void Dispose()
        {
            // A test may have ended it before its end.
            if (!_isDisposed)
            {
                _isDisposed = true;
                Kill();
                _process.Dispose();
            }
        }

        // The command of that name is missing on small machines.
        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Signal(int process, int signal);

        private void Send(int signal)
        {
            if (Signal(_process.Id, signal) != 0)
            {
                throw new InvalidOperationException("cannot signal " + Describe());
            }
        }

        private string Describe()
        {
            return string.Join(' ', _process.StartInfo.ArgumentList) + "; its errors: " + Errors;
        }

        private void OnOutput(object sender, DataReceivedEventArgs e)
        {
            _lines.Add(e.Data);
        }

        private void OnError(object sender, DataReceivedEventArgs e)
        {
            if (e.Data == null)
            {
                _errorsEnded.Set();
                return;
            }

            lock (_errors)
            {
                _errors.AppendLine(e.Data);
            }
        }
    }
}
