using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware.Network
{
    /// <summary>Hardware that does what a test says, and counts what it is asked for.</summary>
    internal sealed class FakeLink : NetworkLink
    {
        internal NetworkLinkKind KindIs = NetworkLinkKind.Wifi;
        internal string StoredSsid = "home";
        internal bool Up;
        internal string UpAddress = "192.168.1.20";
        internal JoinResult Result = JoinResult.None;
        internal bool AccessPoint = true;
        internal bool AccessPointEnabled;
        internal bool AccessPointUp;
        internal bool CanStore = true;
        internal int Stations;
        internal int Joins;
        internal int Enables;

        public override NetworkLinkKind Kind => KindIs;

        public override bool HasCredentials => StoredSsid.Length > 0 || KindIs == NetworkLinkKind.Ethernet;

        public override string Ssid => StoredSsid;

        public override byte[] MacAddress { get; } = { 0x24, 0x0A, 0xC4, 0x12, 0x34, 0x56 };

        public override bool IsUp => Up;

        public override string Address => Up ? UpAddress : null;

        public override JoinResult JoinResult => Result;

        public override bool HasAccessPoint => AccessPoint;

        public override bool IsAccessPointEnabled => AccessPointEnabled;

        public override bool IsAccessPointUp => AccessPointUp;

        public override string AccessPointAddress => "192.168.4.1";

        public override int AccessPointStations => Stations;

        public override void Join()
        {
            Joins++;
            Result = JoinResult.Pending;
        }

        public override bool ApplyAddressing(AddressPlan plan)
        {
            return true;
        }

        public override bool EnableAccessPoint(string ssid)
        {
            Enables++;
            AccessPointEnabled |= CanStore;
            return CanStore;
        }

        public override bool DisableAccessPoint()
        {
            AccessPointEnabled = false;
            return true;
        }
    }
}
