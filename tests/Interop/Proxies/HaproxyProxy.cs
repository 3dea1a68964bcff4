namespace Nanowire.Interop.Proxies
{
    /// <summary>HAProxy; it keeps Host, passes Upgrade on, writes all names small, and needs no word about WebSockets.</summary>
    internal sealed class HaproxyProxy : Proxy
    {
        internal HaproxyProxy(ProxySetup setup)
            : base(setup)
        {
        }

        protected override string Program => "haproxy";

        protected override string Log => null;

        protected override string Configuration()
        {
            string host = Setup.KeepsHost ? string.Empty : $"http-request set-header Host {Setup.Device}";
            string path = Setup.StripsPrefix ? $@"http-request replace-path {ProxySetup.Prefix}(/.*) \1" : string.Empty;
            return $$"""
                global
                  maxconn 64
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 60s
                  timeout server 60s
                  timeout tunnel {{Setup.TimeoutSeconds}}s
                frontend public
                  bind 127.0.0.1:{{Port}}
                  use_backend device if { path_beg {{ProxySetup.Prefix}}/ }
                backend device
                  http-request set-header X-Forwarded-Host %[req.hdr(Host)]
                  http-request set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]
                  option forwardfor
                  {{path}}
                  {{host}}
                  server device {{Setup.Device}}

                """;
        }

        protected override string[] Arguments(string configuration)
        {
            // -db: in the foreground.
            return ["-db", "-f", configuration];
        }
    }
}
