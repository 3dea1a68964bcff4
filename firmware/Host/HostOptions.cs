using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;

namespace Nanowire.Firmware.Host
{
    /// <summary>The command line of the host.</summary>
    internal sealed class HostOptions
    {
        internal const string Usage = "usage: dotnet run --project firmware/Host [-- --port N] [--address A] [--host NAME]... [--first-start] [--wifi-down] [--data DIR]\n       [--discovery] [--unproven-after MS]";

        private const int DefaultPort = 8080;

        internal int Port { get; private set; } = DefaultPort;

        internal IPAddress Address { get; private set; } = IPAddress.Loopback;

        /// <summary>The names that browsers may reach it by, besides localhost and addresses.</summary>
        internal List<string> Hosts { get; } = new List<string>();

        /// <summary>Whether it starts as a device that nobody set up yet.</summary>
        internal bool IsFirstStart { get; private set; }

        /// <summary>Whether no Wi-Fi network is there at start.</summary>
        internal bool IsWifiDown { get; private set; }

        /// <summary>Whether it answers to its name.local.</summary>
        internal bool IsDiscoverable { get; private set; }

        /// <summary>How long a network that the device was never in may fail before the portal opens, in milliseconds; 0 for the default.</summary>
        internal int UnprovenAfterMs { get; private set; }

        /// <summary>The folder that settings are kept in; null to forget them with the process.</summary>
        internal string DataFolder { get; private set; }

        /// <summary>Reads the arguments; null with an error that says what is wrong.</summary>
        internal static HostOptions Parse(string[] args, out string error)
        {
            HostOptions options = new HostOptions();
            error = null;
            for (int i = 0; i < args.Length; i++)
            {
                string name = args[i];
                if (name == "--first-start" || name == "--wifi-down" || name == "--discovery")
                {
                    options.IsFirstStart |= name == "--first-start";
                    options.IsWifiDown |= name == "--wifi-down";
                    options.IsDiscoverable |= name == "--discovery";
                    continue;
                }

                if (name != "--port" && name != "--address" && name != "--host" && name != "--data" && name != "--unproven-after")
                {
                    error = "unknown argument: " + name;
                    return null;
                }

                if (++i == args.Length)
                {
                    error = name + " needs a value";
                    return null;
                }

                if (name == "--port")
                {
                    if (!int.TryParse(args[i], NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port > 65535)
                    {
                        error = "--port: 0 to 65535, 0 for any that is free";
                        return null;
                    }

                    options.Port = port;
                }
                else if (name == "--unproven-after")
                {
                    if (!int.TryParse(args[i], NumberStyles.None, CultureInfo.InvariantCulture, out int ms) || ms == 0)
                    {
                        error = "--unproven-after: milliseconds, 1 or more";
                        return null;
                    }

                    options.UnprovenAfterMs = ms;
                }
                else if (name == "--data")
                {
                    options.DataFolder = args[i];
                }
                else if (name == "--host")
                {
                    if (Uri.CheckHostName(args[i]) != UriHostNameType.Dns)
                    {
                        error = "--host: a name without a port, such as panel.lan";
                        return null;
                    }

                    options.Hosts.Add(args[i]);
                }
                else if (!IPAddress.TryParse(args[i], out IPAddress address)
                    || address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
                {
                    error = "--address: an IPv4 address of this machine, 0.0.0.0 for all";
                    return null;
                }
                else
                {
                    options.Address = address;
                }
            }

            if (options.IsDiscoverable && (options.Address.Equals(IPAddress.Any) || options.Port == 0))
            {
                error = "--discovery tells others where the page is, so it needs --address with one of this machine's, and a port";
                return null;
            }

            return options;
        }
    }
}
