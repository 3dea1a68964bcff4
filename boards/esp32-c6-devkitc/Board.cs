namespace Nanowire.Firmware
{
    /// <summary>Espressif's ESP32-C6-DevKitC-1.</summary>
    public sealed class DeviceBoard : GpioBoard
    {
        private const int RelayPin = 19;
        private const int ButtonPin = 9;
        private const int I2cDataPin = 23;
        private const int I2cClockPin = 22;

        /// <summary>Opens the pins, switched off.</summary>
        public DeviceBoard()
            : base(new ChipSensor(), new Bmx280Sensor(new DeviceI2cBus(I2cBusId)))
        {
            AddOutput("relay", "Relay", RelayPin, false);
            AddButton(ButtonPin, false);
            ConfigureI2c(I2cDataPin, I2cClockPin);
        }

        /// <inheritdoc/>
        public override string Id => "esp32-c6-devkitc";

        /// <inheritdoc/>
        public override string Name => "ESP32-C6-DevKitC-1";

        /// <inheritdoc/>
        public override int MaxConnections => 3;

        /// <inheritdoc/>
        public override int ReceiveBufferSize => 1024;

        /// <inheritdoc/>
        public override int SendBufferSize => 768;

        /// <inheritdoc/>
        public override int HistorySize => 2560;

        /// <inheritdoc/>
        public override bool IsDiscoverable => false;
    }
}
