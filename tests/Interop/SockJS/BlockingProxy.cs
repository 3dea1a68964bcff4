using System.IO;
using Nanowire.Interop.Proxies;

namespace Nanowire.Interop.SockJS
{
    /// <summary>nginx as it is without the lines that WebSocket needs: it speaks HTTP/1.0 to the device and passes no Upgrade on.</summary>
    internal sealed class BlockingProxy : Proxy
    {
        private BlockingProxy(ProxySetup setup)
            : base(setup)
        {
        }

        internal string Url => "http://127.0.0.1:" + Port + "/";

        protected override string Program => "nginx";

        internal static BlockingProxy Start(int port)
        {
            return Start(new BlockingProxy(new ProxySetup(port)));
        }

        protected override string Configuration()
        {
            return $$"""
                daemon off;
                master_process off;
                pid {{Folder}}/pid;
                error_log {{Log}};
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path {{Folder}}/body;
                  proxy_temp_path {{Folder}}/proxy;
                  fastcgi_temp_path {{Folder}}/fastcgi;
                  uwsgi_temp_path {{Folder}}/uwsgi;
                  scgi_temp_path {{Folder}}/scgi;
                  server {
                    listen 127.0.0.1:{{Port}};
                    location / {
                      proxy_pass http://{{Setup.Device}};
                      proxy_set_header Host $http_host;
                    }
                  }
                }

                """;
        }

        protected override string[] Arguments(string configuration)
        {
            return ["-p", Folder, "-e", Path.Combine(Folder, "error.log"), "-c", configuration];
        }
    }
}
