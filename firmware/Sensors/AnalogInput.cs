namespace Nanowire.Firmware
{
    /// <summary>An analogue input, as the drivers see it: on a device the chip's converter, on a desktop a simulated one.</summary>
    public abstract class AnalogInput
    {
        /// <summary>Takes the pin. An exception means that it cannot be had.</summary>
        public abstract void Open();

        /// <summary>Converts once.</summary>
        /// <returns>The value, from 0 to the greatest that the converter knows, such as 4095. Negative when it has none.</returns>
        public abstract int Read();

        /// <summary>Gives the pin back.</summary>
        public abstract void Close();
    }
}
