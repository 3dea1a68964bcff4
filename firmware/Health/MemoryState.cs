namespace Nanowire.Firmware
{
    /// <summary>What <see cref="MemoryGuard"/> asks for.</summary>
    public enum MemoryState
    {
        /// <summary>Nothing.</summary>
        Enough,

        /// <summary>Shed load.</summary>
        Low,

        /// <summary>Restart.</summary>
        Critical,
    }
}
