namespace Nanowire.WebSockets.Deflate
{
    /// <summary>Where an <see cref="Inflater"/> stands; the table is at its top.</summary>
    internal enum InflateState
    {
        Header,
        Length,
        Stored,
        Counts,
        CodeLengths,
        Lengths,
        Symbol,
        Extra,
        Distance,
        DistanceExtra,
        Copy,
        Bad,
    }
}
