namespace Nanowire.WebSockets
{
    /// <summary>What is known of sends that a connection refused, since its peer reads too slowly.</summary>
    internal enum RefusalState
    {
        /// <summary>None since the last time that nothing waited.</summary>
        None,

        /// <summary>One was, and nobody was told yet.</summary>
        Noted,

        /// <summary>The pump told of it.</summary>
        Told,
    }
}
