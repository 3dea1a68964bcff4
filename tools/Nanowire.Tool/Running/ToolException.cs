using System;

namespace Nanowire.Tool
{
    /// <summary>An end with a message for people and an exit code.</summary>
    internal sealed class ToolException : Exception
    {
        internal ToolException(int code, string message)
            : base(message)
        {
            Code = code;
        }

        /// <summary>One of <see cref="ExitCode"/>.</summary>
        internal int Code { get; }
    }
}
