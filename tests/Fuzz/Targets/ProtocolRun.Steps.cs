using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Fuzz
{
    /// <content>What the application and the clock do.</content>
    internal sealed partial class ProtocolRun
    {
        private void Step(int op, int detail, int number)
        {
            switch (op)
            {
                case 7:
                    Send((WebSocketMessageType)(detail & 1), LengthOf(number));
                    break;
                case 8:
                    SendFragment((WebSocketMessageType)(detail & 1), LengthOf(number), (detail & 2) != 0, (detail & 12) == 12);
                    break;
                case 9:
                    SendControl((detail & 1) != 0, number % 126, number);
                    break;
                case 10:
                    Close(number, detail * 9);
                    break;
                case 11:
                    Take(number * 16, (detail + 1) * 7);
                    break;
                case 12:
                    _nowMs += (number * _tickScales[detail & 3]) + 1;
                    Trace.Add('t', Tick());
                    break;
                case 13:
                    Fail(number);
                    break;
                case 14:
                    Rare(number, detail);
                    break;
                default:
                    Take(int.MaxValue, int.MaxValue);
                    break;
            }
        }

        /// <summary>Up to 199 as it is; above that up to 6,960.</summary>
        private static int LengthOf(int number)
        {
            return number < 200 ? number : 240 + ((number - 200) * 120);
        }

        private void Send(WebSocketMessageType type, int count)
        {
            if (_queued > MaxQueued)
            {
                return;
            }

            bool may = _protocol.State == WebSocketState.Open && _openType == 0;
            bool hasRoom = _protocol.PendingCount == 0 || (_isServer && _protocol.CanReplyWith(count));
            bool copies = _protocol.Copies(count);
            bool sent = _protocol.TrySend(type, _source, 7, count);
            FuzzException.Unless(!sent || may, "a message was taken that must not be");
            FuzzException.Unless(sent || !may || !hasRoom, "a message that had room was refused");
            Took(sent, copies, type == WebSocketMessageType.Text ? Opcode.Text : Opcode.Binary, true, count);
        }

        private void SendFragment(WebSocketMessageType type, int count, bool final, bool isWrong)
        {
            if (_queued > MaxQueued)
            {
                return;
            }

            int opcode = _openType != 0 ? _openType : type == WebSocketMessageType.Text ? 1 : 2;
            if (_openType != 0 && isWrong)
            {
                SendOtherType((WebSocketMessageType)(2 - opcode), final);
                return;
            }

            bool copies = _protocol.Copies(count);
            bool hasRoom = _protocol.PendingCount == 0;
            bool sent = _protocol.TrySendFragment((WebSocketMessageType)(opcode - 1), _source, 7, count, final);
            bool may = _protocol.State == WebSocketState.Open;
            FuzzException.Unless(!sent || may, "a part was taken that must not be");
            FuzzException.Unless(sent || !may || !hasRoom, "a part that had room was refused");
            Took(sent, copies, _openType != 0 ? Opcode.Continuation : (Opcode)opcode, final, count);
            if (sent)
            {
                _openType = final ? 0 : opcode;
            }
        }

        private void Took(bool sent, bool copies, Opcode opcode, bool final, int count)
        {
            Trace.Add('q', sent ? 1 : 0);
            if (sent)
            {
                FuzzException.Unless(_protocol.IsBorrowing == !copies, "a small message is copied, a large one borrowed");
                _queued += count;
                _output.Expect(opcode, final, _source.AsSpan(7, count));
            }
        }

        private void SendControl(bool isPing, int count, int offset)
        {
            bool sent = isPing ? _protocol.TryPing(_source, offset, count) : _protocol.TryPong(_source, offset, count);
            bool isOpen = _protocol.State == WebSocketState.Open;
            FuzzException.Unless(isOpen || !sent, "a control frame was taken that must not be");
            Trace.Add('q', sent ? 1 : 0);
            if (sent)
            {
                _output.Expect(isPing ? Opcode.Ping : Opcode.Pong, true, _source.AsSpan(offset, count));
            }
        }

        private void Close(int number, int reasonCount)
        {
            int status = number >= 240 ? _badStatuses[number % _badStatuses.Length] : _goodStatuses[number % _goodStatuses.Length];

            // 1005 asks for a Close frame without a body, which has no reason either.
            if (number >= 240 && (status != (int)WebSocketCloseStatus.Empty || reasonCount > 0))
            {
                CloseWrongly((WebSocketCloseStatus)status, reasonCount);
                return;
            }

            bool isOpen = _protocol.State == WebSocketState.Open;
            bool closed = _protocol.TryClose((WebSocketCloseStatus)status, reasonCount == 0 ? null : _source, 3, reasonCount);
            FuzzException.Unless(closed == isOpen, "closing begins when it is open");
            Trace.Add('q', closed ? 1 : 0);
            if (closed)
            {
                FuzzException.Unless(_protocol.State == WebSocketState.CloseSent, "a Close was sent");
                ExpectClose(status, _source.AsSpan(3, Math.Min(reasonCount, 123)));
            }
        }

        private void Fail(int number)
        {
            int status = _goodStatuses[number % _goodStatuses.Length];
            WebSocketState before = _protocol.State;
            _protocol.Fail((WebSocketCloseStatus)status);
            if (before == WebSocketState.Open || before == WebSocketState.CloseSent)
            {
                FuzzException.Unless(_protocol.State == WebSocketState.Aborted && (int)_protocol.CloseStatus == status, "a failed connection");
                if (before == WebSocketState.Open)
                {
                    ExpectClose(status, default);
                }
            }
            else
            {
                FuzzException.Unless(_protocol.State == before, "what is over stays over");
            }
        }

        private void Rare(int number, int detail)
        {
            int pending = _protocol.PendingCount;
            switch (number & 3)
            {
                case 0:
                    _protocol.ReceiveEnd();
                    _ended = true;
                    _gaveUp |= _protocol.PendingCount < pending;
                    FuzzException.Unless(_protocol.State >= WebSocketState.Closed, "after the peer's end it is over");
                    break;
                case 1:
                    _protocol.Abort();
                    _gaveUp |= pending != 0;
                    FuzzException.Unless(_protocol.PendingCount == 0, "what waited is given up too");
                    FuzzException.Unless(_protocol.WantsDisconnect && !_protocol.WantsWrite && !_protocol.WantsRead, "after Abort nothing is wanted");
                    break;
                case 2 when _isServer && _queued <= MaxQueued:
                    SendEncoded(detail * 60);
                    break;
                default:
                    Finish();
                    Open(detail & 3);
                    break;
            }
        }

        private void SendEncoded(int count)
        {
            Span<byte> header = _work;
            int size = FrameEncoder.WriteHeader(_work, 0, Opcode.Binary, true, count, false, 0);
            bool may = _protocol.State == WebSocketState.Open && _openType == 0;
            bool sent = _protocol.TrySendEncoded(_work, 0, size, _source, 7, count);
            FuzzException.Unless(!sent || may, "a frame was taken that must not be");
            Trace.Add('q', sent ? 1 : 0);
            if (sent)
            {
                _queued += count;
                _output.Expect(Opcode.Binary, true, _source.AsSpan(7, count));
            }

            header[..size].Clear();
        }

        /// <summary>Lets output go; at most so much, in pieces.</summary>
        private void Take(int max, int piece)
        {
            int total = 0;
            while (total < max)
            {
                int pending = _protocol.PendingCount;
                bool wants = _protocol.WantsWrite;
                int count = _protocol.PrepareOutput();
                FuzzException.Unless(wants == count > 0 && count <= pending, "what WantsWrite says");
                if (count == 0)
                {
                    return;
                }

                count = Math.Min(Math.Min(count, piece), max - total);
                _output.Take(_protocol.OutputBuffer.AsSpan(_protocol.OutputOffset, count));
                _protocol.OutputSent(count);
                FuzzException.Unless(_protocol.PendingCount == pending - count, "what PendingCount says");
                total += count;
            }
        }

        /// <summary>Runs the deadlines. They may send a Ping, and a Close with 1001.</summary>
        private int Tick()
        {
            WebSocketState before = _protocol.State;
            int pending = _protocol.PendingCount;
            int wait = _protocol.Tick(_nowMs);
            FuzzException.Unless(wait >= 1 && wait <= WebSocketProtocol.MaxTickMs, "the time to the next tick");
            if (_protocol.PendingCount < pending)
            {
                FuzzException.Unless(_protocol.PendingCount == 0 && _protocol.WantsDisconnect, "only giving up drops what waits");
                _gaveUp = true;
                return wait;
            }

            int more = _protocol.PendingCount - pending;
            int header = _isServer ? 2 : 6;
            bool closed = before == WebSocketState.Open && _protocol.State == WebSocketState.CloseSent;

            // When it was closed and given up at once, only the size tells.
            closed |= before == WebSocketState.Open && more >= header + 2;
            more -= closed ? header + 2 : 0;
            FuzzException.Unless(more == 0 || (more == header && before == WebSocketState.Open), "what a tick sends");
            if (more != 0)
            {
                _output.Expect(Opcode.Ping, true, default);
            }

            if (closed)
            {
                ExpectClose((int)WebSocketCloseStatus.EndpointUnavailable, default);
            }

            return wait;
        }

        // Apart from where they are called, since a closure is made where its variables are.
        private void SendOtherType(WebSocketMessageType type, bool final)
        {
            MustThrow<InvalidOperationException>(() => _protocol.TrySendFragment(type, _source, 0, 1, final));
        }

        private void CloseWrongly(WebSocketCloseStatus status, int reasonCount)
        {
            MustThrow<ArgumentException>(() => _protocol.TryClose(status, _source, 3, reasonCount));
        }

        private void MustThrow<TException>(Action action)
            where TException : Exception
        {
            _threw = true;
            try
            {
                action();
            }
            catch (TException)
            {
                return;
            }

            throw new FuzzException("an exception was due");
        }

        /// <summary>Keys that are the same in every run of a script.</summary>
        private sealed class RepeatedEntropy : EntropySource
        {
            private uint _next;

            public void Start()
            {
                _next = 0x3D21FA37;
            }

            public override uint NextUInt32()
            {
                return _next = NextKey(_next);
            }

            private static uint NextKey(uint key)
            {
                return (key * 1664525) + 1013904223;
            }
        }
    }
}
