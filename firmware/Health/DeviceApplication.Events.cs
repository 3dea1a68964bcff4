using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <content>What happens at the server is kept.</content>
    public sealed partial class DeviceApplication
    {
        partial void ObserveEvents(WebSocketServerOptions options)
        {
            options.Observer = Health.Events;
        }
    }
}
