using System.Collections.Generic;
using System.Linq;

namespace Nanowire.Tests.Boards
{
    /// <summary>
    /// What the pins of a chip are for: the GPIO pages of Espressif's ESP-IDF guide, and for the channels of the ADC
    /// targets/ESP32/_common/*_DeviceMapping.cpp of nf-interpreter.
    /// </summary>
    internal sealed class ChipPins
    {
        private static readonly Dictionary<string, ChipPins> _chips = new Dictionary<string, ChipPins>
        {
            ["ESP32"] = new ChipPins
            {
                Pins = Ranges((0, 19), (21, 23), (25, 27), (32, 39)),
                Memory = Ranges((6, 11)),
                Psram = Ranges((16, 17)),
                InputOnly = Ranges((34, 39)),
                Special = new[] { 0, 2, 5, 12, 15, 1, 3 },
                Channels = new[] { 36, 37, 38, 39, 32, 33, 34, 35 },
            },
            ["ESP32-PICO-D4"] = new ChipPins
            {
                // Its flash is in the package, at other pins than that of the modules.
                Pins = Ranges((0, 19), (21, 23), (25, 27), (32, 39)),
                Memory = Ranges((6, 8), (11, 11), (16, 17)),
                InputOnly = Ranges((34, 39)),
                Special = new[] { 0, 2, 5, 12, 15, 1, 3 },
                Channels = new[] { 36, 37, 38, 39, 32, 33, 34, 35 },
            },
            ["ESP32-S3"] = new ChipPins
            {
                Pins = Ranges((0, 21), (26, 48)),
                Memory = Ranges((26, 32)),
                Psram = Ranges((33, 37)),
                InputOnly = new int[0],
                Special = new[] { 0, 3, 45, 46, 19, 20, 43, 44 },
                Channels = new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 },
            },
            ["ESP32-C3"] = new ChipPins
            {
                Pins = Ranges((0, 21)),
                Memory = Ranges((11, 17)),
                InputOnly = new int[0],
                Special = new[] { 2, 8, 9, 18, 19, 20, 21 },
                Channels = new[] { 0, 1, 2, 3, 4 },
            },
            ["ESP32-C6"] = new ChipPins
            {
                Pins = Ranges((0, 30)),
                Memory = Ranges((24, 30)),
                InputOnly = new int[0],
                Special = new[] { 4, 5, 8, 9, 15, 12, 13, 16, 17 },
                Channels = new[] { 0, 1, 2, 3, 4, 5, 6 },
            },
        };

        private ChipPins()
        {
        }

        /// <summary>All that there are.</summary>
        public int[] Pins { get; private set; }

        /// <summary>Those of the flash.</summary>
        public int[] Memory { get; private set; }

        /// <summary>Those of the PSRAM, on modules that have it; on the S3 with octal PSRAM only.</summary>
        public int[] Psram { get; private set; } = new int[0];

        /// <summary>Those that switch nothing and have no resistors.</summary>
        public int[] InputOnly { get; private set; }

        /// <summary>Those with a role at a reset, of the first serial port and of USB.</summary>
        public int[] Special { get; private set; }

        /// <summary>The pin of each channel of the first ADC; the second is Wi-Fi's.</summary>
        public int[] Channels { get; private set; }

        public static ChipPins Of(string chip)
        {
            return _chips[chip];
        }

        private static int[] Ranges(params (int First, int Last)[] ranges)
        {
            return ranges.SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1)).ToArray();
        }
    }
}
