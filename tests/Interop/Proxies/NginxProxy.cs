using System.IO;

namespace Nanowire.Interop.Proxies
{
    /// <summary>nginx; it rewrites Host unless told to keep it, and passes Upgrade on only when told to.</summary>
    internal class NginxProxy : Proxy
    {
        internal NginxProxy(ProxySetup setup)
            : base(setup)
        {
        }

        protected override string Program => "nginx";

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
                {{Servers()}}
                }

                """;
        }

        /// <summary>What of the http block is not about files.</summary>
        protected virtual string Servers()
        {
            string variable = Setup.LosesPort ? "$host" : "$http_host";
            string host = Setup.KeepsHost ? "proxy_set_header Host " + variable + ";" : string.Empty;
            return $$"""
                  map $http_upgrade $connection_upgrade {
                    default upgrade;
                    ""      close;
                  }
                  server {
                    listen 127.0.0.1:{{Port}};
                    location {{ProxySetup.Prefix}}/ {
                      proxy_pass http://{{Setup.Device}}{{Setup.DevicePrefix}}/;
                      proxy_http_version 1.1;
                      proxy_set_header Upgrade $http_upgrade;
                      proxy_set_header Connection $connection_upgrade;
                      {{host}}
                      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                      proxy_set_header X-Forwarded-Host $http_host;
                      proxy_set_header X-Forwarded-Proto $scheme;
                      proxy_read_timeout {{Setup.TimeoutSeconds}}s;
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
