using System.Collections.Generic;

namespace Nanowire.Tool
{
    /// <summary>
    /// The command lines of nanoff for what flashing needs. Never here: <c>-v q</c>, with which a failed deployment ends with 0, and
    /// <c>--target</c> for a deployment, which writes where nanoff believes the partition to be (nanoFramework Home#1835). The plain
    /// device deployment asks the device.
    /// </summary>
    internal abstract class NanoffCommands
    {
        /// <summary>Known by every version.</summary>
        internal static readonly string[] Version = ["--version"];

        /// <summary>The commands of a version, by its first number.</summary>
        internal static NanoffCommands Of(int major)
        {
            return major >= 3 ? new Nanoff3Commands() : new Nanoff2Commands();
        }

        internal abstract string[] ListPorts();

        /// <param name="baud">Bits a second; 0: nanoff's own.</param>
        internal abstract string[] Firmware(string target, string port, string? version, bool preview, bool erase, int baud);

        /// <summary>Alone in its call: beside a deployment nanoff 2.5 ignores it without a word.</summary>
        internal abstract string[] Network(string file, string port);

        internal abstract string[] Deploy(string image, string port);

        internal abstract string[] Details(string port);

        /// <summary>What both versions name alike, with what stands before a name.</summary>
        protected static IEnumerable<string> FirmwareOptions(string prefix, string? version, bool preview, bool erase, int baud)
        {
            if (version != null)
            {
                yield return prefix + "fwversion";
                yield return version;
            }

            if (preview)
            {
                yield return prefix + "preview";
            }

            if (erase)
            {
                yield return prefix + "masserase";
            }

            if (baud > 0)
            {
                yield return prefix + "baud";
                yield return baud.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }
}
