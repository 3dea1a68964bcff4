using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nanowire.Interop.Stomp
{
    /// <summary>RabbitMQ with web_stomp on loopback, with a folder, ports, a node name and a name server (epmd) of its own.</summary>
    internal sealed class RabbitBroker : IDisposable
    {
        /// <summary>What its start takes on a busy machine.</summary>
        private const int StartMs = 4 * Patience.Ms;

        private readonly string _folder = Directory.CreateTempSubdirectory("nanowire-rabbit").FullName;
        private readonly ChildProcess _names;
        private readonly ChildProcess _broker;

        internal RabbitBroker()
        {
            // Debian's command of that name is for a service, and starts as another user.
            const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
            string epmd = Need.Program("epmd", "erlang-base");
            Need.Program("rabbitmq-server", "rabbitmq-server");
            Port = FreePort();
            int names = FreePort();
            Directory.CreateDirectory(Path.Combine(_folder, "home"));
            File.WriteAllText(Path.Combine(_folder, "plugins"), "[rabbitmq_web_stomp].\n");
            File.WriteAllText(
                Path.Combine(_folder, "rabbitmq.conf"),
                $"listeners.tcp.1 = 127.0.0.1:{FreePort()}\nstomp.listeners.tcp.1 = 127.0.0.1:{FreePort()}\n"
                + $"web_stomp.tcp.ip = 127.0.0.1\nweb_stomp.tcp.port = {Port}\n"
                // Its default is text, also for bodies that are not: such a message fails the connection (RFC 6455 section 8.1).
                + "web_stomp.ws_frame = binary\n");
            _names = ChildProcess.Start(epmd, ["-address", "127.0.0.1", "-port", names.ToString()]);
            _broker = ChildProcess.Start("/usr/bin/env",
            [
                "HOME=" + Path.Combine(_folder, "home"), "ERL_EPMD_PORT=" + names, "ERL_EPMD_ADDRESS=127.0.0.1",
                "RABBITMQ_NODENAME=nanowire@localhost", "RABBITMQ_DIST_PORT=" + FreePort(), "RABBITMQ_MNESIA_BASE=" + _folder,
                "RABBITMQ_LOG_BASE=" + _folder, "RABBITMQ_LOGS=-", "RABBITMQ_ENABLED_PLUGINS_FILE=" + Path.Combine(_folder, "plugins"),
                "RABBITMQ_CONFIG_FILE=" + Path.Combine(_folder, "rabbitmq"), "RABBITMQ_PID_FILE=" + Path.Combine(_folder, "pid"),
                // With it the script becomes the broker rather than its parent.
                "RABBITMQ_ALLOW_INPUT=1", "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-noinput -kernel inet_dist_use_interface {127,0,0,1}",
                Server,
            ]);
            try
            {
                WaitUntilUp();
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        internal int Port { get; }

        internal string Uri => "ws://127.0.0.1:" + Port + "/ws";

        public void Dispose()
        {
            _broker.Dispose();
            _names.Dispose();
            try
            {
                Directory.Delete(_folder, true);
            }
            catch (IOException)
            {
                // Its helpers may still be on their way out; the folder is a temporary one.
            }
        }

        private static int FreePort()
        {
            using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        private void WaitUntilUp()
        {
            long end = Environment.TickCount64 + StartMs;
            while (!_broker.HasExited && Environment.TickCount64 < end)
            {
                try
                {
                    using TcpClient client = new TcpClient();
                    client.Connect(IPAddress.Loopback, Port);
                    return;
                }
                catch (SocketException)
                {
                    Thread.Sleep(100);
                }
            }

            throw new InvalidOperationException("RabbitMQ did not start: " + _broker.Errors);
        }
    }
}
