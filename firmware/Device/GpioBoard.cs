using System;
using System.Device.Gpio;
using nanoFramework.Hardware.Esp32;

namespace Nanowire.Firmware
{
    /// <summary>
    /// A board of an ESP32: outputs, an LED, a button and an I2C bus on pins. Which pins is said by boards/&lt;id&gt;/Board.cs; where
    /// they are documented, by board.json beside it.
    /// </summary>
    public abstract class GpioBoard : Board
    {
        /// <summary>The bus of <see cref="ConfigureI2c"/>, the only one that every chip has.</summary>
        public const int I2cBusId = 1;

        private const int None = -1;

        private readonly GpioController _gpio = new GpioController();
        private readonly Sensor[] _sensors;
        private Output[] _outputs = new Output[0];
        private GpioOutput[] _pins = new GpioOutput[0];
        private GpioPin _button;
        private int _light = None;
        private bool _isLightShown;

        /// <summary>A board without pins in use; its own constructor adds them.</summary>
        /// <param name="sensors">What it measures with; nothing is opened here.</param>
        protected GpioBoard(params Sensor[] sensors)
        {
            _sensors = sensors;
        }

        /// <inheritdoc/>
        public override Sensor[] Sensors => _sensors;

        /// <inheritdoc/>
        public override Output[] Outputs => _outputs;

        /// <inheritdoc/>
        public override bool IsButtonPressed => _button != null && _button.Read() == PinValue.Low;

        /// <inheritdoc/>
        public override bool IsOn(int index)
        {
            return _pins[index].IsOn;
        }

        /// <inheritdoc/>
        public override void Switch(int index, bool isOn)
        {
            _pins[index].Switch(isOn);
        }

        /// <inheritdoc/>
        public override void ShowLight(bool isOn)
        {
            // Only a change: what somebody has switched since stays until the state has something new to say.
            if (_light != None && isOn != _isLightShown)
            {
                _isLightShown = isOn;
                Switch(_light, isOn);
            }
        }

        /// <summary>Adds an output, switched off.</summary>
        /// <param name="id">Its key in telemetry and commands.</param>
        /// <param name="name">What people call it.</param>
        /// <param name="pin">The GPIO number.</param>
        /// <param name="isInverted">Whether it is on while the pin is low.</param>
        protected void AddOutput(string id, string name, int pin, bool isInverted)
        {
            int count = _outputs.Length;
            Output[] outputs = new Output[count + 1];
            GpioOutput[] pins = new GpioOutput[count + 1];
            Array.Copy(_outputs, 0, outputs, 0, count);
            Array.Copy(_pins, 0, pins, 0, count);
            outputs[count] = new Output(id, name);
            pins[count] = new GpioOutput(_gpio.OpenPin(pin, PinMode.Output), isInverted);
            _outputs = outputs;
            _pins = pins;
        }

        /// <summary>Adds the LED: an output that is the board's light as well. The one who acted last decides.</summary>
        /// <param name="pin">The GPIO number.</param>
        /// <param name="isInverted">Whether it shines while the pin is low.</param>
        protected void AddLed(int pin, bool isInverted)
        {
            _light = _outputs.Length;
            AddOutput("led", "LED", pin, isInverted);
        }

        /// <summary>Adds the button, which pulls its pin low.</summary>
        /// <param name="pin">The GPIO number.</param>
        /// <param name="hasPullUp">Whether the board has a resistor that pulls it up; if not, the chip's own does.</param>
        protected void AddButton(int pin, bool hasPullUp)
        {
            _button = _gpio.OpenPin(pin, hasPullUp ? PinMode.Input : PinMode.InputPullUp);
        }

        /// <summary>Says where the bus <see cref="I2cBusId"/> is, before a sensor opens it.</summary>
        /// <param name="dataPin">The GPIO number of SDA.</param>
        /// <param name="clockPin">The GPIO number of SCL.</param>
        protected static void ConfigureI2c(int dataPin, int clockPin)
        {
            Configuration.SetPinFunction(dataPin, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(clockPin, DeviceFunction.I2C1_CLOCK);
        }
    }
}
