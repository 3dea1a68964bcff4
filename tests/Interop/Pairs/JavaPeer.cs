using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>A peer in Java: compiled once, by the machine's own compiler and against Debian's packages, then started for the first test that wants it.</summary>
    internal sealed class JavaPeer : IDisposable
    {
        // Compiled by the client compiler alone, and with little to collect: most of a short life is its start.
        private static readonly string[] _flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"];

        private static readonly string[] _tomcatJars =
        [
            "tomcat10-annotations-api", "tomcat10-api", "tomcat10-catalina", "tomcat10-coyote", "tomcat10-jaspic-api", "tomcat10-jni", "tomcat10-juli",
            "tomcat10-servlet-api", "tomcat10-util", "tomcat10-util-scan", "tomcat10-websocket", "tomcat10-websocket-api", "tomcat10-websocket-client-api",
        ];

        private static readonly string[] _jettyJars =
        [
            "jetty9-client", "jetty9-http", "jetty9-io", "jetty9-security", "jetty9-server", "jetty9-servlet", "jetty9-util", "jetty9-websocket-api",
            "jetty9-websocket-client", "jetty9-websocket-common", "jetty9-websocket-server", "jetty9-websocket-servlet", "jetty9-xml", "servlet-api",
        ];

        /// <summary>Tomcat 10, by the API of Jakarta WebSocket.</summary>
        internal static readonly JavaPeer Tomcat = new JavaPeer("TomcatPeer", _tomcatJars, "libtomcat10-java");

        /// <summary>Jetty 9, by its own API.</summary>
        internal static readonly JavaPeer Jetty = new JavaPeer("JettyPeer", _jettyJars, "libjetty9-java and libjetty9-extra-java");

        private readonly string _name;
        private readonly string[] _jars;
        private readonly string _package;
        private readonly Lazy<string> _classPath;
        private readonly object _lock = new object();
        private JavaProgram _program;

        private JavaPeer(string name, string[] jars, string package)
        {
            _name = name;
            _jars = jars.Select(j => "/usr/share/java/" + j + ".jar").ToArray();
            _package = package;
            _classPath = new Lazy<string>(Compile);
        }

        /// <summary>Skips the test where the machine has not got what this needs.</summary>
        internal string Need()
        {
            string java = Interop.Need.Program("java", "default-jdk-headless");
            Interop.Need.Program("javac", "default-jdk-headless");
            string missing = _jars.FirstOrDefault(j => !File.Exists(j));
            if (missing != null)
            {
                Assert.Inconclusive(missing + " is not on this machine: Debian's package is " + _package);
            }

            return java;
        }

        /// <summary>
        /// What Tomcat's WebSocket tells when this status came: it takes a Close without a body for one of 1000, and knows what RFC 6455 itself lists,
        /// but not 1012 and 1013, which were registered later: these are protocol errors to it.
        /// </summary>
        internal static int ToldByTomcat(int status)
        {
            return status switch
            {
                1005 => 1000,
                1012 or 1013 => 1002,
                _ => status,
            };
        }

        internal JavaEnd StartServer(string[] protocols, bool pings)
        {
            JavaEnd end = new JavaEnd(Program());
            end.Listen(protocols, pings);
            return end;
        }

        internal JavaEnd StartClient(string url, string[] protocols, bool pings)
        {
            JavaEnd end = new JavaEnd(Program());
            end.Connect(url, protocols, pings);
            return end;
        }

        /// <summary>Ends its program.</summary>
        public void Dispose()
        {
            _program?.Dispose();
        }

        private JavaProgram Program()
        {
            string java = Need();
            lock (_lock)
            {
                if (_program == null || _program.HasExited)
                {
                    _program?.Dispose();
                    _program = new JavaProgram(java, [.. _flags, "-cp", _classPath.Value, _name]);
                }

                return _program;
            }
        }

        private string Compile()
        {
            string classes = Path.Combine(AppContext.BaseDirectory, "java", _name);
            Directory.CreateDirectory(classes);
            string sources = Path.Combine(Places.Peers, "java");
            string jars = string.Join(Path.PathSeparator, _jars);
            using ChildProcess javac = ChildProcess.Start(
                Interop.Need.Program("javac", "default-jdk-headless"),
                ["-nowarn", "-d", classes, "-cp", jars, "-sourcepath", sources, Path.Combine(sources, _name + ".java")]);
            if (javac.WaitForExit(3 * Patience.Ms) != 0)
            {
                throw new InvalidOperationException(javac.Errors);
            }

            return classes + Path.PathSeparator + jars;
        }
    }
}
