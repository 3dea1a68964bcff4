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
    /// <summary>A used object behaves like a new one after Reset, whatever it was in the middle of.</summary>
    [TestClass]
    public class ConnectionResetTests
    {
        [TestMethod]
        public void Reset_AfterAViolation_IsNew()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Receive("c1");
                end.TickAt(2000);
                CheckNew(end);
                end.Receive("81 02|c328");
                end.Sent();
                end.TickAt(20000);
                end.TickAt(30000);
                Assert.IsTrue(end.Protocol.WantsDisconnect, end.Role);
                CheckNew(end);
            }
        }

        [TestMethod]
        public void Reset_InEveryPlaceOfAStream_IsNew()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                byte[] stream = Vector.Build("01 02|61e2; 89 03|313233; 80 02|82ac; 82 03|010203; 88 04|03e86162", end.IsServer);
                for (int cut = 1; cut <= stream.Length; cut++)
                {
                    end.ReceiveBytes(stream, 0, cut);
                    CheckNew(end);
                }
            }
        }

        [TestMethod]
        public void Reset_WithOutputOfEveryKindWaiting_IsNew()
        {
            byte[] message = ProtocolDriver.Pattern(2000);
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Send(new byte[100]);
                CheckNew(end);
                end.Send(new byte[100]);
                end.Take(50, 50);
                CheckNew(end);
                end.Protocol.TrySendFragment(WebSocketMessageType.Text, message, 0, 10, false);
                CheckNew(end);
                end.Send(message);
                CheckNew(end);
                end.Send(message);
                end.Protocol.TryPing(null, 0, 0);
                end.Take(1000, 1000);
                CheckNew(end);
                end.Close(1000, null);
                CheckNew(end);
                end.Protocol.Fail(WebSocketCloseStatus.InternalServerError);
                CheckNew(end);
                end.Protocol.Abort();
                CheckNew(end);
                end.ReceiveEnd();
                CheckNew(end);
            }
        }

        [TestMethod]
        public void Reset_WithAnAnswerDue_OwesNothing()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                byte[] stream = Vector.Build("89 01|31", end.IsServer);
                end.Protocol.Receive(stream, 0, stream.Length, end.NowMs);
                Assert.AreEqual((int)ProtocolEvent.Ping, (int)end.Protocol.Read(), end.Role);
                CheckNew(end);
                end.Protocol.Reply();
                Assert.AreEqual("", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Reset_AfterDeadlines_StartsThemAnew()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 5000;
                end.Options.PongTimeoutMs = 3000;
                end.TickAt(6000);
                end.Protocol.Reset(0);
                end.Protocol.Open(8000);
                Assert.AreEqual(5000, end.TickAt(8000), end.Role + "no pong is awaited");
                end.Send(new byte[1]);
                end.TickAt(8000);
                end.Protocol.Reset(0);
                end.Protocol.Open(30000);
                end.Send(new byte[1]);
                end.TickAt(30000);
                Assert.AreEqual("open 1006 read write", end.Status(), end.Role + "the deadline for sending begins");
                end.Close(1000, null);
                end.TickAt(30000);
                end.Sent();
                end.Protocol.Reset(0);
                end.Protocol.Open(60000);
                end.Close(1000, null);
                end.TickAt(60000);
                Assert.AreEqual("closeSent 1006 read write", end.Status(), end.Role + "the deadline for closing begins");
            }
        }

        [TestMethod]
        public void Reset_WithRawBytes_SendsThemFirst()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Protocol.Reset(0);
                byte[] head = Hex.Parse("485454502f312e3120313031");
                Array.Copy(head, 0, end.Protocol.OutputBuffer, 0, head.Length);
                end.Protocol.Reset(head.Length);
                Assert.IsTrue(end.Protocol.WantsWrite, end.Role);
                Assert.AreEqual(head.Length, end.Protocol.PendingCount, end.Role);
                end.Protocol.Open(end.NowMs);
                end.Protocol.TryPing(null, 0, 0);
                end.Take(head.Length, 5);
                byte[] sent = end.SentBytes();
                Expect.Bytes("485454502f312e3120313031", sent, 0, sent.Length, end.Role + "as it is, without a mask");
                Assert.AreEqual("ping ", end.Sent(), end.Role + "frames behind it");
            }
        }

        [TestMethod]
        public void Reset_WithMoreRawBytesThanLeaveRoomForAClose_IsRefused()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                int most = 1024 - WebSocketProtocol.SendBufferReserve;
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => end.Protocol.Reset(most + 1));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => end.Protocol.Reset(-1));
                Assert.AreEqual("open 1006 read", end.Status(), end.Role + "nothing changed");
                end.Protocol.Reset(most);
                end.Protocol.Open(end.NowMs);
                Assert.IsTrue(end.Close(1000, null), end.Role);
                Assert.AreEqual(most + (end.IsServer ? 4 : 8), end.Take(int.MaxValue, 100), end.Role);
            }
        }

        private static void CheckNew(ProtocolDriver end)
        {
            end.Protocol.Reset(0);
            Assert.AreEqual("none 1006 read", end.Status(), end.Role + "reset");
            Assert.AreEqual((int)Violation.None, (int)end.Protocol.Decoder.Violation, end.Role + "no violation");
            Assert.IsFalse(end.Protocol.IsBorrowing, end.Role + "nothing is borrowed");
            end.SentBytes();
            end.ForgetMessage();
            end.NowMs += 1000;
            end.Protocol.Open(end.NowMs);
            Assert.AreEqual("open 1006 read", end.Status(), end.Role + "open");
            Assert.AreEqual("text c3a9. ping 31 bin 0001. pong ", end.Receive("01 01|c3; 80 01|a9; 89 01|31; 82 02|0001; 8a 00|"), end.Role);
            Assert.IsTrue(end.Protocol.TrySend(WebSocketMessageType.Text, Hex.Parse("6162"), 0, 2), end.Role + "send");
            Assert.AreEqual("pong 31 text 6162.", end.Sent(), end.Role);
            Assert.AreEqual("close 03e9", end.Receive("88 02|03e9"), end.Role);
            Assert.AreEqual("close 03e9", end.Sent(), end.Role);
            Assert.AreEqual("closed 1001 clean disconnect", end.ReceiveEnd(), end.Role);
            end.Protocol.Reset(0);
            end.Protocol.Open(end.NowMs);
        }
    }
}
