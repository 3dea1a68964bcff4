namespace Nanowire.Bench.Device
{
    /// <summary>One operation that is measured. Made just before it is, and dropped afterwards, so that a device's heap need hold only one.</summary>
    internal abstract class Bench
    {
        /// <summary>Does the operation that many times, and nothing else.</summary>
        public abstract void Run(int times);

        /// <summary>Whether what the runs so far left behind is right; asked once, after all of them. Figures of wrong work are worth nothing.</summary>
        public abstract bool IsRight();
    }
}
