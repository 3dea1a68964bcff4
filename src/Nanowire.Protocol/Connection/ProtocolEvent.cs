namespace Nanowire.WebSockets.Protocol
{
    /// <summary>What <see cref="WebSocketProtocol.Read"/> found.</summary>
    public enum ProtocolEvent
    {
        /// <summary>All input is used up. The input buffer is no longer borrowed.</summary>
        NeedInput,

        /// <summary>A piece of a message, possibly empty.</summary>
        Data,

        /// <summary>A Pong arrived; its payload is at hand.</summary>
        Pong,

        /// <summary>A Ping arrived; its payload is at hand. <see cref="WebSocketProtocol.Reply"/> is due: it queues the Pong.</summary>
        Ping,

        /// <summary>The peer's Close arrived; its body is at hand. <see cref="WebSocketProtocol.Reply"/> is due: it completes the closing handshake.</summary>
        Close,

        /// <summary>The peer broke a rule. <see cref="WebSocketProtocol.Reply"/> is due: it fails the connection.</summary>
        Violation,
    }
}
