using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Bench.Device
{
    /// <summary>A message published once and written to so many subscribers.</summary>
    internal sealed class BroadcastBench : Bench
    {
        private const int PayloadSize = 64;
        private const int FrameSize = PayloadSize + 2;

        private readonly byte[] _payload = Payloads.Ascii(PayloadSize);
        private readonly ScriptedTransport[] _peers;
        private readonly TopicHub _hub;
        private readonly Topic _topic;
        private int _runs;
        private int _sent;

        public BroadcastBench(int subscribers)
        {
            ScriptedServer host = new ScriptedServer(subscribers, PayloadSize);
            _hub = new TopicHub(host.Server, new TopicHubOptions { MaxSubscribers = subscribers, MaxTopics = 1, QueueSize = 0 });
            _topic = _hub.AddTopic("t", PayloadSize);
            host.Server.Opened += OnOpened;
            _peers = new ScriptedTransport[subscribers];
            for (int i = 0; i < subscribers; i++)
            {
                _peers[i] = host.Open();
                _peers[i].Written = 0;
            }
        }

        /// <inheritdoc/>
        public override void Run(int times)
        {
            for (int i = 0; i < times; i++)
            {
                _sent += _hub.Publish(_topic, _payload, 0, PayloadSize, WebSocketMessageType.Text);
            }

            // All of it was written meanwhile; the bytes of each are counted anew, so that no count overflows.
            for (int i = 0; i < _peers.Length; i++)
            {
                if (_peers[i].Written == times * FrameSize)
                {
                    _runs += times;
                }

                _peers[i].Written = 0;
            }
        }

        /// <inheritdoc/>
        public override bool IsRight()
        {
            return _sent == _runs;
        }

        private void OnOpened(WebSocket socket)
        {
            if (!_hub.Subscribe(socket, _topic))
            {
                throw new InvalidOperationException("no place for a subscriber");
            }
        }
    }
}
