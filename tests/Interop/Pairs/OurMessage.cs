using System;
using System.Security.Cryptography;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Pairs
{
    /// <summary>The message that is arriving at our end: pieces are added to its checksum and not kept.</summary>
    internal sealed class OurMessage : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private int _count;

        /// <summary>Takes a piece; returns the event when it was the last.</summary>
        internal EndEvent Add(byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            _hash.AppendData(buffer, offset, count);
            _count += count;
            if (!endOfMessage)
            {
                return null;
            }

            string type = messageType == WebSocketMessageType.Text ? "text" : "binary";
            EndEvent message = new EndEvent("message", type, _count, Convert.ToHexStringLower(_hash.GetHashAndReset()));
            _count = 0;
            return message;
        }

        public void Dispose()
        {
            _hash.Dispose();
        }
    }
}
