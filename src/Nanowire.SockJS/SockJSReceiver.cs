using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    /// <summary>The answer that a client receives through: xhr, xhr_streaming or eventsource.</summary>
    internal sealed class SockJSReceiver : SockJSAnswer
    {
        /// <summary>Bytes that make browsers hand over a streaming answer from the start, as the protocol has it.</summary>
        private const int PreludeSize = 2048;

        // What is to be written next.
        private const int AtHead = 0;
        private const int AtPrelude = 1;
        private const int AtFrames = 2;
        private const int AtLastChunk = 3;
        private const int AtEnd = 4;

        /// <summary>Four digits and a line's end in front of a chunk, and a line's end behind it.</summary>
        private const int ChunkHead = 6;
        private const int LineEnd = 2;
        private const int MaxChunk = 0xFFFF;

        internal readonly SockJSTransport Transport;

        /// <summary>No further frame may follow.</summary>
        internal bool IsDone;

        private readonly SockJSSession _session;
        private readonly string _refusal;
        private int _step;
        private int _prelude;
        private int _sent;

        /// <summary>An answer for a session, or one with a Close frame only.</summary>
        internal SockJSReceiver(SockJSServer server, byte[] origin, byte[] cookie, SockJSTransport transport, SockJSSession session, string refusal, bool isChunked)
            : base(server, origin, cookie)
        {
            Transport = transport;
            _session = session;
            _refusal = refusal;
            _prelude = transport == SockJSTransport.XhrStreaming ? PreludeSize : 0;
            ContentType = transport == SockJSTransport.EventSource ? Events : Script;
            Length = isChunked ? Chunked : Unframed;
        }

        internal string Prefix => Transport == SockJSTransport.EventSource ? "data: " : string.Empty;

        internal string Suffix => Transport == SockJSTransport.EventSource ? "\r\n\r\n" : "\n";

        public override int Write(byte[] buffer, int capacity, long nowMs)
        {
            if (_step == AtHead)
            {
                _step = Transport == SockJSTransport.XhrPolling ? AtFrames : AtPrelude;
                return WriteHead(buffer, capacity);
            }

            if (_step == AtEnd)
            {
                return End;
            }

            bool isChunked = Length == Chunked;
            int start = isChunked ? ChunkHead : 0;
            int limit = capacity - (isChunked ? LineEnd : 0);
            limit = limit - start < MaxChunk ? limit : start + MaxChunk;
            int count = 0;
            if (_step == AtPrelude)
            {
                count = WritePrelude(buffer, start, limit) - start;
            }
            else if (_step == AtFrames)
            {
                count = WriteFrames(buffer, start, limit, nowMs) - start;
            }

            if (count == 0)
            {
                if (_step < AtLastChunk)
                {
                    return 0;
                }

                _step = AtEnd;
                if (!isChunked)
                {
                    return End;
                }
            }

            if (isChunked)
            {
                // Leading zeros are allowed, so that the head has one length. Without data it ends the content.
                int rest = count;
                for (int i = 3; i >= 0; i--)
                {
                    int digit = rest & 15;
                    buffer[i] = (byte)(digit < 10 ? '0' + digit : 'a' - 10 + digit);
                    rest >>= 4;
                }

                Ascii.Put("\r\n", buffer, 4);
                Ascii.Put("\r\n", buffer, start + count);
                count += ChunkHead + LineEnd;
            }

            return count;
        }

        public override void Lost()
        {
            if (_session != null)
            {
                Server.Interrupt(_session, this);
            }
        }

        /// <summary>A frame is out; whether another may follow.</summary>
        internal void EndFrame(int count)
        {
            _sent += count;
            IsDone |= Transport == SockJSTransport.XhrPolling || _sent >= Server.Options.ResponseLimit;
        }

        /// <summary>A piece of a frame is out.</summary>
        internal void Count(int count)
        {
            _sent += count;
        }

        private int WritePrelude(byte[] buffer, int at, int limit)
        {
            if (Transport == SockJSTransport.EventSource)
            {
                _step = AtFrames;
                return Ascii.Put("\r\n", buffer, at);
            }

            while (_prelude > 0 && at < limit)
            {
                buffer[at++] = (byte)'h';
                _prelude--;
            }

            if (_prelude == 0 && at < limit)
            {
                buffer[at++] = (byte)'\n';
                _step = AtFrames;
            }

            return at;
        }

        private int WriteFrames(byte[] buffer, int at, int limit, long nowMs)
        {
            if (_session == null)
            {
                IsDone = true;
                at = Ascii.Put(Suffix, buffer, Ascii.Put(_refusal, buffer, Ascii.Put(Prefix, buffer, at)));
            }
            else
            {
                at = Server.WriteFrames(_session, this, buffer, at, limit, nowMs);
            }

            if (IsDone)
            {
                _step = AtLastChunk;
            }

            return at;
        }
    }
}
