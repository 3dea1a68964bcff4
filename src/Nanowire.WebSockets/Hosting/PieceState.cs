namespace Nanowire.WebSockets
{
    /// <summary>Where a message, or the piece of one, stands between the transport and the handler.</summary>
    internal enum PieceState
    {
        /// <summary>
        /// There is none, no answer is due and the next byte begins a message: the one question of a slot whether that may take the short way.
        /// </summary>
        None,

        /// <summary>There is none, or it is the handler's; the next payload begins another.</summary>
        HandedOver,

        /// <summary>Further payloads are moved behind it.</summary>
        Assembling,

        /// <summary>It is ready, but an answer to it would find no room yet.</summary>
        Held,
    }
}
