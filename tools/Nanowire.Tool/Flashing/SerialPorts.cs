using System;
using System.Collections.Generic;
using System.Linq;

namespace Nanowire.Tool
{
    /// <summary>The serial ports that nanoff sees, and which of them is a board's.</summary>
    internal sealed class SerialPorts
    {
        // A port that was just reset may be listed for a moment before it goes away.
        private const int TimesSeen = 2;

        // On a machine that takes its time, once or twice would be no wait.
        private const int LeastLooks = 4;

        private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(300);

        private readonly Session _session;
        private readonly Nanoff _nanoff;

        internal SerialPorts(Session session, Nanoff nanoff)
        {
            _session = session;
            _nanoff = nanoff;
        }

        /// <summary>The ports of nanoff's answer: the lines below "Available COM ports:" that are indented.</summary>
        internal static List<string> Parse(string answer)
        {
            return answer.Split('\n')
                .SkipWhile(l => !l.Contains("ports:", StringComparison.OrdinalIgnoreCase))
                .Skip(1)
                .TakeWhile(l => l.StartsWith(' '))
                .Select(l => l.Trim())
                .Where(l => l.Length > 0)
                .Distinct()
                .ToList();
        }

        /// <summary>
        /// Those that may be a board's. macOS has two names for each port, of which "cu" is the one to open, and ports of its own;
        /// where Linux has a USB port, those of the mainboard are not meant.
        /// </summary>
        internal static List<string> Plausible(List<string> ports)
        {
            List<string> rest = ports
                .Where(p => !(p.StartsWith("/dev/tty.", StringComparison.Ordinal) && ports.Contains("/dev/cu." + p["/dev/tty.".Length..])))
                .Where(p => !p.Contains("Bluetooth", StringComparison.OrdinalIgnoreCase) && !p.Contains("debug-console", StringComparison.Ordinal)
                    && !p.Contains("wlan-debug", StringComparison.Ordinal))
                .ToList();
            List<string> usb = rest.Where(p => p.StartsWith("/dev/ttyUSB", StringComparison.Ordinal) || p.StartsWith("/dev/ttyACM", StringComparison.Ordinal)).ToList();
            return usb.Count > 0 ? usb : rest;
        }

        internal List<string> List()
        {
            return Parse(_nanoff.Read(_nanoff.Commands.ListPorts()));
        }

        /// <summary>The only port there is.</summary>
        /// <exception cref="ToolException">There is none, or more than one.</exception>
        internal string FindOnly()
        {
            List<string> ports = Plausible(List());
            return ports.Count switch
            {
                1 => ports[0],
                0 => throw new ToolException(ExitCode.Failed, "There is no serial port. Is the board plugged in, with a cable that carries data? "
                    + "Many boards need a driver for their USB bridge (CP210x, CH340)."),
                _ => throw new ToolException(ExitCode.Usage, "There are several serial ports; --port says which: " + string.Join(", ", ports)
                    + ". (The one that goes away when you unplug the board.)"),
            };
        }

        /// <summary>
        /// Waits until the port is there again. Boards with USB on the chip are gone for a while after a reset, and may come back under
        /// another name.
        /// </summary>
        /// <param name="before">The ports of before the reset; null when there was none, and only the port itself will do.</param>
        /// <returns>The port, or the only new one when the port itself stays away.</returns>
        internal string WaitFor(string port, List<string>? before, TimeSpan longest)
        {
            DateTime end = DateTime.UtcNow + longest;
            int seen = 0;
            bool told = false;
            for (int looks = 1; ; looks++)
            {
                List<string> ports = List();
                seen = ports.Contains(port) ? seen + 1 : 0;
                if (seen == TimesSeen)
                {
                    return port;
                }

                if (seen == 0 && looks >= LeastLooks && DateTime.UtcNow >= end)
                {
                    List<string> fresh = before == null ? [] : Plausible(ports).Except(before).ToList();
                    if (fresh.Count == 1)
                    {
                        _session.Say("The board is on " + fresh[0] + " now.");
                        return fresh[0];
                    }

                    throw new ToolException(ExitCode.Failed, "The port " + port + " did not come back within " + longest.TotalSeconds + " s"
                        + (ports.Count == 0 ? "" : "; there are " + string.Join(", ", ports)) + ".\n"
                        + "Hold BOOT, press RESET, release BOOT; or unplug the board and plug it in again. Then run this again.");
                }

                if (seen == 0 && !told)
                {
                    _session.Say("Waiting for " + port + " ...");
                    told = true;
                }

                _session.Pause(_pause);
            }
        }
    }
}
