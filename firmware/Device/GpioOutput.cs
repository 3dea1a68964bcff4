using System.Device.Gpio;

namespace Nanowire.Firmware
{
    /// <summary>A pin that switches something.</summary>
    internal sealed class GpioOutput
    {
        private readonly GpioPin _pin;
        private readonly bool _isInverted;

        /// <summary>Takes an open pin and switches it off.</summary>
        public GpioOutput(GpioPin pin, bool isInverted)
        {
            _pin = pin;
            _isInverted = isInverted;
            Switch(false);
        }

        /// <summary>Whether it is on.</summary>
        public bool IsOn;

        /// <summary>Switches it.</summary>
        public void Switch(bool isOn)
        {
            IsOn = isOn;
            _pin.Write(isOn != _isInverted ? PinValue.High : PinValue.Low);
        }
    }
}
