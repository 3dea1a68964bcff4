namespace Nanowire.WebSockets.Protocol
{
    /// <summary>What a frame carries (RFC 6455 section 5.2 and 11.8). Every other value is reserved.</summary>
    public enum Opcode
    {
        /// <summary>A further fragment of the message that is open.</summary>
        Continuation = 0x0,

        /// <summary>The first (or only) frame of a UTF-8 text message.</summary>
        Text = 0x1,

        /// <summary>The first (or only) frame of a binary message.</summary>
        Binary = 0x2,

        /// <summary>A Close frame (section 5.5.1).</summary>
        Close = 0x8,

        /// <summary>A Ping frame (section 5.5.2).</summary>
        Ping = 0x9,

        /// <summary>A Pong frame (section 5.5.3).</summary>
        Pong = 0xA,
    }
}
