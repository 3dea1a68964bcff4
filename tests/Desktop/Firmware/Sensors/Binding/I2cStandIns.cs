// What the adapter of the binding uses of the device's libraries, so that it is compiled and tried on a desktop.
namespace System
{
    /// <summary>The device's span of bytes.</summary>
    internal readonly struct SpanByte
    {
        internal readonly byte[] Bytes;

        private SpanByte(byte[] bytes)
        {
            Bytes = bytes;
        }

        public static implicit operator SpanByte(byte[] bytes)
        {
            return new SpanByte(bytes);
        }
    }
}

namespace System.Device.I2c
{
    /// <summary>How a transfer ended.</summary>
    internal enum I2cTransferStatus
    {
        UnknownError,
        FullTransfer,
        ClockStretchTimeout,
        PartialTransfer,
        SlaveAddressNotAcknowledged,
    }

    /// <summary>How a transfer ended.</summary>
    internal struct I2cTransferResult
    {
        public I2cTransferStatus Status;
    }

    /// <summary>Where a part is.</summary>
    internal sealed class I2cConnectionSettings
    {
        public I2cConnectionSettings(int busId, int deviceAddress)
        {
            BusId = busId;
            DeviceAddress = deviceAddress;
        }

        public int BusId { get; }

        public int DeviceAddress { get; }
    }

    /// <summary>A part that answers as a test says.</summary>
    internal sealed class I2cDevice : IDisposable
    {
        internal static I2cTransferStatus Status;

        internal static byte Id;

        internal static int Opened;

        public static I2cDevice Create(I2cConnectionSettings settings)
        {
            Opened++;
            return new I2cDevice();
        }

        public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer)
        {
            if (Status == I2cTransferStatus.FullTransfer)
            {
                readBuffer.Bytes[0] = Id;
            }

            return new I2cTransferResult { Status = Status };
        }

        public void Dispose()
        {
            Opened--;
        }
    }
}
