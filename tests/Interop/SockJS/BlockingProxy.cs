using Nanowire.Interop.Proxies;

namespace Nanowire.Interop.SockJS
{
    /// <summary>nginx as it is without the lines that WebSocket needs: it speaks HTTP/1.0 to the device and passes no Upgrade on.</summary>
    internal sealed class BlockingProxy : NginxProxy
    {
        private BlockingProxy(ProxySetup setup)
            : base(setup)
        {
        }

        internal string Url => "http://127.0.0.1:" + Port + "/";

        internal static BlockingProxy Start(int port)
        {
            return Start(new BlockingProxy(new ProxySetup(port)));
        }

        protected override string Servers()
        {
            return $$"""
                  server {
                    listen 127.0.0.1:{{Port}};
                    location / {
                      proxy_pass http://{{Setup.Device}};
                      proxy_set_header Host $http_host;
                    }
                  }
                """;
        }
    }
}
