using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // What a slot does besides when the server has a guard or an observer.
    internal sealed partial class ConnectionSlot
    {
        /// <summary>For the server's guard and observer; null when it has neither.</summary>
        internal ConnectionWatch Watch => _watch;

        /// <summary>As Receive, charging what was read.</summary>
        private bool ReceiveWatched(long nowMs, bool isReadable)
        {
            // While there is unread input nothing is read.
            int from = HasUnread ? -1 : Decoder.End;
            bool isActive = Receive(nowMs, isReadable);
            _watch.NowMs = nowMs;
            if (isActive && from >= 0)
            {
                Charge(Decoder.End - from, 0);
            }

            return isActive;
        }

        /// <summary>Charges the address with what arrived; when it is too much the connection is failed.</summary>
        private bool Charge(int bytes, int messages)
        {
            int status = _watch.Charge(bytes, messages, _watch.NowMs);
            if (status != 0)
            {
                FailNow((WebSocketCloseStatus)status);
            }

            return status == 0;
        }

        /// <summary>Shows a request to the guard; when it is refused, answers it.</summary>
        private bool IsRefused(HttpHead head, bool isUpgrade, long nowMs)
        {
            int status = _watch.Check(Transport, isUpgrade, nowMs);
            if (status == 0)
            {
                return false;
            }

            int count = _watch.WriteRefusal(status, head.Method, OutputBuffer, FrameCapacity);
            AnswerRefusal(status, head.Method, isUpgrade, count, nowMs);
            return true;
        }

        /// <summary>Whether the page that asks for an upgrade may; the guard may have learnt which host it meant.</summary>
        private bool IsOriginAllowed(HttpHead head)
        {
            if (Core.Options.Guard != null)
            {
                return Core.Request.IsOriginAllowed();
            }

            int host;
            int count;
            head.TryGet(HttpHeader.Host, out host, out count);
            return Core.Origins.IsAllowed(head, host, count);
        }

        /// <summary>Why the server itself refuses with a status.</summary>
        private static RefusalReason GetReason(int status)
        {
            return status == HttpStatus.Forbidden ? RefusalReason.Origin
                : status == HttpStatus.RequestTimeout ? RefusalReason.Late
                : RefusalReason.Request;
        }
    }
}
