using nanoFramework.Runtime.Native;

namespace Nanowire.Firmware
{
    /// <summary>The device itself.</summary>
    public sealed class DeviceMachine : Machine
    {
        /// <inheritdoc/>
        public override int FreeMemory => (int)GC.Run(false);

        /// <inheritdoc/>
        public override void Restart()
        {
            Power.RebootDevice();
        }
    }
}
