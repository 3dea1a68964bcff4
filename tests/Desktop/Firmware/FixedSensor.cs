using System;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>A sensor with one reading, whose value a test says: a number, absent, or what it throws.</summary>
    internal sealed class FixedSensor : Sensor
    {
        internal FixedSensor(Reading reading, int value)
            : base(reading.Id, reading.Name, reading)
        {
            Value = value;
        }

        internal int Value { get; set; }

        internal bool IsThere { get; set; } = true;

        internal Exception Failure { get; set; }

        internal int Opened { get; private set; }

        internal int Closed { get; private set; }

        public override bool Open()
        {
            Opened++;
            return Failure == null ? IsThere : throw Failure;
        }

        public override bool Measure(long uptimeMs)
        {
            Values[0] = Value;
            return Failure == null ? IsThere : throw Failure;
        }

        public override void Close()
        {
            Closed++;
        }
    }
}
