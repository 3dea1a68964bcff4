using System;
using System.Device.I2c;

namespace Nanowire.Firmware
{
    /// <summary>An I2C bus of the chip, at 100 kHz: fast enough for sensors, and good for a metre of wire.</summary>
    public sealed class DeviceI2cBus : I2cBus
    {
        /// <summary>How many parts it talks to at most.</summary>
        public const int MaxParts = 8;

        private readonly int _busId;
        private readonly I2cDevice[] _devices = new I2cDevice[MaxParts];

        /// <summary>A bus on the pins that the board configured for it, or those of the firmware image. Touches no hardware.</summary>
        /// <param name="busId">1, or 2 where the chip has two.</param>
        public DeviceI2cBus(int busId)
        {
            _busId = busId;
        }

        /// <inheritdoc/>
        protected override SensorError OnTransfer(int address, byte[] request, int requestCount, byte[] answer, int answerCount)
        {
            I2cDevice device = Get(address);
            I2cTransferResult result;
            if (answerCount == 0)
            {
                result = device.Write(new SpanByte(request, 0, requestCount));
            }
            else if (requestCount == 0)
            {
                result = device.Read(new SpanByte(answer, 0, answerCount));
            }
            else
            {
                result = device.WriteRead(new SpanByte(request, 0, requestCount), new SpanByte(answer, 0, answerCount));
            }

            // Nothing is thrown when nobody answers: the status is all there is, and without it old bytes would pass for new ones.
            switch (result.Status)
            {
                case I2cTransferStatus.FullTransfer:
                    return SensorError.None;
                case I2cTransferStatus.ClockStretchTimeout:
                    // The driver is taken down with its last device, and made anew with the next: that resets the peripheral.
                    Reset();
                    return SensorError.BusStuck;
                default:
                    return SensorError.NotConnected;
            }
        }

        private I2cDevice Get(int address)
        {
            int free = 0;
            for (int i = 0; i < MaxParts; i++)
            {
                I2cDevice device = _devices[i];
                if (device == null)
                {
                    free = i;
                }
                else if (device.ConnectionSettings.DeviceAddress == address)
                {
                    return device;
                }
            }

            if (_devices[free] != null)
            {
                // Addresses that were only tried; those that are in use come back by themselves.
                Reset();
            }

            _devices[free] = I2cDevice.Create(new I2cConnectionSettings(_busId, address, I2cBusSpeed.StandardMode));
            return _devices[free];
        }

        private void Reset()
        {
            for (int i = 0; i < MaxParts; i++)
            {
                if (_devices[i] != null)
                {
                    _devices[i].Dispose();
                    _devices[i] = null;
                }
            }
        }
    }
}
