namespace Nanowire.Firmware
{
    /// <summary>M5Stack's ATOM Lite.</summary>
    public sealed class DeviceBoard : GpioBoard
    {
        private const int RelayPin = 22;
        private const int ButtonPin = 39;
        private const int I2cDataPin = 26;
        private const int I2cClockPin = 32;

        /// <summary>Opens the pins, switched off.</summary>
        public DeviceBoard()
            : base(new ChipSensor(), new Bmx280Sensor(new DeviceI2cBus(I2cBusId)))
        {
            AddOutput("relay", "Relay", RelayPin, false);
            AddButton(ButtonPin, true);
            ConfigureI2c(I2cDataPin, I2cClockPin);
        }

        /// <inheritdoc/>
        public override string Id => "m5stack-atom-lite";

        /// <inheritdoc/>
        public override string Name => "M5Stack ATOM Lite";

        /// <inheritdoc/>
        public override int MaxConnections => 3;

        /// <inheritdoc/>
        public override int ReceiveBufferSize => 1024;

        /// <inheritdoc/>
        public override int SendBufferSize => 704;

        /// <inheritdoc/>
        public override int HistorySize => 2560;

        /// <inheritdoc/>
        public override int MaxNeighbours => 0;
    }
}
