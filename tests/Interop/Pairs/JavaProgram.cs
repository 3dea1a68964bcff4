using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;

namespace Nanowire.Interop.Pairs
{
    /// <summary>A program in Java that serves the tests of several classes, since its start takes longer than most of them.</summary>
    internal sealed class JavaProgram : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("nanowire-java-").FullName;
        private readonly ChildProcess _process;
        private readonly Dictionary<int, JavaEnd> _ends = new Dictionary<int, JavaEnd>();
        private int _last;

        internal JavaProgram(string java, IEnumerable<string> arguments)
        {
            _process = ChildProcess.Start(java, ["-Djava.io.tmpdir=" + _folder, .. arguments]);
            new Thread(Read) { IsBackground = true }.Start();
        }

        internal string Errors => _process.Errors;

        internal bool HasExited => _process.HasExited;

        /// <summary>An end of its own, with a number by which lines find it.</summary>
        internal int Add(JavaEnd end)
        {
            lock (_ends)
            {
                _ends.Add(++_last, end);
                return _last;
            }
        }

        /// <summary>What is still on its way to that end is dropped.</summary>
        internal void Remove(int number)
        {
            lock (_ends)
            {
                _ends.Remove(number);
            }
        }

        internal void WriteLine(string line)
        {
            lock (_process)
            {
                _process.WriteLine(line);
            }
        }

        public void Dispose()
        {
            _process.Dispose();
            Directory.Delete(_folder, true);
        }

        private void Read()
        {
            while (true)
            {
                try
                {
                    Take(_process.ReadLine());
                }
                catch (TimeoutException)
                {
                    // Nobody wants anything of it at the moment.
                }
                catch (InvalidOperationException)
                {
                    // It has ended; who still waits is told its errors.
                    return;
                }
            }
        }

        private void Take(string line)
        {
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && int.TryParse(line.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                JavaEnd end;
                lock (_ends)
                {
                    _ends.TryGetValue(number, out end);
                }

                end?.Take(line[(space + 1)..]);
            }
        }
    }
}
