using Nanowire.WebSockets.Topics;

namespace Nanowire.Firmware
{
    /// <content>The way of the readings to other connections than those of this server.</content>
    public sealed partial class DeviceApplication
    {
        /// <summary>Where the readings are published, for other ways to pages than the WebSocket (docs/sockjs.md).</summary>
        public TopicHub Hub => _sampler.Hub;
    }
}
