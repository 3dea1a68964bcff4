using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Nanowire.Bench.Load
{
    /// <summary>The command line. Everything is bounded.</summary>
    internal sealed class LoadOptions
    {
        internal const string Usage = "usage: Nanowire.Bench.Load [--connections N] [--size BYTES] [--rate MESSAGES-A-SECOND] [--pipeline N] [--seconds S]\n"
            + "       [--idle N] [--runs N] [--servers nanowire,aspnetcore,ws]\n"
            + "       Nanowire.Bench.Load trace PORT, some exchanges with ours for a packet capture\n"
            + "  --connections  1 to 500, default 8\n"
            + "  --size         payload of a message, 1 to 65535 B, default 125\n"
            + "  --rate         in all, 1 to 1000000; 0, the default: each connection sends as soon as its answers are there\n"
            + "  --pipeline     messages sent in one write, 1 to 100, default 1\n"
            + "  --seconds      of measuring each server, 1 to 60, default 3\n"
            + "  --idle         connections by which memory is measured, 2 to 1000, default 200; 0 for not at all\n"
            + "  --runs         1 to 20, default 1; the table has medians";

        private static readonly string[] _all = [Servers.Ours, Servers.AspNetCore, Servers.Ws];

        internal int Connections { get; private set; } = 8;

        internal int Size { get; private set; } = 125;

        internal int Rate { get; private set; }

        internal int Pipeline { get; private set; } = 1;

        internal int Seconds { get; private set; } = 3;

        internal int Idle { get; private set; } = 200;

        internal int Runs { get; private set; } = 1;

        internal IReadOnlyList<string> Names { get; private set; } = _all;

        /// <summary>Reads the arguments; null with an error that says what is wrong.</summary>
        internal static LoadOptions Parse(string[] args, out string error)
        {
            LoadOptions options = new LoadOptions();
            error = null;
            for (int i = 0; i < args.Length && error == null; i += 2)
            {
                string name = args[i];
                string value = i + 1 < args.Length ? args[i + 1] : "";
                switch (name)
                {
                    case "--connections": options.Connections = Number(name, value, 1, 500, ref error); break;
                    case "--size": options.Size = Number(name, value, 1, 65535, ref error); break;
                    case "--rate": options.Rate = Number(name, value, 0, 1000000, ref error); break;
                    case "--pipeline": options.Pipeline = Number(name, value, 1, 100, ref error); break;
                    case "--seconds": options.Seconds = Number(name, value, 1, 60, ref error); break;
                    case "--idle": options.Idle = Number(name, value, 0, 1000, ref error); break;
                    case "--runs": options.Runs = Number(name, value, 1, 20, ref error); break;
                    case "--servers":
                        options.Names = value.Split(',');
                        error = options.Names.All(n => _all.Contains(n)) && options.Names[0] == Servers.Ours ? null : "--servers: nanowire first, then any of the others";
                        break;
                    default:
                        error = "unknown argument: " + name;
                        break;
                }
            }

            return error == null ? options : null;
        }

        private static int Number(string name, string value, int least, int most, ref string error)
        {
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < least || number > most)
            {
                error = name + ": " + least.ToString(CultureInfo.InvariantCulture) + " to " + most.ToString(CultureInfo.InvariantCulture);
            }

            return number;
        }
    }
}
