using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nanowire.Interop.Proxies
{
    /// <summary>
    /// A real proxy in front of a device: one process on a free port of loopback, with a configuration made for the test and
    /// all of its files in a folder of its own.
    /// </summary>
    internal abstract class Proxy : IDisposable
    {
        internal const string Nginx = "nginx";
        internal const string Apache = "apache";

        /// <summary>Apache as it was configured before 2.4.47, with mod_proxy_wstunnel doing the work.</summary>
        internal const string ApacheTunnel = "apache-wstunnel";
        internal const string Haproxy = "haproxy";
        internal const string Lighttpd = "lighttpd";

        private const int MaxAttempts = 3;

        private ChildProcess _process;

        private protected Proxy(ProxySetup setup)
        {
            Setup = setup;
            Folder = Directory.CreateTempSubdirectory("nanowire-proxy-").FullName;
            if (!OperatingSystem.IsWindows())
            {
                // Started by root, Apache becomes nobody before it looks at its folder.
                File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            }
        }

        /// <summary>Each kind, as the data of a test.</summary>
        internal static IEnumerable<object[]> Kinds => [[Nginx], [Apache], [ApacheTunnel], [Haproxy], [Lighttpd]];

        /// <summary>Each kind, with Host kept or not, and with the prefix stripped or not.</summary>
        internal static IEnumerable<object[]> KindsAndSetups =>
            from kind in Kinds
            from keepsHost in new[] { true, false }
            from stripsPrefix in new[] { true, false }
            select new[] { kind[0], keepsHost, stripsPrefix };

        /// <summary>Where browsers find it, on 127.0.0.1.</summary>
        internal int Port { get; private set; }

        /// <summary>Where the device's page is for them.</summary>
        internal string PageUrl => "http://127.0.0.1:" + Port + ProxySetup.Prefix + "/";

        protected ProxySetup Setup { get; }

        /// <summary>For its files; gone with it.</summary>
        protected string Folder { get; }

        /// <summary>The name of the program.</summary>
        protected abstract string Program { get; }

        /// <summary>Where it writes what goes wrong, besides its error output; null for nowhere.</summary>
        protected virtual string Log => Path.Combine(Folder, "error.log");

        /// <summary>Starts a proxy of a kind and waits until it answers.</summary>
        internal static Proxy Start(string kind, ProxySetup setup)
        {
            return Start(Create(kind, setup));
        }

        /// <summary>Starts one of a kind of the caller's.</summary>
        private protected static T Start<T>(T proxy)
            where T : Proxy
        {
            try
            {
                proxy.Start(Need.Proxy(proxy.Program));
                return proxy;
            }
            catch
            {
                proxy.Dispose();
                throw;
            }
        }

        /// <summary>The lines that it would be started with, for a port that is named instead of taken.</summary>
        internal static string ConfigurationOf(string kind, ProxySetup setup)
        {
            using Proxy proxy = Create(kind, setup);
            return proxy.Configuration();
        }

        /// <summary>Ends it as a power failure would.</summary>
        internal void Kill()
        {
            _process.Kill();
        }

        /// <summary>Has it stand still, with all of its connections open.</summary>
        internal void Freeze()
        {
            _process.Freeze();
        }

        public void Dispose()
        {
            _process?.Dispose();
            Directory.Delete(Folder, true);
        }

        /// <summary>The text of its configuration.</summary>
        protected abstract string Configuration();

        /// <summary>The arguments that start it in the foreground, as one process.</summary>
        /// <param name="configuration">The file with the configuration.</param>
        protected abstract string[] Arguments(string configuration);

        private static Proxy Create(string kind, ProxySetup setup)
        {
            return kind switch
            {
                Nginx => new NginxProxy(setup),
                Apache => new ApacheProxy(setup, false),
                ApacheTunnel => new ApacheProxy(setup, true),
                Haproxy => new HaproxyProxy(setup),
                Lighttpd => new LighttpdProxy(setup),
                _ => throw new ArgumentException("no proxy is called " + kind),
            };
        }

        private static int FreePort()
        {
            using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)socket.LocalEndPoint).Port;
        }

        private void Start(string file)
        {
            for (int attempt = 1; ; attempt++)
            {
                // Between here and there another process may take the port.
                Port = FreePort();
                string configuration = Path.Combine(Folder, "configuration");
                File.WriteAllText(configuration, Configuration());
                _process = ChildProcess.Start(file, Arguments(configuration));
                if (Answers())
                {
                    return;
                }

                string log = Log != null && File.Exists(Log) ? File.ReadAllText(Log) : string.Empty;
                string reason = Program + " does not run; its errors: " + _process.Errors + log;
                _process.Dispose();
                if (attempt == MaxAttempts)
                {
                    throw new InvalidOperationException(reason);
                }
            }
        }

        private bool Answers()
        {
            long start = Stopwatch.GetTimestamp();
            while (!_process.HasExited && Stopwatch.GetElapsedTime(start).TotalMilliseconds < Patience.Ms)
            {
                using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    socket.Connect(IPAddress.Loopback, Port);
                    return true;
                }
                catch (SocketException)
                {
                    Thread.Sleep(10);
                }
            }

            return false;
        }
    }
}
