namespace Nanowire.Firmware
{
    /// <summary>M5Stack's Core2. Its screen, speaker and battery are left alone.</summary>
    public sealed class DeviceBoard : GpioBoard
    {
        private const int RelayPin = 26;
        private const int I2cDataPin = 32;
        private const int I2cClockPin = 33;
        private const int StreamChannel = 7;

        /// <summary>Opens the pins, switched off.</summary>
        public DeviceBoard()
            : base(new ChipSensor(), new Bmx280Sensor(new DeviceI2cBus(I2cBusId)))
        {
            AddOutput("relay", "Relay", RelayPin, false);
            ConfigureI2c(I2cDataPin, I2cClockPin);
        }

        /// <inheritdoc/>
        public override string Id => "m5stack-core2";

        /// <inheritdoc/>
        public override string Name => "M5Stack Core2";

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
