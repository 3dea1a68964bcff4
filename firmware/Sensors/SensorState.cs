namespace Nanowire.Firmware
{
    /// <summary>
    /// How one sensor of a <see cref="SensorSet"/> does. Written by the thread that measures; another may read it, each field for itself.
    /// </summary>
    public sealed class SensorState
    {
        /// <summary>The sensor.</summary>
        public readonly Sensor Sensor;

        /// <summary>Whether it was there when it was asked last.</summary>
        public bool IsPresent;

        /// <summary>How often it has measured.</summary>
        public int Measured;

        /// <summary>How often it was there, and then failed.</summary>
        public int Failed;

        /// <summary>Since when it is absent, as uptime in milliseconds; -1 while it is present, and before the first try.</summary>
        public long AbsentSinceMs = -1;

        /// <summary>The longest that it took, in milliseconds.</summary>
        public int SlowestMs;

        /// <summary>Why it was absent last; it stays when the sensor has returned, and None when it never was.</summary>
        public SensorError LastError;

        /// <summary>What belongs to <see cref="LastError"/>, such as the id of a wrong chip; else 0.</summary>
        public int LastDetail;

        /// <summary>When it is due, as uptime in milliseconds: to measure when it is present, to be looked for when it is not.</summary>
        internal long DueMs;

        internal SensorState(Sensor sensor)
        {
            Sensor = sensor;
        }

        /// <summary>What <see cref="LastError"/> means, in a few words for people; "" for None. Makes a string.</summary>
        public string ErrorText
        {
            get
            {
                switch (LastError)
                {
                    case SensorError.None: return "";
                    case SensorError.NotConnected: return "no answer";
                    case SensorError.BusStuck: return "bus stuck";
                    case SensorError.WrongChip: return "wrong chip, id " + LastDetail.ToString();
                    case SensorError.Checksum: return "wrong checksum";
                    case SensorError.BadAnswer: return "bad answer";
                    case SensorError.OutOfRange: return "out of range";
                    case SensorError.Restarted: return "lost power";
                    case SensorError.AddressInUse: return "address in use";
                    default: return "failed";
                }
            }
        }
    }
}
