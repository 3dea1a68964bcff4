using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Nanowire.Tool
{
    /// <summary>The options of a verb: <c>--name value</c>, <c>--name=value</c> and <c>--flag</c>, each at most once.</summary>
    internal sealed class Options
    {
        private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

        /// <summary>Reads the arguments after the verb.</summary>
        /// <param name="names">The options that have a value.</param>
        /// <param name="flags">The options that have none; <c>--help</c> is one of every verb.</param>
        /// <exception cref="ToolException">Something else is there. The message repeats no value: it may be a secret in the wrong place.</exception>
        internal Options(string[] args, string[] names, string[] flags)
        {
            for (int i = 0; i < args.Length; i++)
            {
                string[] parts = args[i].Split('=', 2);
                string name = parts[0];
                bool isFlag = name == "--help" || flags.Contains(name);
                if (!isFlag && !names.Contains(name))
                {
                    throw Wrong(name.StartsWith("--", StringComparison.Ordinal) ? "There is no option " + name + "." : "Argument " + (i + 1) + " of the verb is no option.");
                }

                if (isFlag && parts.Length > 1)
                {
                    throw Wrong(name + " takes no value.");
                }

                string value = "";
                if (!isFlag)
                {
                    bool isNext = parts.Length == 1;
                    if (isNext && (i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal)))
                    {
                        throw Wrong(name + " needs a value.");
                    }

                    value = isNext ? args[++i] : parts[1];
                    if (value.Length == 0)
                    {
                        throw Wrong(name + " needs a value.");
                    }
                }

                if (!_values.TryAdd(name, value))
                {
                    throw Wrong(name + " is there twice.");
                }
            }
        }

        internal bool WantsHelp => Has("--help");

        internal static ToolException Wrong(string message)
        {
            return new ToolException(ExitCode.Usage, message + " --help tells the options.");
        }

        internal bool Has(string name)
        {
            return _values.ContainsKey(name);
        }

        internal string? Get(string name)
        {
            return _values.GetValueOrDefault(name);
        }

        /// <summary>A whole number within bounds, both included.</summary>
        internal int GetNumber(string name, int otherwise, int least, int most)
        {
            string? text = Get(name);
            if (text == null)
            {
                return otherwise;
            }

            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
                ? number
                : throw Wrong(name + " is a whole number from " + least + " to " + most + ".");
        }
    }
}
