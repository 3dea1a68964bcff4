using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // From messages to the transport; any thread may be here, under the lock.
    internal abstract partial class Channel
    {
        /// <summary>Sends what the transport takes now. Returns whether answers find room after that.</summary>
        protected bool Flush()
        {
            lock (this)
            {
                FlushLocked();
                return CanReply;
            }
        }

        /// <summary>As <see cref="Flush"/>, with the lock on this held.</summary>
        internal void FlushLocked()
        {
            while (Tail != 0)
            {
                int count = Borrowed == null ? Tail - OutputOffset : PrepareOutput();
                int sent = Transport.Write(OutputBuffer, OutputOffset, count);
                if (sent <= 0)
                {
                    // The pump goes on from here, and the deadline for sending begins.
                    WakeMs = 0;
                    if (sent < 0)
                    {
                        Abort();
                    }

                    return;
                }

                if (Core != null)
                {
                    Core.Statistics.BytesSent += sent;
                }

                if (sent == count && Borrowed == null)
                {
                    // As OutputSent, without its call: all is out, as it nearly always is.
                    OutputOffset = 0;
                    Tail = 0;
                    SendingSinceMs = 0;
                    return;
                }

                OutputSent(sent);
            }
        }

        /// <summary>Queues a message that is framed already and sends what can be sent at once.</summary>
        internal bool SendEncoded(byte[] header, int headerOffset, int headerCount, byte[] payload, int payloadOffset, int payloadCount)
        {
            lock (this)
            {
                return Owner != null && FlushIf(TrySendEncoded(header, headerOffset, headerCount, payload, payloadOffset, payloadCount));
            }
        }

        /// <summary>Fails the connection with a status, from the pump.</summary>
        protected void FailNow(WebSocketCloseStatus status)
        {
            lock (this)
            {
                WakeMs = 0;
                Fail(status);
                FlushLocked();
            }
        }

        /// <summary>Settle tells when all that waits is out, as after a refusal; with the lock held.</summary>
        internal void AwaitDrained()
        {
            WakeMs = 0;
            if (Refusal == RefusalState.None)
            {
                Refusal = RefusalState.Told;
            }
        }

        /// <summary>What was queued is sent as far as it can be at once, and a refusal is noted; with the lock held.</summary>
        internal bool FlushIf(bool isQueued)
        {
            if (!isQueued)
            {
                // Settle tells of it, and when there is room again.
                if (Refusal == RefusalState.None)
                {
                    Refusal = RefusalState.Noted;
                }

                WakeMs = 0;
                return false;
            }

            if (Refusal != RefusalState.None)
            {
                // This may be the end of the message that another was refused for.
                WakeMs = 0;
            }

            if (!IsInHandler && !WaitsForMore())
            {
                FlushLocked();
            }

            return true;
        }

        /// <summary>Whether what was queued outside of a handler waits for company; see <see cref="WebSocketServerOptions.CoalesceMs"/>.</summary>
        private bool WaitsForMore()
        {
            int mostMs = Core == null ? 0 : Core.Options.CoalesceMs;
            if (mostMs == 0 || Tail - OutputOffset > FrameCapacity >> 1)
            {
                return false;
            }

            long nowMs = Environment.TickCount64;
            if (nowMs >= WakeMs)
            {
                // What waits has waited long enough, or the pump is to look at it at once anyway.
                return false;
            }

            if (WakeMs > nowMs + mostMs)
            {
                WakeMs = nowMs + mostMs;
            }

            return true;
        }
    }
}
