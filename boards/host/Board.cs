using System;

namespace Nanowire.Firmware
{
    /// <summary>A simulated board on a desktop: a room through a day that lasts ten minutes, and switches that hold their state.</summary>
    public sealed class HostBoard : Board
    {
        private const int Temperature = 0;
        private const int Humidity = 1;
        private const int Light = 2;
        private const int Supply = 3;
        private const int FreeMemory = 4;

        private const double DayMs = 10 * 60 * 1000;

        private readonly Random _noise = new Random(1);
        private readonly bool[] _states = new bool[2];

        /// <inheritdoc/>
        public override string Id => "host";

        /// <inheritdoc/>
        public override string Name => "Simulated board";

        /// <inheritdoc/>
        public override int MaxConnections => 16;

        /// <inheritdoc/>
        public override int ReceiveBufferSize => 8192;

        /// <inheritdoc/>
        public override int SendBufferSize => 4096;

        /// <inheritdoc/>
        public override Reading[] Readings { get; } =
        {
            new Reading("temperature", "Temperature", "°C", 2, -1000, 4000),
            new Reading("humidity", "Humidity", "%", 1, 0, 1000),
            new Reading("light", "Light", "lx", 0, 0, 1000),
            new Reading("supply", "Supply", "V", 3, 2800, 3600),
            new Reading("freeMemory", "Free memory", "B", 0, 0, 100000),
        };

        /// <inheritdoc/>
        public override Output[] Outputs { get; } = { new Output("led", "LED"), new Output("relay", "Relay") };

        /// <inheritdoc/>
        public override int Read(int index, long uptimeMs)
        {
            // 0 at midnight, 1 at noon; the simulation starts in the morning.
            double day = 0.5 - (0.5 * Math.Cos(2 * Math.PI * ((uptimeMs / DayMs) + 0.25)));
            switch (index)
            {
                case Temperature:
                    // The lamp that the relay switches warms the room a little.
                    return (int)(1850 + (600 * day) + (_states[1] ? 80 : 0) + Noise(6));
                case Humidity:
                    return (int)(560 - (180 * day) + Noise(4));
                case Light:
                    return (int)((720 * day * day) + (_states[0] ? 35 : 0) + (_states[1] ? 180 : 0) + 4 + Noise(3));
                case Supply:
                    return (int)(3300 - (_states[1] ? 45 : 0) - (_states[0] ? 6 : 0) + Noise(3));
                case FreeMemory:
                    // Like a device's heap: down with every message's garbage, up again with each collection.
                    return (int)(71000 - ((uptimeMs / 7) % 9000) + Noise(120));
                default:
                    return Reading.Absent;
            }
        }

        /// <inheritdoc/>
        public override bool IsOn(int index)
        {
            return _states[index];
        }

        /// <inheritdoc/>
        public override void Switch(int index, bool isOn)
        {
            _states[index] = isOn;
        }

        private double Noise(double amplitude)
        {
            return ((_noise.NextDouble() * 2) - 1) * amplitude;
        }
    }
}
