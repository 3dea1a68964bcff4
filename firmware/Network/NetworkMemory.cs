namespace Nanowire.Firmware
{
    /// <summary>What a <see cref="NetworkSupervisor"/> keeps from one start to the next. This one forgets it with the process.</summary>
    public class NetworkMemory
    {
        /// <summary>Why the last restart was asked for.</summary>
        public NetworkReason Reason;

        /// <summary>The name of the network that the device was in last; empty for none.</summary>
        public string ProvenSsid = "";

        /// <summary>Makes it last.</summary>
        public virtual void Save()
        {
        }
    }
}
