// System.Device.I2c 1.1.29.0: reference declarations of its public members for the compile check of the device projects.
// Names, signatures and constants only; nothing here runs, and nothing here is flashed. See README.md beside this file.
using System.Reflection;

[assembly: AssemblyVersion("1.1.29.0")]

namespace System.Device.I2c
{
    public enum I2cBusSpeed
    {
        StandardMode = 0,
        FastMode = 1,
        FastModePlus = 2,
    }

    public sealed class I2cConnectionSettings
    {
        public I2cConnectionSettings(int busId, int deviceAddress) => throw null;
        public I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed) => throw null;

        public int BusId { get => throw null; }
        public I2cBusSpeed BusSpeed { get => throw null; }
        public int DeviceAddress { get => throw null; }
    }

    public class I2cDevice : IDisposable
    {
        public I2cDevice(I2cConnectionSettings settings) => throw null;
        ~I2cDevice() => throw null;

        public I2cConnectionSettings ConnectionSettings { get => throw null; }

        public static I2cDevice Create(I2cConnectionSettings settings) => throw null;
        public void Dispose() => throw null;
        public I2cTransferResult Read(SpanByte buffer) => throw null;
        public byte ReadByte() => throw null;
        public I2cTransferResult Write(SpanByte buffer) => throw null;
        public I2cTransferResult WriteByte(byte value) => throw null;
        public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer) => throw null;
    }

    public struct I2cTransferResult
    {
        private uint _bytesTransferred;

        public uint BytesTransferred { get => throw null; }
        public I2cTransferStatus Status { get => throw null; }
    }

    public enum I2cTransferStatus
    {
        UnknownError = 0,
        FullTransfer = 1,
        ClockStretchTimeout = 2,
        PartialTransfer = 3,
        SlaveAddressNotAcknowledged = 4,
    }
}
