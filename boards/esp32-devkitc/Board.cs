using System.Device.Gpio;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Espressif's ESP32-DevKitC with a WROOM-32 module: no sensor on board, so only its memory is measured; the others
    /// are reported as absent until drivers are added.
    /// </summary>
    public sealed class Esp32DevKitCBoard : Board
    {
        /// <summary>Where most boards of this kind have their blue LED; Espressif's own has none there, which does no harm.</summary>
        private const int LedPin = 2;

        /// <summary>Free on WROOM modules and without a role at start.</summary>
        private const int RelayPin = 26;

        private const int FreeMemory = 4;

        /// <summary>Collecting garbage is the only way to ask for the free memory, so it is not asked for at each sample.</summary>
        private const long FreeMemoryEveryMs = 10000;

        private readonly Reading[] _readings =
        {
            new Reading("temperature", "Temperature", "°C", 2, -1000, 4000),
            new Reading("humidity", "Humidity", "%", 1, 0, 1000),
            new Reading("light", "Light", "lx", 0, 0, 1000),
            new Reading("supply", "Supply", "V", 3, 2800, 3600),
            new Reading("freeMemory", "Free memory", "B", 0, 0, 100000),
        };

        private readonly Output[] _outputs = { new Output("led", "LED"), new Output("relay", "Relay") };
        private readonly GpioPin[] _pins;
        private readonly bool[] _states = new bool[2];
        private int _freeMemory = Reading.Absent;
        private long _nextFreeMemoryMs;

        /// <summary>Opens the pins, switched off.</summary>
        public Esp32DevKitCBoard()
        {
            GpioController gpio = new GpioController();
            _pins = new[] { gpio.OpenPin(LedPin, PinMode.Output), gpio.OpenPin(RelayPin, PinMode.Output) };
            Switch(0, false);
            Switch(1, false);
        }

        /// <inheritdoc/>
        public override string Id => "esp32-devkitc";

        /// <inheritdoc/>
        public override string Name => "ESP32-DevKitC";

        /// <inheritdoc/>
        public override int MaxConnections => 5;

        /// <inheritdoc/>
        public override int ReceiveBufferSize => 1536;

        /// <inheritdoc/>
        public override int SendBufferSize => 1024;

        /// <inheritdoc/>
        public override Reading[] Readings => _readings;

        /// <inheritdoc/>
        public override Output[] Outputs => _outputs;

        /// <inheritdoc/>
        public override int Read(int index, long uptimeMs)
        {
            if (index != FreeMemory)
            {
                return Reading.Absent;
            }

            if (uptimeMs >= _nextFreeMemoryMs)
            {
                _nextFreeMemoryMs = uptimeMs + FreeMemoryEveryMs;
                _freeMemory = (int)nanoFramework.Runtime.Native.GC.Run(false);
            }

            return _freeMemory;
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
            _pins[index].Write(isOn ? PinValue.High : PinValue.Low);
        }
    }
}
