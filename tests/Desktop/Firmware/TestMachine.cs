using System;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware
{
    /// <summary>A machine that counts its restarts, and has as much memory as a test says.</summary>
    internal sealed class TestMachine : Machine
    {
        internal int Free = -1;

        internal int Restarts;

        internal DateTime Now = new DateTime(2026, 11, 21);

        public override DateTime UtcNow => Now;

        public override int FreeMemory => Free;

        public override void Restart()
        {
            Restarts++;
        }

        /// <summary>Settings as they are at a first start, where outputs may be switched by everyone.</summary>
        internal static DeviceSettings OpenSettings()
        {
            return new DeviceSettings(new MemoryStorage(), "nanowire-test", true, null, new SilentLog());
        }
    }
}
