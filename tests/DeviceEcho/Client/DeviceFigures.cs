using System;
using System.Globalization;

namespace Nanowire.DeviceEcho
{
    /// <summary>What the echo says about itself: "## name=value; name=value".</summary>
    internal sealed class DeviceFigures
    {
        private const string Start = "## ";
        private readonly string _line;

        private DeviceFigures(string line)
        {
            _line = line;
        }

        /// <summary>What it runs on, such as ESP32_REV3; this is how figures of a board and of an interpreter on a PC are told apart.</summary>
        internal string Where => Text("target");

        /// <summary>The free bytes of the managed heap after a collection.</summary>
        internal long Free => Number("free");

        internal long Connections => Number("connections");

        /// <summary>Echoes that found no room and exceptions in the server: none of them should be.</summary>
        internal long Faults => Number("lost") + Number("errors");

        /// <exception cref="EchoException">That is no such line.</exception>
        internal static DeviceFigures Parse(string line)
        {
            if (!line.StartsWith(Start, StringComparison.Ordinal))
            {
                throw new EchoException("no figures, but \"" + line + "\": this is not tests/DeviceEcho");
            }

            return new DeviceFigures(line);
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            return _line;
        }

        private string Text(string name)
        {
            foreach (string part in _line.Substring(Start.Length).Split("; "))
            {
                if (part.StartsWith(name + "=", StringComparison.Ordinal))
                {
                    return part.Substring(name.Length + 1);
                }
            }

            throw new EchoException("no " + name + " in \"" + _line + "\"");
        }

        private long Number(string name)
        {
            return long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out long value)
                ? value
                : throw new EchoException(name + " is no number in \"" + _line + "\"");
        }
    }
}
