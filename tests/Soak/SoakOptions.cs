using System;
using System.Globalization;

namespace Nanowire.Soak
{
    /// <summary>What the command line says.</summary>
    internal sealed class SoakOptions
    {
        internal const string Usage = "usage: [--seconds 10 to 86400] [--seed n] [--connections 1 to 100]";

        /// <summary>How long the traffic lasts.</summary>
        internal int Seconds { get; private set; } = 120;

        /// <summary>Decides about faults and traffic; what the threads make of it differs from run to run.</summary>
        internal int Seed { get; private set; } = Environment.TickCount & int.MaxValue;

        /// <summary>How many clients are connected at once.</summary>
        internal int Connections { get; private set; } = 15;

        /// <summary>Null when the arguments are none of ours.</summary>
        internal static SoakOptions Parse(string[] args)
        {
            SoakOptions options = new SoakOptions();
            for (int i = 0; i < args.Length; i += 2)
            {
                if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value))
                {
                    return null;
                }

                switch (args[i])
                {
                    case "--seconds" when value is >= 10 and <= 86400:
                        options.Seconds = value;
                        break;
                    case "--seed":
                        options.Seed = value;
                        break;
                    case "--connections" when value is >= 1 and <= 100:
                        options.Connections = value;
                        break;
                    default:
                        return null;
                }
            }

            return options;
        }
    }
}
