using System;
using System.Security.Cryptography;

namespace Nanowire.Interop.Pairs
{
    /// <summary>What happened at one end. Messages are compared by length and checksum, since some are large.</summary>
    /// <param name="Kind">open, message, ping, pong, close, error, listening.</param>
    /// <param name="Type">Of a message: text or binary.</param>
    /// <param name="Count">Of a message: its length in bytes; of close: the status; of listening: the port.</param>
    /// <param name="Text">Of a message: its SHA-256 in hex; of open: the subprotocol; of close: the reason; of ping and pong: the payload.</param>
    internal sealed record EndEvent(string Kind, string Type, int Count, string Text)
    {
        internal static EndEvent Open(string subProtocol)
        {
            return new EndEvent("open", null, 0, subProtocol ?? string.Empty);
        }

        internal static EndEvent OfText(string text)
        {
            return Message("text", Traffic.Utf8(text));
        }

        internal static EndEvent OfBinary(int count)
        {
            return Message("binary", Traffic.Pattern(count));
        }

        internal static EndEvent Message(string type, byte[] bytes)
        {
            return new EndEvent("message", type, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }

        internal static EndEvent Close(int status, string reason)
        {
            return new EndEvent("close", null, status, reason ?? string.Empty);
        }
    }
}
