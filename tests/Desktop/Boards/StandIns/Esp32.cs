using System.Collections.Generic;

namespace nanoFramework.Hardware.Esp32
{
    /// <summary>The part of the device's pin functions that the firmware uses.</summary>
    public static class Configuration
    {
        /// <summary>The functions that were set, by pin.</summary>
        public static Dictionary<int, DeviceFunction> Functions { get; } = new Dictionary<int, DeviceFunction>();

        public static void SetPinFunction(int pin, DeviceFunction function)
        {
            Functions[pin] = function;
        }
    }

    public enum DeviceFunction
    {
        I2C1_DATA = 131328,
        I2C1_CLOCK = 131329,
    }
}
