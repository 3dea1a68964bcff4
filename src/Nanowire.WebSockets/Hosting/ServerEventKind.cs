namespace Nanowire.WebSockets
{
    /// <summary>What a <see cref="ServerObserver"/> is told.</summary>
    public enum ServerEventKind
    {
        /// <summary>A connection was accepted and has a slot.</summary>
        Accepted = 0,

        /// <summary>A connection or request was refused; status and reason say why.</summary>
        Refused,

        /// <summary>A WebSocket was opened.</summary>
        Opened,

        /// <summary>A WebSocket ended with a closing handshake; the status is the close code.</summary>
        Closed,

        /// <summary>A WebSocket ended without one; the status says why, 1006 when it was just lost.</summary>
        Lost,

        /// <summary>A peer broke a rule of the protocol; the status is the number of the Violation. Told when its connection is over, in front of Lost.</summary>
        Violated,

        /// <summary>A guard ended a WebSocket for a limit, the reason; Lost follows when it is over.</summary>
        Limited,

        /// <summary>Messages, as many as the status says, were not given to a connection that has no room for them, since its peer reads too slowly.</summary>
        Dropped,

        /// <summary>A connection refused a message for want of room, for the first time since all was out: its peer reads too slowly.</summary>
        Slow,
    }
}
