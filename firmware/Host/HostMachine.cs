using System;

namespace Nanowire.Firmware.Host
{
    /// <summary>The process as a machine: a restart ends it, and whoever started it may start it again.</summary>
    internal sealed class HostMachine : Machine
    {
        /// <summary>The exit code of a process that wants to be started again.</summary>
        internal const int RestartExitCode = 3;

        /// <inheritdoc/>
        public override int FreeMemory => -1;

        /// <inheritdoc/>
        public override void Restart()
        {
            Environment.Exit(RestartExitCode);
        }
    }
}
