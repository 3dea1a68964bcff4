using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    // What requests ask for. Only the pump is here.
    public sealed partial class SockJSServer
    {
        /// <summary>Bytes of a header of the client's that is repeated in an answer; a longer one is left out.</summary>
        private const int MaxRepeated = 128;

        private const string GetOnly = "OPTIONS, GET";
        private const string PostOnly = "OPTIONS, POST";

        /// <inheritdoc/>
        public override bool Matches(HttpHead head, bool isUpgrade)
        {
            int id;
            int idCount;
            if (isUpgrade)
            {
                SockJSResource resource = Parse(head.Buffer, head.TargetOffset, head.PathCount, out id, out idCount);
                return Options.WebSocket && (resource == SockJSResource.WebSocket || resource == SockJSResource.RawWebSocket);
            }

            return IsBelow(head.Buffer, head.TargetOffset, head.PathCount);
        }

        /// <inheritdoc/>
        public override HttpExchange Begin(ConnectionRequest request, long nowMs)
        {
            _nowMs = nowMs;
            HttpHead head = request.Head;
            int id;
            int idCount;
            SockJSResource resource = Parse(head.Buffer, head.TargetOffset, head.PathCount, out id, out idCount);
            if (resource == SockJSResource.None)
            {
                return null;
            }

            byte[] origin = Repeat(head, HttpHeader.Origin);
            bool isSession = resource >= SockJSResource.Xhr;
            byte[] cookie = isSession && Options.CookieNeeded ? MakeCookie(head) : null;
            bool isPost = IsMethod(head, "POST ");
            bool wantsPost = isSession && resource != SockJSResource.EventSource;
            if (resource == SockJSResource.EventSource || resource == SockJSResource.WebSocket || resource == SockJSResource.RawWebSocket
                ? head.Method != HttpMethod.Get
                : wantsPost ? !isPost : head.Method == HttpMethod.Other)
            {
                SockJSAnswer other = new SockJSAnswer(this, origin, null);
                bool isPreflight = IsMethod(head, "OPTIONS ") && (wantsPost || resource == SockJSResource.Info);
                other.Status = isPreflight ? SockJSAnswer.NoContent : HttpStatus.MethodNotAllowed;
                other.Methods = wantsPost ? PostOnly : resource == SockJSResource.Info ? GetOnly : "GET";
                int headers;
                int count = FindHeader(head, _requestHeadersName, out headers);
                other.Headers = isPreflight ? Copy(head.Buffer, headers, count) : null;
                return other;
            }

            if (resource == SockJSResource.XhrSend)
            {
                SockJSSession session = Find(head.Buffer, id, idCount, request.User);
                if (session != null && session.IsOpen)
                {
                    return new SockJSSender(this, origin, cookie, session, head);
                }
            }
            else if (isSession)
            {
                return Receive(request, origin, cookie, resource, id, idCount, nowMs);
            }

            return AnswerFixed(head, resource, origin);
        }

        private SockJSAnswer AnswerFixed(HttpHead head, SockJSResource resource, byte[] origin)
        {
            SockJSAnswer answer = new SockJSAnswer(this, origin, null);
            answer.IsHead = head.Method == HttpMethod.Head;
            switch (resource)
            {
                case SockJSResource.Greeting:
                    answer.IsShared = false;
                    answer.SetText(HttpStatus.Ok, SockJSAnswer.Text, "Welcome to SockJS!\n");
                    break;
                case SockJSResource.Info:
                    answer.SetText(
                        HttpStatus.Ok,
                        SockJSAnswer.Json,
                        "{\"websocket\":" + (Options.WebSocket ? "true" : "false") + ",\"origins\":[\"*:*\"],\"cookie_needed\":"
                            + (Options.CookieNeeded ? "true" : "false") + ",\"entropy\":" + _entropy.NextUInt32().ToString() + "}");
                    break;
                case SockJSResource.Iframe:
                    answer.IsShared = false;
                    answer.ETag = _pageTag;
                    if (head.MatchesEntityTag(Ascii.GetBytes(_pageTag)))
                    {
                        answer.Status = HttpStatus.NotModified;
                    }
                    else
                    {
                        answer.SetText(HttpStatus.Ok, SockJSAnswer.Html, _page);
                    }

                    break;
                case SockJSResource.XhrSend:
                    answer.SetText(HttpStatus.NotFound, SockJSAnswer.Text, "No session.\n");
                    break;
                default:
                    answer.SetText(HttpStatus.BadRequest, SockJSAnswer.Text, "WebSocket only.\n");
                    break;
            }

            return answer;
        }

        private SockJSAnswer Receive(ConnectionRequest request, byte[] origin, byte[] cookie, SockJSResource resource, int id, int idCount, long nowMs)
        {
            byte[] buffer = request.Head.Buffer;
            SockJSTransport transport = resource == SockJSResource.Xhr ? SockJSTransport.XhrPolling
                : resource == SockJSResource.EventSource ? SockJSTransport.EventSource
                : SockJSTransport.XhrStreaming;
            bool isChunked = request.Head.MinorVersion != 0;
            SockJSSession session = Find(buffer, id, idCount, request.User);
            bool isNew = session == null;
            if (isNew)
            {
                session = Open(buffer, id, idCount, request, nowMs);
                if (session == null)
                {
                    SockJSAnswer refusal = new SockJSAnswer(this, origin, null);
                    refusal.SetText(HttpStatus.ServiceUnavailable, SockJSAnswer.Text, "Too many sessions.\n");
                    return refusal;
                }
            }

            SockJSReceiver receiver = new SockJSReceiver(this, origin, cookie, transport, session, null, isChunked);
            if (!session.Attach(receiver))
            {
                return new SockJSReceiver(this, origin, cookie, transport, null, "c[2010,\"Another connection still open\"]", isChunked);
            }

            if (isNew)
            {
                RaiseOpened(session);
            }

            return receiver;
        }

        /// <summary>Whether the method, with its space, is that.</summary>
        private static bool IsMethod(HttpHead head, string method)
        {
            // An empty line may be in front.
            int offset = head.TargetOffset - method.Length;
            return (offset == 0 || (offset == 2 && head.Buffer[0] == '\r')) && IsText(head.Buffer, offset, method.Length, method);
        }

        private static byte[] Repeat(HttpHead head, HttpHeader header)
        {
            int offset;
            int count;
            return head.TryGet(header, out offset, out count) ? Copy(head.Buffer, offset, count) : null;
        }

        private static byte[] Copy(byte[] buffer, int offset, int count)
        {
            if (count == 0 || count > MaxRepeated)
            {
                return null;
            }

            byte[] bytes = new byte[count];
            Array.Copy(buffer, offset, bytes, 0, count);
            return bytes;
        }

        /// <summary>Finds the value of a header that HttpHead does not keep; returns its length, 0 for none.</summary>
        private int FindHeader(HttpHead head, byte[] lowerName, out int value)
        {
            byte[] buffer = head.Buffer;
            int end;
            value = 0;
            for (int at = 0; at < head.Length; at = end + 1)
            {
                end = Array.IndexOf(buffer, _lf, at, head.Length - at);
                value = at + lowerName.Length + 1;
                if (value < end && buffer[value - 1] == ':' && Ascii.AreEqualIgnoreCase(buffer, at, lowerName.Length, lowerName))
                {
                    while (value < end - 1 && buffer[value] <= ' ')
                    {
                        value++;
                    }

                    return end - 1 - value;
                }
            }

            return 0;
        }

        /// <summary>The cookie that the client sent, or one that says nothing (for load balancers, which bring their own).</summary>
        private byte[] MakeCookie(HttpHead head)
        {
            const string Name = "JSESSIONID=";
            byte[] buffer = head.Buffer;
            int at;
            int end = FindHeader(head, _cookieName, out at);
            string value = "dummy";
            for (end += at; at + Name.Length < end; at++)
            {
                if (IsText(buffer, at, Name.Length, Name) && (buffer[at - 1] == ' ' || buffer[at - 1] == ';' || buffer[at - 1] == ':'))
                {
                    int start = at + Name.Length;
                    int stop = Array.IndexOf(buffer, _semicolon, start, end - start);
                    stop = stop < 0 ? end : stop;
                    value = stop - start <= MaxRepeated ? Ascii.GetString(buffer, start, stop - start) : value;
                    break;
                }
            }

            return Ascii.GetBytes(Name + value + "; Path=/");
        }
    }
}
