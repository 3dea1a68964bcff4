using System;

namespace Nanowire.Firmware
{
    /// <summary>The room around a simulated board, through a day that lasts ten minutes.</summary>
    public sealed class SimulatedRoom : Sensor
    {
        private const int Temperature = 0;
        private const int Humidity = 1;
        private const int Light = 2;
        private const int Supply = 3;
        private const int FreeMemory = 4;

        private const int Led = 0;
        private const int Relay = 1;

        private const double DayMs = 10 * 60 * 1000;

        private readonly Board _board;
        private readonly Random _noise = new Random(1);

        /// <summary>A room whose lamps are the board's outputs.</summary>
        public SimulatedRoom(Board board)
            : base(
                "room",
                "Simulated room",
                new Reading("temperature", "Temperature", "°C", 2, -1000, 4000),
                new Reading("humidity", "Humidity", "%", 1, 0, 1000),
                new Reading("light", "Light", "lx", 0, 0, 1000),
                new Reading("supply", "Supply", "V", 3, 2800, 3600),
                new Reading("freeMemory", "Free memory", "B", 0, 0, 100000))
        {
            _board = board;
        }

        /// <inheritdoc/>
        public override bool Open()
        {
            return true;
        }

        /// <inheritdoc/>
        public override bool Measure(long uptimeMs)
        {
            // 0 at midnight, 1 at noon; the simulation starts in the morning.
            double day = 0.5 - (0.5 * Math.Cos(2 * Math.PI * ((uptimeMs / DayMs) + 0.25)));
            bool led = _board.IsOn(Led);
            bool relay = _board.IsOn(Relay);

            // The lamp that the relay switches warms the room a little.
            Values[Temperature] = (int)(1850 + (600 * day) + (relay ? 80 : 0) + Noise(6));
            Values[Humidity] = (int)(560 - (180 * day) + Noise(4));
            Values[Light] = (int)((720 * day * day) + (led ? 35 : 0) + (relay ? 180 : 0) + 4 + Noise(3));
            Values[Supply] = (int)(3300 - (relay ? 45 : 0) - (led ? 6 : 0) + Noise(3));

            // Like a device's heap: down with every message's garbage, up again with each collection.
            Values[FreeMemory] = (int)(71000 - ((uptimeMs / 7) % 9000) + Noise(120));
            return true;
        }

        private double Noise(double amplitude)
        {
            return ((_noise.NextDouble() * 2) - 1) * amplitude;
        }
    }
}
