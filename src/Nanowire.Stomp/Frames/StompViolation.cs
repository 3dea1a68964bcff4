namespace Nanowire.WebSockets.Stomp
{
    /// <summary>What is wrong with what a peer sent; none can be recovered from. Sections are those of the STOMP 1.2 specification.</summary>
    public enum StompViolation
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>No command of STOMP, or a line that is longer than any of them (STOMP Frames).</summary>
        UnknownCommand = 1,

        /// <summary>A header without a colon or without a name (Augmented BNF).</summary>
        BadHeader = 2,

        /// <summary>An escape sequence that is not defined in the version spoken (Value Encoding).</summary>
        BadEscape = 3,

        /// <summary>A carriage return without a line feed behind it (Augmented BNF).</summary>
        BadLineEnd = 4,

        /// <summary>A content-length that is no number.</summary>
        BadContentLength = 5,

        /// <summary>No NUL where the body ends by its content-length (Body).</summary>
        NoTerminator = 6,

        /// <summary>A body in a frame that must not have one (Body).</summary>
        UnexpectedBody = 7,

        /// <summary>More headers than <see cref="StompLimits.MaxHeaders"/>.</summary>
        TooManyHeaders = 8,

        /// <summary>A header line of more than <see cref="StompLimits.MaxLineLength"/> bytes.</summary>
        LineTooLong = 9,

        /// <summary>Headers that do not fit <see cref="StompLimits.MaxFrameSize"/>.</summary>
        HeadersTooLarge = 10,

        /// <summary>A body of more than <see cref="StompLimits.MaxBodySize"/> bytes, or than fits <see cref="StompLimits.MaxFrameSize"/>.</summary>
        BodyTooLarge = 11,

        /// <summary>A frame that this end may not get, or not now.</summary>
        UnexpectedFrame = 12,

        /// <summary>A header that the frame must have is missing or has no meaning.</summary>
        MissingHeader = 13,
    }
}
