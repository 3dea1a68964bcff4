using System;
using System.IO;
using System.Threading;
using Nanowire.Interop.Rabbit;

namespace Nanowire.Interop.SubProtocols
{
    /// <summary>Prosody, an XMPP server, with its WebSocket on loopback, in a folder of its own; gone with the test.</summary>
    internal sealed class ProsodyServer : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("nanowire-prosody-").FullName;
        private readonly int _port = LoopbackPorts.Take();
        private readonly ChildProcess _process;

        /// <param name="accounts">Names of accounts, each with the password "secret of" and the name.</param>
        internal ProsodyServer(params string[] accounts)
        {
            string program = Need.Program("prosody", "prosody");
            string data = Path.Combine(_folder, "data");
            string known = Path.Combine(data, "localhost", "accounts");
            Directory.CreateDirectory(known);
            foreach (string account in accounts)
            {
                File.WriteAllText(Path.Combine(known, account + ".dat"), "return { [\"password\"] = \"secret of " + account + "\" };\n");
            }

            string config = Path.Combine(_folder, "prosody.cfg.lua");
            File.WriteAllText(
                config,
                $"""
                run_as_root = true
                pidfile = "{_folder}/pid"
                data_path = "{data}"
                certificates = "{_folder}"
                log = "*console"
                interfaces = {"{"} "127.0.0.1" {"}"}
                http_interfaces = {"{"} "127.0.0.1" {"}"}
                http_ports = {"{"} {_port} {"}"}
                https_ports = {"{ }"}
                c2s_ports = {"{ }"}
                c2s_direct_tls_ports = {"{ }"}
                modules_enabled = {"{"} "saslauth", "websocket" {"}"}
                modules_disabled = {"{"} "s2s", "offline", "admin_socket" {"}"}
                authentication = "internal_plain"
                -- No TLS on loopback.
                c2s_require_encryption = false
                allow_unencrypted_plain_auth = true
                VirtualHost "localhost"

                """);
            _process = ChildProcess.Start(program, ["--config", config, "-F"]);
            long end = Environment.TickCount64 + Patience.Ms;
            while (!LoopbackPorts.Answers(_port))
            {
                if (_process.HasExited || Environment.TickCount64 > end)
                {
                    string lines = string.Join('\n', _process.ReadToEnd());
                    Dispose();
                    throw new InvalidOperationException("prosody did not start: " + lines + _process.Errors);
                }

                Thread.Sleep(50);
            }
        }

        internal string Uri => "ws://127.0.0.1:" + _port + "/xmpp-websocket";

        public void Dispose()
        {
            _process.Dispose();
            Directory.Delete(_folder, true);
        }
    }
}
