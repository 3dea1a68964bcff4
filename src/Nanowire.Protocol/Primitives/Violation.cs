namespace Nanowire.WebSockets.Protocol
{
    /// <summary>The rule that a peer broke. <see cref="ViolationInfo"/> has the close status and the words for each.</summary>
    public enum Violation
    {
        /// <summary>No rule was broken.</summary>
        None = 0,

        /// <summary>A reserved bit is set and no extension was agreed (RFC 6455 section 5.2).</summary>
        ReservedBits,

        /// <summary>An opcode that is not defined (section 5.2).</summary>
        UnknownOpcode,

        /// <summary>A control frame without FIN (section 5.5).</summary>
        ControlFrameFragmented,

        /// <summary>A control frame with more than 125 bytes (section 5.5).</summary>
        ControlFrameTooLong,

        /// <summary>A length that fits a shorter form (section 5.2).</summary>
        LengthNotMinimal,

        /// <summary>A 64-bit length with the top bit set (section 5.2).</summary>
        LengthTopBitSet,

        /// <summary>A client's frame without a mask (section 5.1).</summary>
        FrameNotMasked,

        /// <summary>A server's frame with a mask (section 5.1).</summary>
        FrameMasked,

        /// <summary>A continuation while no message is open (section 5.4).</summary>
        ContinuationWithoutStart,

        /// <summary>A text or binary frame while a message is open (section 5.4).</summary>
        MessageInsideMessage,

        /// <summary>A Close frame with a body of one byte (section 5.5.1).</summary>
        CloseBodyTooShort,

        /// <summary>A Close frame with a status that may not be sent (section 7.4).</summary>
        CloseStatusInvalid,

        /// <summary>A text message that is not UTF-8 (section 8.1).</summary>
        TextNotUtf8,

        /// <summary>A close reason that is not UTF-8 (section 5.5.1).</summary>
        CloseReasonNotUtf8,

        /// <summary>A message above <see cref="FrameLimits.MaxMessageSize"/>.</summary>
        MessageTooBig,

        /// <summary>A message in more than <see cref="FrameLimits.MaxFragments"/> frames.</summary>
        TooManyFragments,

        /// <summary>A payload that the extension cannot decode (RFC 7692 section 7.2.2).</summary>
        ExtensionData,
    }
}
