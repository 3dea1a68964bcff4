using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop
{
    /// <summary>What a machine may lack: then the tests that need it are skipped and say why.</summary>
    internal static class Need
    {
        private static readonly Lazy<string> _node = new Lazy<string>(() => FindOnPath("node"));
        private static readonly Lazy<string> _python = new Lazy<string>(() => FindPython("import websockets.client, websockets.server"));
        private static readonly Lazy<string> _prometheus = new Lazy<string>(() => FindPython("import prometheus_client.parser"));
        private static readonly Lazy<string> _zeroconf = new Lazy<string>(() => FindPython("import zeroconf"));
        private static readonly Lazy<string> _curl = new Lazy<string>(() => FindOnPath("curl"));
        private static readonly Lazy<string> _openSsl = new Lazy<string>(() => FindOnPath("openssl"));
        private static readonly Lazy<string> _squid = new Lazy<string>(() => FindOnPath("squid") ?? (File.Exists("/usr/sbin/squid") ? "/usr/sbin/squid" : null));
        private static readonly Lazy<string> _chromium = new Lazy<string>(() => FindOnPath("chromium") ?? FindOnPath("google-chrome"));

        /// <summary>Node.js, with ws.</summary>
        internal static string Node()
        {
            if (_node.Value == null)
            {
                Assert.Inconclusive("Node.js is not on this machine");
            }

            NodeModule("ws");
            return _node.Value;
        }

        /// <summary>A package of npm's; its folder.</summary>
        internal static string NodeModule(string name)
        {
            string folder = Path.Combine(Places.Root, "tests", "Interop", "node_modules", name);
            if (!Directory.Exists(folder))
            {
                Assert.Inconclusive("npm's " + name + " is not there: npm ci in tests/Interop brings it");
            }

            return folder;
        }

        /// <summary>A Python that has websockets.</summary>
        internal static string Python()
        {
            if (_python.Value == null)
            {
                Assert.Inconclusive("Python's websockets is not on this machine: Debian's package is python3-websockets");
            }

            return _python.Value;
        }

        /// <summary>A Python that has Prometheus' own parser.</summary>
        internal static string PrometheusParser()
        {
            if (_prometheus.Value == null)
            {
                Assert.Inconclusive("Python's prometheus_client is not on this machine: Debian's package is python3-prometheus-client");
            }

            return _prometheus.Value;
        }

        /// <summary>A Python that has zeroconf, which speaks multicast DNS.</summary>
        internal static string Zeroconf()
        {
            if (_zeroconf.Value == null)
            {
                Assert.Inconclusive("Python's zeroconf is not on this machine: Debian's package is python3-zeroconf");
            }

            return _zeroconf.Value;
        }

        /// <summary>BIND's dig.</summary>
        internal static string Dig()
        {
            return Program("dig", "bind9-dnsutils");
        }

        /// <summary>A program by its name, and Debian's package of it.</summary>
        internal static string Program(string name, string package)
        {
            string path = FindOnPath(name) ?? new[] { "/usr/sbin/" + name, "/sbin/" + name }.FirstOrDefault(File.Exists);
            if (path == null)
            {
                Assert.Inconclusive(name + " is not on this machine: Debian's package is " + package);
            }

            return path;
        }

        internal static string Curl()
        {
            if (_curl.Value == null)
            {
                Assert.Inconclusive("curl is not on this machine");
            }

            return _curl.Value;
        }

        internal static string OpenSsl()
        {
            if (_openSsl.Value == null)
            {
                Assert.Inconclusive("openssl is not on this machine");
            }

            return _openSsl.Value;
        }

        internal static string Squid()
        {
            if (_squid.Value == null)
            {
                Assert.Inconclusive("squid is not on this machine: Debian's package is squid");
            }

            return _squid.Value;
        }

        internal static string Chromium()
        {
            if (_chromium.Value == null)
            {
                Assert.Inconclusive("Chromium is not on this machine: Debian's package is chromium");
            }

            return _chromium.Value;
        }

        /// <summary>A proxy by the name of its program, which is that of Debian's package for all but Apache.</summary>
        internal static string Proxy(string program)
        {
            // Where they are is not on the PATH of everybody who can start them.
            string path = FindOnPath(program) ?? new[] { "/usr/sbin/" + program, "/usr/local/sbin/" + program }.FirstOrDefault(File.Exists);
            if (path == null)
            {
                Assert.Inconclusive(program + " is not on this machine: Debian's package is " + (program == "apache2" ? "apache2-bin" : program));
            }

            return path;
        }

        private static string FindPython(string imports)
        {
            // The system's comes first: it is the one that Debian's packages are for, whatever else is on PATH.
            return new[] { "/usr/bin/python3", FindOnPath("python3") }
                .FirstOrDefault(p => p != null && File.Exists(p) && Succeeds(p, "-c", imports));
        }

        private static bool Succeeds(string file, params string[] arguments)
        {
            using Process process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardError = true });
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }

        private static string FindOnPath(string name)
        {
            return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => Path.Combine(folder, name))
                .FirstOrDefault(File.Exists);
        }
    }
}
