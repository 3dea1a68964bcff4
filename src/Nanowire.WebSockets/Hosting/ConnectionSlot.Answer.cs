using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // The HTTP side: an answer goes out, then the peer's end is awaited.
    internal sealed partial class ConnectionSlot
    {
        /// <summary>
        /// How long the peer's end is awaited after an answer, in milliseconds: closing a socket with unread bytes
        /// resets it and can destroy the answer on its way.
        /// </summary>
        private const int LingerMs = 250;

        /// <summary>Answers with a refusal: the guard's own words behind <paramref name="guardCount"/>, or those of HttpRefusal when that is 0.</summary>
        private void AnswerRefusal(int status, HttpMethod method, bool isUpgrade, int guardCount, long nowMs)
        {
            Core.Statistics.CountRefused(status);
            int count = guardCount > 0
                ? guardCount
                : HttpRefusal.Write(status, method, isUpgrade, HttpRefusal.DefaultRetryAfterSeconds, OutputBuffer, 0, FrameCapacity);
            Answer(count, 0, nowMs);
        }

        /// <summary>Sends the head that lies in the send buffer, then the content if there is any.</summary>
        private void Answer(int headCount, int start, long nowMs)
        {
            Reset(headCount);
            _scanned = start;
            MessageMs = nowMs;
            _phase = SlotPhase.Answer;
            IsQuiet = false;
            WakeMs = 0;
            WorkAnswer(nowMs);
        }

        private bool WorkAnswer(long nowMs)
        {
            // An answer began where a WebSocket's last message would have come.
            bool isOver = Settle(nowMs) || nowMs - MessageMs >= Core.Options.AnswerTimeoutMs;
            while (!isOver && _content != null && !WantsWrite)
            {
                int count = ReadContent(OutputBuffer);
                if (count > 0)
                {
                    Reset(count);
                    isOver = Settle(nowMs);
                }
                else
                {
                    _content = null;
                    isOver = count < 0;
                }
            }

            if (isOver)
            {
                Free();
                return true;
            }

            // While bytes wait to be sent the pump waits for that, and not for more of what nobody reads.
            IsQuiet = !WantsWrite;
            if (IsQuiet)
            {
                _phase = SlotPhase.Linger;
                WakeMs = nowMs + LingerMs;
            }

            return true;
        }

        /// <summary>The next piece of the content; 0 at its end, below 0 when the application's source fails, and the head's promise with it.</summary>
        private int ReadContent(byte[] output)
        {
            int count = -1;
            try
            {
                count = ((Content)_content).Next(ref _scanned, output, FrameCapacity);
            }
            catch (Exception)
            {
                // Counted below, as one that brings nothing is.
            }

            if (count < 0 || count > FrameCapacity)
            {
                Core.Statistics.HandlerErrors++;
                return -1;
            }

            return count;
        }

        private bool WorkLinger(long nowMs)
        {
            bool isReadable = Transport.WaitReadable(0);
            if (isReadable)
            {
                int read = Transport.Read(Input, 0, Input.Length);
                if (read > 0 && nowMs < WakeMs)
                {
                    return true;
                }

                if (read == Transport.Nothing)
                {
                    return false;
                }
            }

            if (isReadable || nowMs >= WakeMs)
            {
                Free();
                return true;
            }

            return false;
        }
    }
}
