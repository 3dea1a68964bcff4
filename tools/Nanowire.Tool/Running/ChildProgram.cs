using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Nanowire.Tool
{
    /// <summary>Runs a program to its end, to its deadline, or until the tool is stopped; then it and what it started are gone.</summary>
    internal sealed class ChildProgram
    {
        // A program that shares the terminal hears Ctrl+C itself, and may have to leave a device in order.
        private static readonly TimeSpan _grace = TimeSpan.FromSeconds(2);

        private readonly string _file;
        private readonly string[] _arguments;
        private readonly List<string> _hiddenVariables = [];

        internal ChildProgram(string file, params string[] arguments)
        {
            _file = file;
            _arguments = arguments;
        }

        /// <summary>The folder that it is started in; null: where the tool is.</summary>
        internal string? Folder { get; init; }

        /// <summary>How long it may take.</summary>
        internal TimeSpan Deadline { get; init; } = Timeout.InfiniteTimeSpan;

        /// <summary>A command line as a person would type it.</summary>
        internal static string Describe(string file, IEnumerable<string> arguments)
        {
            return string.Join(' ', arguments.Prepend(file).Select(a => a.Length == 0 || a.Any(c => c is ' ' or '"' or '\'') ? "\"" + a.Replace("\"", "\\\"") + "\"" : a));
        }

        /// <summary>Keeps an environment variable of the tool from the program.</summary>
        internal void Hide(string variable)
        {
            _hiddenVariables.Add(variable);
        }

        /// <summary>Runs it in this terminal. It has nothing to read.</summary>
        /// <returns>Its exit code; null when it did not end by its deadline.</returns>
        internal int? Run(Session session)
        {
            return Run(session, null);
        }

        /// <summary>The same, with what it writes going to <paramref name="output"/>, errors too.</summary>
        internal int? Run(Session session, StringBuilder? output)
        {
            using Process process = Start(output != null);
            Task reading = output == null ? Task.CompletedTask : Task.WhenAll(Read(process.StandardOutput, output), Read(process.StandardError, output));
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(session.Stopped);
            end.CancelAfter(Deadline);
            try
            {
                process.WaitForExitAsync(end.Token).GetAwaiter().GetResult();

                // Somebody who inherited its output may keep it open after its end.
                reading.Wait(_grace);
                return process.ExitCode;
            }
            catch (OperationCanceledException)
            {
                if (!session.Stopped.IsCancellationRequested)
                {
                    return null;
                }

                process.WaitForExit(_grace);
                throw;
            }
            finally
            {
                Kill(process);
            }
        }

        private static void Kill(Process process)
        {
            try
            {
                if (!process.HasExited)
                {
                    process.Kill(true);
                    process.WaitForExit(_grace);
                }
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
            {
                // It ended by itself meanwhile, or will not.
            }
        }

        private static async Task Read(StreamReader reader, StringBuilder output)
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                lock (output)
                {
                    output.Append(line).Append('\n');
                }
            }
        }

        private Process Start(bool reads)
        {
            ProcessStartInfo info = new(_file, _arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = reads,
                RedirectStandardError = reads,
                WorkingDirectory = Folder ?? "",
            };
            _hiddenVariables.ForEach(v => info.Environment.Remove(v));
            try
            {
                Process process = Process.Start(info) ?? throw new ToolException(ExitCode.Failed, "Cannot start " + _file + ".");
                process.StandardInput.Close();
                return process;
            }
            catch (Win32Exception e)
            {
                throw new ToolException(ExitCode.Missing, "Cannot start " + _file + ": " + e.Message);
            }
        }
    }
}
