using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware.Sensors
{
    /// <summary>A set of sensors whose clock stands still, or goes as a test says.</summary>
    internal sealed class TimelessSet : SensorSet
    {
        internal long TickMs;

        internal TimelessSet(params Sensor[] sensors)
            : base(sensors)
        {
        }

        protected override long GetTickMs()
        {
            return TickMs;
        }
    }
}
