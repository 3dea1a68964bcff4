namespace Nanowire.Interop.Proxies
{
    /// <summary>What a proxy is to do with what it passes on.</summary>
    /// <param name="DevicePort">Where the device is, on loopback.</param>
    /// <param name="KeepsHost">Whether the device sees the Host that the browser sent, or its own address.</param>
    /// <param name="StripsPrefix">Whether the device sees /ws or /device/ws.</param>
    internal sealed record ProxySetup(int DevicePort, bool KeepsHost = true, bool StripsPrefix = true)
    {
        /// <summary>What the public paths of the device begin with.</summary>
        internal const string Prefix = "/device";

        /// <summary>Where its WebSocket is for browsers.</summary>
        internal const string PublicPath = Prefix + "/ws";

        /// <summary>The silence after which a proxy that is to time out ends a connection, in seconds.</summary>
        internal const int ShortTimeoutSeconds = 2;

        /// <summary>Whether nginx, by a mistake that is easily made, keeps Host without its port.</summary>
        internal bool LosesPort { get; init; }

        /// <summary>The silence after which the proxy ends a connection, in seconds.</summary>
        internal int TimeoutSeconds { get; init; } = 60;

        /// <summary>Whether HTTP/2 without TLS is spoken in front, too.</summary>
        internal bool SpeaksHttp2 { get; init; }

        /// <summary>What the paths begin with where the device sees them.</summary>
        internal string DevicePrefix => StripsPrefix ? string.Empty : Prefix;

        internal string Device => "127.0.0.1:" + DevicePort;
    }
}
