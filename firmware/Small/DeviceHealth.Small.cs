using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <content>The small firmware counts what happens at the server, and keeps no events.</content>
#pragma warning disable CA1822 // Those of the whole firmware need an instance, and both are called alike.
    public sealed partial class DeviceHealth
    {
        private const int FirstStatus = 400;
        private const int LastStatus = 505;

        internal int GetLost(WebSocketServerStatistics statistics)
        {
            return statistics.WebSocketsAborted;
        }

        internal int GetRefused(WebSocketServerStatistics statistics)
        {
            int refused = 0;
            for (int status = FirstStatus; status <= LastStatus; status++)
            {
                refused += statistics.GetRefused(status);
            }

            return refused;
        }
    }
#pragma warning restore CA1822
}
