using System.Device.Gpio;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Espressif's ESP32-DevKitC with a WROOM-32 module: no sensor on board, so only the chip itself is measured.
    /// </summary>
    public sealed class DeviceBoard : Board
    {
        /// <summary>Where most boards of this kind have their blue LED; Espressif's own has none there, which does no harm.</summary>
        private const int LedPin = 2;

        /// <summary>Free on WROOM modules and without a role at start.</summary>
        private const int RelayPin = 26;

        private readonly Sensor[] _sensors = { new ChipSensor() };
        private readonly Output[] _outputs = { new Output("led", "LED"), new Output("relay", "Relay") };
        private readonly GpioPin[] _pins;
        private readonly bool[] _states = new bool[2];

        /// <summary>Opens the pins, switched off.</summary>
        public DeviceBoard()
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
        public override Sensor[] Sensors => _sensors;

        /// <inheritdoc/>
        public override Output[] Outputs => _outputs;

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
