using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware.Sensors
{
    /// <summary>The driver that docs/sensors.md shows.</summary>
    public sealed class Tmp117Sensor : I2cSensor
    {
        public Tmp117Sensor(I2cBus bus)
            : base(bus, 0x48, 0x4B, 16, 2, "tmp117", "TMP117", Climate.Temperature(""))
        {
        }

        protected override bool Identify()
        {
            return ReadFrom(0x0F, 2) && ((Answer[0] == 0x01 && Answer[1] == 0x17) || Fail(SensorError.WrongChip, Answer[1]));
        }

        protected override bool Start()
        {
            return true; // It converts by itself.
        }

        protected override bool Read()
        {
            if (!ReadFrom(0x00, 2))
            {
                return false;
            }

            int raw = (short)((Answer[0] << 8) | Answer[1]);
            Values[0] = raw * 100 / 128;
            return raw != short.MinValue || Fail(SensorError.BadAnswer);
        }
    }
}
