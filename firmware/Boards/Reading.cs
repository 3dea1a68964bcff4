using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>What a board measures: how one of its readings is called and shown.</summary>
    public sealed class Reading
    {
        /// <summary>The value of a reading that is not there: no sensor, or it does not answer. Never shown as a number.</summary>
        public const int Absent = int.MinValue;

        /// <summary>Describes a reading.</summary>
        /// <param name="id">Its key in telemetry; a JSON name without escapes.</param>
        /// <param name="name">What people call it.</param>
        /// <param name="unit">The unit, such as "°C".</param>
        /// <param name="decimals">How many of a value's decimal digits are behind the point, 0 to 9.</param>
        /// <param name="min">The least value to expect, in the same fixed point.</param>
        /// <param name="max">The greatest value to expect, in the same fixed point.</param>
        public Reading(string id, string name, string unit, int decimals, int min, int max)
        {
            Id = id;
            Name = name;
            Unit = unit;
            Decimals = decimals;
            Min = min;
            Max = max;
            Key = Encoding.UTF8.GetBytes(id);
        }

        /// <summary>The key in telemetry.</summary>
        public string Id { get; }

        /// <summary>What people call it.</summary>
        public string Name { get; }

        /// <summary>The unit.</summary>
        public string Unit { get; }

        /// <summary>How many decimal digits are behind the point.</summary>
        public int Decimals { get; }

        /// <summary>The least value to expect.</summary>
        public int Min { get; }

        /// <summary>The greatest value to expect.</summary>
        public int Max { get; }

        /// <summary><see cref="Id"/> in UTF-8, made once so that telemetry makes no garbage.</summary>
        public byte[] Key { get; }
    }
}
