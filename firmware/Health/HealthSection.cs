namespace Nanowire.Firmware
{
    /// <summary>What a further part of the firmware, such as the network, has to say in /api/health and /status.</summary>
    public abstract class HealthSection
    {
        /// <summary>Its name in both, in ASCII.</summary>
        public abstract string Name { get; }

        /// <summary>How strong the network comes in, in dBm; <see cref="NetworkLink.UnknownSignal"/> when nobody knows.</summary>
        public virtual int Signal => NetworkLink.UnknownSignal;

        /// <summary>Writes one value, an object as a rule, of at most 300 bytes; called on the pump.</summary>
        public abstract void Write(JsonWriter json);

        /// <summary>The same in one line of words.</summary>
        public abstract string Describe();
    }
}
