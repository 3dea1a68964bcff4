using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Messages as they go out through a send buffer of fixed size, RFC 6455 sections 5.4, 5.6 and 6.1.</summary>
    [TestClass]
    public class ConnectionSendingTests
    {
        [TestMethod]
        public void Send_MessagesOfBothKinds_AreWholeFrames()
        {
            byte[] hello = Hex.Parse("48656c6c6f");
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.IsTrue(end.Protocol.TrySend(WebSocketMessageType.Text, hello, 0, 5), end.Role);
                Assert.IsTrue(end.Protocol.TrySend(WebSocketMessageType.Binary, hello, 1, 2), end.Role);
                Assert.IsTrue(end.Protocol.TrySend(WebSocketMessageType.Text, hello, 5, 0), end.Role);
                Assert.IsTrue(end.Protocol.TryPing(hello, 4, 1), end.Role);
                Assert.IsTrue(end.Protocol.TryPing(null, 0, 0), end.Role);
                Assert.IsTrue(end.Protocol.TryPong(hello, 0, 1), end.Role);
                Assert.AreEqual("text 48656c6c6f. bin 656c. text . ping 6f ping  pong 48", end.Sent(), end.Role);
                Assert.IsFalse(end.Protocol.WantsWrite, end.Role);
                Assert.AreEqual(0, end.Protocol.PendingCount, end.Role);
                Expect.Bytes("48656c6c6f", hello, 0, 5, end.Role + "the array is the caller's");
            }
        }

        [TestMethod]
        public void Send_AsServer_IsTheExampleOfTheRfc()
        {
            ProtocolDriver end = ProtocolDriver.Both()[0];
            end.Protocol.TrySend(WebSocketMessageType.Text, Hex.Parse("48656c6c6f"), 0, 5);
            end.Take(100, 100);
            byte[] sent = end.SentBytes();
            Expect.Bytes("810548656c6c6f", sent, 0, sent.Length, "section 5.7");
        }

        [TestMethod]
        public void Send_AsClient_MasksEveryFrameWithAKeyOfItsOwn()
        {
            ProtocolDriver end = ProtocolDriver.Both()[1];
            byte[] hello = Hex.Parse("48656c6c6f");
            end.Protocol.TrySend(WebSocketMessageType.Text, hello, 0, 5);
            end.Protocol.TryPing(hello, 0, 5);
            end.Protocol.TrySend(WebSocketMessageType.Text, hello, 0, 0);
            end.Close(1000, null);
            end.Take(100, 100);
            byte[] sent = end.SentBytes();

            // Section 5.7 for the first; then 0x48 ^ 0x38 = 0x70 and so on.
            Expect.Bytes("8185 37fa213d 7f9f4d5158 8985 38fb223e 709e4e5257 8180 39fc233f 8882 3afd2440 3915", sent, 0, sent.Length, "the bytes");
        }

        [TestMethod]
        public void Send_MoreThanFits_IsRefusedAndLeavesNoTrace()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                int limit = 1024 - WebSocketProtocol.SendBufferReserve;
                int header = FrameEncoder.GetHeaderSize(100, !end.IsServer);
                byte[] message = ProtocolDriver.Pattern(100);
                string expected = "";
                int total = 0;
                while (end.Send(message))
                {
                    total += header + 100;
                    expected += "bin " + ProtocolDriver.HexOf(message) + ". ";
                    Assert.AreEqual(total, end.Protocol.PendingCount, end.Role);
                    Assert.IsTrue(total <= limit, end.Role + "the reserve is for the Close frame");
                }

                Assert.IsTrue(total + header + 100 > limit, end.Role + "it was full");
                Assert.AreEqual(total, end.Protocol.PendingCount, end.Role + "nothing of the last is queued");

                // To the byte: what is left less a header, and one more.
                int rest = limit - total - header;
                Assert.IsFalse(end.Send(new byte[rest + 1]), end.Role + "one byte too many");
                Assert.IsTrue(end.Send(new byte[rest]), end.Role + "just fits");
                Assert.AreEqual(limit, end.Protocol.PendingCount, end.Role + "full to the byte");
                Assert.IsFalse(end.Protocol.TrySend(WebSocketMessageType.Text, message, 0, 0), end.Role + "not even an empty one");
                Assert.IsFalse(end.Protocol.TryPing(null, 0, 0), end.Role + "nor a ping");
                Assert.AreEqual(expected + "bin " + ProtocolDriver.HexOf(new byte[rest]) + ".", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Send_FullBuffer_StillTakesALongClose()
        {
            byte[] reason = new byte[123];
            for (int i = 0; i < 123; i++)
            {
                reason[i] = 0x61;
            }

            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                int limit = 1024 - WebSocketProtocol.SendBufferReserve;
                byte[] message = new byte[limit - FrameEncoder.GetHeaderSize(limit, !end.IsServer)];
                Assert.IsTrue(end.Send(message), end.Role);
                Assert.AreEqual(limit, end.Protocol.PendingCount, end.Role);
                Assert.IsFalse(end.Protocol.IsBorrowing, end.Role + "it fits");
                Assert.IsTrue(end.Protocol.TryClose(WebSocketCloseStatus.NormalClosure, reason, 0, 123), end.Role);
                Assert.AreEqual("bin " + ProtocolDriver.HexOf(message) + ". close 03e8" + ProtocolDriver.HexOf(reason), end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Send_AfterPartOfTheOutputWent_UsesItsPlaceAgain()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                byte[] message = ProtocolDriver.Pattern(190);
                string text = "bin " + ProtocolDriver.HexOf(message) + ".";
                string expected = "";
                int accepted = 0;
                for (int round = 0; round < 12; round++)
                {
                    if (end.Send(message))
                    {
                        expected += accepted == 0 ? text : " " + text;
                        accepted++;
                    }

                    // Never all, so that the rest has to be moved again and again.
                    int pending = end.Protocol.PendingCount;
                    end.Take(pending > 170 ? 170 : pending - 1, 33);
                }

                Assert.IsTrue(accepted > 9, end.Role + accepted.ToString());
                Assert.AreEqual(expected, end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void SendFragment_SequenceWithPingsBetween_IsOneMessage()
        {
            byte[] bytes = Hex.Parse("616263");
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                WebSocketProtocol protocol = end.Protocol;
                Assert.IsTrue(protocol.TrySendFragment(WebSocketMessageType.Text, bytes, 0, 1, false), end.Role + "first");
                Assert.IsTrue(protocol.TryPing(bytes, 0, 3), end.Role + "ping");
                Assert.IsTrue(protocol.TrySendFragment(WebSocketMessageType.Text, bytes, 1, 0, false), end.Role + "empty");
                Assert.IsTrue(protocol.TryPong(null, 0, 0), end.Role + "pong");
                Assert.IsTrue(protocol.TrySendFragment(WebSocketMessageType.Text, bytes, 1, 2, true), end.Role + "last");
                Assert.IsTrue(protocol.TrySendFragment(WebSocketMessageType.Binary, bytes, 0, 1, true), end.Role + "the only one");
                Assert.AreEqual("text 61- ping 616263 cont - pong  cont 6263. bin 61.", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void SendFragment_WhileAMessageIsOpen_RefusesOthersAndThrowsForAnotherType()
        {
            byte[] bytes = Hex.Parse("616263");
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                WebSocketProtocol protocol = end.Protocol;
                protocol.TrySendFragment(WebSocketMessageType.Binary, bytes, 0, 1, false);
                int pending = protocol.PendingCount;
                Assert.IsFalse(protocol.TrySend(WebSocketMessageType.Binary, bytes, 0, 3), end.Role + "a message");
                Assert.IsFalse(protocol.TrySend(WebSocketMessageType.Text, bytes, 0, 3), end.Role + "a message");
                if (end.IsServer)
                {
                    Assert.IsFalse(protocol.TrySendEncoded(bytes, 0, 2, bytes, 0, 3), end.Role + "an encoded one");
                }

                Expect.Throws(typeof(InvalidOperationException), () => protocol.TrySendFragment(WebSocketMessageType.Text, bytes, 0, 1, false));
                Assert.AreEqual(pending, protocol.PendingCount, end.Role + "nothing is queued");
                Assert.IsTrue(protocol.TrySendFragment(WebSocketMessageType.Binary, bytes, 1, 1, true), end.Role + "the end");
                Assert.IsTrue(protocol.TrySend(WebSocketMessageType.Text, bytes, 2, 1), end.Role + "the next");
                Assert.AreEqual("bin 61- cont 62. text 63.", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void SendFragment_NoRoomForTheFirst_LeavesNoMessageOpen()
        {
            byte[] message = ProtocolDriver.Pattern(700);
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.IsTrue(end.Send(message), end.Role);
                Assert.IsFalse(end.Protocol.TrySendFragment(WebSocketMessageType.Text, message, 0, 200, false), end.Role);
                Assert.IsTrue(end.Protocol.TrySend(WebSocketMessageType.Binary, message, 0, 1), end.Role + "no message is open");
            }
        }

        [TestMethod]
        public void SendFragment_InsideAMessage_MayBeFollowedByAClose()
        {
            byte[] bytes = Hex.Parse("616263");
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Protocol.TrySendFragment(WebSocketMessageType.Text, bytes, 0, 1, false);
                Assert.IsTrue(end.Close(1001, null), end.Role);
                Assert.IsFalse(end.Protocol.TrySendFragment(WebSocketMessageType.Text, bytes, 1, 2, true), end.Role + "nothing may follow");
                Assert.AreEqual("text 61- close 03e9", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Send_AfterClose_IsRefused()
        {
            byte[] bytes = Hex.Parse("616263");
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Close(1000, null);
                Assert.IsFalse(end.Send(bytes), end.Role + "a message");
                Assert.IsFalse(end.Send(new byte[3000]), end.Role + "a large one");
                Assert.IsFalse(end.Protocol.TrySendFragment(WebSocketMessageType.Text, bytes, 0, 1, false), end.Role + "a part");
                Assert.IsFalse(end.Protocol.TryPing(null, 0, 0), end.Role + "a ping");
                Assert.IsFalse(end.Protocol.TryPong(null, 0, 0), end.Role + "a pong");
                Assert.AreEqual("close 03e8", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void SendEncoded_AsServer_GoesOutAsItIs()
        {
            ProtocolDriver end = ProtocolDriver.Both()[0];
            byte[] header = Hex.Parse("eeee 8103 ee");
            byte[] payload = Hex.Parse("60 616263 64");
            Assert.IsTrue(end.Protocol.TrySendEncoded(header, 2, 2, payload, 1, 3), "first");
            Assert.IsTrue(end.Protocol.TrySendEncoded(header, 2, 2, payload, 2, 3), "second");
            Assert.AreEqual("text 616263. text 626364.", end.Sent(), "both");

            // What does not fit an empty buffer never does: it is not borrowed.
            int limit = 1024 - WebSocketProtocol.SendBufferReserve;
            byte[] large = new byte[limit];
            byte[] largeHeader = Hex.Parse("827e 0379"); // 889 bytes
            Assert.IsFalse(end.Protocol.TrySendEncoded(largeHeader, 0, 4, large, 0, limit - 3), "one byte too many");
            Assert.AreEqual(0, end.Protocol.PendingCount, "nothing is queued");
            Assert.IsTrue(end.Protocol.TrySendEncoded(largeHeader, 0, 4, large, 0, limit - 4), "just fits");
            Assert.IsFalse(end.Protocol.TrySendEncoded(header, 2, 2, payload, 1, 3), "full");
            Assert.AreEqual("bin " + ProtocolDriver.HexOf(new byte[889]) + ".", end.Sent(), "the large one");
        }

        [TestMethod]
        public void SendEncoded_AsClient_Throws()
        {
            ProtocolDriver end = ProtocolDriver.Both()[1];
            byte[] bytes = Hex.Parse("810161");
            Expect.Throws(typeof(InvalidOperationException), () => end.Protocol.TrySendEncoded(bytes, 0, 2, bytes, 2, 1));
            Assert.AreEqual("", end.Sent(), "nothing is queued");
        }

        [TestMethod]
        public void Send_ArgumentsThatAreWrong_ThrowAndChangeNothing()
        {
            byte[] bytes = new byte[200];
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                WebSocketProtocol protocol = end.Protocol;
                Expect.Throws(typeof(ArgumentNullException), () => protocol.TrySend(WebSocketMessageType.Text, null, 0, 0));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => protocol.TrySend(WebSocketMessageType.Text, bytes, -1, 1));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => protocol.TrySend(WebSocketMessageType.Text, bytes, 0, -1));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => protocol.TrySend(WebSocketMessageType.Text, bytes, 0, 201));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => protocol.TrySend(WebSocketMessageType.Text, bytes, 200, 1));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => protocol.TrySend(WebSocketMessageType.Text, bytes, int.MaxValue, 1));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => protocol.TrySend(WebSocketMessageType.Text, bytes, 1, int.MaxValue));
                Expect.Throws(typeof(ArgumentException), () => protocol.TrySend(WebSocketMessageType.Close, bytes, 0, 1));
                Expect.Throws(typeof(ArgumentException), () => protocol.TrySend((WebSocketMessageType)(-1), bytes, 0, 1));
                Expect.Throws(typeof(ArgumentException), () => protocol.TrySendFragment((WebSocketMessageType)3, bytes, 0, 1, false));
                Expect.Throws(typeof(ArgumentNullException), () => protocol.TrySendFragment(WebSocketMessageType.Text, null, 0, 0, false));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => protocol.TrySendFragment(WebSocketMessageType.Text, bytes, 199, 2, false));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => protocol.TryPing(bytes, 0, 126));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => protocol.TryPing(bytes, 190, 11));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => protocol.TryPing(bytes, 0, -1));
                Expect.Throws(typeof(ArgumentNullException), () => protocol.TryPing(null, 0, 1));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => protocol.TryPong(bytes, 0, 126));
                Expect.Throws(typeof(ArgumentNullException), () => protocol.TryPong(null, 0, 1));
                Assert.AreEqual("open 1006 read", end.Status(), end.Role);
                Assert.IsTrue(protocol.TrySend(WebSocketMessageType.Binary, bytes, 200, 0), end.Role + "no message was begun");
                Assert.AreEqual("bin .", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Constructor_ArgumentsThatAreWrong_AreRefused()
        {
            ProtocolOptions options = new ProtocolOptions(new FrameLimits(1, 1));
            FrameMask mask = new FrameMask();
            byte[] scratch = new byte[FrameDecoder.ScratchSize];
            byte[] buffer = new byte[WebSocketProtocol.MinSendBufferSize];
            Expect.Throws(typeof(ArgumentNullException), () => Assert.IsNotNull(new WebSocketProtocol(null, mask, null, scratch, buffer), "made"));
            Expect.Throws(typeof(ArgumentNullException), () => Assert.IsNotNull(new WebSocketProtocol(options, null, null, scratch, buffer), "made"));
            Expect.Throws(typeof(ArgumentNullException), () => Assert.IsNotNull(new WebSocketProtocol(options, mask, null, null, buffer), "made"));
            Expect.Throws(typeof(ArgumentNullException), () => Assert.IsNotNull(new WebSocketProtocol(options, mask, null, scratch, null), "made"));
            Expect.Throws(typeof(ArgumentException), () => Assert.IsNotNull(new WebSocketProtocol(options, mask, null, scratch, new byte[buffer.Length - 1]), "made"));
            Expect.Throws(typeof(ArgumentException), () => Assert.IsNotNull(new WebSocketProtocol(options, mask, null, new byte[scratch.Length - 1], buffer), "made"));
        }
    }
}
