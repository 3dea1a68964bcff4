using System.Threading;

namespace Nanowire.WebSockets.Reconnect
{
    /// <summary>What differs between the runtimes: here, nanoFramework on a device.</summary>
    internal static class PumpThread
    {
        internal static void Start(ThreadStart run)
        {
            new Thread(run).Start();
        }
    }
}
