using System;
using System.IO;
using System.Threading;

namespace Nanowire.Interop.Rabbit
{
    /// <summary>
    /// RabbitMQ on loopback, as one node or as several in a cluster, with a folder, ports, a secret and a name server (epmd) of its own, so that
    /// no other RabbitMQ on the machine is touched. Gone with its test.
    /// </summary>
    internal sealed class RabbitCluster : IDisposable
    {
        private const string Tools = "/usr/lib/rabbitmq/bin/";

        private readonly ChildProcess _nameServer;

        /// <summary>Starts it and waits until all nodes are there.</summary>
        /// <param name="count">How many nodes.</param>
        internal RabbitCluster(int count)
        {
            string home = Path.Combine(Folder, "home");
            string cookie = Path.Combine(home, ".erlang.cookie");
            Directory.CreateDirectory(home);
            File.WriteAllText(cookie, Guid.NewGuid().ToString("N"));
            if (!OperatingSystem.IsWindows())
            {
                // Erlang insists on it.
                File.SetUnixFileMode(cookie, UnixFileMode.UserRead);
            }

            string port = LoopbackPorts.Take().ToString();
            Environment = ["HOME=" + home, "ERL_EPMD_PORT=" + port, "ERL_EPMD_ADDRESS=127.0.0.1"];
            Names = new string[count];
            for (int i = 0; i < count; i++)
            {
                Names[i] = "nanowire" + i + "@localhost";
            }

            Nodes = new RabbitNode[count];
            _nameServer = ChildProcess.Start("/usr/bin/env", ["epmd", "-address", "127.0.0.1", "-port", port]);
            try
            {
                for (int i = 0; i < count; i++)
                {
                    Nodes[i] = new RabbitNode(this, i);
                    Nodes[i].Start();
                }

                foreach (RabbitNode node in Nodes)
                {
                    node.AwaitStart();
                }

                if (count > 1)
                {
                    Run("rabbitmqctl", Nodes[0], "await_online_nodes", count.ToString());
                }
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        internal RabbitNode[] Nodes { get; }

        internal string Folder { get; } = Directory.CreateTempSubdirectory("nanowire-rabbit-").FullName;

        /// <summary>The names of the nodes.</summary>
        internal string[] Names { get; }

        /// <summary>What each of its programs needs in its environment.</summary>
        internal string[] Environment { get; }

        public void Dispose()
        {
            foreach (RabbitNode node in Nodes)
            {
                node?.Dispose();
            }

            _nameServer.Dispose();
            try
            {
                Directory.Delete(Folder, true);
            }
            catch (IOException)
            {
                // Its helpers may still be on their way out; the folder is a temporary one.
            }
        }

        /// <summary>Waits until every quorum queue can spare that node, as RabbitMQ's guide to upgrades has it before a node is stopped.</summary>
        internal void AwaitQuorumWithout(RabbitNode node)
        {
            Run("rabbitmq-upgrade", node, "await_online_quorum_plus_one", "-t", (RabbitNode.StartMs / 1000).ToString());
        }

        /// <summary>What the brokers say of their queues: name, leader, messages that wait, messages that await their acknowledgement, consumers.</summary>
        internal string DescribeQueues()
        {
            return Run(
                "rabbitmqctl", Nodes[0], "-q", "list_queues", "name", "leader", "online", "messages_ready", "messages_unacknowledged", "consumers");
        }

        /// <summary>Runs one of RabbitMQ's tools. Returns what it says.</summary>
        private string Run(string tool, RabbitNode node, params string[] arguments)
        {
            using ChildProcess process = ChildProcess.Start("/usr/bin/env", [.. Environment, Tools + tool, "-n", node.Name, .. arguments]);
            long end = System.Environment.TickCount64 + RabbitNode.StartMs;
            while (!process.HasExited && System.Environment.TickCount64 < end)
            {
                Thread.Sleep(50);
            }

            if (process.WaitForExit() != 0)
            {
                throw new InvalidOperationException(tool + " " + string.Join(' ', arguments) + ": " + process.Errors);
            }

            return string.Join('\n', process.ReadToEnd());
        }
    }
}
