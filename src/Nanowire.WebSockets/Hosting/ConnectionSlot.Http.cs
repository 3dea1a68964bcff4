using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // The HTTP side: one request a connection, an upgrade or content or a refusal.
    internal sealed partial class ConnectionSlot
    {
        /// <summary>
        /// How long the peer's end is awaited after an answer, in milliseconds: closing a socket with unread bytes
        /// resets it and can destroy the answer on its way.
        /// </summary>
        private const int LingerMs = 250;

        /// <summary>In a request, how much of the head was looked at; in an answer, how much of the content was read.</summary>
        private int _scanned;
        private StaticContent _content;

        private bool WorkHttp(long nowMs)
        {
            switch (_phase)
            {
                case SlotPhase.Request:
                    return WorkRequest(nowMs);
                case SlotPhase.Answer:
                    return WorkAnswer(nowMs);
                case SlotPhase.Linger:
                    return WorkLinger(nowMs);
                default:
                    return false;
            }
        }

        private bool WorkRequest(long nowMs)
        {
            if (!Transport.WaitReadable(0))
            {
                if (nowMs < WakeMs)
                {
                    return false;
                }

                // A browser opens connections ahead of need; one that never said anything is owed no answer.
                if (Decoder.End == 0)
                {
                    Free();
                }
                else
                {
                    Refuse(HttpStatus.RequestTimeout, HttpMethod.Get, false, nowMs);
                }

                return true;
            }

            int read = Transport.Read(Input, Decoder.End, Input.Length - FrameDecoder.ScratchSize - Decoder.End);
            if (read <= 0)
            {
                if (read != Transport.Nothing)
                {
                    Free();
                }

                return false;
            }

            Core.Statistics.BytesReceived += read;
            Decoder.End += read;
            HttpHead head = Core.Head;
            switch (head.Scan(Input, 0, Decoder.End, ref _scanned))
            {
                case HeadProgress.NeedInput:
                    if (Decoder.End == Input.Length - FrameDecoder.ScratchSize)
                    {
                        Refuse(HttpStatus.RequestHeaderFieldsTooLarge, HttpMethod.Get, false, nowMs);
                    }
                    else if (nowMs >= WakeMs)
                    {
                        // One that always has another byte is late all the same.
                        Refuse(HttpStatus.RequestTimeout, HttpMethod.Get, false, nowMs);
                    }

                    break;
                case HeadProgress.Complete:
                    int status = head.ParseRequest(Input, 0, head.Length);
                    if (status != 0)
                    {
                        Refuse(status, head.Method, false, nowMs);
                    }
                    else
                    {
                        Serve(head, nowMs);
                    }

                    break;
                default:
                    Refuse(head.Refusal, HttpMethod.Get, false, nowMs);
                    break;
            }

            return true;
        }

        private void Serve(HttpHead head, long nowMs)
        {
            if (Core.Handshake.IsUpgrade(head))
            {
                Upgrade(head, nowMs);
                return;
            }

            if (head.Method == HttpMethod.Other)
            {
                Refuse(HttpStatus.MethodNotAllowed, head.Method, false, nowMs);
                return;
            }

            bool exists;
            StaticContent content = Core.Content.Find(Input, head.TargetOffset, PathCount(head), head.AcceptsGzip(), out exists);
            if (content == null)
            {
                int why = exists ? HttpStatus.NotAcceptable : IsNamedEndpoint(head) ? HttpStatus.UpgradeRequired : HttpStatus.NotFound;
                Refuse(why, head.Method, false, nowMs);
                return;
            }

            bool isKnown = content.ETag != null && head.MatchesEntityTag(Ascii.GetBytes(content.ETag));
            int count = ContentTable.WriteHead(content, isKnown, OutputBuffer, FrameCapacity);
            Core.Statistics.ContentServed++;
            _content = isKnown || head.Method == HttpMethod.Head ? null : content;
            Answer(count, nowMs);
        }

        private void Upgrade(HttpHead head, long nowMs)
        {
            int status = IsEndpoint(head) ? Core.Handshake.Check(head) : HttpStatus.NotFound;
            if (status == HttpStatus.SwitchingProtocols && !Core.Origins.IsAllowed(head))
            {
                status = HttpStatus.Forbidden;
            }

            if (status != HttpStatus.SwitchingProtocols)
            {
                Refuse(status, head.Method, true, nowMs);
                return;
            }

            string path = Ascii.GetString(Input, head.TargetOffset, head.TargetCount);
            int count = Core.Handshake.WriteResponse(head, OutputBuffer, 0, FrameCapacity);
            int end = Decoder.End;
            Reset(count);
            OpenChannel(head.Length, end, nowMs);
            WakeMs = 0;
            Owner = new ServerWebSocket(this, path, Core.Handshake.SubProtocol);
            _phase = SlotPhase.Open;
            Core.Statistics.WebSocketsOpened++;
            IsInHandler = true;
            try
            {
                if (Core.Opened != null)
                {
                    Core.Opened(Owner);
                }
            }
            catch (Exception)
            {
                FailHandler();
            }

            IsInHandler = false;
            Work(nowMs, false);
        }

        /// <summary>Refuses a request; one whose method is not known yet is answered like a GET.</summary>
        private void Refuse(int status, HttpMethod method, bool isUpgrade, long nowMs)
        {
            Core.Statistics.CountRefused(status);
            byte[] output = OutputBuffer;
            Answer(HttpRefusal.Write(status, method, isUpgrade, HttpRefusal.DefaultRetryAfterSeconds, output, 0, FrameCapacity), nowMs);
        }

        /// <summary>Sends the head that lies in the send buffer, then the content if there is any.</summary>
        private void Answer(int headCount, long nowMs)
        {
            Reset(headCount);
            _scanned = 0;
            _phase = SlotPhase.Answer;
            IsQuiet = false;
            WakeMs = 0;
            WorkAnswer(nowMs);
        }

        private bool WorkAnswer(long nowMs)
        {
            bool isOver = Settle(nowMs);
            while (!isOver && _content != null && !WantsWrite)
            {
                int count = ReadContent(OutputBuffer);
                if (count > 0)
                {
                    _scanned += count;
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
            int count = 0;
            try
            {
                if (_scanned == _content.Length)
                {
                    return 0;
                }

                count = _content.Read(_scanned, output, 0, FrameCapacity);
            }
            catch (Exception)
            {
                // Counted below, as one that brings nothing is.
            }

            if (count < 1 || count > FrameCapacity)
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

        private bool IsEndpoint(HttpHead head)
        {
            return Core.EndpointPath == null || IsNamedEndpoint(head);
        }

        /// <summary>Whether the target is the endpoint's path; asked for without an upgrade, it says what it wants.</summary>
        private bool IsNamedEndpoint(HttpHead head)
        {
            byte[] path = Core.EndpointPath;
            return path != null && Ascii.AreEqual(Input, head.TargetOffset, PathCount(head), path);
        }

        /// <summary>The length of the target without its query.</summary>
        private int PathCount(HttpHead head)
        {
            int query = Array.IndexOf(Input, Core.QuestionMark, head.TargetOffset, head.TargetCount);
            return query < 0 ? head.TargetCount : query - head.TargetOffset;
        }
    }
}
