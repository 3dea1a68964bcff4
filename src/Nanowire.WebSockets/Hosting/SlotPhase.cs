namespace Nanowire.WebSockets
{
    /// <summary>Where a <see cref="ConnectionSlot"/> stands; the table of what moves it is there.</summary>
    internal enum SlotPhase
    {
        Free,
        Request,
        Answer,
        Linger,
        Open,
        Exchange,
    }
}
