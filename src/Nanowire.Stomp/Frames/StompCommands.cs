namespace Nanowire.WebSockets.Stomp
{
    /// <summary>The names of the commands, and what the specification says of some.</summary>
    internal static class StompCommands
    {
        /// <summary>UNSUBSCRIBE.</summary>
        internal const int LongestName = 11;

        // A switch in place of an array, which would lie in the heap from start.
        internal static string GetName(StompCommand command)
        {
            switch (command)
            {
                case StompCommand.Connect: return "CONNECT";
                case StompCommand.Stomp: return "STOMP";
                case StompCommand.Send: return "SEND";
                case StompCommand.Subscribe: return "SUBSCRIBE";
                case StompCommand.Unsubscribe: return "UNSUBSCRIBE";
                case StompCommand.Ack: return "ACK";
                case StompCommand.Nack: return "NACK";
                case StompCommand.Begin: return "BEGIN";
                case StompCommand.Commit: return "COMMIT";
                case StompCommand.Abort: return "ABORT";
                case StompCommand.Disconnect: return "DISCONNECT";
                case StompCommand.Connected: return "CONNECTED";
                case StompCommand.Message: return "MESSAGE";
                case StompCommand.Receipt: return "RECEIPT";
                case StompCommand.Error: return "ERROR";
                default: return string.Empty;
            }
        }

        /// <summary>The command of that name; None when there is none.</summary>
        internal static StompCommand Find(byte[] buffer, int offset, int count)
        {
            // The most frequent one, on a device that subscribes, is tried first.
            if (AreEqual(buffer, offset, count, "MESSAGE"))
            {
                return StompCommand.Message;
            }

            for (StompCommand command = StompCommand.Connect; command <= StompCommand.Error; command++)
            {
                if (AreEqual(buffer, offset, count, GetName(command)))
                {
                    return command;
                }
            }

            return StompCommand.None;
        }

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
