// What the adapter uses of nanoFramework.Iot.Device.Bmxx80 and of UnitsNet, so that it is compiled and tried on a desktop.
using System;
using System.Device.I2c;
using Iot.Device.Bmxx80.ReadResult;
using UnitsNet;

namespace UnitsNet
{
    /// <summary>A temperature.</summary>
    internal struct Temperature
    {
        public double DegreesCelsius;
    }

    /// <summary>A pressure.</summary>
    internal struct Pressure
    {
        public double Pascals;
    }

    /// <summary>A humidity.</summary>
    internal struct RelativeHumidity
    {
        public double Percent;
    }
}

namespace Iot.Device.Bmxx80.ReadResult
{
    /// <summary>What was read.</summary>
    internal sealed class Bme280ReadResult
    {
        public Temperature Temperature;
        public bool TemperatureIsValid = true;
        public Pressure Pressure;
        public bool PressureIsValid = true;
        public RelativeHumidity Humidity;
        public bool HumidityIsValid = true;
    }
}

namespace Iot.Device.Bmxx80
{
    /// <summary>The binding's part.</summary>
    internal sealed class Bme280
    {
        internal static Bme280ReadResult Result;

        internal static Action Reading;

        internal Bme280(I2cDevice device)
        {
            ArgumentNullException.ThrowIfNull(device);
        }

        public Bme280ReadResult Read()
        {
            Reading?.Invoke();
            return Result;
        }
    }
}
