using System;

namespace Nanowire.Dashboard.Pack
{
    /// <summary>A fault in the page's sources, told to whoever builds: file, line where known, and what is wrong.</summary>
    public sealed class PackException : Exception
    {
        /// <summary>Makes one for a whole file.</summary>
        /// <param name="file">Path of the file as it is to be shown.</param>
        /// <param name="problem">What is wrong with it.</param>
        public PackException(string file, string problem)
            : this(file, 0, problem)
        {
        }

        /// <summary>Makes one for a line.</summary>
        /// <param name="file">Path of the file as it is to be shown.</param>
        /// <param name="line">Line number from 1; 0 when no line can be named.</param>
        /// <param name="problem">What is wrong with it.</param>
        public PackException(string file, int line, string problem)
            : base((line > 0 ? file + "(" + line + ")" : file) + ": error DASH001: " + problem)
        {
        }
    }
}
