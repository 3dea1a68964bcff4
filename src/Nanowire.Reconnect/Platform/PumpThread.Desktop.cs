using System.Threading;

namespace Nanowire.WebSockets.Reconnect
{
    /// <summary>What differs between the runtimes: here, .NET on a desktop.</summary>
    internal static class PumpThread
    {
        internal static void Start(ThreadStart run)
        {
            // A forgotten client must not keep a process alive.
            new Thread(run) { IsBackground = true }.Start();
        }
    }
}
