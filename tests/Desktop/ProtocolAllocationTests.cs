using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>After construction nothing is allocated, whatever is sent and received.</summary>
    [TestClass]
    public class ProtocolAllocationTests
    {
        private const int Messages = 10000;
        private const int ReceiveSize = 700;

        [TestMethod]
        public void Connection_SmallTextMessages_AllocateNothing()
        {
            CheckMessages(WebSocketMessageType.Text, 40, 1);
        }

        [TestMethod]
        public void Connection_SmallBinaryMessages_AllocateNothing()
        {
            CheckMessages(WebSocketMessageType.Binary, 60, 1);
        }

        [TestMethod]
        public void Connection_EmptyMessages_AllocateNothing()
        {
            CheckMessages(WebSocketMessageType.Text, 0, 1);
        }

        [TestMethod]
        public void Connection_LargeTextMessages_AllocateNothing()
        {
            CheckMessages(WebSocketMessageType.Text, 5000, 1);
        }

        [TestMethod]
        public void Connection_LargeBinaryMessages_AllocateNothing()
        {
            CheckMessages(WebSocketMessageType.Binary, 5000, 1);
        }

        [TestMethod]
        public void Connection_FragmentedMessages_AllocateNothing()
        {
            CheckMessages(WebSocketMessageType.Text, 300, 4);
        }

        [TestMethod]
        public void Connection_OpenedFailedAndResetAgain_AllocatesNothing()
        {
            End server = new End(true);
            byte[] wrong = Vector.Build("81 03|616263; 83 00|", true);
            byte[] work = new byte[wrong.Length + 7];
            long before = 0;
            for (int i = 0; i < Messages + 100; i++)
            {
                if (i == 100)
                {
                    before = GC.GetAllocatedBytesForCurrentThread();
                }

                server.Protocol.Reset(0);
                server.Protocol.Open(1);
                Array.Copy(wrong, work, wrong.Length);
                server.Protocol.Receive(work, 0, wrong.Length, 1);
                while (server.Protocol.Read() != ProtocolEvent.NeedInput)
                {
                    server.Protocol.Reply();
                }
            }

            Assert.AreEqual(0L, GC.GetAllocatedBytesForCurrentThread() - before, "bytes");
            Assert.AreEqual(WebSocketState.Aborted, server.Protocol.State, "it was failed");
        }

        /// <summary>Client to server and back, with a ping now and then and a tick each.</summary>
        private static void CheckMessages(WebSocketMessageType type, int count, int parts)
        {
            End client = new End(false);
            End server = new End(true);
            byte[] message = new byte[count];
            for (int i = 0; i < count; i++)
            {
                message[i] = (byte)('a' + (i % 26));
            }

            if (type == WebSocketMessageType.Text && count > 20)
            {
                // U+1F609 across a likely border, so that the validator's slow path runs as well.
                message[10] = 0xF0;
                message[11] = 0x9F;
                message[12] = 0x98;
                message[13] = 0x89;
            }

            const int WarmUp = 200;
            long before = 0;
            for (int i = 0; i < Messages + WarmUp; i++)
            {
                if (i == WarmUp)
                {
                    before = GC.GetAllocatedBytesForCurrentThread();
                }

                End from = i % 2 == 0 ? client : server;
                End to = i % 2 == 0 ? server : client;
                Exchange(from, to, type, message, parts);
                if (i % 16 == 0)
                {
                    from.Protocol.TryPing(message, 0, Math.Min(count, 20));
                    Pump(from, to);
                    Pump(to, from);
                }

                from.Protocol.Tick(i + 1);
                to.Protocol.Tick(i + 1);
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.AreEqual(0L, allocated, "bytes for " + Messages + " messages");
            Assert.AreEqual((Messages + WarmUp) / 2, server.Received, "the server's messages");
            Assert.AreEqual((Messages + WarmUp) / 2, client.Received, "the client's messages");
            Assert.AreEqual((long)count * (Messages + WarmUp) / 2, server.ReceivedBytes, "the server's bytes");
            Assert.IsTrue(server.Pongs > 0 || client.Pongs > 0, "pongs");
        }

        private static void Exchange(End from, End to, WebSocketMessageType type, byte[] message, int parts)
        {
            int at = 0;
            for (int part = 1; part <= parts; part++)
            {
                int count = part == parts ? message.Length - at : message.Length / parts;
                bool queued = parts == 1
                    ? from.Protocol.TrySend(type, message, at, count)
                    : from.Protocol.TrySendFragment(type, message, at, count, part == parts);
                if (!queued)
                {
                    Assert.Fail("no room");
                }

                at += count;
                Pump(from, to);
            }
        }

        /// <summary>Moves all output of one end to the other, as much at a time as the other's buffer takes.</summary>
        private static void Pump(End from, End to)
        {
            int count;
            while ((count = from.Protocol.PrepareOutput()) > 0)
            {
                count = Math.Min(count, ReceiveSize);
                Array.Copy(from.Protocol.OutputBuffer, from.Protocol.OutputOffset, to.Buffer, 0, count);
                from.Protocol.OutputSent(count);
                to.Take(count);
            }
        }

        private sealed class End
        {
            public readonly WebSocketProtocol Protocol;
            public readonly byte[] Buffer = new byte[ReceiveSize + FrameDecoder.ScratchSize];
            public int Received;
            public long ReceivedBytes;
            public int Pongs;

            public End(bool isServer)
            {
                Protocol = new WebSocketProtocol(
                    new ProtocolOptions(new FrameLimits(1 << 20, 100)),
                    new FrameMask(),
                    isServer ? null : new CountingEntropy(),
                    Buffer,
                    new byte[1024]);
                Protocol.Reset(0);
                Protocol.Open(1);
            }

            public void Take(int count)
            {
                Protocol.Receive(Buffer, 0, count, 1);
                ProtocolEvent e;
                while ((e = Protocol.Read()) != ProtocolEvent.NeedInput)
                {
                    switch (e)
                    {
                        case ProtocolEvent.Data:
                            ReceivedBytes += Protocol.Decoder.PayloadCount;
                            Received += Protocol.Decoder.EndOfMessage ? 1 : 0;
                            break;
                        case ProtocolEvent.Pong:
                            Pongs++;
                            break;
                        default:
                            if (e != ProtocolEvent.Ping || !Protocol.Reply())
                            {
                                Assert.Fail("unexpected event");
                            }

                            break;
                    }
                }
            }
        }
    }
}
