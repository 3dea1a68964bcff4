namespace Nanowire.WebSockets.Stomp
{
    /// <summary>
    /// The words that are in every message. On nanoFramework a literal is an object each time that it is come across, so these are kept: once, for all
    /// clients and brokers.
    /// </summary>
    internal sealed class StompWords
    {
        internal readonly string Ack = "ack";
        internal readonly string ContentLength = "content-length";
        internal readonly string Destination = "destination";
        internal readonly string Id = "id";
        internal readonly string MessageId = "message-id";
        internal readonly string Receipt = "receipt";
        internal readonly string ReceiptId = "receipt-id";
        internal readonly string Subscription = "subscription";
        internal readonly string Transaction = "transaction";

        private static StompWords _all;

        /// <summary>By their numbers.</summary>
        private readonly string[] _commands;

        private StompWords()
        {
            _commands = new string[]
            {
                string.Empty, "CONNECT", "STOMP", "SEND", "SUBSCRIBE", "UNSUBSCRIBE", "ACK", "NACK", "BEGIN", "COMMIT", "ABORT", "DISCONNECT",
                "CONNECTED", "MESSAGE", "RECEIPT", "ERROR",
            };
        }

        /// <summary>The one that there is. Not made by a static initialiser, which would run on every start of a device.</summary>
        internal static StompWords Get()
        {
            if (_all == null)
            {
                _all = new StompWords();
            }

            return _all;
        }

        internal string GetName(StompCommand command)
        {
            return _commands[(int)command];
        }

        /// <summary>The command of that name; None when there is none.</summary>
        internal StompCommand Find(byte[] buffer, int offset, int count)
        {
            // From the end, where those are that a device gets most; the name of None is empty, as no line is.
            int command = _commands.Length - 1;
            while (command > 0 && !StompCommands.AreEqual(buffer, offset, count, _commands[command]))
            {
                command--;
            }

            return (StompCommand)command;
        }
    }
}
