using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nanowire.Conformance
{
    /// <summary>The command line of the echo server.</summary>
    internal sealed class EchoOptions
    {
        internal const string Usage = "usage: EchoServer [--port N] [--address A]";

        private const int DefaultPort = 9001;

        internal int Port { get; private set; } = DefaultPort;

        internal IPAddress Address { get; private set; } = IPAddress.Loopback;

        /// <summary>Reads the arguments; null with an error that says what is wrong.</summary>
        internal static EchoOptions Parse(string[] args, out string error)
        {
            EchoOptions options = new EchoOptions();
            for (int i = 0; i < args.Length; i += 2)
            {
                string name = args[i];
                string value = i + 1 < args.Length ? args[i + 1] : string.Empty;
                if (name == "--port" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535)
                {
                    options.Port = port;
                }
                else if (name == "--address" && IPAddress.TryParse(value, out IPAddress address) && address.AddressFamily == AddressFamily.InterNetwork)
                {
                    options.Address = address;
                }
                else
                {
                    error = name switch
                    {
                        "--port" => "--port: 0 to 65535, 0 for any that is free",
                        "--address" => "--address: an IPv4 address of this machine, 0.0.0.0 for all",
                        _ => "unknown argument: " + name,
                    };
                    return null;
                }
            }

            error = null;
            return options;
        }
    }
}
