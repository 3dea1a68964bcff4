using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nanowire.Conformance
{
    /// <summary>The command line of the echo server.</summary>
    internal sealed class EchoOptions
    {
        internal const string Usage = "usage: EchoServer [--port N] [--address A] [--window-bits N] [--no-compression]";

        private const int DefaultPort = 9001;

        internal int Port { get; private set; } = DefaultPort;

        internal IPAddress Address { get; private set; } = IPAddress.Loopback;

        /// <summary>Whether permessage-deflate is agreed to with those who offer it.</summary>
        internal bool Compresses { get; private set; } = true;

        /// <summary>The windows for what is received and sent compressed, as a power of two.</summary>
        internal int WindowBits { get; private set; } = 15;

        /// <summary>Reads the arguments; null with an error that says what is wrong.</summary>
        internal static EchoOptions Parse(string[] args, out string error)
        {
            EchoOptions options = new EchoOptions();
            for (int i = 0; i < args.Length; i++)
            {
                string name = args[i];
                if (name == "--no-compression")
                {
                    options.Compresses = false;
                    continue;
                }

                i++;
                string value = i < args.Length ? args[i] : string.Empty;
                if (name == "--port" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535)
                {
                    options.Port = port;
                }
                else if (name == "--address" && IPAddress.TryParse(value, out IPAddress address) && address.AddressFamily == AddressFamily.InterNetwork)
                {
                    options.Address = address;
                }
                else if (name == "--window-bits" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int bits) && bits is >= 9 and <= 15)
                {
                    options.WindowBits = bits;
                }
                else
                {
                    error = name switch
                    {
                        "--port" => "--port: 0 to 65535, 0 for any that is free",
                        "--address" => "--address: an IPv4 address of this machine, 0.0.0.0 for all",
                        "--window-bits" => "--window-bits: 9 to 15",
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
