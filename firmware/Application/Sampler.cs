using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Measures when it is time: for those who are connected, as often as they want it, and for the history, also while nobody looks.
    /// </summary>
    public sealed class Sampler
    {
        private readonly WebSocketServer _server;
        private readonly DeviceHealth _health;
        private readonly SensorSet _sensors;
        private readonly History _history;
        private readonly Telemetry _telemetry;
        private readonly TopicHub _hub;
        private readonly Topic _topic;

        private int _intervalMs;
        private long _nextMs;

        /// <summary>Reserves all memory.</summary>
        /// <param name="board">Whose outputs are told with the readings.</param>
        /// <param name="sensors">What measures.</param>
        /// <param name="server">Whose WebSockets are sent telemetry.</param>
        /// <param name="health">Is told when measuring begins and ends.</param>
        /// <param name="intervalMs">The sampling interval at start in milliseconds.</param>
        public Sampler(Board board, SensorSet sensors, WebSocketServer server, DeviceHealth health, int intervalMs)
        {
            _server = server;
            _health = health;
            _sensors = sensors;
            _intervalMs = intervalMs;
            _history = new History(sensors.Readings, board.HistorySize);
            _telemetry = new Telemetry(board, sensors);

            // A page that reads slowly gets the newest telemetry when it has read what was on its way; that needs no queue.
            _hub = new TopicHub(server, new TopicHubOptions { MaxSubscribers = board.MaxConnections, MaxTopics = 1, QueueSize = 0 });
            _topic = _hub.AddTopic("telemetry", _telemetry.Capacity);
        }

        /// <summary>Where the readings are published, in the topic "telemetry".</summary>
        public TopicHub Hub => _hub;

        /// <summary>What is told of it.</summary>
        public Telemetry Telemetry => _telemetry;

        /// <summary>What was measured until now.</summary>
        public History History => _history;

        /// <summary>The sampling interval in milliseconds.</summary>
        public int IntervalMs
        {
            get => _intervalMs;
            set
            {
                _intervalMs = value;
                SampleSoon();
            }
        }

        /// <summary>A sample when it is due.</summary>
        /// <param name="nowMs">The time by Environment.TickCount64.</param>
        public void RunOnce(long nowMs)
        {
            long uptimeMs = nowMs - _health.StartedMs;
            if (nowMs >= _nextMs)
            {
                // On a grid of the uptime, so that lateness does not add up to a step of the history without a sample; and after a
                // long pause there is nothing to catch up with.
                _nextMs = nowMs + _intervalMs - (uptimeMs % _intervalMs);

                // Whether somebody listens who is told by another way, that way knows.
                if (_server.ConnectionCount > 0 || _hub.Published != null)
                {
                    Sample(uptimeMs);
                }
            }

            // Whoever opens the page later wants to see what was while nobody looked.
            if (_history.IsDue(uptimeMs))
            {
                _health.Measuring(true);
                _sensors.Measure(uptimeMs);
                _health.Measuring(false);
                _history.Add(uptimeMs, _sensors.Values);
            }
        }

        /// <summary>Something changed that everyone is to see at the next round.</summary>
        public void SampleSoon()
        {
            _nextMs = 0;
        }

        /// <summary>Sends a new page what there is to show, and all that follows.</summary>
        public void Subscribe(WebSocket socket)
        {
            Sample(Environment.TickCount64 - _health.StartedMs);
            _hub.Subscribe(socket, _topic);
        }

        private void Sample(long uptimeMs)
        {
            _health.Measuring(true);
            int count = _telemetry.Compose(uptimeMs, _intervalMs);
            _health.Measuring(false);
            _history.Add(uptimeMs, _sensors.Values);
            if (count > 0)
            {
                _hub.Publish(_topic, _telemetry.Frame.Buffer, MessageFrame.PayloadOffset, count, WebSocketMessageType.Text);
            }
        }
    }
}
