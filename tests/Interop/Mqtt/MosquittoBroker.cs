using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using Nanowire.Interop.Network;

namespace Nanowire.Interop.Mqtt
{
    /// <summary>Eclipse Mosquitto with a WebSocket listener on loopback, in a folder of its own; gone with the test.</summary>
    internal sealed class MosquittoBroker : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("nanowire-mosquitto-").FullName;
        private readonly string _program = Need.Program("mosquitto", "mosquitto");
        private ChildProcess _process;

        /// <param name="password">Whether it wants the name "device" with the password "secret".</param>
        internal MosquittoBroker(bool password = false)
        {
            Port = FreePort();
            string access = "allow_anonymous true\n";
            if (password)
            {
                string file = Path.Combine(_folder, "passwords");
                File.WriteAllText(file, "device:secret\n");
                using ChildProcess hash = ChildProcess.Start(Need.Program("mosquitto_passwd", "mosquitto"), ["-U", file]);
                hash.WaitForExit();
                access = "allow_anonymous false\npassword_file " + file + "\n";
            }

            // Mosquitto 2.0 starts with no WebSocket listener alone (mosquitto#2284), so it has one on a socket in the file system as well.
            File.WriteAllText(
                Path.Combine(_folder, "mosquitto.conf"),
                "listener 0 " + Path.Combine(_folder, "unused") + "\n"
                + "listener " + Port + " 127.0.0.1\nprotocol websockets\nsocket_domain ipv4\n"
                + access + "persistence false\nlog_dest stderr\nuser root\n");
            Start();
        }

        internal int Port { get; }

        public void Dispose()
        {
            Kill();
            Directory.Delete(_folder, true);
        }

        /// <summary>Starts it, again on the same port.</summary>
        internal void Start()
        {
            _process = ChildProcess.Start(_program, ["-c", Path.Combine(_folder, "mosquitto.conf")]);
            NetworkScene.Await(Answers, "mosquitto listens; its errors: " + _process.Errors);
        }

        /// <summary>Ends it without asking.</summary>
        internal void Kill()
        {
            _process?.Dispose();
            _process = null;
        }

        internal void Freeze()
        {
            _process.Freeze();
        }

        private static int FreePort()
        {
            using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)socket.LocalEndPoint).Port;
        }

        private bool Answers()
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException("mosquitto: " + _process.Errors);
            }

            using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Connect(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
