using System.Net;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// What the supervisor asks of the hardware. Nothing here waits: what takes time is started and then looked at. Nothing here
    /// throws either; what failed is a result. Credentials stay where the link keeps them, and its access point is a mode that it
    /// starts in: both take effect with the next start.
    /// </summary>
    public abstract class NetworkLink
    {
        /// <summary>The value of a signal that is not known.</summary>
        public const int UnknownSignal = int.MinValue;

        private NetworkList _networks;

        /// <summary>What carries the network.</summary>
        public abstract NetworkLinkKind Kind { get; }

        /// <summary>Whether it has what it needs to join a network.</summary>
        public abstract bool HasCredentials { get; }

        /// <summary>The stored network's name; empty when there is none.</summary>
        public abstract string Ssid { get; }

        /// <summary>The hardware's address: 6 bytes, the device's own.</summary>
        public abstract byte[] MacAddress { get; }

        /// <summary>Whether it is in a network and has an address there.</summary>
        public abstract bool IsUp { get; }

        /// <summary>Its IPv4 address; null while it has none.</summary>
        public abstract string Address { get; }

        /// <summary>What became of the last <see cref="Join"/>.</summary>
        public abstract JoinResult JoinResult { get; }

        /// <summary>How strong the network comes in, in dBm; <see cref="UnknownSignal"/> when the hardware does not say.</summary>
        public virtual int SignalStrength => UnknownSignal;

        /// <summary>What the last scan found; made when somebody asks, since only the setup portal does.</summary>
        public NetworkList Networks => _networks ?? (_networks = new NetworkList());

        /// <summary>Whether a scan is under way.</summary>
        public virtual bool IsScanning => false;

        /// <summary>Whether the hardware can be an access point.</summary>
        public virtual bool HasAccessPoint => false;

        /// <summary>Whether it started, or will start next time, with an access point.</summary>
        public virtual bool IsAccessPointEnabled => false;

        /// <summary>Whether its access point can be joined.</summary>
        public virtual bool IsAccessPointUp => false;

        /// <summary>The device's IPv4 address at its own access point.</summary>
        public virtual string AccessPointAddress => null;

        /// <summary>How many devices are in the access point's network.</summary>
        public virtual int AccessPointStations => 0;

        /// <summary>Starts to join the stored network. One that is under way is left at it.</summary>
        public abstract void Join();

        /// <summary>Is called every round, for what the hardware has to be asked for.</summary>
        /// <param name="nowMs">The time since start in milliseconds.</param>
        public virtual void RunOnce(long nowMs)
        {
        }

        /// <summary>Listens in its network, once it has an address there.</summary>
        /// <param name="address">The local address; null for all.</param>
        /// <param name="port">The port; 0 for any that is free.</param>
        /// <param name="backlog">How many connections may wait to be accepted.</param>
        /// <exception cref="System.Net.Sockets.SocketException">The port is taken or not permitted.</exception>
        public virtual TransportListener CreateListener(IPAddress address, int port, int backlog)
        {
            return new SocketListener(address, port, backlog);
        }

        /// <summary>Makes the address static or dynamic, where it is not already so.</summary>
        /// <returns>False when the hardware did not take it.</returns>
        public abstract bool ApplyAddressing(AddressPlan plan);

        /// <summary>Stores a network's name and password, for the next start.</summary>
        /// <param name="ssid">The name, at most <see cref="WifiNetwork.MaxSsidSize"/> bytes in UTF-8.</param>
        /// <param name="password">The password; empty for an open network.</param>
        /// <returns>False when they could not be stored.</returns>
        public virtual bool StoreCredentials(string ssid, string password)
        {
            return false;
        }

        /// <summary>Forgets the stored network.</summary>
        /// <returns>False when that could not be stored.</returns>
        public virtual bool EraseCredentials()
        {
            return true;
        }

        /// <summary>Starts a scan, whose result <see cref="Networks"/> has once <see cref="IsScanning"/> is false again.</summary>
        /// <returns>False when the hardware cannot.</returns>
        public virtual bool StartScan()
        {
            return false;
        }

        /// <summary>Has the next start open an access point without a password.</summary>
        /// <param name="ssid">Its name.</param>
        /// <returns>False when that could not be stored.</returns>
        public virtual bool EnableAccessPoint(string ssid)
        {
            return false;
        }

        /// <summary>Has the next start open none.</summary>
        /// <returns>False when that could not be stored.</returns>
        public virtual bool DisableAccessPoint()
        {
            return true;
        }
    }
}
