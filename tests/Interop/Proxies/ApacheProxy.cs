using System;
using System.Linq;

namespace Nanowire.Interop.Proxies
{
    /// <summary>
    /// Apache httpd; it rewrites Host unless told to keep it, and leaves a device alone for a minute after a failure unless
    /// told not to.
    /// </summary>
    internal sealed class ApacheProxy : Proxy
    {
        private const string Modules = "/usr/lib/apache2/modules/";

        private readonly bool _tunnels;

        internal ApacheProxy(ProxySetup setup, bool tunnels)
            : base(setup)
        {
            _tunnels = tunnels;
        }

        protected override string Program => "apache2";

        protected override string Configuration()
        {
            string[] modules =
            [
                "mpm_event", "authz_core", "headers", "proxy", "proxy_http", _tunnels ? "proxy_wstunnel" : null,
                Setup.SpeaksHttp2 ? "http2" : null,
            ];
            string load = string.Join(
                '\n', modules.Where(m => m != null).Select(m => $"LoadModule {m}_module {Modules}mod_{m}.so"));

            // It refuses to serve as root.
            string user = Environment.IsPrivilegedProcess ? "User #65534\nGroup #65534" : string.Empty;
            string host = Setup.KeepsHost ? "ProxyPreserveHost On" : string.Empty;
            string http2 = Setup.SpeaksHttp2 ? "Protocols h2c http/1.1\nH2WebSockets on" : string.Empty;
            string device = Setup.Device + Setup.DevicePrefix;
            string pass = _tunnels
                ? $"""
                    ProxyWebsocketFallbackToProxyHttp Off
                    ProxyPass {ProxySetup.Prefix}/ws ws://{device}/ws retry=0
                    ProxyPass {ProxySetup.Prefix}/ http://{device}/ retry=0
                    """
                : $"ProxyPass {ProxySetup.Prefix}/ http://{device}/ upgrade=websocket retry=0";
            return $"""
                ServerRoot {Folder}
                DefaultRuntimeDir {Folder}
                PidFile {Folder}/pid
                ErrorLog {Log}
                Listen 127.0.0.1:{Port}
                ServerName localhost
                Timeout {Setup.TimeoutSeconds}
                {load}
                {user}
                {http2}
                ProxyRequests Off
                {host}
                RequestHeader set X-Forwarded-Proto expr=%{"{"}REQUEST_SCHEME{"}"}
                {pass}

                """;
        }

        protected override string[] Arguments(string configuration)
        {
            // -X: one process that stays.
            return ["-X", "-d", Folder, "-f", configuration];
        }
    }
}
