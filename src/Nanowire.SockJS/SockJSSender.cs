using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    /// <summary>xhr_send: messages of a client, which are handed over as they arrive, so that only one has to fit the receive buffer.</summary>
    internal sealed class SockJSSender : SockJSAnswer
    {
        /// <summary>Bytes of the receive buffer that no message can have: its quotes, and one to read into.</summary>
        private const int Around = 3;

        private readonly SockJSSession _session;
        private readonly RequestBody _body;
        private readonly JsonStringReader _reader = new JsonStringReader();

        /// <summary>Bytes in front of what arrives that belong to a message which is not whole.</summary>
        private int _kept;

        internal SockJSSender(SockJSServer server, byte[] origin, byte[] cookie, SockJSSession session, HttpHead head)
            : base(server, origin, cookie)
        {
            _session = session;
            _body = new RequestBody(head);
            WantsBody = true;
            if (_body.IsBroken || _body.IsOver)
            {
                Judge(_body.IsBroken ? JsonToken.Broken : JsonToken.NeedInput, false);
            }
        }

        public override int Receive(byte[] buffer, int count, int capacity, long nowMs)
        {
            if (!WantsBody)
            {
                return 0;
            }

            int end = _body.Read(buffer, _kept, count - _kept);
            int position = 0;
            JsonToken token = _reader.Read(buffer, ref position, end);
            while (token == JsonToken.String)
            {
                if (_reader.RawCount > capacity - Around)
                {
                    // It would not have fit, had it been cut elsewhere.
                    Judge(JsonToken.NeedInput, true);
                    return 0;
                }

                int status = Charge(1, nowMs);
                if (status != 0)
                {
                    _session.CloseBy(status, "limit");
                    Answer(HttpStatus.TooManyRequests, "limit\n");
                    return 0;
                }

                Server.Deliver(_session, buffer, _reader.Offset, _reader.Count);
                token = _reader.Read(buffer, ref position, end);
            }

            _kept = end - position;
            Judge(token, _kept > capacity - Around + 1);
            if (!WantsBody)
            {
                return 0;
            }

            Array.Copy(buffer, position, buffer, 0, _kept);
            return _kept;
        }

        public override int Write(byte[] buffer, int capacity, long nowMs)
        {
            return WantsBody ? 0 : base.Write(buffer, capacity, nowMs);
        }

        private void Judge(JsonToken token, bool isFull)
        {
            if (_body.IsBroken)
            {
                Answer(HttpStatus.BadRequest, "Bad body.\n");
            }
            else if (token == JsonToken.Broken)
            {
                Answer(HttpStatus.InternalServerError, "Broken JSON encoding.\n");
            }
            else if (isFull)
            {
                Answer(SockJSServer.ContentTooLarge, "Message too large.\n");
            }
            else if (_body.IsOver)
            {
                if (token == JsonToken.End)
                {
                    // Firefox takes an answer without a type for XML, and complains.
                    Answer(NoContent, string.Empty);
                }
                else
                {
                    Answer(HttpStatus.InternalServerError, _reader.IsEmpty ? "Payload expected.\n" : "Broken JSON encoding.\n");
                }
            }
        }

        private void Answer(int status, string text)
        {
            WantsBody = false;
            SetText(status, Text, text);
        }
    }
}
