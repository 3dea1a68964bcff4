using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Messages, pings and pongs as they come in, RFC 6455 sections 5.4 to 5.6.</summary>
    [TestClass]
    public class ConnectionReceivingTests
    {
        [TestMethod]
        public void Connection_MessagesOfEveryKind_AreGiven()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                const string Vectors = "81 05|48656c6c6f; 82 00|; 01 02|c3a9; 00 00|; 80 01|61; 81 00|; 82 02|ff00";
                const string Expected = "text 48656c6c6f. bin . text c3a961. text . bin ff00.";
                Assert.AreEqual(Expected, end.Receive(Vectors), end.Role + "whole");
                Assert.AreEqual(Expected, end.ReceiveByteByByte(Vectors), end.Role + "byte by byte");
                Assert.AreEqual("", end.Sent(), end.Role + "nothing is answered");
                Assert.AreEqual("open 1006 read", end.Status(), end.Role);
            }
        }

        [TestMethod]
        public void Connection_PingsOfEveryLength_AreAnsweredWithTheSamePayload()
        {
            // Section 5.5.3: identical application data.
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                for (int count = 0; count <= 125; count++)
                {
                    string payload = ProtocolDriver.HexOf(ProtocolDriver.Pattern(count));
                    string length = ProtocolDriver.HexOf(new byte[] { (byte)count });
                    string vector = "89" + length + "|" + payload;
                    string trace = (count & 1) == 0 ? end.Receive(vector) : end.ReceiveByteByByte(vector);
                    Assert.AreEqual("ping " + payload, trace, end.Role + count.ToString());
                    Assert.AreEqual("pong " + payload, end.Sent(), end.Role + count.ToString());
                }
            }
        }

        [TestMethod]
        public void Connection_PingBetweenFragments_IsAnsweredBeforeTheMessageEnds()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.AreEqual("ping 31", end.Receive("01 01|61; 89 01|31"), end.Role + "inside");
                Assert.AreEqual("pong 31", end.Sent(), end.Role + "answer");
                Assert.AreEqual("ping  text 616263.", end.Receive("00 01|62; 89 00|; 80 01|63"), end.Role + "end");
                Assert.AreEqual("pong ", end.Sent(), end.Role + "answer");
            }
        }

        [TestMethod]
        public void Connection_PongsNobodyAskedFor_AreGivenAndNotAnswered()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.AreEqual("pong  pong 6162", end.Receive("8a 00|; 8a 02|6162"), end.Role + "events");
                Assert.AreEqual("", end.Sent(), end.Role + "nothing is sent");
            }
        }

        [TestMethod]
        public void Connection_ManyPingsAndNothingGoesOut_StopsReadingAndLosesNone()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both(WebSocketProtocol.MinSendBufferSize))
            {
                string payload = ProtocolDriver.HexOf(ProtocolDriver.Pattern(100));
                string ping = "89 64|" + payload;
                string trace = end.Receive(ping + ";" + ping + ";" + ping + ";" + ping + "; 81 01|61");
                Assert.AreEqual("ping " + payload + " ping " + payload + " ping " + payload + " stuck", trace, end.Role + "three fit");
                Assert.IsFalse(end.Protocol.WantsRead, end.Role + "no more is wanted");
                Assert.AreEqual("stuck", end.Continue(), end.Role + "still");
                string pong = "pong " + payload;
                Assert.AreEqual(pong + " " + pong + " " + pong, end.Sent(), end.Role + "pongs");
                Assert.AreEqual("ping " + payload + " text 61.", end.Continue(), end.Role + "then the rest");
                Assert.AreEqual(pong, end.Sent(), end.Role + "the last pong");
                Assert.IsTrue(end.Protocol.WantsRead, end.Role + "on again");
            }
        }

        [TestMethod]
        public void Connection_OutputAboveHalfOfTheBuffer_ServerWantsNoInput()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                int half = (1024 - WebSocketProtocol.SendBufferReserve) / 2;
                int header = FrameEncoder.GetHeaderSize(half, !end.IsServer);
                end.Send(new byte[half - header]);
                Assert.AreEqual(half, end.Protocol.PendingCount, end.Role + "half");
                Assert.IsTrue(end.Protocol.WantsRead && end.Protocol.CanReply, end.Role + "half is free");
                end.Protocol.TryPing(null, 0, 0);
                Assert.AreEqual(!end.IsServer, end.Protocol.WantsRead, end.Role + "less is free");
                Assert.AreEqual(!end.IsServer, end.Protocol.CanReply, end.Role + "less is free");
                end.Take(10, 10);
                Assert.IsTrue(end.Protocol.WantsRead && end.Protocol.CanReply, end.Role + "half is free again");
            }
        }

        [TestMethod]
        public void Client_DataFillsTheBuffer_WantsInputUntilAPongFindsNoRoom()
        {
            // A client that did not read while its own sends wait would stand still with a server that does the same.
            ProtocolDriver end = ProtocolDriver.Both()[1];
            int room = 1024 - WebSocketProtocol.SendBufferReserve;
            int header = FrameEncoder.GetHeaderSize(room, true);
            Assert.IsTrue(end.Send(new byte[room - 131 - header]), "leaves room for a pong");
            string ping = "89 7d|" + ProtocolDriver.HexOf(ProtocolDriver.Pattern(125));
            Assert.IsFalse(end.Receive(ping).EndsWith("stuck"), "room for a pong");
            Assert.IsTrue(end.Protocol.WantsRead, "there may be messages");
            Assert.IsTrue(end.Receive(ping).EndsWith("stuck"), "none for another");
            Assert.IsFalse(end.Protocol.WantsRead, "nothing behind the ping");
            end.Take(1, 1);
            Assert.IsFalse(end.Protocol.WantsRead, "still");
            end.Take(130, 130);
            Assert.IsTrue(end.Protocol.WantsRead, "room for the pong");
            Assert.IsFalse(end.Continue().EndsWith("stuck"), "answered");
            Assert.IsTrue(end.Protocol.CanReplyWith(int.MaxValue), "its sends wait by themselves");
        }

        [TestMethod]
        public void Connection_BeforeOpen_SendsNothing()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Protocol.Reset(0);
                Assert.AreEqual("none 1006 read", end.Status(), end.Role);
                Assert.IsFalse(end.Send(new byte[1]), end.Role + "a message");
                Assert.IsFalse(end.Protocol.TryPing(null, 0, 0), end.Role + "a ping");
                Assert.IsFalse(end.Close(1000, null), end.Role + "a close");
                end.Protocol.Fail(WebSocketCloseStatus.ProtocolError);
                Assert.AreEqual("none 1006 read", end.Status(), end.Role);
                Assert.AreEqual("", end.Sent(), end.Role);
                Assert.AreEqual((int)ProtocolEvent.NeedInput, (int)end.Protocol.Read(), end.Role + "nothing to read");
            }
        }
    }
}
