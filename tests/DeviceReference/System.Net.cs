// System.Net 1.11.60.0: reference declarations of its public members for the compile check of the device projects.
// Names, signatures and constants only; nothing here runs, and nothing here is flashed. Generic types are left out
// since the device cannot load them, so using one is a compile error. See README.md beside this file.
using System;
using System.IO;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

[assembly: AssemblyVersion("1.11.60.0")]

namespace System.Net
{
    public static class Dns
    {
        public static IPHostEntry GetHostEntry(string hostNameOrAddress) => throw null;
    }

    public abstract class EndPoint
    {
        protected EndPoint() => throw null;

        public abstract EndPoint Create(SocketAddress socketAddress);
        public abstract SocketAddress Serialize();
    }

    public class IPAddress
    {
        public static readonly IPAddress Any;
        public static readonly IPAddress Broadcast;
        public static readonly IPAddress IPv6Any;
        public static readonly IPAddress IPv6Loopback;
        public static readonly IPAddress Loopback;
        public static readonly IPAddress None;

        public IPAddress(byte[] address) => throw null;
        public IPAddress(long newAddress) => throw null;
        public IPAddress(byte[] address, long scopeid) => throw null;

        public AddressFamily AddressFamily { get => throw null; }
        public bool IsIPv4MappedToIPv6 { get => throw null; }
        public long ScopeId { get => throw null; set => throw null; }

        public bool Equals(IPAddress other) => throw null;
        public override bool Equals(object other) => throw null;
        public byte[] GetAddressBytes() => throw null;
        public static IPAddress GetDefaultLocalAddress() => throw null;
        public override int GetHashCode() => throw null;
        public IPAddress MapToIPv4() => throw null;
        public IPAddress MapToIPv6() => throw null;
        public static IPAddress Parse(string ipString) => throw null;
        public override string ToString() => throw null;

        public static bool operator ==(IPAddress left, IPAddress right) => throw null;
        public static bool operator !=(IPAddress left, IPAddress right) => throw null;
    }

    public class IPEndPoint : EndPoint
    {
        public const int MaxPort = 65535;
        public const int MinPort = 0;

        public IPEndPoint(long address, int port) => throw null;
        public IPEndPoint(IPAddress address, int port) => throw null;

        public IPAddress Address { get => throw null; }
        public AddressFamily AddressFamily { get => throw null; }
        public int Port { get => throw null; }

        public override EndPoint Create(SocketAddress socketAddress) => throw null;
        public override bool Equals(object obj) => throw null;
        public override int GetHashCode() => throw null;
        public override SocketAddress Serialize() => throw null;
        public override string ToString() => throw null;
    }

    public class IPHostEntry
    {
        public IPHostEntry() => throw null;

        public IPAddress[] AddressList { get => throw null; }
        public string HostName { get => throw null; }
    }

    public class SocketAddress
    {
        public SocketAddress(AddressFamily family, int size) => throw null;

        public AddressFamily Family { get => throw null; }
        public byte this[int offset] { get => throw null; set => throw null; }
        public int Size { get => throw null; }

        public override bool Equals(object obj) => throw null;
        public override int GetHashCode() => throw null;
    }
}

namespace System.Net.NetworkInformation
{
    public enum AddressMode : byte
    {
        Invalid = 0,
        DHCP = 1,
        Static = 2,
        AutoIP = 3,
    }

    public enum AuthenticationType : byte
    {
        None = 0,
        EAP = 1,
        PEAP = 2,
        WCN = 3,
        Open = 4,
        Shared = 5,
        WEP = 6,
        WPA = 7,
        WPA2 = 8,
    }

    public enum EncryptionType : byte
    {
        None = 0,
        WEP = 1,
        WPA = 2,
        WPA2 = 3,
        WPA_PSK = 4,
        WPA2_PSK = 5,
        Certificate = 6,
    }

    public static class IPGlobalProperties
    {
        public static IPAddress GetIPAddress() => throw null;
    }

    public delegate void NetworkAPStationChangedEventHandler(int NetworkIndex, NetworkAPStationEventArgs e);

    public class NetworkAPStationEventArgs : EventArgs
    {
        internal NetworkAPStationEventArgs() => throw null;

        public bool IsConnected { get => throw null; }
        public int StationIndex { get => throw null; }
    }

    public delegate void NetworkAddressChangedEventHandler(object sender, EventArgs e);

    public delegate void NetworkAvailabilityChangedEventHandler(object sender, NetworkAvailabilityEventArgs e);

    public class NetworkAvailabilityEventArgs : EventArgs
    {
        internal NetworkAvailabilityEventArgs() => throw null;

        public bool IsAvailable { get => throw null; }
    }

    public static class NetworkChange
    {
        public static event NetworkAPStationChangedEventHandler NetworkAPStationChanged { add => throw null; remove => throw null; }
        public static event NetworkAddressChangedEventHandler NetworkAddressChanged { add => throw null; remove => throw null; }
        public static event NetworkAvailabilityChangedEventHandler NetworkAvailabilityChanged { add => throw null; remove => throw null; }
    }

    public class NetworkInterface
    {
        protected NetworkInterface(int interfaceIndex) => throw null;

        public string IPv4Address { get => throw null; }
        public string[] IPv4DnsAddresses { get => throw null; }
        public string IPv4GatewayAddress { get => throw null; }
        public string IPv4SubnetMask { get => throw null; }
        public bool IsAutomaticDnsEnabled { get => throw null; }
        public bool IsDhcpEnabled { get => throw null; }
        public NetworkInterfaceType NetworkInterfaceType { get => throw null; }
        public byte[] PhysicalAddress { get => throw null; set => throw null; }
        public uint SpecificConfigId { get => throw null; set => throw null; }

        [Obsolete]
        public void EnableAutomaticDns() => throw null;
        public void EnableDhcp() => throw null;
        public void EnableStaticIP(string ipv4Address, string ipv4subnetMask, string ipv4gatewayAddress, string ipv6Address, string ipv6SubnetMask, string ipv6GatewayAddress) => throw null;
        public void EnableStaticIPv4(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress) => throw null;
        public void EnableStaticIPv4Dns(string[] dnsAddresses) => throw null;
        public void EnableStaticIPv6(string ipv6Address, string ipv6SubnetMask, string ipv6GatewayAddress) => throw null;
        public void EnableStaticIPv6Dns(string[] dnsAddresses) => throw null;
        public static NetworkInterface[] GetAllNetworkInterfaces() => throw null;
        public static bool GetIsNetworkAvailable() => throw null;
        public void ReleaseDhcpLease() => throw null;
        public void RenewDhcpLease() => throw null;
    }

    public enum NetworkInterfaceType
    {
        Unknown = 1,
        Ethernet = 6,
        Wireless80211 = 71,
        WirelessAP = 72,
    }

    [Flags]
    public enum PhyProtocols
    {
        PHY802_11b = 1,
        PHY802_11g = 2,
        PHY802_11n = 4,
        PHY802_11lr = 8,
    }

    public enum RadioType : byte
    {
        NotSpecified = 0,
        _802_11a = 1,
        _802_11b = 2,
        _802_11g = 4,
        _802_11n = 8,
    }

    public class Wireless80211Configuration
    {
        public Wireless80211Configuration(uint id) => throw null;

        public AuthenticationType Authentication { get => throw null; set => throw null; }
        public EncryptionType Encryption { get => throw null; set => throw null; }
        public uint Id { get => throw null; }
        public ConfigurationOptions Options { get => throw null; set => throw null; }
        public string Password { get => throw null; set => throw null; }
        public RadioType Radio { get => throw null; set => throw null; }
        public string Ssid { get => throw null; set => throw null; }

        public static Wireless80211Configuration[] GetAllWireless80211Configurations() => throw null;
        public void SaveConfiguration() => throw null;

        [Flags]
        public enum ConfigurationOptions : byte
        {
            None = 0,
            Disable = 1,
            Enable = 2,
            AutoConnect = 6,
            SmartConfig = 10,
        }
    }

    public class WirelessAPConfiguration
    {
        public WirelessAPConfiguration(uint id) => throw null;

        public AuthenticationType Authentication { get => throw null; set => throw null; }
        public byte Channel { get => throw null; set => throw null; }
        public EncryptionType Encryption { get => throw null; set => throw null; }
        public uint Id { get => throw null; }
        public byte MaxConnections { get => throw null; set => throw null; }
        public ConfigurationOptions Options { get => throw null; set => throw null; }
        public string Password { get => throw null; set => throw null; }
        public RadioType Radio { get => throw null; set => throw null; }
        public string Ssid { get => throw null; set => throw null; }

        public void DeAuthStation(int stationIndex) => throw null;
        public static WirelessAPConfiguration[] GetAllWirelessAPConfigurations() => throw null;
        public WirelessAPStation[] GetConnectedStations() => throw null;
        public WirelessAPStation GetConnectedStations(int stationIndex) => throw null;
        public void SaveConfiguration() => throw null;

        [Flags]
        public enum ConfigurationOptions : byte
        {
            None = 0,
            Disable = 1,
            Enable = 2,
            AutoStart = 6,
            HiddenSSID = 8,
        }
    }

    public class WirelessAPStation
    {
        internal WirelessAPStation() => throw null;

        public byte[] MacAddress { get => throw null; }
        public PhyProtocols PhyModes { get => throw null; }
        public sbyte Rssi { get => throw null; }
    }
}

namespace System.Net.Security
{
    public static class CertificateManager
    {
        public static bool AddCaCertificateBundle(byte[] ca) => throw null;
        public static bool AddCaCertificateBundle(X509Certificate[] ca) => throw null;
        public static bool AddCaCertificateBundle(string ca) => throw null;
    }

    [Flags]
    public enum SslProtocols
    {
        None = 0,
        [Obsolete]
        Tls = 192,
        [Obsolete]
        Tls11 = 768,
        Tls12 = 3072,
        Tls13 = 12288,
    }

    public class SslStream : NetworkStream
    {
        public SslStream(Socket socket) : base(default(Socket)) => throw null;
        ~SslStream() => throw null;

        public override bool DataAvailable { get => throw null; }
        public bool IsServer { get => throw null; }
        public override long Length { get => throw null; }
        public SslVerification SslVerification { get => throw null; set => throw null; }
        public bool UseStoredDeviceCertificate { get => throw null; set => throw null; }

        public void AuthenticateAsClient(string targetHost, SslProtocols enabledSslProtocols) => throw null;
        public void AuthenticateAsClient(string targetHost, X509Certificate clientCertificate, SslProtocols enabledSslProtocols) => throw null;
        public void AuthenticateAsClient(string targetHost, X509Certificate clientCertificate, X509Certificate ca, SslProtocols enabledSslProtocols) => throw null;
        public void AuthenticateAsServer(X509Certificate serverCertificate, SslProtocols enabledSslProtocols) => throw null;
        public void AuthenticateAsServer(X509Certificate serverCertificate, bool clientCertificateRequired, SslProtocols enabledSslProtocols) => throw null;
        protected override void Dispose(bool disposing) => throw null;
        public override int Read(byte[] buffer, int offset, int size) => throw null;
        public override void Write(byte[] buffer, int offset, int size) => throw null;
    }

    public enum SslVerification
    {
        NoVerification = 1,
        VerifyPeer = 2,
        CertificateRequired = 4,
        VerifyClientOnce = 8,
    }
}

namespace System.Net.Sockets
{
    public enum AddressFamily
    {
        Unknown = -1,
        Unspecified = 0,
        Unix = 1,
        InterNetwork = 2,
        ImpLink = 3,
        Pup = 4,
        Chaos = 5,
        Ipx = 6,
        NS = 6,
        Iso = 7,
        Osi = 7,
        Ecma = 8,
        DataKit = 9,
        Ccitt = 10,
        Sna = 11,
        DecNet = 12,
        DataLink = 13,
        Lat = 14,
        HyperChannel = 15,
        AppleTalk = 16,
        NetBios = 17,
        VoiceView = 18,
        FireFox = 19,
        Banyan = 21,
        Atm = 22,
        InterNetworkV6 = 23,
        Cluster = 24,
        Ieee12844 = 25,
        Irda = 26,
        NetworkDesigners = 28,
        Max = 29,
    }

    public class NetworkStream : Stream
    {
        protected bool _disposed;
        protected EndPoint _remoteEndPoint;
        protected int _socketType;

        public NetworkStream(Socket socket) => throw null;
        public NetworkStream(Socket socket, bool ownsSocket) => throw null;

        public override bool CanRead { get => throw null; }
        public override bool CanSeek { get => throw null; }
        public override bool CanTimeout { get => throw null; }
        public override bool CanWrite { get => throw null; }
        public virtual bool DataAvailable { get => throw null; }
        public override long Length { get => throw null; }
        public override long Position { get => throw null; set => throw null; }
        public override int ReadTimeout { get => throw null; set => throw null; }
        public override int WriteTimeout { get => throw null; set => throw null; }

        public void Close(int timeout) => throw null;
        protected override void Dispose(bool disposing) => throw null;
        public override void Flush() => throw null;
        public override int Read(SpanByte buffer) => throw null;
        public override int Read(byte[] buffer, int offset, int count) => throw null;
        public override long Seek(long offset, SeekOrigin origin) => throw null;
        public override void SetLength(long value) => throw null;
        public override void Write(byte[] buffer, int offset, int count) => throw null;
    }

    public enum ProtocolFamily
    {
        Unknown = -1,
        Unspecified = 0,
        Unix = 1,
        InterNetwork = 2,
        ImpLink = 3,
        Pup = 4,
        Chaos = 5,
        Ipx = 6,
        NS = 6,
        Iso = 7,
        Osi = 7,
        Ecma = 8,
        DataKit = 9,
        Ccitt = 10,
        Sna = 11,
        DecNet = 12,
        DataLink = 13,
        Lat = 14,
        HyperChannel = 15,
        AppleTalk = 16,
        NetBios = 17,
        VoiceView = 18,
        FireFox = 19,
        Banyan = 21,
        Atm = 22,
        InterNetworkV6 = 23,
        Cluster = 24,
        Ieee12844 = 25,
        Irda = 26,
        NetworkDesigners = 28,
        Max = 29,
    }

    public enum ProtocolType
    {
        Unknown = -1,
        IP = 0,
        IPv6HopByHopOptions = 0,
        Unspecified = 0,
        Icmp = 1,
        Igmp = 2,
        Ggp = 3,
        IPv4 = 4,
        Tcp = 6,
        Pup = 12,
        Udp = 17,
        Idp = 22,
        IPv6 = 41,
        IPv6RoutingHeader = 43,
        IPv6FragmentHeader = 44,
        IPSecEncapsulatingSecurityPayload = 50,
        IPSecAuthenticationHeader = 51,
        IcmpV6 = 58,
        IPv6NoNextHeader = 59,
        IPv6DestinationOptions = 60,
        ND = 77,
        Raw = 255,
        Ipx = 1000,
        Spx = 1256,
        SpxII = 1257,
    }

    public enum SelectMode
    {
        SelectRead = 0,
        SelectWrite = 1,
        SelectError = 2,
    }

    public class Socket : IDisposable
    {
        public Socket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType) => throw null;
        ~Socket() => throw null;

        public int Available { get => throw null; }
        public bool Connected { get => throw null; }
        public EndPoint LocalEndPoint { get => throw null; }
        public int ReceiveTimeout { get => throw null; set => throw null; }
        public EndPoint RemoteEndPoint { get => throw null; }
        public int SendTimeout { get => throw null; set => throw null; }
        public SocketType SocketType { get => throw null; }

        public Socket Accept() => throw null;
        public void Bind(EndPoint localEP) => throw null;
        public void Close() => throw null;
        public void Connect(EndPoint remoteEP) => throw null;
        protected virtual void Dispose(bool disposing) => throw null;
        public object GetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName) => throw null;
        public void GetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, byte[] val) => throw null;
        public void Listen(int backlog) => throw null;
        public bool Poll(int microSeconds, SelectMode mode) => throw null;
        public int Receive(byte[] buffer) => throw null;
        public int Receive(byte[] buffer, SocketFlags socketFlags) => throw null;
        public int Receive(byte[] buffer, int size, SocketFlags socketFlags) => throw null;
        public int Receive(byte[] buffer, int offset, int size, SocketFlags socketFlags) => throw null;
        public int ReceiveFrom(byte[] buffer, ref EndPoint remoteEP) => throw null;
        public int ReceiveFrom(byte[] buffer, SocketFlags socketFlags, ref EndPoint remoteEP) => throw null;
        public int ReceiveFrom(byte[] buffer, int size, SocketFlags socketFlags, ref EndPoint remoteEP) => throw null;
        public int ReceiveFrom(byte[] buffer, int offset, int size, SocketFlags socketFlags, ref EndPoint remoteEP) => throw null;
        public int Send(byte[] buffer) => throw null;
        public int Send(byte[] buffer, SocketFlags socketFlags) => throw null;
        public int Send(byte[] buffer, int size, SocketFlags socketFlags) => throw null;
        public int Send(byte[] buffer, int offset, int size, SocketFlags socketFlags) => throw null;
        public int SendTo(byte[] buffer, EndPoint remoteEP) => throw null;
        public int SendTo(byte[] buffer, SocketFlags socketFlags, EndPoint remoteEP) => throw null;
        public int SendTo(byte[] buffer, int size, SocketFlags socketFlags, EndPoint remoteEP) => throw null;
        public int SendTo(byte[] buffer, int offset, int size, SocketFlags socketFlags, EndPoint remoteEP) => throw null;
        public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, bool optionValue) => throw null;
        public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, byte[] optionValue) => throw null;
        public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, int optionValue) => throw null;

        void IDisposable.Dispose() => throw null;
    }

    public enum SocketError
    {
        SocketError = -1,
        Success = 0,
        Interrupted = 10004,
        AccessDenied = 10013,
        Fault = 10014,
        InvalidArgument = 10022,
        TooManyOpenSockets = 10024,
        WouldBlock = 10035,
        InProgress = 10036,
        AlreadyInProgress = 10037,
        NotSocket = 10038,
        DestinationAddressRequired = 10039,
        MessageSize = 10040,
        ProtocolType = 10041,
        ProtocolOption = 10042,
        ProtocolNotSupported = 10043,
        SocketNotSupported = 10044,
        OperationNotSupported = 10045,
        ProtocolFamilyNotSupported = 10046,
        AddressFamilyNotSupported = 10047,
        AddressAlreadyInUse = 10048,
        AddressNotAvailable = 10049,
        NetworkDown = 10050,
        NetworkUnreachable = 10051,
        NetworkReset = 10052,
        ConnectionAborted = 10053,
        ConnectionReset = 10054,
        NoBufferSpaceAvailable = 10055,
        IsConnected = 10056,
        NotConnected = 10057,
        Shutdown = 10058,
        TimedOut = 10060,
        ConnectionRefused = 10061,
        HostDown = 10064,
        HostUnreachable = 10065,
        ProcessLimit = 10067,
        SystemNotReady = 10091,
        VersionNotSupported = 10092,
        NotInitialized = 10093,
        Disconnecting = 10101,
        TypeNotFound = 10109,
        HostNotFound = 11001,
        TryAgain = 11002,
        NoRecovery = 11003,
        NoData = 11004,
    }

    public class SocketException : Exception
    {
        public SocketException(SocketError errorCode) => throw null;

        public int ErrorCode { get => throw null; }
    }

    [Flags]
    public enum SocketFlags
    {
        None = 0,
        OutOfBand = 1,
        Peek = 2,
        DontRoute = 4,
        MaxIOVectorLength = 16,
        Truncated = 256,
        ControlDataTruncated = 512,
        Broadcast = 1024,
        Multicast = 2048,
        Partial = 32768,
    }

    public enum SocketOptionLevel
    {
        IP = 0,
        Tcp = 6,
        Udp = 17,
        IPv6 = 41,
        Socket = 65535,
    }

    public enum SocketOptionName
    {
        DontLinger = -129,
        ExclusiveAddressUse = -5,
        Debug = 1,
        IPOptions = 1,
        NoChecksum = 1,
        NoDelay = 1,
        AcceptConnection = 2,
        BsdUrgent = 2,
        Expedited = 2,
        HeaderIncluded = 2,
        TypeOfService = 3,
        IpTimeToLive = 4,
        ReuseAddress = 4,
        KeepAlive = 8,
        MulticastInterface = 9,
        MulticastTimeToLive = 10,
        MulticastLoopback = 11,
        AddMembership = 12,
        DropMembership = 13,
        DontFragment = 14,
        AddSourceMembership = 15,
        DontRoute = 16,
        DropSourceMembership = 16,
        BlockSource = 17,
        UnblockSource = 18,
        PacketInformation = 19,
        ChecksumCoverage = 20,
        HopLimit = 21,
        Broadcast = 32,
        UseLoopback = 64,
        Linger = 128,
        OutOfBandInline = 256,
        SendBuffer = 4097,
        ReceiveBuffer = 4098,
        SendLowWater = 4099,
        ReceiveLowWater = 4100,
        SendTimeout = 4101,
        ReceiveTimeout = 4102,
        Error = 4103,
        Type = 4104,
        UpdateAcceptContext = 28683,
        UpdateConnectContext = 28688,
        MaxConnections = 2147483647,
    }

    public enum SocketType
    {
        Unknown = -1,
        Stream = 1,
        Dgram = 2,
        Raw = 3,
        Rdm = 4,
        Seqpacket = 5,
    }

    public enum SslError : byte
    {
        None = 0,
        NoFreeContext = 1,
        OutOfMemory = 2,
        DrbgSeedFailed = 3,
        ConfigDefaultsFailed = 4,
        UnsupportedProtocolVersion = 5,
        PrivateKeyParseFailed = 6,
        CertificateParseFailed = 7,
        OwnCertConfigFailed = 8,
        SetupFailed = 9,
    }
}

namespace System.Security.Cryptography
{
    public class CryptographicException : Exception
    {
        public CryptographicException() => throw null;
        public CryptographicException(int hr) => throw null;

        public int ErrorCode { get => throw null; }
    }
}

namespace System.Security.Cryptography.X509Certificates
{
    public class X509Certificate
    {
        protected DateTime _effectiveDate;
        protected DateTime _expirationDate;
        protected byte[] _handle;
        protected string _issuer;
        protected byte[] _sessionHandle;
        protected string _subject;

        public X509Certificate() => throw null;
        public X509Certificate(byte[] certificate) => throw null;
        public X509Certificate(string certificate) => throw null;

        public virtual string Issuer { get => throw null; }
        public virtual string Subject { get => throw null; }

        public virtual DateTime GetEffectiveDate() => throw null;
        public virtual DateTime GetExpirationDate() => throw null;
        public virtual byte[] GetRawCertData() => throw null;
    }

    public class X509Certificate2 : X509Certificate
    {
        public X509Certificate2() => throw null;
        public X509Certificate2(byte[] rawData) => throw null;
        public X509Certificate2(string certificate) => throw null;
        public X509Certificate2(byte[] rawData, byte[] key, string password) => throw null;
        public X509Certificate2(byte[] rawData, string key, string password) => throw null;
        public X509Certificate2(string rawData, string key, string password) => throw null;

        public bool HasPrivateKey { get => throw null; }
        public DateTime NotAfter { get => throw null; }
        public DateTime NotBefore { get => throw null; }
        public byte[] PrivateKey { get => throw null; }
        public byte[] PublicKey { get => throw null; }
        public byte[] RawData { get => throw null; }
    }
}

namespace nanoFramework.Networking
{
    public class IPConfiguration
    {
        public IPConfiguration(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress, string[] ipv4DnsAddresses = null) => throw null;

        public string IPAddress { get => throw null; set => throw null; }
        public string[] IPDns { get => throw null; set => throw null; }
        public string IPGatewayAddress { get => throw null; set => throw null; }
        public string IPSubnetMask { get => throw null; set => throw null; }
    }

    public static class NetworkHelper
    {
        public static Exception HelperException { get => throw null; }
        public static ManualResetEvent NetworkReady { get => throw null; }
        public static NetworkHelperStatus Status { get => throw null; }

        public static void Reset() => throw null;
        public static bool SetupAndConnectNetwork(CancellationToken token = default, bool requiresDateTime = false) => throw null;
        public static bool SetupAndConnectNetwork(IPConfiguration ipConfiguration, CancellationToken token = default, bool requiresDateTime = false) => throw null;
        public static void SetupNetworkHelper(bool requiresDateTime = false) => throw null;
        public static void SetupNetworkHelper(IPConfiguration ipConfiguration, bool requiresDateTime = false) => throw null;
    }

    public enum NetworkHelperStatus
    {
        None = 0,
        Started = 1,
        NetworkIsReady = 2,
        FailedNoNetworkInterface = 3,
        TokenExpiredWaitingIPAddress = 4,
        TokenExpiredWaitingDateTime = 5,
        ErrorConnetingToWiFiWhileScanning = 6,
        ExceptionOccurred = 7,
        Reconnecting = 8,
    }
}
