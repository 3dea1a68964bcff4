using System;
using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>
    /// One end of a connection, with its peer played by the test: input is written as for <see cref="Vector"/>, events
    /// come back as a trace (<c>text 4869. ping 61 close 03e8 violation 1002</c>, a message always whole), and so does
    /// what was sent, as <see cref="DecoderDriver"/> writes it. Every event is answered at once.
    /// </summary>
    internal sealed class ProtocolDriver
    {
        private const int Margin = 8;

        /// <summary>The end under test.</summary>
        public readonly WebSocketProtocol Protocol;

        /// <summary>Its deadlines; a test may change them.</summary>
        public readonly ProtocolOptions Options;

        /// <summary>Where its keys come from when it is a client.</summary>
        public readonly CountingEntropy Entropy;

        public readonly bool IsServer;

        /// <summary>The time that is passed in.</summary>
        public long NowMs = 1000;

        /// <summary>Whether the last Reply found no room.</summary>
        public bool IsStuck;

        private byte[] _sent = new byte[256];
        private int _sentCount;
        private readonly StringBuilder _message = new StringBuilder();

        public ProtocolDriver(bool isServer, int sendBufferSize, FrameLimits limits)
        {
            IsServer = isServer;
            Options = new ProtocolOptions(limits);
            Entropy = new CountingEntropy();
            Protocol = new WebSocketProtocol(
                Options,
                new FrameMask(),
                isServer ? null : Entropy,
                new byte[FrameDecoder.ScratchSize],
                new byte[sendBufferSize]);
            Protocol.Reset(0);
            Protocol.Open(NowMs);
        }

        /// <summary>What the role is called in messages.</summary>
        public string Role => IsServer ? "server: " : "client: ";

        /// <summary>A server and a client, open, with a send buffer of 1,024 bytes.</summary>
        public static ProtocolDriver[] Both()
        {
            return Both(1024);
        }

        /// <summary>A server and a client, open, with a send buffer of a size.</summary>
        public static ProtocolDriver[] Both(int sendBufferSize)
        {
            return new ProtocolDriver[]
            {
                new ProtocolDriver(true, sendBufferSize, new FrameLimits(100000, 64)),
                new ProtocolDriver(false, sendBufferSize, new FrameLimits(100000, 64)),
            };
        }

        /// <summary>Takes frames of the peer; returns the events.</summary>
        public string Receive(string vector)
        {
            byte[] stream = Vector.Build(vector, IsServer);
            return ReceiveBytes(stream, 0, stream.Length);
        }

        /// <summary>As above, byte by byte.</summary>
        public string ReceiveByteByByte(string vector)
        {
            byte[] stream = Vector.Build(vector, IsServer);
            string trace = "";
            for (int i = 0; i < stream.Length; i++)
            {
                string more = ReceiveBytes(stream, i, 1);
                trace += trace.Length > 0 && more.Length > 0 ? " " + more : more;
            }

            return trace;
        }

        /// <summary>Takes bytes of the peer.</summary>
        public string ReceiveBytes(byte[] stream, int offset, int count)
        {
            byte[] work = new byte[count + Margin];
            Array.Copy(stream, offset, work, 0, count);
            Protocol.Receive(work, 0, count, NowMs);
            return Continue();
        }

        /// <summary>Reads on, as after an answer that found no room.</summary>
        public string Continue()
        {
            StringBuilder trace = new StringBuilder();
            IsStuck = false;
            ProtocolEvent e;
            while (!IsStuck && (e = Protocol.Read()) != ProtocolEvent.NeedInput)
            {
                string bytes = e == ProtocolEvent.Violation ? "" : Hex.Format(Protocol.Decoder.PayloadBuffer, Protocol.Decoder.PayloadOffset, Protocol.Decoder.PayloadCount);
                if (e == ProtocolEvent.Data)
                {
                    _message.Append(bytes);
                    if (Protocol.Decoder.EndOfMessage)
                    {
                        Append(trace, (Protocol.MessageType == WebSocketMessageType.Text ? "text " : "bin ") + _message.ToString() + ".");
                        _message.Clear();
                    }

                    continue;
                }

                if (e != ProtocolEvent.Pong)
                {
                    Assert.AreEqual((int)e, (int)Protocol.Read(), Role + "an event comes again until it is answered");
                    IsStuck = !Protocol.Reply();
                }

                Append(trace, IsStuck ? "stuck" : Describe(e, bytes));
            }

            return trace.ToString();
        }

        /// <summary>The peer's end of the connection.</summary>
        public string ReceiveEnd()
        {
            Protocol.ReceiveEnd();
            return Status();
        }

        /// <summary>Lets at most so many bytes go out, in pieces; returns how many went.</summary>
        public int Take(int max, int piece)
        {
            int total = 0;
            while (total < max)
            {
                int count = Protocol.PrepareOutput();
                Assert.AreEqual(count > 0, Protocol.WantsWrite, Role + "WantsWrite");
                if (count == 0)
                {
                    break;
                }

                int pending = Protocol.PendingCount;
                count = count < piece ? count : piece;
                count = count < max - total ? count : max - total;
                Keep(Protocol.OutputBuffer, Protocol.OutputOffset, count);
                Protocol.OutputSent(count);
                total += count;
                Assert.AreEqual(pending - count, Protocol.PendingCount, Role + "PendingCount");
            }

            return total;
        }

        /// <summary>Lets everything go out; returns the frames that went since the last time.</summary>
        public string Sent()
        {
            Take(int.MaxValue, int.MaxValue);
            byte[] stream = SentBytes();
            int failedAt;

            // The peer is of the other role, so that it would refuse what lacks a mask or has one too many.
            return DecoderDriver.Run(new FrameDecoder(!IsServer, new FrameLimits(1 << 20, 1000)), stream, stream.Length, 1, out failedAt);
        }

        /// <summary>The bytes that went out since the last time.</summary>
        public byte[] SentBytes()
        {
            byte[] stream = new byte[_sentCount];
            Array.Copy(_sent, 0, stream, 0, _sentCount);
            _sentCount = 0;
            return stream;
        }

        /// <summary>The connection ended inside a message.</summary>
        public void ForgetMessage()
        {
            _message.Clear();
        }

        /// <summary>Queues a whole binary message.</summary>
        public bool Send(byte[] message)
        {
            return Protocol.TrySend(WebSocketMessageType.Binary, message, 0, message.Length);
        }

        /// <summary>Starts the closing handshake, with a reason in hex or null.</summary>
        public bool Close(int status, string reason)
        {
            byte[] bytes = reason == null ? null : Hex.Parse(reason);
            return Protocol.TryClose((WebSocketCloseStatus)status, bytes, 0, bytes == null ? 0 : bytes.Length);
        }

        /// <summary>Runs the deadlines at a time.</summary>
        public int TickAt(long nowMs)
        {
            NowMs = nowMs;
            return Protocol.Tick(nowMs);
        }

        /// <summary>Where the connection stands: <c>closed 1000 clean read write disconnect</c>.</summary>
        public string Status()
        {
            string text;
            switch (Protocol.State)
            {
                case WebSocketState.None: text = "none"; break;
                case WebSocketState.Open: text = "open"; break;
                case WebSocketState.CloseSent: text = "closeSent"; break;
                case WebSocketState.Closed: text = "closed"; break;
                case WebSocketState.Aborted: text = "aborted"; break;
                default: text = "?"; break;
            }

            return text + " " + ((int)Protocol.CloseStatus).ToString()
                + (Protocol.WasClean ? " clean" : "")
                + (Protocol.WantsRead ? " read" : "")
                + (Protocol.WantsWrite ? " write" : "")
                + (Protocol.WantsDisconnect ? " disconnect" : "");
        }

        /// <summary>Bytes that are easy to tell apart.</summary>
        public static byte[] Pattern(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)((i * 31) + (i >> 8) + 5);
            }

            return bytes;
        }

        /// <summary>The hex digits of all of an array.</summary>
        public static string HexOf(byte[] bytes)
        {
            return Hex.Format(bytes, 0, bytes.Length);
        }

        private string Describe(ProtocolEvent e, string bytes)
        {
            switch (e)
            {
                case ProtocolEvent.Ping: return "ping " + bytes;
                case ProtocolEvent.Pong: return "pong " + bytes;
                case ProtocolEvent.Close: return "close " + bytes;
                case ProtocolEvent.Violation: return "violation " + ((int)ViolationInfo.GetCloseStatus(Protocol.Decoder.Violation)).ToString();
                default: return "?";
            }
        }

        private static void Append(StringBuilder trace, string what)
        {
            if (trace.Length > 0)
            {
                trace.Append(' ');
            }

            trace.Append(what);
        }

        private void Keep(byte[] buffer, int offset, int count)
        {
            if (_sentCount + count > _sent.Length)
            {
                byte[] larger = new byte[(_sentCount + count) * 2];
                Array.Copy(_sent, 0, larger, 0, _sentCount);
                _sent = larger;
            }

            Array.Copy(buffer, offset, _sent, _sentCount, count);
            _sentCount += count;
        }
    }
}
