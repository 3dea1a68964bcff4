using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // The HTTP side: one request a connection, an upgrade or content or a refusal. How an answer goes out is in
    // ConnectionSlot.Answer.cs.
    internal sealed partial class ConnectionSlot
    {
        /// <summary>In a request, how much of the head was looked at; in an answer, how much of the content was written.</summary>
        private int _scanned;

        /// <summary>What is being answered with: a Content, or a handler's HttpExchange; null when nothing is left of it.</summary>
        private object _content;

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
                case SlotPhase.Exchange:
                    return WorkExchange(nowMs);
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

            if (_watch != null && IsRefused(head, false, nowMs))
            {
                return;
            }

            if (Core.Handlers != null && BeginExchange(head, nowMs))
            {
                return;
            }

            if (head.Method == HttpMethod.Other)
            {
                Refuse(HttpStatus.MethodNotAllowed, head.Method, false, nowMs);
                return;
            }

            bool exists;
            Content content = Core.Content.Find(Input, head.TargetOffset, head.PathCount, head.AcceptsGzip(), out exists);
            if (!exists && !IsNamedEndpoint(head))
            {
                content = Core.Content.Fallback;
            }

            if (content == null)
            {
                int why = exists ? HttpStatus.NotAcceptable : IsNamedEndpoint(head) ? HttpStatus.UpgradeRequired : HttpStatus.NotFound;
                Refuse(why, head.Method, false, nowMs);
                return;
            }

            bool isKnown = content.ETag != null && head.MatchesEntityTag(Ascii.GetBytes(content.ETag));
            int count = ContentTable.WriteHead(content, isKnown, head.MinorVersion != 0, OutputBuffer, FrameCapacity);
            Core.Statistics.ContentServed++;
            _content = isKnown || head.Method == HttpMethod.Head ? null : content;

            // HTTP/1.0 knows no chunks.
            Answer(count, head.MinorVersion == 0 && content.KnownLength < 0 ? DynamicContent.Unframed : 0, nowMs);
        }

        private void Upgrade(HttpHead head, long nowMs)
        {
            // Checked in any case, since the offers that a guard may look at are those of the last check.
            int status = Core.Handshake.Check(head);
            UpgradeHandler handler = Core.Options.UpgradeHandler;
            if (!IsEndpoint(head))
            {
                if (FindHandler(head, true) == null)
                {
                    status = HttpStatus.NotFound;
                }
                else if (handler != null)
                {
                    // What an HttpHandler takes is no endpoint's; the slot may have served one that has limits of its own.
                    UseOptions(Core.ProtocolOptions);
                    handler = null;
                }
            }

            if (_watch != null && IsRefused(head, true, nowMs))
            {
                return;
            }

            if (status == HttpStatus.SwitchingProtocols && !IsOriginAllowed(head))
            {
                status = HttpStatus.Forbidden;
            }

            if (handler != null && status == HttpStatus.SwitchingProtocols)
            {
                status = CheckUpgrade(handler, head);
            }

            if (status != HttpStatus.SwitchingProtocols)
            {
                Refuse(status, head.Method, true, nowMs);
                return;
            }

            string path = Ascii.GetString(Input, head.TargetOffset, head.TargetCount);
            int count = Core.Handshake.WriteResponse(head, OutputBuffer, 0, FrameCapacity);
            if (handler != null)
            {
                count = Amend(handler, count);
            }

            int end = Decoder.End;
            Reset(count);
            if (Decoder.Extension != null)
            {
                AgreeExtension(head);
            }

            OpenChannel(head.Length, end, nowMs);
            WakeMs = 0;
            Owner = new ServerWebSocket(this, path, Core.Handshake.SubProtocol);
            _phase = SlotPhase.Open;
            Core.Statistics.WebSocketsOpened++;
            if (_watch != null)
            {
                _watch.Tell(ServerEventKind.Opened, 0, RefusalReason.Request);
            }

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
            if (_watch != null)
            {
                _watch.Tell(ServerEventKind.Refused, status, GetReason(status));
            }

            AnswerRefusal(status, method, isUpgrade, 0, nowMs);
        }

        private bool IsEndpoint(HttpHead head)
        {
            return (Core.EndpointPath == null && Core.Options.UpgradeHandler == null) || IsNamedEndpoint(head);
        }

        /// <summary>Whether the target is the path of an endpoint; asked for without an upgrade, it says what it wants.</summary>
        private bool IsNamedEndpoint(HttpHead head)
        {
            UpgradeHandler handler = Core.Options.UpgradeHandler;
            if (handler != null)
            {
                return handler.IsEndpoint(head);
            }

            byte[] path = Core.EndpointPath;
            return path != null && Ascii.AreEqual(Input, head.TargetOffset, head.PathCount, path);
        }
    }
}
