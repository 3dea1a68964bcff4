namespace Nanowire.Firmware
{
    /// <summary>Espressif's ESP32-S3-DevKitC-1 without PSRAM, or when it is not known which it has: nothing here needs it.</summary>
    public sealed class DeviceBoard : GpioBoard
    {
        private const int RelayPin = 21;
        private const int ButtonPin = 0;
        private const int I2cDataPin = 8;
        private const int I2cClockPin = 9;

        /// <summary>Opens the pins, switched off.</summary>
        public DeviceBoard()
            : base(new ChipSensor(), new Bmx280Sensor(new DeviceI2cBus(I2cBusId)))
        {
            AddOutput("relay", "Relay", RelayPin, false);
            AddButton(ButtonPin, false);
            ConfigureI2c(I2cDataPin, I2cClockPin);
        }

        /// <inheritdoc/>
        public override string Id => "esp32-s3-devkitc";

        /// <inheritdoc/>
        public override string Name => "ESP32-S3-DevKitC-1";

        /// <inheritdoc/>
        public override int MaxConnections => 2;

        /// <inheritdoc/>
        public override int ReceiveBufferSize => 1024;

        /// <inheritdoc/>
        public override int SendBufferSize => 768;

        /// <inheritdoc/>
        public override int HistorySize => 0;

        /// <inheritdoc/>
        public override bool IsDiscoverable => false;
    }
}
