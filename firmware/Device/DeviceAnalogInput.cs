using System.Device.Adc;

namespace Nanowire.Firmware
{
    /// <summary>
    /// A channel of the chip's converter, of 12 bits. On the ESP32 those of ADC1 (GPIO 32 to 39) only: ADC2 belongs to Wi-Fi.
    /// </summary>
    public sealed class DeviceAnalogInput : AnalogInput
    {
        private readonly int _channel;
        private AdcController _controller;
        private AdcChannel _input;

        /// <summary>A channel on the pin that the firmware image has for it.</summary>
        /// <param name="channel">The channel's number, 0 to 7 for ADC1 of the ESP32; docs/sensors.md has the pins.</param>
        public DeviceAnalogInput(int channel)
        {
            _channel = channel;
        }

        /// <inheritdoc/>
        public override void Open()
        {
            if (_controller == null)
            {
                _controller = new AdcController();
            }

            _input = _controller.OpenChannel(_channel);
        }

        /// <inheritdoc/>
        public override int Read()
        {
            return _input.ReadValue();
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _input.Dispose();
        }
    }
}
