namespace Nanowire.Firmware
{
    /// <summary>Espressif's ESP32-DevKitC with a WROVER module, which has PSRAM.</summary>
    public sealed class DeviceBoard : GpioBoard
    {
        private const int LedPin = 2;
        private const int RelayPin = 26;
        private const int ButtonPin = 0;
        private const int I2cDataPin = 21;
        private const int I2cClockPin = 22;
        private const int StreamChannel = 6;

        /// <summary>Opens the pins, switched off.</summary>
        public DeviceBoard()
            : base(new ChipSensor(), new Bmx280Sensor(new DeviceI2cBus(I2cBusId)))
        {
            AddLed(LedPin, false);
            AddOutput("relay", "Relay", RelayPin, false);
            AddButton(ButtonPin, false);
            ConfigureI2c(I2cDataPin, I2cClockPin);
        }

        /// <inheritdoc/>
        public override string Id => "esp32-wrover";

        /// <inheritdoc/>
        public override string Name => "ESP32-DevKitC (WROVER)";

        /// <inheritdoc/>
        public override int MaxConnections => 10;

        /// <inheritdoc/>
        public override int ReceiveBufferSize => 2048;

        /// <inheritdoc/>
        public override int SendBufferSize => 2048;

        /// <inheritdoc/>
        public override int HistorySize => 32768;

        /// <inheritdoc/>
        public override BoardExtra Extra { get; } = new AnalogStream(new DeviceAnalogInput(StreamChannel));
    }
}
