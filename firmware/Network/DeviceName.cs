namespace Nanowire.Firmware
{
    /// <summary>The name of a device that nobody gave one.</summary>
    public static class DeviceName
    {
        /// <summary>"nanowire-" and the last two bytes of the hardware's address, which differ between the devices of a house.</summary>
        public static string Default(byte[] macAddress)
        {
            int count = macAddress.Length;
            return "nanowire-" + (macAddress[count - 2].ToString("X2") + macAddress[count - 1].ToString("X2")).ToLower();
        }
    }
}
