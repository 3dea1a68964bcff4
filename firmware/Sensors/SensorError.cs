namespace Nanowire.Firmware
{
    /// <summary>Why a sensor has no value.</summary>
    public enum SensorError
    {
        /// <summary>It has one.</summary>
        None,

        /// <summary>Nobody answers at its address: not there, not powered, or a wire is loose.</summary>
        NotConnected,

        /// <summary>A line of the bus is held down, so that nothing on it can answer.</summary>
        BusStuck,

        /// <summary>Another part answers; <see cref="Sensor.LastDetail"/> is the chip id that it gives.</summary>
        WrongChip,

        /// <summary>The checksum of an answer is wrong.</summary>
        Checksum,

        /// <summary>An answer makes no sense, such as ones or zeros only.</summary>
        BadAnswer,

        /// <summary>The value is outside what the part can measure: broken, open or short.</summary>
        OutOfRange,

        /// <summary>The part has forgotten its settings: its power was gone for a moment.</summary>
        Restarted,

        /// <summary>Another sensor of the board has the part at this address.</summary>
        AddressInUse,

        /// <summary>The driver threw an exception: the bus or the pin cannot be had.</summary>
        Failed,
    }
}
