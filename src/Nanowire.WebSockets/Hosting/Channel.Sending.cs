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
        internal void FlushLocked()
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
                if (Core != null)
                {
                    Core.Statistics.BytesSent += sent;
                }
            }
        }

        /// <summary>Queues a message that is framed already and sends what can be sent at once.</summary>
        internal bool SendEncoded(byte[] header, int headerOffset, int headerCount, byte[] payload, int payloadOffset, int payloadCount)
        {
            lock (Protocol)
            {
                return Owner != null && FlushIf(Protocol.TrySendEncoded(header, headerOffset, headerCount, payload, payloadOffset, payloadCount));
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

        /// <summary>What was queued is sent as far as it can be at once; with the lock held.</summary>
        internal bool FlushIf(bool isQueued)
        {
            if (isQueued && !IsInHandler)
            {
                FlushLocked();
            }

            return isQueued;
        }
    }
}
