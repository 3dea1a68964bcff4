using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace Nanowire.Interop.Rabbit
{
    /// <summary>A node of RabbitMQ with web_stomp and web_mqtt on loopback. It keeps what it knows while it is stopped, and its ports.</summary>
    internal sealed class RabbitNode : IDisposable
    {
        /// <summary>What its start takes on a busy machine.</summary>
        internal const int StartMs = 4 * Patience.Ms;

        // Debian's command of that name in sbin is for a service, and starts as another user.
        internal const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";

        private readonly string _folder;
        private readonly List<string> _environment;
        private ChildProcess _process;

        /// <param name="cluster">Where the name server is, and the other nodes' names; nothing is started yet.</param>
        /// <param name="number">Which of the cluster's nodes, from 0.</param>
        internal RabbitNode(RabbitCluster cluster, int number)
        {
            Name = cluster.Names[number];
            _folder = Path.Combine(cluster.Folder, "node" + number);
            Directory.CreateDirectory(_folder);
            File.WriteAllText(Path.Combine(_folder, "plugins"), "[rabbitmq_web_stomp,rabbitmq_web_mqtt].\n");
            string peers = "cluster_formation.peer_discovery_backend = classic_config\n";
            for (int i = 0; i < cluster.Names.Length; i++)
            {
                peers += "cluster_formation.classic_config.nodes." + (i + 1) + " = " + cluster.Names[i] + "\n";
            }

            File.WriteAllText(
                Path.Combine(_folder, "rabbitmq.conf"),
                $"listeners.tcp.1 = 127.0.0.1:{LoopbackPorts.Take()}\nstomp.listeners.tcp.1 = 127.0.0.1:{LoopbackPorts.Take()}\n"
                + $"mqtt.listeners.tcp.1 = 127.0.0.1:{LoopbackPorts.Take()}\n"
                + $"web_stomp.tcp.ip = 127.0.0.1\nweb_stomp.tcp.port = {StompPort}\nweb_mqtt.tcp.ip = 127.0.0.1\nweb_mqtt.tcp.port = {MqttPort}\n"
                // Its default is text, also for bodies that are not: such a message fails the connection (RFC 6455 section 8.1).
                + "web_stomp.ws_frame = binary\n"
                + (cluster.Names.Length > 1 ? peers : ""));
            _environment =
            [
                .. cluster.Environment,
                "RABBITMQ_NODENAME=" + Name, "RABBITMQ_DIST_PORT=" + LoopbackPorts.Take(), "RABBITMQ_MNESIA_BASE=" + _folder,
                "RABBITMQ_LOG_BASE=" + _folder, "RABBITMQ_LOGS=" + LogFile, "RABBITMQ_ENABLED_PLUGINS_FILE=" + Path.Combine(_folder, "plugins"),
                "RABBITMQ_CONFIG_FILE=" + Path.Combine(_folder, "rabbitmq"), "RABBITMQ_PID_FILE=" + Path.Combine(_folder, "pid"),
                // With the first the script becomes the broker rather than its parent; +sbwt none: several share few cores, so none spins.
                "RABBITMQ_ALLOW_INPUT=1",
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-noinput -kernel inet_dist_use_interface {127,0,0,1} +sbwt none",
                Server,
            ];
        }

        /// <summary>Its name within the cluster.</summary>
        internal string Name { get; }

        internal int StompPort { get; } = LoopbackPorts.Take();

        internal int MqttPort { get; } = LoopbackPorts.Take();

        internal string StompUri => "ws://127.0.0.1:" + StompPort + "/ws";

        internal string MqttUri => "ws://127.0.0.1:" + MqttPort + "/ws";

        private string LogFile => Path.Combine(_folder, "log");

        public void Dispose()
        {
            _process?.Dispose();
            _process = null;
        }

        /// <summary>How often its log has a text.</summary>
        internal int CountInLog(string text)
        {
            using FileStream file = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using StreamReader reader = new StreamReader(file);
            return reader.ReadToEnd().Split(text).Length - 1;
        }

        /// <summary>Starts it, for the first time or again; see <see cref="AwaitStart"/>.</summary>
        internal void Start()
        {
            _process = ChildProcess.Start("/usr/bin/env", _environment);
        }

        /// <summary>Waits until it takes connections, which it does when all else is there.</summary>
        internal void AwaitStart()
        {
            long end = Environment.TickCount64 + StartMs;
            while (!LoopbackPorts.Answers(StompPort) || !LoopbackPorts.Answers(MqttPort))
            {
                if (_process.HasExited || Environment.TickCount64 > end)
                {
                    throw new InvalidOperationException(
                        "RabbitMQ did not start" + (_process.HasExited ? " and ended: " : ": ") + _process.Errors + ReadLogEnd());
                }

                Thread.Sleep(100);
            }
        }

        /// <summary>Ends it without asking: what it did not write is lost.</summary>
        internal void Kill()
        {
            _process.Dispose();
            _process = null;
        }

        /// <summary>Ends it as a service manager would.</summary>
        internal void Stop()
        {
            _process.Terminate();
            _process.WaitForExit();
            Kill();
        }

        private string ReadLogEnd()
        {
            string log = File.Exists(LogFile) ? File.ReadAllText(LogFile) : "no log";
            return log[Math.Max(0, log.Length - 2000)..];
        }
    }
}
