using System;
using System.IO;
using Nanowire.Firmware.Host;

namespace Nanowire.Firmware
{
    /// <summary>The room around a simulated board, through a day that lasts ten minutes, and the parts that measure it.</summary>
    public sealed class SimulatedRoom
    {
        private const int Led = 0;
        private const int Relay = 1;

        private const double DayMs = 10 * 60 * 1000;

        // A light sensor that gives 0.1 V in the dark and 2.9 V at 1000 lx, and the supply behind a divider by two.
        private const int DarkRaw = 124;
        private const int BrightRaw = 3599;
        private const int BrightLux = 1000;
        private const double RawPerMillivolt = 4095 / 3300.0 / 2;

        private readonly Board _board;
        private readonly Random _noise = new Random(1);

        /// <summary>A room whose lamps are the board's outputs.</summary>
        /// <param name="board">The board.</param>
        /// <param name="outdoor">
        /// A recording of what is outdoors, as <see cref="RecordedSignal"/> describes it: seconds, degrees Celsius, percent; null for a sine.
        /// </param>
        /// <exception cref="FormatException">It is no such recording.</exception>
        public SimulatedRoom(Board board, string outdoor = null)
        {
            _board = board;

            // The lamp that the relay switches warms the room a little.
            FunctionSignal temperature = new FunctionSignal(ms => 18.5 + (6 * Day(ms)) + (Is(Relay) ? 0.8 : 0) + Noise(0.06));
            FunctionSignal humidity = new FunctionSignal(ms => 56 - (18 * Day(ms)) + Noise(0.4));
            DescribedSignal pressure = new DescribedSignal(2) { Mean = 98100, Amplitude = 600, PeriodMs = 7 * DayMs, Noise = 3 };
            FunctionSignal light = new FunctionSignal(ms => DarkRaw + (Light(ms) * (BrightRaw - DarkRaw) / BrightLux));
            FunctionSignal supply = new FunctionSignal(ms => (3300 - (Is(Relay) ? 45 : 0) - (Is(Led) ? 6 : 0) + Noise(6)) * RawPerMillivolt);

            Clock = new SimulatedClock();
            Bme280 = new SimulatedBmx280(Clock, Bmx280Sensor.FirstAddress, SimulatedBmx280.Bme280Id, temperature, humidity, pressure);
            Sht3x = new SimulatedSht3x(
                Clock,
                Sht3xSensor.FirstAddress,
                outdoor == null
                    ? new DescribedSignal(3) { Mean = 12, Amplitude = 7, Phase = 0, PeriodMs = DayMs, Noise = 0.05 }
                    : RecordedSignal.Read(new StringReader(outdoor), 1),
                outdoor == null
                    ? new DescribedSignal(4) { Mean = 70, Amplitude = 20, Phase = 0.5, PeriodMs = DayMs, Noise = 0.3 }
                    : RecordedSignal.Read(new StringReader(outdoor), 2));
            LightInput = new SimulatedAnalogInput(Clock, light);
            SupplyInput = new SimulatedAnalogInput(Clock, supply);
            SimulatedI2cBus bus = new SimulatedI2cBus(Clock, Bme280, Sht3x);
            Sensors = new Sensor[]
            {
                Clock,
                new Bmx280Sensor(bus),
                new AnalogSensor(LightInput, new Reading("light", "Light", "lx", 0, 0, 1000), DarkRaw, 0, BrightRaw, BrightLux)
                {
                    LowestRaw = DarkRaw / 2,
                    HighestRaw = 4000,
                },
                new AnalogSensor(SupplyInput, new Reading("supply", "Supply", "V", 3, 2800, 3600), 0, 0, 4095, 6600) { LowestRaw = 1000 },
                new SimulatedChip(),
                new Sht3xSensor(bus, 0, "outdoor"),
            };
        }

        /// <summary>The board's sensors.</summary>
        public Sensor[] Sensors { get; }

        /// <summary>The time of the simulation.</summary>
        public SimulatedClock Clock { get; }

        /// <summary>Measures temperature, humidity and pressure.</summary>
        public SimulatedBmx280 Bme280 { get; }

        /// <summary>Measures what is outdoors.</summary>
        public SimulatedSht3x Sht3x { get; }

        /// <summary>Measures the light.</summary>
        public SimulatedAnalogInput LightInput { get; }

        /// <summary>Measures the supply.</summary>
        public SimulatedAnalogInput SupplyInput { get; }

        /// <summary>Makes a part fail, on somebody's cue.</summary>
        /// <param name="part">"bme280", "sht3x", "light" or "supply".</param>
        /// <param name="fault">A <see cref="PartFault"/> in any case, such as "unplugged"; "none" repairs it.</param>
        /// <param name="afterMs">When, from now on.</param>
        /// <param name="forMs">For how long.</param>
        /// <returns>False when there is no such part or fault.</returns>
        public bool Fail(string part, string fault, long afterMs = 0, long forMs = int.MaxValue)
        {
            SimulatedPart failing =
                part == "bme280" ? Bme280 : part == "sht3x" ? Sht3x : part == "light" ? LightInput.Part : part == "supply" ? SupplyInput.Part : null;
            if (failing == null || !Enum.TryParse(fault, true, out PartFault kind) || !Enum.IsDefined(kind))
            {
                return false;
            }

            if (kind == PartFault.None)
            {
                failing.Repair();
            }
            else
            {
                failing.Fail(kind, Clock.NowMs + afterMs, Clock.NowMs + afterMs + forMs);
            }

            return true;
        }

        // 0 at midnight, 1 at noon; the simulation starts in the morning.
        private static double Day(long ms)
        {
            return 0.5 - (0.5 * Math.Cos(2 * Math.PI * ((ms / DayMs) + 0.25)));
        }

        private double Light(long ms)
        {
            return (720 * Day(ms) * Day(ms)) + (Is(Led) ? 35 : 0) + (Is(Relay) ? 180 : 0) + 4 + Noise(3);
        }

        private bool Is(int output)
        {
            return _board.IsOn(output);
        }

        private double Noise(double amplitude)
        {
            return ((_noise.NextDouble() * 2) - 1) * amplitude;
        }
    }
}
