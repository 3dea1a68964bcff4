using System;
using System.Threading;

namespace Nanowire.Firmware.Host
{
    /// <summary>
    /// The process as a machine: a restart is a new run of the firmware in it. When that does not come, since a round never ends, the process
    /// ends, and whoever started it may start it again.
    /// </summary>
    internal sealed class HostMachine : Machine
    {
        /// <summary>The exit code of a process that wants to be started again.</summary>
        internal const int RestartExitCode = 3;

        private const int PatienceMs = 5000;

        private volatile bool _isRestartAsked;

        /// <summary>Whether the firmware is to run anew.</summary>
        internal bool IsRestartAsked => _isRestartAsked;

        /// <inheritdoc/>
        public override int FreeMemory => -1;

        /// <inheritdoc/>
        public override void Restart()
        {
            _isRestartAsked = true;
            new Thread(EndStalled) { IsBackground = true }.Start();
        }

        /// <summary>The firmware runs anew.</summary>
        internal void Begin()
        {
            _isRestartAsked = false;
        }

        private void EndStalled()
        {
            Thread.Sleep(PatienceMs);
            if (_isRestartAsked)
            {
                Environment.Exit(RestartExitCode);
            }
        }
    }
}
