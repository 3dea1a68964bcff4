using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // From messages to the transport; any thread may be here, under the lock.
    internal abstract partial class Channel
    {
        /// <summary>Sends what the transport takes now. Returns whether answers find room after that.</summary>
        protected bool Flush()
        {
            lock (Protocol)
            {
                FlushLocked();
                return Protocol.CanReply;
            }
        }

        /// <summary>As <see cref="Flush"/>, with the lock on <see cref="Protocol"/> held.</summary>
        protected void FlushLocked()
        {
            WebSocketProtocol protocol = Protocol;
            while (protocol.Tail != 0)
            {
                int count = protocol.PrepareOutput();
                int sent = Transport.Write(protocol.OutputBuffer, protocol.OutputOffset, count);
                if (sent <= 0)
                {
                    // The pump goes on from here, and the deadline for sending begins.
                    WakeMs = 0;
                    if (sent < 0)
                    {
                        protocol.Abort();
                    }

                    return;
                }

                protocol.OutputSent(sent);
                if (Statistics != null)
                {
                    Statistics.BytesSent += sent;
                }
            }
        }

        /// <summary>Queues a whole message and sends what can be sent at once.</summary>
        internal bool Send(WebSocket owner, WebSocketMessageType messageType, byte[] buffer, int offset, int count)
        {
            lock (Protocol)
            {
                if (Owner != owner || !Protocol.TrySendPart(messageType, buffer, offset, count, true, true))
                {
                    return false;
                }

                if (!IsInHandler)
                {
                    FlushLocked();
                }

                return true;
            }
        }

        /// <summary>Queues a part of a message and sends what can be sent at once.</summary>
        internal bool SendFragment(WebSocket owner, WebSocketMessageType messageType, byte[] buffer, int offset, int count, bool endOfMessage)
        {
            lock (Protocol)
            {
                if (Owner != owner || !Protocol.TrySendPart(messageType, buffer, offset, count, endOfMessage, false))
                {
                    return false;
                }

                if (!IsInHandler)
                {
                    FlushLocked();
                }

                return true;
            }
        }

        /// <summary>Queues a message that is framed already and sends what can be sent at once.</summary>
        internal bool SendEncoded(byte[] header, int headerOffset, int headerCount, byte[] payload, int payloadOffset, int payloadCount)
        {
            lock (Protocol)
            {
                return Owner != null && Sent(Protocol.TrySendEncoded(header, headerOffset, headerCount, payload, payloadOffset, payloadCount));
            }
        }

        /// <summary>Queues a Ping and sends what can be sent at once.</summary>
        internal bool Ping(WebSocket owner, byte[] buffer, int offset, int count)
        {
            lock (Protocol)
            {
                return Owner == owner && Sent(Protocol.TryPing(buffer, offset, count));
            }
        }

        /// <summary>Starts the closing handshake.</summary>
        internal bool Close(WebSocket owner, WebSocketCloseStatus status, string description)
        {
            byte[] reason = string.IsNullOrEmpty(description) ? null : Encoding.UTF8.GetBytes(description);
            lock (Protocol)
            {
                if (Owner != owner)
                {
                    return false;
                }

                WakeMs = 0;
                return Sent(Protocol.TryClose(status, reason, 0, reason == null ? 0 : reason.Length));
            }
        }

        /// <summary>Gives the connection up; the pump closes the transport.</summary>
        internal void Abort(WebSocket owner)
        {
            lock (Protocol)
            {
                if (Owner == owner)
                {
                    WakeMs = 0;
                    Protocol.Abort();
                }
            }
        }

        /// <summary>The bytes that wait to be sent.</summary>
        internal int GetPendingCount(WebSocket owner)
        {
            lock (Protocol)
            {
                return Owner == owner ? Protocol.PendingCount : 0;
            }
        }

        /// <summary>Fails the connection with a status, from the pump.</summary>
        protected void Fail(WebSocketCloseStatus status)
        {
            lock (Protocol)
            {
                WakeMs = 0;
                Protocol.Fail(status);
                FlushLocked();
            }
        }

        private bool Sent(bool isQueued)
        {
            if (isQueued && !IsInHandler)
            {
                FlushLocked();
            }

            return isQueued;
        }
    }
}
