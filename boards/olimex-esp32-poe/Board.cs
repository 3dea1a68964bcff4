namespace Nanowire.Firmware
{
    /// <summary>Olimex' ESP32-POE with a WROOM module: Ethernet that brings the power.</summary>
    public sealed class DeviceBoard : GpioBoard
    {
        private const int RelayPin = 32;
        private const int ButtonPin = 34;
        private const int I2cDataPin = 13;
        private const int I2cClockPin = 16;

        /// <summary>Opens the pins, switched off.</summary>
        public DeviceBoard()
            : base(new ChipSensor(), new Bmx280Sensor(new DeviceI2cBus(I2cBusId)))
        {
            AddOutput("relay", "Relay", RelayPin, false);
            AddButton(ButtonPin, true);
            ConfigureI2c(I2cDataPin, I2cClockPin);
        }

        /// <inheritdoc/>
        public override string Id => "olimex-esp32-poe";

        /// <inheritdoc/>
        public override string Name => "Olimex ESP32-POE";

        /// <inheritdoc/>
        public override int MaxConnections => 4;

        /// <inheritdoc/>
        public override int ReceiveBufferSize => 1024;

        /// <inheritdoc/>
        public override int SendBufferSize => 704;

        /// <inheritdoc/>
        public override int HistorySize => 2560;

        /// <inheritdoc/>
        public override int MaxNeighbours => 0;

        /// <inheritdoc/>
        public override bool HasEthernet => true;
    }
}
