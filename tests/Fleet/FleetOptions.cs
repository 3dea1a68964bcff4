using System.Globalization;

namespace Nanowire.Fleet
{
    /// <summary>What the command line says.</summary>
    internal sealed class FleetOptions
    {
        internal const string Usage = "usage: [--devices 1 to 5000] [--reading-ms 50 to 5000] [--steady-seconds 1 to 3600] [--kill 0 or 1]"
            + " [--receipts 1 to 8]";

        internal int Devices { get; private set; } = 500;

        /// <summary>How often a device takes a reading.</summary>
        internal int ReadingMs { get; private set; } = 2000;

        /// <summary>How long there is peace before, between and after the restarts.</summary>
        internal int SteadySeconds { get; private set; } = 15;

        /// <summary>Whether nodes are killed rather than asked to end.</summary>
        internal bool IsKilling { get; private set; }

        /// <summary>How many messages of a device may await their receipt.</summary>
        internal int MaxReceipts { get; private set; } = 8;

        /// <summary>Null when the arguments are none of ours.</summary>
        internal static FleetOptions Parse(string[] args)
        {
            FleetOptions options = new FleetOptions();
            for (int i = 0; i < args.Length; i += 2)
            {
                if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value))
                {
                    return null;
                }

                switch (args[i])
                {
                    case "--devices" when value is >= 1 and <= 5000:
                        options.Devices = value;
                        break;
                    case "--reading-ms" when value is >= 50 and <= 5000:
                        options.ReadingMs = value;
                        break;
                    case "--steady-seconds" when value is >= 1 and <= 3600:
                        options.SteadySeconds = value;
                        break;
                    case "--kill" when value is 0 or 1:
                        options.IsKilling = value == 1;
                        break;
                    case "--receipts" when value is >= 1 and <= 8:
                        options.MaxReceipts = value;
                        break;
                    default:
                        return null;
                }
            }

            return options;
        }
    }
}
