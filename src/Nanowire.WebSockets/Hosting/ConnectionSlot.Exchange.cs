using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // What a slot does when a handler of the application's answers a request.
    internal sealed partial class ConnectionSlot
    {
        /// <summary>From any thread: the exchange has something to write.</summary>
        internal void Wake(HttpExchange exchange)
        {
            lock (this)
            {
                if (_content == exchange)
                {
                    exchange.IsWoken = true;
                    WakeMs = 0;
                }
            }
        }

        private HttpHandler FindHandler(HttpHead head, bool isUpgrade)
        {
            HttpHandler handler = Core.Handlers;
            try
            {
                while (handler != null && !handler.Matches(head, isUpgrade))
                {
                    handler = handler.Next;
                }
            }
            catch (Exception)
            {
                Core.Statistics.HandlerErrors++;
                handler = null;
            }

            return handler;
        }

        /// <summary>Has a handler answer the request, which the guard has let pass. Returns false when none does.</summary>
        private bool BeginExchange(HttpHead head, long nowMs)
        {
            HttpHandler handler = FindHandler(head, false);
            if (handler == null)
            {
                return false;
            }

            int status = HttpStatus.Forbidden;
            HttpExchange exchange = null;
            if (IsOriginAllowed(head))
            {
                status = HttpStatus.NotFound;
                if (Core.Options.Guard == null)
                {
                    Core.Request.Set(Transport, false, 0, Transport.RemoteAddress);
                }

                try
                {
                    exchange = handler.Begin(Core.Request, nowMs);
                }
                catch (Exception)
                {
                    Core.Statistics.HandlerErrors++;
                    status = HttpStatus.InternalServerError;
                }
            }

            if (Transport == null)
            {
                // Here and below: the application has disposed of the server meanwhile.
                return true;
            }

            if (exchange == null)
            {
                Refuse(status, head.Method, false, nowMs);
                return true;
            }

            int count = Decoder.End - head.Length;
            Array.Copy(Input, head.Length, Input, 0, count);
            Reset(0);
            MessageMs = nowMs;
            WakeMs = 0;
            _content = exchange;
            exchange.Slot = this;
            _phase = SlotPhase.Exchange;
            if (count == 0 || Take(exchange, count, count, nowMs))
            {
                WorkExchange(nowMs);
            }

            return true;
        }

        private bool WorkExchange(long nowMs)
        {
            HttpExchange exchange = (HttpExchange)_content;
            bool isActive = false;
            if (Transport.WaitReadable(0))
            {
                int read = Transport.Read(Input, Decoder.End, Input.Length - FrameDecoder.ScratchSize - Decoder.End);
                if (read == 0 || read == Transport.Lost)
                {
                    Free();
                    return true;
                }

                if (read > 0)
                {
                    isActive = true;
                    Core.Statistics.BytesReceived += read;
                    if (!Take(exchange, Decoder.End + read, read, nowMs))
                    {
                        return true;
                    }
                }
            }

            long untilMs = MessageMs + Core.Options.RequestTimeoutMs;
            if (exchange.WantsBody && nowMs >= untilMs)
            {
                DropExchange();
                Refuse(HttpStatus.RequestTimeout, HttpMethod.Get, false, nowMs);
                return true;
            }

            bool isOver = Settle(nowMs);
            while (!isOver && !WantsWrite)
            {
                exchange.IsWoken = false;
                int count = Next(exchange, nowMs);
                if (Transport == null)
                {
                    return true;
                }

                if (count == 0)
                {
                    break;
                }

                isActive = true;
                if (count < 0)
                {
                    exchange.Slot = null;
                    _content = null;
                    _phase = SlotPhase.Answer;
                    MessageMs = nowMs;
                    return WorkAnswer(nowMs);
                }

                int end = Decoder.End;
                Reset(count);
                Decoder.End = end;
                isOver = Settle(nowMs);
            }

            if (isOver)
            {
                Free();
                return true;
            }

            lock (this)
            {
                // Settle may have overwritten what a Wake asked for.
                IsQuiet = !WantsWrite;
                if (exchange.IsWoken || !IsQuiet)
                {
                    WakeMs = 0;
                }
                else if (exchange.WantsBody && untilMs < WakeMs)
                {
                    WakeMs = untilMs;
                }
            }

            return isActive;
        }

        /// <summary>Hands over what lies in the input; returns false when that ended the exchange.</summary>
        private bool Take(HttpExchange exchange, int count, int added, long nowMs)
        {
            if (_watch != null && _watch.Charge(added, 0, nowMs) != 0)
            {
                DropExchange();
                AnswerRefusal(HttpStatus.TooManyRequests, HttpMethod.Get, false, 0, nowMs);
                return false;
            }

            int limit = Input.Length - FrameDecoder.ScratchSize;
            int kept = -1;
            try
            {
                kept = exchange.Receive(Input, count, limit, nowMs);
            }
            catch (Exception)
            {
                // Counted below.
            }

            if (Transport == null)
            {
                return false;
            }

            if (kept < 0 || kept >= limit)
            {
                Core.Statistics.HandlerErrors++;
                Free();
                return false;
            }

            Decoder.End = kept;
            return true;
        }

        /// <summary>What the exchange has to write; one that fails ends without the rest, so that the client can tell.</summary>
        private int Next(HttpExchange exchange, long nowMs)
        {
            try
            {
                int count = exchange.Write(OutputBuffer, FrameCapacity, nowMs);
                if (count <= FrameCapacity)
                {
                    return count;
                }
            }
            catch (Exception)
            {
                // As one that writes too much.
            }

            Core.Statistics.HandlerErrors++;
            DropExchange();
            return HttpExchange.End;
        }

        /// <summary>The answer is given up, whoever gives it.</summary>
        private void DropExchange()
        {
            HttpExchange exchange = _content as HttpExchange;
            _content = null;
            if (exchange == null)
            {
                return;
            }

            exchange.Slot = null;
            try
            {
                exchange.Lost();
            }
            catch (Exception)
            {
                Core.Statistics.HandlerErrors++;
            }
        }
    }
}
