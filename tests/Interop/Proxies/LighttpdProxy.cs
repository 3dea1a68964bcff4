namespace Nanowire.Interop.Proxies
{
    /// <summary>lighttpd; it keeps Host, adds the forwarding headers itself, and passes Upgrade on when told to.</summary>
    internal sealed class LighttpdProxy : Proxy
    {
        internal LighttpdProxy(ProxySetup setup)
            : base(setup)
        {
        }

        protected override string Program => "lighttpd";

        protected override string Configuration()
        {
            string host = Setup.KeepsHost ? string.Empty : $"\"map-host-request\" => ( \"-\" => \"{Setup.Device}\" ),";
            string path = Setup.StripsPrefix ? $"\"map-urlpath\" => ( \"{ProxySetup.Prefix}/\" => \"/\" )," : string.Empty;
            return $$"""
                server.modules = ( "mod_proxy" )
                server.document-root = "{{Folder}}"
                server.upload-dirs = ( "{{Folder}}" )
                server.errorlog = "{{Log}}"
                server.bind = "127.0.0.1"
                server.port = {{Port}}
                $HTTP["url"] =~ "^{{ProxySetup.Prefix}}/" {
                  proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => {{Setup.DevicePort}}, "read-timeout" => {{Setup.TimeoutSeconds}} ) ) )
                  proxy.header = (
                    {{path}}
                    {{host}}
                    "upgrade" => "enable"
                  )
                }

                """;
        }

        protected override string[] Arguments(string configuration)
        {
            // -D: in the foreground.
            return ["-D", "-f", configuration];
        }
    }
}
