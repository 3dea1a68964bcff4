namespace Nanowire.WebSockets.Stomp
{
    /// <summary>What the specification says of some commands.</summary>
    internal static class StompCommands
    {
        /// <summary>UNSUBSCRIBE.</summary>
        internal const int LongestName = 11;

        /// <summary>Frames whose headers are not escaped, so that STOMP 1.0 understands them (STOMP 1.2, Value Encoding).</summary>
        internal static bool IsPlain(StompCommand command)
        {
            return command == StompCommand.Connect || command == StompCommand.Stomp || command == StompCommand.Connected;
        }

        /// <summary>Only these may have a body (STOMP 1.2, Body).</summary>
        internal static bool HasBody(StompCommand command)
        {
            return command == StompCommand.Send || command == StompCommand.Message || command == StompCommand.Error;
        }

        /// <summary>Whether a range holds that ASCII text.</summary>
        internal static bool AreEqual(byte[] buffer, int offset, int count, string text)
        {
            if (text.Length != count)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                if (buffer[offset + i] != text[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
