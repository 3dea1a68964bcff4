using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Payloads larger than the send buffer, which pass through it piece by piece, borrowed.</summary>
    [TestClass]
    public class ConnectionBulkTests
    {
        [TestMethod]
        public void Bulk_OneByteMoreThanFits_IsBorrowed()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                int fits = 1024 - WebSocketProtocol.SendBufferReserve - FrameEncoder.GetHeaderSize(800, !end.IsServer);
                byte[] message = ProtocolDriver.Pattern(fits + 1);
                Assert.IsTrue(end.Protocol.TrySend(WebSocketMessageType.Binary, message, 0, fits), end.Role);
                Assert.IsFalse(end.Protocol.IsBorrowing, end.Role + "fits");
                Assert.AreEqual("bin " + Hex.Format(message, 0, fits) + ".", end.Sent(), end.Role);
                Assert.IsTrue(end.Send(message), end.Role);
                Assert.IsTrue(end.Protocol.IsBorrowing, end.Role + "one more");
                Assert.AreEqual("bin " + ProtocolDriver.HexOf(message) + ".", end.Sent(), end.Role);
                Assert.IsFalse(end.Protocol.IsBorrowing, end.Role + "it is out");
                Assert.AreEqual("open 1006 read", end.Status(), end.Role);
            }
        }

        [TestMethod]
        public void Bulk_DrainedInPiecesOfAnySize_IsTheMessage()
        {
            int[] pieces = new int[] { 1, 7, 100, int.MaxValue };

            // The pieces of the buffer are 762 bytes: around one and two of them, and what is on the way.
            int[] counts = new int[] { 894, 1000, 1523, 1524, 1525, 1600 };
            for (int c = 0; c < counts.Length; c++)
            {
                byte[] message = ProtocolDriver.Pattern(counts[c]);
                string hex = ProtocolDriver.HexOf(message);
                for (int p = 0; p < pieces.Length; p++)
                {
                    foreach (ProtocolDriver end in ProtocolDriver.Both())
                    {
                        string what = end.Role + counts[c].ToString() + " in " + pieces[p].ToString();
                        Assert.IsTrue(end.Send(message), what);
                        Assert.AreEqual(counts[c] + FrameEncoder.GetHeaderSize(counts[c], !end.IsServer), end.Protocol.PendingCount, what);
                        end.Take(int.MaxValue, pieces[p]);
                        Assert.IsFalse(end.Protocol.IsBorrowing, what);
                        Assert.AreEqual("bin " + hex + ".", end.Sent(), what);
                        Assert.AreEqual(hex, ProtocolDriver.HexOf(message), what + ": the array is the caller's");

                        // And the buffer is as new.
                        Assert.IsTrue(end.Send(Hex.Parse("0102")), what);
                        Assert.AreEqual("bin 0102.", end.Sent(), what);
                    }
                }
            }
        }

        [TestMethod]
        public void Bulk_BehindOtherFrames_KeepsTheOrder()
        {
            byte[] message = ProtocolDriver.Pattern(1600);
            string hex = ProtocolDriver.HexOf(message);
            int[] pieces = new int[] { 1, 7, 100, int.MaxValue };
            for (int p = 0; p < pieces.Length; p++)
            {
                foreach (ProtocolDriver end in ProtocolDriver.Both())
                {
                    byte[] first = ProtocolDriver.Pattern(500);
                    Assert.IsTrue(end.Send(first), end.Role);
                    Assert.IsTrue(end.Protocol.TryPing(first, 0, 3), end.Role);
                    end.Take(20, 20);
                    Assert.IsTrue(end.Send(message), end.Role);
                    Assert.IsTrue(end.Protocol.TryPong(first, 0, 125), end.Role + "a pong of full length fits behind");
                    end.Take(1000, pieces[p]);
                    Assert.IsTrue(end.Protocol.IsBorrowing, end.Role);
                    Assert.IsTrue(end.Close(1000, null), end.Role);
                    end.Take(int.MaxValue, pieces[p]);
                    Assert.AreEqual(
                        "bin " + ProtocolDriver.HexOf(first) + ". ping " + Hex.Format(first, 0, 3) + " bin " + hex + ". pong " + Hex.Format(first, 0, 125) + " close 03e8",
                        end.Sent(),
                        end.Role);
                }
            }
        }

        [TestMethod]
        public void Bulk_UnderWay_RefusesOtherMessagesAndTakesControlFrames()
        {
            byte[] message = ProtocolDriver.Pattern(1600);
            byte[] reason = new byte[123];
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Send(message);
                for (int round = 0; round < 3; round++)
                {
                    int pending = end.Protocol.PendingCount;
                    Assert.IsFalse(end.Send(new byte[1]), end.Role + "a message");
                    Assert.IsFalse(end.Send(message), end.Role + "a large one");
                    Assert.IsFalse(end.Protocol.TrySendFragment(WebSocketMessageType.Text, message, 0, 1, false), end.Role + "a part");
                    Assert.IsFalse(end.IsServer && end.Protocol.TrySendEncoded(message, 0, 2, message, 0, 3), end.Role + "an encoded one");
                    Assert.AreEqual(!end.IsServer, end.Protocol.CanReply, end.Role + "no message would fit, a pong would");
                    Assert.AreEqual(pending, end.Protocol.PendingCount, end.Role);
                    end.Take(500, 500);
                }

                Assert.IsTrue(end.Protocol.TryPing(message, 0, 125), end.Role + "one of full length");
                Assert.IsFalse(end.Protocol.TryPing(message, 0, 125), end.Role + "not two");
                Assert.IsTrue(end.Protocol.TryClose(WebSocketCloseStatus.NormalClosure, reason, 0, 123), end.Role + "a Close always");
                Assert.AreEqual(
                    "bin " + ProtocolDriver.HexOf(message) + ". ping " + Hex.Format(message, 0, 125) + " close 03e8" + ProtocolDriver.HexOf(reason),
                    end.Sent(),
                    end.Role);
            }
        }

        [TestMethod]
        public void Bulk_PingOfThePeerUnderWay_IsAnsweredBehind()
        {
            byte[] message = ProtocolDriver.Pattern(1600);
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Send(message);
                end.Take(300, 300);
                Assert.AreEqual("ping 31", end.Receive("89 01|31"), end.Role);
                Assert.AreEqual("bin " + ProtocolDriver.HexOf(message) + ". pong 31", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Bulk_CloseOfThePeerUnderWay_IsAnsweredBehind()
        {
            byte[] message = ProtocolDriver.Pattern(1600);
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Send(message);
                end.Take(300, 300);
                Assert.AreEqual("close 03e8", end.Receive("88 02|03e8"), end.Role);
                string reads = end.IsServer ? "" : " read";
                Assert.AreEqual("closed 1000 clean" + reads + " write", end.Status(), end.Role + "not before all is out, and not into an array that is borrowed");
                Assert.AreEqual("bin " + ProtocolDriver.HexOf(message) + ". close 03e8", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Bulk_ViolationOfThePeerUnderWay_IsAnsweredBehind()
        {
            byte[] message = ProtocolDriver.Pattern(1600);
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Send(message);
                end.Take(300, 300);
                Assert.AreEqual("violation 1002", end.Receive("c1"), end.Role);
                Assert.AreEqual("bin " + ProtocolDriver.HexOf(message) + ". close 03ea", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Bulk_TooLittleRoomForItsHeader_IsRefusedUntilThereIs()
        {
            byte[] message = ProtocolDriver.Pattern(1600);
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                byte[] first = ProtocolDriver.Pattern(760);
                Assert.IsTrue(end.Send(first), end.Role);
                Assert.IsFalse(end.Send(message), end.Role + "its header would be in the way of the control frames");
                Assert.IsFalse(end.Protocol.IsBorrowing, end.Role);
                end.Take(20, 20);
                Assert.IsTrue(end.Send(message), end.Role + "a little went out");
                Assert.AreEqual("bin " + ProtocolDriver.HexOf(first) + ". bin " + ProtocolDriver.HexOf(message) + ".", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Bulk_AsFragments_IsOneMessage()
        {
            byte[] part = ProtocolDriver.Pattern(1000);
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.IsTrue(end.Protocol.TrySendFragment(WebSocketMessageType.Binary, part, 0, 1000, false), end.Role + "first");
                Assert.IsFalse(end.Protocol.TrySendFragment(WebSocketMessageType.Binary, part, 0, 10, true), end.Role + "not yet");
                end.Take(1100, 90);
                Assert.IsFalse(end.Protocol.IsBorrowing, end.Role);
                Assert.IsTrue(end.Protocol.TryPing(null, 0, 0), end.Role);
                Assert.IsTrue(end.Protocol.TrySendFragment(WebSocketMessageType.Binary, part, 10, 990, true), end.Role + "last");
                Assert.AreEqual("bin " + ProtocolDriver.HexOf(part) + "- ping  cont " + Hex.Format(part, 10, 990) + ".", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Bulk_InTheSmallestBuffer_ComesThrough()
        {
            byte[] message = ProtocolDriver.Pattern(1900);
            foreach (ProtocolDriver end in ProtocolDriver.Both(WebSocketProtocol.MinSendBufferSize))
            {
                Assert.IsTrue(end.Send(message), end.Role);
                end.Protocol.TryPing(message, 0, 125);
                end.Close(1000, null);
                end.Take(int.MaxValue, 50);
                Assert.AreEqual("bin " + ProtocolDriver.HexOf(message) + ". ping " + Hex.Format(message, 0, 125) + " close 03e8", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Bulk_Aborted_IsReadNoMore()
        {
            byte[] message = ProtocolDriver.Pattern(1600);
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Send(message);
                end.Take(300, 300);
                end.Protocol.Abort();
                Assert.AreEqual(0, end.Protocol.PrepareOutput(), end.Role + "nothing is prepared");
                Assert.IsFalse(end.Protocol.WantsWrite, end.Role);
                Assert.IsTrue(end.Protocol.IsBorrowing, end.Role + "it did not get through");
                end.Protocol.Reset(0);
                Assert.IsFalse(end.Protocol.IsBorrowing, end.Role + "after Reset");
            }
        }
    }
}
