using System.Collections.Generic;

namespace System.Device.Gpio
{
    /// <summary>The part of the device's GPIO that the firmware uses, with pins that tests look at and pull.</summary>
    public sealed class GpioController
    {
        /// <summary>The pins that were opened last, by number.</summary>
        public static Dictionary<int, GpioPin> Pins { get; } = new Dictionary<int, GpioPin>();

        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            // As the device does.
            if (Pins.ContainsKey(pinNumber))
            {
                throw new InvalidOperationException("pin " + pinNumber + " is open");
            }

            Pins[pinNumber] = new GpioPin(mode);
            return Pins[pinNumber];
        }
    }

    public sealed class GpioPin
    {
        public GpioPin(PinMode mode)
        {
            Mode = mode;
        }

        public PinMode Mode { get; }

        /// <summary>The level, written or pulled.</summary>
        public PinValue Level { get; set; } = PinValue.High;

        /// <summary>How often it was written.</summary>
        public int Writes { get; private set; }

        public PinValue Read()
        {
            return Level;
        }

        public void Write(PinValue value)
        {
            Level = value;
            Writes++;
        }
    }

    public enum PinMode
    {
        Input = 0,
        InputPullUp = 2,
        Output = 3,
    }

    public enum PinValue
    {
        Low,
        High,
    }
}
