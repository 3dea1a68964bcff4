using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nanowire.Interop.Extras
{
    /// <summary>squid on loopback with a configuration of its own: CONNECT to one port, for one user.</summary>
    internal sealed class SquidProxy : IDisposable
    {
        internal const string User = "device";
        internal const string Password = "open sesame";

        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nanowire-squid-");
        private readonly ChildProcess _process;

        /// <summary>Starts it and waits until it takes connections.</summary>
        /// <param name="allowedPort">Where CONNECT may lead to.</param>
        /// <param name="port">Where it listens; 0 for any.</param>
        internal SquidProxy(int allowedPort, int port = 0)
        {
            string squid = Need.Squid();
            Port = port == 0 ? FreePort() : port;
            Write("auth.sh", "while read -r user password; do [ \"$user $password\" = \"device open%20sesame\" ] && echo OK || echo ERR; done\n");
            Write("squid.conf", $"""
                http_port 127.0.0.1:{Port}
                pid_filename none
                cache_log /dev/null
                access_log none
                cache_store_log none
                cache deny all
                netdb_filename none
                pinger_enable off
                coredump_dir {_folder.FullName}
                visible_hostname localhost
                shutdown_lifetime 0 seconds
                auth_param basic program /bin/sh {_folder.FullName}/auth.sh
                auth_param basic children 1
                auth_param basic realm nanowire
                acl users proxy_auth REQUIRED
                acl allowed port {allowedPort}
                acl tunnel method CONNECT
                http_access deny !tunnel
                http_access deny !allowed
                http_access allow users
                http_access deny all

                """);
            _process = ChildProcess.Start(squid, ["-N", "-f", Path.Combine(_folder.FullName, "squid.conf")]);
            try
            {
                WaitUntilItListens();
            }
            catch (Exception)
            {
                Dispose();
                throw;
            }
        }

        internal int Port { get; }

        internal static int FreePort()
        {
            using TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        /// <summary>Ends it in the midst of whatever it does.</summary>
        internal void Kill()
        {
            _process.Kill();
        }

        public void Dispose()
        {
            _process.Dispose();
            _folder.Delete(true);
        }

        private void WaitUntilItListens()
        {
            for (int waitedMs = 0; ; waitedMs += 20)
            {
                using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    socket.Connect(IPAddress.Loopback, Port);
                    return;
                }
                catch (SocketException) when (waitedMs < Patience.Ms && !_process.HasExited)
                {
                    Thread.Sleep(20);
                }
                catch (SocketException)
                {
                    throw new InvalidOperationException("squid does not listen; its errors: " + _process.Errors);
                }
            }
        }

        private void Write(string name, string text)
        {
            string path = Path.Combine(_folder.FullName, name);
            File.WriteAllText(path, text);

            // Started as root, squid becomes another user.
            if (!OperatingSystem.IsWindows())
            {
                const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
                const UnixFileMode Enter = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
                File.SetUnixFileMode(_folder.FullName, Read | Enter);
                File.SetUnixFileMode(path, Read);
            }
        }
    }
}
