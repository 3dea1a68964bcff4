using System;
using System.Globalization;

namespace Nanowire.DeviceEcho
{
    /// <summary>The command line.</summary>
    internal sealed class EchoOptions
    {
        internal const string Usage = "usage: Client URL [--connections N] [--reconnects N] [--messages N], such as ws://192.168.1.20:9000/";

        private EchoOptions(string url)
        {
            Url = url;
        }

        internal string Url { get; }

        /// <summary>As many as the echo on the device has room for.</summary>
        internal int Connections { get; private set; } = 15;

        internal int Reconnects { get; private set; } = 60;

        /// <summary>Of each kind.</summary>
        internal int Messages { get; private set; } = 200;

        /// <summary>Reads the arguments; null when they are wrong.</summary>
        internal static EchoOptions Parse(string[] args)
        {
            if (args.Length % 2 == 0 || !args[0].StartsWith("ws://", StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            EchoOptions options = new EchoOptions(args[0]);
            for (int i = 1; i < args.Length; i += 2)
            {
                if (!int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value > 100000)
                {
                    return null;
                }

                switch (args[i])
                {
                    case "--connections" when value > 0:
                        options.Connections = value;
                        break;
                    case "--reconnects":
                        options.Reconnects = value;
                        break;
                    case "--messages" when value > 0:
                        options.Messages = value;
                        break;
                    default:
                        return null;
                }
            }

            return options;
        }
    }
}
