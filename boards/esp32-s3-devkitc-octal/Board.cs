namespace Nanowire.Firmware
{
    /// <summary>Espressif's ESP32-S3-DevKitC-1 with 8 MB of octal PSRAM.</summary>
    public sealed class DeviceBoard : GpioBoard
    {
        private const int RelayPin = 21;
        private const int ButtonPin = 0;
        private const int I2cDataPin = 8;
        private const int I2cClockPin = 9;
        private const int StreamChannel = 0;

        /// <summary>Opens the pins, switched off.</summary>
        public DeviceBoard()
            : base(new ChipSensor(), new Bmx280Sensor(new DeviceI2cBus(I2cBusId)))
        {
            AddOutput("relay", "Relay", RelayPin, false);
            AddButton(ButtonPin, false);
            ConfigureI2c(I2cDataPin, I2cClockPin);
        }

        /// <inheritdoc/>
        public override string Id => "esp32-s3-devkitc-octal";

        /// <inheritdoc/>
        public override string Name => "ESP32-S3-DevKitC-1 (octal PSRAM)";

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
