using System;
using System.Globalization;
using System.IO;
using System.Threading;

namespace Nanowire.Firmware.Host
{
    /// <summary>
    /// What somebody beside the device could do, typed: "network lost", "network back", "button press", "button hold 5" (held for 5 s from
    /// the next start on, which it brings about), "restart".
    /// </summary>
    internal sealed class HostConsole
    {
        private const string Usage = "network lost, network back, button press, button hold SECONDS, or restart";

        private readonly SimulatedWifi _wifi;
        private readonly HostBoard _board;
        private readonly Action<int> _restart;

        /// <summary>A console.</summary>
        /// <param name="wifi">The surroundings.</param>
        /// <param name="board">Whose button it is.</param>
        /// <param name="restart">Restarts with the button held for so many milliseconds; called on the console's thread.</param>
        internal HostConsole(SimulatedWifi wifi, HostBoard board, Action<int> restart)
        {
            _wifi = wifi;
            _board = board;
            _restart = restart;
        }

        /// <summary>Reads commands until there are no more, on a thread of its own that does not keep the process.</summary>
        internal void Start(TextReader input)
        {
            new Thread(() => Read(input)) { IsBackground = true }.Start();
        }

        /// <summary>Carries out a command.</summary>
        /// <returns>Null, or what is wrong with it.</returns>
        internal string Execute(string line)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (string.Join(' ', words))
            {
                case "":
                    return null;
                case "network lost":
                    _wifi.IsDown = true;
                    return null;
                case "network back":
                    _wifi.IsDown = false;
                    return null;
                case "button press":
                    _board.HoldButton(200);
                    return null;
                case "restart":
                    _restart(0);
                    return null;
                default:
                    if (words.Length == 3 && words[0] == "button" && words[1] == "hold"
                        && int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is > 0 and <= 60)
                    {
                        _restart(seconds * 1000);
                        return null;
                    }

                    return "not understood; there are " + Usage;
            }
        }

        private void Read(TextReader input)
        {
            for (string line = input.ReadLine(); line != null; line = input.ReadLine())
            {
                string error = Execute(line);
                if (error != null)
                {
                    Console.Error.WriteLine(error);
                }
            }
        }
    }
}
