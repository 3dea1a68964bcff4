namespace Nanowire.Firmware
{
    /// <summary>Seeed Studio's XIAO ESP32C3.</summary>
    public sealed class DeviceBoard : GpioBoard
    {
        private const int RelayPin = 10;
        private const int ButtonPin = 9;
        private const int I2cDataPin = 6;
        private const int I2cClockPin = 7;

        /// <summary>Opens the pins, switched off.</summary>
        public DeviceBoard()
            : base(new ChipSensor(), new Bmx280Sensor(new DeviceI2cBus(I2cBusId)))
        {
            AddOutput("relay", "Relay", RelayPin, false);
            AddButton(ButtonPin, false);
            ConfigureI2c(I2cDataPin, I2cClockPin);
        }

        /// <inheritdoc/>
        public override string Id => "xiao-esp32c3";

        /// <inheritdoc/>
        public override string Name => "Seeed Studio XIAO ESP32C3";

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
