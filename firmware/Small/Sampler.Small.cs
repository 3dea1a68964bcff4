using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <content>A page that has not read what was on its way misses a sample, and gets the next; there is no copy for it.</content>
    public sealed partial class Sampler
    {
        // How often it is measured while nobody is connected, so that /api/health and /status know the sensors, in milliseconds.
        private const int LookMs = 10000;

        private long _nextLookMs;

        private static bool IsFollowedElsewhere => false;

        partial void RecordWhenDue(long uptimeMs)
        {
            if (uptimeMs >= _nextLookMs)
            {
                _nextLookMs = uptimeMs + LookMs;
                if (_server.ConnectionCount == 0)
                {
                    _health.Measuring(true);
                    _sensors.Measure(uptimeMs);
                    _health.Measuring(false);
                }
            }
        }

        private void Publish(int count)
        {
            _server.Broadcast(_telemetry.Frame, count, WebSocketMessageType.Text);
        }
    }
}
