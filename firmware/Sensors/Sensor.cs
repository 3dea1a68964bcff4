namespace Nanowire.Firmware
{
    /// <summary>
    /// A part that measures: a chip on a bus, an analogue input, the device itself. It describes its readings and fills in their
    /// values; whether it is there, and when it is asked, is the business of <see cref="SensorSet"/>.
    /// </summary>
    public abstract class Sensor
    {
        /// <summary>Describes a sensor; touches no hardware.</summary>
        /// <param name="id">Its id, such as "bme280"; unique on a board.</param>
        /// <param name="name">What people call it.</param>
        /// <param name="readings">What it measures.</param>
        protected Sensor(string id, string name, params Reading[] readings)
        {
            Id = id;
            Name = name;
            Readings = readings;
            Values = new int[readings.Length];
        }

        /// <summary>The id, unique on a board.</summary>
        public string Id { get; }

        /// <summary>What people call it.</summary>
        public string Name { get; }

        /// <summary>What it measures, in the order of <see cref="Values"/>.</summary>
        public Reading[] Readings { get; }

        /// <summary>The values measured last, in each reading's fixed point, or <see cref="Reading.Absent"/>. Counts after Measure returned true.</summary>
        public int[] Values { get; }

        /// <summary>Looks for the part and prepares it, also again after it failed.</summary>
        /// <returns>False when it is not there. An exception means the same.</returns>
        public abstract bool Open();

        /// <summary>Measures into <see cref="Values"/>; takes milliseconds, not seconds. A part that converts for longer is started by one call and read by the next.</summary>
        /// <param name="uptimeMs">The time since start in milliseconds.</param>
        /// <returns>False when it does not answer; it is closed and looked for again later. An exception means the same.</returns>
        public abstract bool Measure(long uptimeMs);

        /// <summary>Gives up what <see cref="Open"/> took.</summary>
        public virtual void Close()
        {
        }
    }
}
