using nanoFramework.Hardware.Esp32;

namespace Nanowire.Firmware
{
    /// <summary>
    /// What the chip says about itself: the memory that is free. Its temperature is not among it, since the ESP32 gives a number that no
    /// one has calibrated, and the other chips none; nor is the strength of the signal, which the API tells only by a scan.
    /// </summary>
    public sealed class ChipSensor : Sensor
    {
        /// <summary>Collecting garbage is the only way to ask for the free memory, so it is not asked for at each sample.</summary>
        private const int EveryMs = 10000;

        /// <summary>Measures the managed heap and the memory that Wi-Fi, sockets and TLS live on.</summary>
        /// <param name="heapSize">How much managed memory to expect at most, in bytes.</param>
        public ChipSensor(int heapSize = 100000)
            : base(
                "chip",
                "Chip",
                new Reading("freeMemory", "Free memory", "B", 0, 0, heapSize),
                new Reading("nativeMemory", "Native memory", "B", 0, 0, 200000))
        {
            IntervalMs = EveryMs;
        }

        /// <inheritdoc/>
        public override bool Open()
        {
            return true;
        }

        /// <inheritdoc/>
        public override bool Measure(long uptimeMs)
        {
            Values[0] = (int)nanoFramework.Runtime.Native.GC.Run(false);
            NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out uint _, out uint free, out uint _);
            Values[1] = (int)free;
            return true;
        }
    }
}
