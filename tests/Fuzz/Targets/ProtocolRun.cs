using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// Drives one connection by a script (see <see cref="ProtocolTarget"/>) and writes down what it shows. What must hold of
    /// every step is checked here; what goes out must be just the frames that were accepted or called for.
    /// </summary>
    internal sealed partial class ProtocolRun
    {
        private const int MaxQueued = 100000;

        private static readonly int[] _goodStatuses = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999];
        private static readonly int[] _badStatuses = [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65535];
        private static readonly int[] _tickScales = [1, 50, 500, 5000];

        private readonly bool _isServer;
        private readonly ProtocolOptions _options;
        private readonly WebSocketProtocol _protocol;
        private readonly RepeatedEntropy _entropy = new RepeatedEntropy();
        private readonly ProtocolOutput _output;
        private readonly byte[] _source = new byte[8192];
        private readonly byte[] _untouched = new byte[8192];
        private readonly byte[] _work = new byte[512];
        private readonly byte[] _payload = new byte[FrameLimits.MaxControlPayload];
        private readonly Trace _message = new Trace();

        private long _nowMs;
        private int _openType;
        private int _queued;
        private bool _ended;

        /// <summary>Whether the connection was given up with frames still to be sent.</summary>
        private bool _gaveUp;
        private bool _threw;

        public ProtocolRun(bool isServer, ProtocolOptions options, int sendBufferSize)
        {
            _isServer = isServer;
            _options = options;
            _protocol = new WebSocketProtocol(
                options, new FrameMask(), isServer ? null : _entropy, new byte[FrameDecoder.ScratchSize], new byte[sendBufferSize]);
            _output = new ProtocolOutput(isServer);
            for (int i = 0; i < _source.Length; i++)
            {
                _source[i] = (byte)('a' + (i % 23));
            }

            _source.CopyTo(_untouched, 0);

            // What keeps track of a borrowed payload is made for the first; after it nothing is allocated.
            _protocol.Open(1);
            _protocol.TrySend(WebSocketMessageType.Binary, new byte[sendBufferSize], 0, sendBufferSize);
            FuzzException.Unless(_protocol.IsBorrowing, "not borrowed");
        }

        /// <summary>What the last run showed.</summary>
        public Trace Trace { get; } = new Trace();

        /// <summary>Runs a script, with what is received cut in a way.</summary>
        public void Run(byte[] script, Chunks chunks, bool reports)
        {
            long allocated = Once(script, chunks, reports);
            if (allocated != 0 && !_threw)
            {
                allocated = Once(script, chunks, reports);
                FuzzException.Unless(allocated == 0, "allocated");
            }
        }

        private long Once(byte[] script, Chunks chunks, bool reports)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Trace.Clear();
            _entropy.Start();
            _threw = false;
            _nowMs = 1000;
            _queued = 0;
            Open(script[0] >> 6);
            int at = 1;
            while (at < script.Length)
            {
                int op = script[at] & 15;
                int detail = script[at] >> 4;
                int number = at + 1 < script.Length ? script[at + 1] : 0;
                at += 2;
                WebSocketState state = _protocol.State;
                if (op < 7)
                {
                    int count = Math.Max(0, Math.Min(number, script.Length - at));
                    Receive(script.AsSpan(Math.Min(at, script.Length), count), chunks);
                    at += count;
                }
                else
                {
                    Step(op, detail, number);
                }

                CheckStep(state, op);
                if (reports)
                {
                    int flags = (_protocol.IsBorrowing ? 1 : 0) | (_protocol.CanReply ? 2 : 0) | (_protocol.WantsRead ? 4 : 0) | (_openType << 3);
                    Coverage.Feature(1000 + op, ((int)state << 4) + (int)_protocol.State, flags);
                }
            }

            Finish();
            FuzzException.Unless(_source.AsSpan().SequenceEqual(_untouched), "the application's array was written to");
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        private void Open(int raw)
        {
            int rawCount = raw * 40;
            _protocol.OutputBuffer.AsSpan(0, rawCount).Fill((byte)'R');
            _protocol.Reset(rawCount);
            _output.Start(rawCount);
            FuzzException.Unless(_protocol.State == WebSocketState.None && _protocol.PendingCount == rawCount, "a fresh start");
            _protocol.Open(_nowMs);
            FuzzException.Unless(_protocol.State == WebSocketState.Open && _protocol.Decoder.Violation == Violation.None, "an open start");
            _openType = 0;
            _ended = false;
            _gaveUp = false;
            _message.Clear();
        }

        /// <summary>The end of a connection or of the script: everything goes out, and nothing waits for ever.</summary>
        private void Finish()
        {
            Trace.Add(_message.Count > 0 ? '~' : '$', _message.Count);
            Trace.Add(_message.Bytes);
            Take(int.MaxValue, int.MaxValue);
            FuzzException.Unless(_protocol.PendingCount == 0, "everything goes out");
            FuzzException.Unless(!_protocol.IsBorrowing || _protocol.WantsDisconnect, "nothing stays borrowed");
            AddStatus();
            Trace.Add(_output.Bytes);
            if (_options.PingIntervalMs > 0 || _options.IdleTimeoutMs > 0 || _protocol.State != WebSocketState.Open)
            {
                long start = _nowMs;
                for (int i = 0; !_protocol.WantsDisconnect; i++)
                {
                    FuzzException.Unless(i < 100, "it never ends");
                    _nowMs += Tick();
                    Take(int.MaxValue, int.MaxValue);
                }

                long most = (long)_options.PingIntervalMs + _options.PongTimeoutMs + _options.CloseTimeoutMs + _options.IdleTimeoutMs + _options.SendTimeoutMs + 1000;
                FuzzException.Unless(_nowMs - start <= most, "it ends late");
            }

            _output.Check(_protocol.PendingCount == 0 && !_gaveUp);
        }

        private void CheckStep(WebSocketState before, int op)
        {
            WebSocketState after = _protocol.State;
            bool legal = after == before
                || before == WebSocketState.Open
                || (before == WebSocketState.CloseSent && after != WebSocketState.Open)
                || op == 14;
            FuzzException.Unless(legal && after != WebSocketState.None, "a state follows another");
            FuzzException.Unless(_protocol.WasClean == (after == WebSocketState.Closed), "WasClean");
            FuzzException.Unless(_protocol.PendingCount >= 0, "PendingCount");
            FuzzException.Unless(!_protocol.WantsWrite || _protocol.PendingCount > 0, "WantsWrite has something to write");
            FuzzException.Unless(
                _protocol.WantsRead || _protocol.WantsWrite || _protocol.WantsDisconnect || _ended, "it wants nothing and waits for nothing");
            FuzzException.Unless(_protocol.Read() == ProtocolEvent.NeedInput, "everything was answered");
            AddStatus();
        }

        private void AddStatus()
        {
            Trace.Add('s', (int)_protocol.State);
            Trace.Add((int)_protocol.CloseStatus);
            Trace.Add(_protocol.PendingCount);
            Trace.Add((_protocol.WantsRead ? 1 : 0) | (_protocol.WantsWrite ? 2 : 0) | (_protocol.WantsDisconnect ? 4 : 0));
        }

        private void Receive(ReadOnlySpan<byte> stream, Chunks chunks)
        {
            if (_ended)
            {
                return;
            }

            while (stream.Length > 0)
            {
                int count = chunks.Next(stream.Length);
                stream[..count].CopyTo(_work);
                stream = stream[count..];
                _protocol.Receive(_work, 0, count, _nowMs);
                int events = 0;
                ProtocolEvent e;
                while ((e = _protocol.Read()) != ProtocolEvent.NeedInput)
                {
                    FuzzException.Unless(events++ <= count, "more events than bytes");
                    if (e == ProtocolEvent.Data)
                    {
                        FuzzException.Unless(_protocol.State == WebSocketState.Open, "data while it is open only");
                        _message.Add(_protocol.Decoder.PayloadBuffer.AsSpan(_protocol.Decoder.PayloadOffset, _protocol.Decoder.PayloadCount));
                        if (_protocol.Decoder.EndOfMessage)
                        {
                            Trace.Add('m', (int)_protocol.MessageType);
                            Trace.Add(_message.Count);
                            Trace.Add(_message.Bytes);
                            _message.Clear();
                        }
                    }
                    else
                    {
                        Answer(e);
                    }
                }
            }
        }

        private void Answer(ProtocolEvent e)
        {
            int count = e == ProtocolEvent.Violation ? 0 : _protocol.Decoder.PayloadCount;
            FuzzException.Unless(count <= _payload.Length, "a control frame's payload");
            if (count > 0)
            {
                _protocol.Decoder.PayloadBuffer.AsSpan(_protocol.Decoder.PayloadOffset, count).CopyTo(_payload);
            }

            Trace.Add('e', (int)e);
            Trace.Add(count);
            Trace.Add(_payload.AsSpan(0, count));
            if (e == ProtocolEvent.Pong)
            {
                return;
            }

            FuzzException.Unless(_protocol.Read() == e, "an event comes again until it is answered");
            WebSocketState before = _protocol.State;
            bool can = _protocol.CanReply;
            if (!_protocol.Reply())
            {
                FuzzException.Unless(!can && e == ProtocolEvent.Ping, "an answer that had room was refused");
                Trace.Add('!', 0);
                FuzzException.Unless(_protocol.Read() == e, "an event comes again after an answer that found no room");
                Take(int.MaxValue, int.MaxValue);
                FuzzException.Unless(_protocol.Reply(), "an empty buffer has room for an answer");
            }

            switch (e)
            {
                case ProtocolEvent.Ping:
                    FuzzException.Unless(_protocol.State == before, "a Ping changes no state");
                    if (before == WebSocketState.Open)
                    {
                        _output.Expect(Opcode.Pong, true, _payload.AsSpan(0, count));
                    }

                    break;
                case ProtocolEvent.Close:
                    int status = count < 2 ? (int)WebSocketCloseStatus.Empty : (_payload[0] << 8) | _payload[1];
                    FuzzException.Unless(_protocol.State == WebSocketState.Closed && (int)_protocol.CloseStatus == status, "a Close closes");
                    if (before == WebSocketState.Open)
                    {
                        _output.Expect(Opcode.Close, true, _payload.AsSpan(0, Math.Min(2, count)));
                    }

                    break;
                default:
                    FuzzException.Unless(e == ProtocolEvent.Violation && _protocol.State == WebSocketState.Aborted, "a violation fails the connection");
                    WebSocketCloseStatus why = ViolationInfo.GetCloseStatus(_protocol.Decoder.Violation);
                    FuzzException.Unless(_protocol.Decoder.Violation != Violation.None && _protocol.CloseStatus == why, "a violation's status");
                    Trace.Add((int)_protocol.Decoder.Violation);
                    if (before == WebSocketState.Open)
                    {
                        ExpectClose((int)why, default);
                    }

                    // Of the message at hand more or less was handed out before.
                    _message.Clear();
                    break;
            }
        }

        private void ExpectClose(int status, ReadOnlySpan<byte> reason)
        {
            Span<byte> body = stackalloc byte[FrameLimits.MaxControlPayload];
            body[0] = (byte)(status >> 8);
            body[1] = (byte)status;
            reason.CopyTo(body[2..]);
            _output.Expect(Opcode.Close, true, status == (int)WebSocketCloseStatus.Empty ? default : body[..(2 + reason.Length)]);
        }
    }
}
