using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.EventStream
{
    // Who reads; but for Publish only the pump is here.
    public sealed partial class EventStreamServer
    {
        /// <summary>The least time between two looks at the heartbeats, in milliseconds.</summary>
        private const int TickMs = 100;

        /// <summary>The longest origin that is repeated in an answer, in bytes; a page of a longer one cannot read it.</summary>
        private const int MaxOrigin = 128;

        /// <inheritdoc/>
        public override bool Matches(HttpHead head, bool isUpgrade)
        {
            return !isUpgrade && Ascii.AreEqual(head.Buffer, head.TargetOffset, head.PathCount, _path);
        }

        /// <inheritdoc/>
        public override HttpExchange Begin(ConnectionRequest request, long nowMs)
        {
            HttpHead head = request.Head;
            int offset;
            int count;
            byte[] origin = null;
            if (head.TryGet(HttpHeader.Origin, out offset, out count) && count > 0 && count <= MaxOrigin)
            {
                origin = new byte[count];
                Array.Copy(head.Buffer, offset, origin, 0, count);
            }

            EventStreamAnswer answer = new EventStreamAnswer(this, origin, head.Method, nowMs);
            if (head.Method != HttpMethod.Get)
            {
                return answer;
            }

            lock (_ring)
            {
                for (int i = 0; i < _clients.Length; i++)
                {
                    if (_clients[i] == null)
                    {
                        _clients[i] = answer;
                        _clientCount++;
                        answer.IsClient = true;
                        SetStart(answer, head);
                        return answer;
                    }
                }
            }

            // EventSource gives up after a 503, but comes again to what ends.
            ClientsRefused++;
            return answer;
        }

        /// <inheritdoc/>
        public override void Tick(long nowMs)
        {
            if (Options.HeartbeatMs == 0 || (nowMs >= _tickedMs && nowMs - _tickedMs < TickMs))
            {
                return;
            }

            _tickedMs = nowMs;
            for (int i = 0; i < _clients.Length; i++)
            {
                EventStreamAnswer client = _clients[i];
                if (client != null && nowMs - client.SentMs >= Options.HeartbeatMs)
                {
                    client.IsHeartbeatDue = true;
                    client.Wake();
                }
            }
        }

        /// <summary>Copies what a client has not got yet; returns where it ends.</summary>
        internal int Read(EventStreamAnswer client, byte[] output, int at, int limit)
        {
            lock (_ring)
            {
                if (client.Next < _oldest && !TellGap(client, output, ref at))
                {
                    return at;
                }

                while (client.Next <= _last && at < limit)
                {
                    long start = _starts[client.Next % _starts.Length];
                    int left = (int)((client.Next == _last ? _end : _starts[(client.Next + 1) % _starts.Length]) - start) - client.Offset;
                    int count = limit - at < left ? limit - at : left;
                    int from = (int)((start + client.Offset) % _ring.Length);
                    int first = _ring.Length - from < count ? _ring.Length - from : count;
                    Array.Copy(_ring, from, output, at, first);
                    Array.Copy(_ring, 0, output, at + first, count - first);
                    at += count;
                    client.Offset += count;
                    if (count == left)
                    {
                        client.Next++;
                        client.Offset = 0;
                    }
                }
            }

            return at;
        }

        internal void Remove(EventStreamAnswer client)
        {
            lock (_ring)
            {
                for (int i = 0; i < _clients.Length; i++)
                {
                    if (_clients[i] == client)
                    {
                        _clients[i] = null;
                        _clientCount--;
                    }
                }
            }
        }

        /// <summary>The events that come next are gone. Returns false when the client has a part of one, so that its answer must end.</summary>
        private bool TellGap(EventStreamAnswer client, byte[] output, ref int at)
        {
            if (client.Offset != 0)
            {
                client.IsOver = true;
                return false;
            }

            int missed = client.Next == 0 ? -1 : _oldest - client.Next;
            EventsMissed += missed > 0 ? missed : 0;
            at = Ascii.Put("event: gap\ndata: " + missed.ToString() + "\n\n", output, at);
            client.Next = _oldest;
            return true;
        }

        /// <summary>Where a client goes on: behind the event that it says it has.</summary>
        private void SetStart(EventStreamAnswer client, HttpHead head)
        {
            byte[] buffer = head.Buffer;
            client.Next = Options.SendsHistory ? _oldest : _last + 1;
            int end;
            for (int at = 0; at < head.Length; at = end + 1)
            {
                end = Array.IndexOf(buffer, _lf, at, head.Length - at);
                int value = at + _idName.Length + 1;
                if (value >= end || buffer[value - 1] != ':' || !Ascii.AreEqualIgnoreCase(buffer, at, _idName.Length, _idName))
                {
                    continue;
                }

                while (buffer[value] == ' ')
                {
                    value++;
                }

                int number = value + _epoch.Length;
                int digits = end - 1 - number;
                int last = digits > 0 && digits < 10 && Ascii.AreEqual(buffer, value, _epoch.Length, _epoch) ? 0 : -1;
                for (; number < end - 1 && last >= 0; number++)
                {
                    int digit = buffer[number] - '0';
                    last = (uint)digit > 9 ? -1 : (last * 10) + digit;
                }

                // 0 is before all.
                client.Next = last >= 0 && last <= _last ? last + 1 : 0;
                return;
            }
        }
    }
}
