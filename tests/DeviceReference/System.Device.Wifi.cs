// System.Device.Wifi 1.5.147.0: reference declarations of its public members for the compile check of the device projects.
// Names, signatures and constants only; nothing here runs, and nothing here is flashed. Generic types are left out
// since the device cannot load them, so using one is a compile error. See README.md beside this file.
using System;
using System.Device.Wifi;
using System.Reflection;
using System.Threading;

[assembly: AssemblyVersion("1.5.147.0")]

namespace System.Device.Wifi
{
    public delegate void AvailableNetworksChangedEventHandler(WifiAdapter sender, object e);

    public sealed class WifiAdapter : IDisposable
    {
        internal WifiAdapter() => throw null;
        ~WifiAdapter() => throw null;

        public int NetworkInterface { get => throw null; }
        public WifiNetworkReport NetworkReport { get => throw null; }

        public event AvailableNetworksChangedEventHandler AvailableNetworksChanged { add => throw null; remove => throw null; }

        public WifiConnectionResult Connect(WifiAvailableNetwork availableNetwork, WifiReconnectionKind reconnectionKind, string passwordCredential) => throw null;
        public WifiConnectionResult Connect(string ssid, WifiReconnectionKind reconnectionKind, string passwordCredential) => throw null;
        public void Disconnect() => throw null;
        public void Dispose() => throw null;
        public static WifiAdapter[] FindAllAdapters() => throw null;
        public void ScanAsync() => throw null;
        public void SetDeviceName(string deviceName) => throw null;
    }

    public class WifiAvailableNetwork
    {
        public WifiAvailableNetwork() => throw null;

        public string Bsid { get => throw null; }
        public WifiNetworkKind NetworkKind { get => throw null; }
        public double NetworkRssiInDecibelMilliwatts { get => throw null; }
        public byte SignalBars { get => throw null; }
        public string Ssid { get => throw null; }
    }

    public class WifiConnectionResult
    {
        internal WifiConnectionResult() => throw null;

        public WifiConnectionStatus ConnectionStatus { get => throw null; }
    }

    public enum WifiConnectionStatus
    {
        AccessRevoked = 0,
        InvalidCredential = 1,
        NetworkNotAvailable = 2,
        Success = 3,
        Timeout = 4,
        UnspecifiedFailure = 5,
        UnsupportedAuthenticationProtocol = 6,
    }

    public enum WifiNetworkKind
    {
        Adhoc = 0,
        Any = 1,
        Infrastructure = 2,
    }

    public class WifiNetworkReport
    {
        internal WifiNetworkReport() => throw null;

        public WifiAvailableNetwork[] AvailableNetworks { get => throw null; }
    }

    public enum WifiReconnectionKind
    {
        Automatic = 0,
        Manual = 1,
    }
}

namespace nanoFramework.Networking
{
    public static class WifiNetworkHelper
    {
        public static Exception HelperException { get => throw null; }
        public static ManualResetEvent NetworkReady { get => throw null; }
        public static NetworkHelperStatus Status { get => throw null; }
        public static WifiAdapter WifiAdapter { get => throw null; }

        public static bool ConnectDhcp(string ssid, string password, WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic, bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default) => throw null;
        public static bool ConnectFixAddress(string ssid, string password, IPConfiguration ipConfiguration, WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic, bool requiresDateTime = false, int WifiAdapter = 0, CancellationToken token = default) => throw null;
        public static void Disconnect() => throw null;
        public static bool Reconnect(bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default) => throw null;
        public static void Reset() => throw null;
        public static bool ScanAndConnectDhcp(string ssid, string password, WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic, bool requiresDateTime = false, int WifiAdapter = 0, CancellationToken token = default) => throw null;
        public static void SetupNetworkHelper(bool requiresDateTime = false) => throw null;
        public static void SetupNetworkHelper(IPConfiguration ipConfiguration, bool requiresDateTime = false) => throw null;
        public static void SetupNetworkHelper(string ssid, string password, WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic, bool requiresDateTime = false) => throw null;
    }
}
