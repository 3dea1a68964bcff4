using Nanowire.WebSockets;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Firmware
{
    /// <content>
    /// A page that reads slowly gets the newest telemetry when it has read what was on its way; that needs no queue.
    /// </content>
    public sealed partial class Sampler
    {
        private TopicHub _hub;
        private Topic _topic;

        /// <summary>Where the readings are published, in the topic "telemetry".</summary>
        public TopicHub Hub => _hub;

        /// <summary>Whether somebody listens who is told by another way; how many there are that way knows.</summary>
        private bool IsFollowedElsewhere => _hub.Published != null;

        partial void CreateTopic(int subscribers)
        {
            _hub = new TopicHub(_server, new TopicHubOptions { MaxSubscribers = subscribers, MaxTopics = 1, QueueSize = 0 });
            _topic = _hub.AddTopic("telemetry", _telemetry.Capacity);
        }

        partial void Follow(WebSocket socket)
        {
            _hub.Subscribe(socket, _topic);
        }

        private void Publish(int count)
        {
            _hub.Publish(_topic, _telemetry.Frame.Buffer, MessageFrame.PayloadOffset, count, WebSocketMessageType.Text);
        }
    }
}
