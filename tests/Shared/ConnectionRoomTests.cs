using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>What the send buffer takes, and that what it says of its room is so: at the last byte that fits and the next.</summary>
    [TestClass]
    public class ConnectionRoomTests
    {
        private const int Size = 1024;
        private const int Room = Size - WebSocketProtocol.SendBufferReserve;

        [TestMethod]
        public void Send_PayloadsOfEveryForm_AreWholeFrames()
        {
            int[] counts = new int[] { 0, 1, 124, 125, 126, 127, 128, 255, 256, 800 };
            foreach (ProtocolDriver end in ProtocolDriver.Both(1200))
            {
                foreach (int count in counts)
                {
                    byte[] message = ProtocolDriver.Pattern(count);
                    Assert.IsTrue(end.Send(message), end.Role + count.ToString());
                    Assert.AreEqual("bin " + ProtocolDriver.HexOf(message) + ".", end.Sent(), end.Role + count.ToString());
                }
            }
        }

        [TestMethod]
        public void Copies_EveryCount_SaysWhetherTheMessageIsBorrowed()
        {
            for (int count = Room - 20; count <= Room + 20; count++)
            {
                foreach (ProtocolDriver end in ProtocolDriver.Both(Size))
                {
                    bool copies = end.Protocol.Copies(count);
                    Assert.AreEqual(count <= Room - FrameEncoder.GetHeaderSize(count, !end.IsServer), copies, end.Role + count.ToString());
                    Assert.IsTrue(end.Send(new byte[count]), end.Role + "an empty buffer takes any");
                    Assert.AreEqual(!copies, end.Protocol.IsBorrowing, end.Role + count.ToString());
                }
            }
        }

        [TestMethod]
        public void Send_MessageThatWouldFitAlone_IsRefusedNotBorrowedBehindOthers()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both(Size))
            {
                int largest = Room - FrameEncoder.GetHeaderSize(Room, !end.IsServer);
                end.Protocol.TryPing(null, 0, 0);
                Assert.IsFalse(end.Send(new byte[largest]), end.Role + "it waits for room");
                Assert.IsFalse(end.Protocol.IsBorrowing, end.Role + "it is not borrowed");
                end.Sent();
                Assert.IsTrue(end.Send(new byte[largest]), end.Role + "there it is");
                Assert.IsFalse(end.Protocol.IsBorrowing, end.Role + "copied");
            }
        }

        [TestMethod]
        public void Ping_ThatJustFits_IsTakenAndOneByteMoreIsNot()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both(Size))
            {
                for (int left = 0; left <= 140; left++)
                {
                    int header = end.IsServer ? 2 : 6;
                    int count = Room - left - FrameEncoder.GetHeaderSize(Room - left, !end.IsServer);
                    Assert.IsTrue(end.Send(new byte[count]), end.Role + left.ToString());
                    Assert.AreEqual(Room - left, end.Protocol.PendingCount, end.Role + left.ToString());
                    int fits = left - header < 125 ? left - header : 125;
                    if (fits < 125)
                    {
                        int more = fits < 0 ? 0 : fits + 1;
                        Assert.IsFalse(end.Protocol.TryPing(new byte[more], 0, more), end.Role + "too many with " + left.ToString() + " left");
                    }

                    if (fits >= 0)
                    {
                        Assert.IsTrue(end.Protocol.TryPing(new byte[fits], 0, fits), end.Role + fits.ToString());
                    }

                    end.Sent();
                }
            }
        }

        [TestMethod]
        public void Ping_PlaceInFrontIsFree_IsTaken()
        {
            // What waits is moved to the front when that makes room.
            foreach (ProtocolDriver end in ProtocolDriver.Both(Size))
            {
                byte[] message = ProtocolDriver.Pattern(Room - 8);
                Assert.IsTrue(end.Send(message), end.Role);
                Assert.IsFalse(end.Protocol.TryPing(message, 0, 100), end.Role + "full");
                end.Take(300, 300);
                Assert.IsTrue(end.Protocol.TryPing(message, 0, 100), end.Role + "in the place of what went");
                Assert.IsTrue(end.Protocol.TryPong(message, 1, 100), end.Role + "and another");
                string expected = "bin " + ProtocolDriver.HexOf(message) + ". ping " + Hex.Format(message, 0, 100) + " pong " + Hex.Format(message, 1, 100);
                Assert.AreEqual(expected, end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void CanReply_AsClientWithAPingToAnswer_SaysWhetherItsPongWouldBeTaken()
        {
            for (int pending = 8; pending <= Room; pending += 9)
            {
                for (int gone = 0; gone < pending; gone += 100)
                {
                    ProtocolDriver end = ProtocolDriver.Both(Size)[1];
                    Assert.IsTrue(end.Send(new byte[pending - FrameEncoder.GetHeaderSize(pending, true)]), pending.ToString());
                    end.Take(gone, gone);
                    CheckPong(end, pending.ToString() + ", gone " + gone.ToString());
                }
            }
        }

        [TestMethod]
        public void CanReply_AsClientWhileAPayloadIsBorrowed_SaysWhetherThePongWouldBeTaken()
        {
            for (int count = 0; count <= 125; count++)
            {
                ProtocolDriver end = ProtocolDriver.Both(Size)[1];
                Assert.IsTrue(end.Send(new byte[3000]), "borrowed");
                end.Take(500, 100);
                Assert.IsTrue(end.Protocol.TryPing(new byte[125], 0, count), count.ToString());
                CheckPong(end, "borrowed, " + count.ToString());
                end.Sent();
                CheckPong(end, "all is out");
            }
        }

        [TestMethod]
        public void CanReplyWith_WhatItSaysFits_IsTaken()
        {
            int header = FrameLimits.MaxHeaderSize;
            for (int pending = 0; pending < Room; pending += 25)
            {
                for (int count = 0; count < Size + 100; count += 13)
                {
                    ProtocolDriver end = ProtocolDriver.Both(Size)[0];
                    if (pending > 4)
                    {
                        end.Send(new byte[pending - 4]);
                        end.Take(20, 20);
                    }

                    int left = Room - end.Protocol.PendingCount;
                    bool can = end.Protocol.CanReplyWith(count);

                    // It may leave the place of the longest header unused, but not more.
                    Assert.IsTrue(can || count > left - header, "refuses " + count.ToString() + " with " + left.ToString() + " left");
                    Assert.IsTrue(!can || end.Send(new byte[count]), count.ToString() + " with " + left.ToString() + " left");
                }
            }
        }

        [TestMethod]
        public void CanReplyWith_WhileAPayloadIsBorrowed_IsFalseForAServer()
        {
            ProtocolDriver server = ProtocolDriver.Both(Size)[0];
            Assert.IsTrue(server.Protocol.CanReplyWith(100000), "an empty buffer takes any");
            Assert.IsTrue(server.Send(new byte[3000]), "borrowed");
            Assert.IsFalse(server.Protocol.CanReplyWith(0) || server.Protocol.CanReply, "under way");
            Assert.IsFalse(server.Send(new byte[0]), "a message must wait");
            server.Sent();
            Assert.IsTrue(server.Protocol.CanReplyWith(0) && server.Protocol.CanReply, "out");
        }

        [TestMethod]
        public void Close_WithoutAReason_IgnoresItsRange()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.IsTrue(end.Protocol.TryClose(WebSocketCloseStatus.NormalClosure, null, 3, 7), end.Role);
                Assert.AreEqual("close 03e8", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Close_OfThePeerNotAnsweredYet_IsNoCloseAfterAbort()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                byte[] close = Vector.Build("88 02|03e8", end.IsServer);
                end.Protocol.Receive(close, 0, close.Length, end.NowMs);
                Assert.AreEqual((int)ProtocolEvent.Close, (int)end.Protocol.Read(), end.Role);
                end.Protocol.Abort();
                end.Protocol.Reply();
                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role + "it was given up before");
                Assert.AreEqual("", end.Sent(), end.Role + "nothing goes out");
            }
        }

        private static void CheckPong(ProtocolDriver end, string what)
        {
            Assert.IsTrue(end.Protocol.CanReply && end.Protocol.WantsRead, what + ": no ping, no pong");
            byte[] ping = Vector.Build("89 7d|" + ProtocolDriver.HexOf(ProtocolDriver.Pattern(125)), end.IsServer);
            end.Protocol.Receive(ping, 0, ping.Length, end.NowMs);
            Assert.AreEqual((int)ProtocolEvent.Ping, (int)end.Protocol.Read(), what);
            bool can = end.Protocol.CanReply;
            Assert.AreEqual(can, end.Protocol.WantsRead, what);
            Assert.AreEqual(can, end.Protocol.Reply(), what);
        }
    }
}
