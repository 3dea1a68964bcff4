using System;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Measures when it is time: for those who are connected, as often as they want it, and for the history, also while nobody looks.
    /// </summary>
    public sealed partial class Sampler
    {
        private readonly WebSocketServer _server;
        private readonly DeviceHealth _health;
        private readonly SensorSet _sensors;
        private readonly Telemetry _telemetry;

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
            _telemetry = new Telemetry(board, sensors);
            CreateTopic(board.MaxConnections);
            CreateHistory(board);
        }

        /// <summary>What is told of it.</summary>
        public Telemetry Telemetry => _telemetry;

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

                if (_server.ConnectionCount > 0 || IsFollowedElsewhere)
                {
                    Sample(uptimeMs);
                }
            }

            RecordWhenDue(uptimeMs);
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
            Follow(socket);
        }

        private void Sample(long uptimeMs)
        {
            _health.Measuring(true);
            int count = _telemetry.Compose(uptimeMs, _intervalMs);
            _health.Measuring(false);
            Record(uptimeMs);
            if (count > 0)
            {
                Publish(count);
            }
        }

        // Of the whole firmware (Nanowire.Firmware.Whole.projitems); in the small one the compiler drops what calls them.
        partial void CreateTopic(int subscribers);

        partial void Follow(WebSocket socket);

        partial void CreateHistory(Board board);

        partial void RecordWhenDue(long uptimeMs);

        partial void Record(long uptimeMs);
    }
}
