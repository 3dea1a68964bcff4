namespace Nanowire.Tool
{
    /// <summary>What the tool says to the shell.</summary>
    internal static class ExitCode
    {
        /// <summary>All of it was done.</summary>
        internal const int Done = 0;

        /// <summary>Something failed, and what came after it was not tried.</summary>
        internal const int Failed = 1;

        /// <summary>The command line is wrong; nothing was tried.</summary>
        internal const int Usage = 2;

        /// <summary>A program that is needed is not on this machine; nothing was tried.</summary>
        internal const int Missing = 3;

        /// <summary>Somebody pressed Ctrl+C or ended it otherwise.</summary>
        internal const int Stopped = 130;
    }
}
