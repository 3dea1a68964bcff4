namespace Nanowire.Firmware
{
    /// <summary>Wireless-Tag's WT32-ETH01: Ethernet on a small module.</summary>
    public sealed class DeviceBoard : GpioBoard
    {
        private const int RelayPin = 4;
        private const int I2cDataPin = 33;
        private const int I2cClockPin = 32;

        /// <summary>Opens the pins, switched off.</summary>
        public DeviceBoard()
            : base(new ChipSensor(), new Bmx280Sensor(new DeviceI2cBus(I2cBusId)))
        {
            AddOutput("relay", "Relay", RelayPin, false);
            ConfigureI2c(I2cDataPin, I2cClockPin);
        }

        /// <inheritdoc/>
        public override string Id => "wt32-eth01";

        /// <inheritdoc/>
        public override string Name => "WT32-ETH01";

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
