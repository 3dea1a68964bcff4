namespace Nanowire.Interop
{
    /// <summary>A safety net, so that what never comes fails a test instead of hanging it. Nothing is asserted about time.</summary>
    internal static class Patience
    {
        internal const int Ms = 30000;

        /// <summary>For a byte on a socket. Well below the other, so that a process whose peer waits in vain is not given up first.</summary>
        internal const int WireMs = 10000;

        /// <summary>For the Timeout of a test, which may wait for several things.</summary>
        internal const int TestMs = 120000;
    }
}
