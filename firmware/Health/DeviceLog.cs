using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// What the device has to say to people: each line goes to the console, and the last ones are kept for /api/health and
    /// /status. From any thread. No secret may be in a line: everyone on the network can read them.
    /// </summary>
    public class DeviceLog
    {
        /// <summary>Lines kept.</summary>
        public const int Capacity = 12;

        /// <summary>The longest line kept in characters; the rest is cut off.</summary>
        public const int MaxLength = 96;

        private readonly string[] _lines = new string[Capacity];
        private readonly long[] _times = new long[Capacity];
        private int _total;

        /// <summary>Lines so far; they are numbered from 0.</summary>
        public int Total => _total;

        /// <summary>The number of the oldest line that is kept.</summary>
        public int Oldest => _total > Capacity ? _total - Capacity : 0;

        /// <summary>Adds a line.</summary>
        /// <param name="part">Who says it, such as "settings".</param>
        /// <param name="text">What.</param>
        public void Add(string part, string text)
        {
            string line = part + ": " + text;
            if (line.Length > MaxLength)
            {
                line = line.Substring(0, MaxLength);
            }

            lock (_lines)
            {
                int at = _total % Capacity;
                _lines[at] = line;
                _times[at] = Environment.TickCount64;
                _total++;
            }

            Show(line);
        }

        /// <summary>A line by its number; null when it is not kept.</summary>
        /// <param name="number">From <see cref="Oldest"/> to <see cref="Total"/> - 1.</param>
        /// <param name="timeMs">When it was added, by Environment.TickCount64.</param>
        public string Get(int number, out long timeMs)
        {
            lock (_lines)
            {
                bool isKept = number >= Oldest && number < _total;
                timeMs = isKept ? _times[number % Capacity] : 0;
                return isKept ? _lines[number % Capacity] : null;
            }
        }

        /// <summary>Shows a line at once; on the console unless a derived class knows a better place.</summary>
        protected virtual void Show(string line)
        {
            Console.WriteLine(line);
        }
    }
}
