namespace Nanowire.WebSockets.Protocol
{
    /// <summary>What follows from each <see cref="Violation"/>.</summary>
    public static class ViolationInfo
    {
        /// <summary>The status that the connection is failed with (RFC 6455 section 7.4.1).</summary>
        public static WebSocketCloseStatus GetCloseStatus(Violation violation)
        {
            switch (violation)
            {
                case Violation.TextNotUtf8:
                case Violation.CloseReasonNotUtf8:
                case Violation.ExtensionData:
                    return WebSocketCloseStatus.InvalidPayloadData;
                case Violation.MessageTooBig:
                    return WebSocketCloseStatus.MessageTooBig;
                case Violation.TooManyFragments:
                    return WebSocketCloseStatus.PolicyViolation;
                default:
                    return WebSocketCloseStatus.ProtocolError;
            }
        }

        /// <summary>The rule in words for a log; an enum prints as a number on the device.</summary>
        public static string Describe(Violation violation)
        {
            switch (violation)
            {
                case Violation.None: return "none";
                case Violation.ReservedBits: return "reserved bit set";
                case Violation.UnknownOpcode: return "unknown opcode";
                case Violation.ControlFrameFragmented: return "control frame fragmented";
                case Violation.ControlFrameTooLong: return "control frame above 125 bytes";
                case Violation.LengthNotMinimal: return "length not in its shortest form";
                case Violation.LengthTopBitSet: return "top bit of 64-bit length set";
                case Violation.FrameNotMasked: return "client frame not masked";
                case Violation.FrameMasked: return "server frame masked";
                case Violation.ContinuationWithoutStart: return "continuation without a message";
                case Violation.MessageInsideMessage: return "new message inside a message";
                case Violation.CloseBodyTooShort: return "close body of one byte";
                case Violation.CloseStatusInvalid: return "close status that may not be sent";
                case Violation.TextNotUtf8: return "text is not UTF-8";
                case Violation.CloseReasonNotUtf8: return "close reason is not UTF-8";
                case Violation.MessageTooBig: return "message above the limit";
                case Violation.TooManyFragments: return "message in too many fragments";
                case Violation.ExtensionData: return "compressed data invalid";
                default: return "unknown violation";
            }
        }
    }
}
