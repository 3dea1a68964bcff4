namespace Nanowire.Fleet
{
    /// <summary>A time without a session.</summary>
    /// <param name="LostMs">When the last one ended.</param>
    /// <param name="BackMs">When the next one began: with the broker's CONNECTED.</param>
    /// <param name="Attempts">Attempts to connect that it took.</param>
    internal readonly record struct Outage(long LostMs, long BackMs, int Attempts)
    {
        internal int DurationMs => (int)(BackMs - LostMs);
    }
}
