namespace Nanowire.Firmware
{
    /// <summary>
    /// Something that runs while the device has an address and shares the application's rounds: the answers to name.local while it is in a
    /// network, the DHCP server and the name server of the portal while it is an access point.
    /// </summary>
    public abstract class NetworkPart
    {
        /// <summary>Starts, or starts again with another address after <see cref="Close"/>.</summary>
        /// <param name="address">The device's IPv4 address in that network.</param>
        public abstract void Start(string address);

        /// <summary>One round; it must not wait.</summary>
        /// <param name="nowMs">The time since start in milliseconds.</param>
        public abstract void RunOnce(long nowMs);

        /// <summary>Ends, so that its sockets are closed. Called once after each <see cref="Start"/>, also when that threw.</summary>
        public abstract void Close();
    }
}
