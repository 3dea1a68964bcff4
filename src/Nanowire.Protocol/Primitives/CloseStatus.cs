namespace Nanowire.WebSockets.Protocol
{
    /// <summary>The rules of RFC 6455 section 7.4 about status codes.</summary>
    public static class CloseStatus
    {
        /// <summary>The longest close reason in bytes of UTF-8: a control frame's 125 less the two of the status (section 5.5).</summary>
        public const int MaxReasonSize = 123;

        /// <summary>
        /// Whether a status may stand in a Close frame: 1000 to 1003, 1007 to 1014 and 3000 to 4999. 1004 is reserved;
        /// 1005, 1006 and 1015 only describe an end and must not be sent; all others are nobody's (section 7.4.2).
        /// </summary>
        public static bool MayBeSent(int status)
        {
            return status < 3000
                ? status >= 1000 && status <= 1014 && (status < 1004 || status > 1006)
                : status < 5000;
        }

        /// <summary>Whether any status that may be sent starts with this byte: 1000 to 1014 (3) and 3000 to 4999 (11 to 19).</summary>
        internal static bool MayStartWith(int firstByte)
        {
            return firstByte == 3 || (firstByte >= 11 && firstByte <= 19);
        }
    }
}
