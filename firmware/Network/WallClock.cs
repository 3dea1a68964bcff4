using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// The date, where the device knows it: its SNTP client sets it some time after the network is there, and a network without internet
    /// never does. Nothing in the firmware waits for it or counts by it; deadlines go by the time since start, which no correction of
    /// the date moves.
    /// </summary>
    public class WallClock
    {
        /// <summary>Dates before this year mean that nobody set the clock; nanoFramework itself judges so.</summary>
        public const int FirstKnownYear = 2021;

        /// <summary>Whether the date is known.</summary>
        public bool IsKnown => Now.Year >= FirstKnownYear;

        /// <summary>The date and time in UTC, whether known or not.</summary>
        public virtual DateTime Now => DateTime.UtcNow;
    }
}
