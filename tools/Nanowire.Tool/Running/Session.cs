using System;
using System.IO;
using System.Threading;

namespace Nanowire.Tool
{
    /// <summary>What a verb works with: the repository, the terminal, and whether somebody wants it to stop.</summary>
    internal sealed class Session
    {
        private readonly TextWriter _output;
        private readonly TextWriter _errors;

        internal Session(string root, TextWriter output, TextWriter errors, CancellationToken stopped)
        {
            _output = output;
            _errors = errors;
            Root = root;
            Stopped = stopped;
        }

        /// <summary>The repository's folder.</summary>
        internal string Root { get; }

        internal CancellationToken Stopped { get; }

        /// <summary>A file or folder of the repository, by its path with '/'.</summary>
        internal string PathOf(string relative)
        {
            return Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));
        }

        internal void Say(string line)
        {
            _output.WriteLine(line);
        }

        internal void Warn(string line)
        {
            _errors.WriteLine("warning: " + line);
        }

        /// <summary>Waits, unless the tool is stopped meanwhile.</summary>
        internal void Pause(TimeSpan time)
        {
            Stopped.WaitHandle.WaitOne(time);
            Stopped.ThrowIfCancellationRequested();
        }
    }
}
