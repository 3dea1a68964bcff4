using System;
using System.Collections.Generic;
using System.Globalization;

namespace Nanowire.Fuzz
{
    /// <summary>The command line.</summary>
    internal sealed class FuzzOptions
    {
        public const string Usage =
            "usage: Nanowire.Fuzz [--seconds n] [--seed n] [--corpus folder] [--target name]... [--replay file] [--no-save]\n"
            + "  --seconds  how long in all, shared by the targets; 60 unless given\n"
            + "  --seed     the random numbers' seed; a fresh one unless given, and printed\n"
            + "  --corpus   the folder to read inputs from and to keep new ones in; tests/Fuzz/corpus unless given\n"
            + "  --target   a target's name or how names begin; all unless given\n"
            + "  --replay   runs the inputs of a file once, in every cut, and nothing else; needs one --target\n"
            + "  --no-save  leaves the corpus as it is";

        public int Seconds { get; private set; } = 60;

        public int Seed { get; private set; } = Environment.TickCount & int.MaxValue;

        public string Folder { get; private set; } = Corpus.DefaultFolder();

        public List<string> Targets { get; } = [];

        public string Replay { get; private set; }

        public bool Saves { get; private set; } = true;

        /// <summary>Null when the command line makes no sense.</summary>
        public static FuzzOptions Parse(string[] args)
        {
            FuzzOptions options = new FuzzOptions();
            for (int i = 0; i < args.Length; i++)
            {
                string name = args[i];
                if (name == "--no-save")
                {
                    options.Saves = false;
                    continue;
                }

                if (i + 1 == args.Length)
                {
                    return null;
                }

                string value = args[++i];
                bool isNumber = int.TryParse(value, CultureInfo.InvariantCulture, out int number);
                switch (name)
                {
                    case "--seconds" when isNumber && number >= 0:
                        options.Seconds = number;
                        break;
                    case "--seed" when isNumber:
                        options.Seed = number;
                        break;
                    case "--corpus":
                        options.Folder = value;
                        break;
                    case "--target":
                        options.Targets.Add(value);
                        break;
                    case "--replay":
                        options.Replay = value;
                        break;
                    default:
                        return null;
                }
            }

            return options.Folder == null || (options.Replay != null && options.Targets.Count != 1) ? null : options;
        }

        /// <summary>Whether a target was asked for.</summary>
        public bool Wants(string target)
        {
            return Targets.Count == 0 || Targets.Exists(t => target.StartsWith(t, StringComparison.Ordinal));
        }
    }
}
