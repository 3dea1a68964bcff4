using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Keep-alive and deadlines by the time that is passed in; each limit on both of its sides.</summary>
    [TestClass]
    public class ConnectionDeadlineTests
    {
        [TestMethod]
        public void Ping_AfterSilence_IsSentAtItsTime()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 5000;
                Assert.AreEqual(5000, end.TickAt(1000), end.Role + "since Open");
                Assert.AreEqual(1, end.TickAt(5999), end.Role);
                Assert.AreEqual("", end.Sent(), end.Role + "not yet");
                int wait = end.TickAt(6000);
                Assert.IsTrue(wait > 0 && wait <= end.Options.PongTimeoutMs, end.Role + wait.ToString());
                Assert.AreEqual("ping ", end.Sent(), end.Role + "now");
                end.TickAt(7000);
                Assert.AreEqual("", end.Sent(), end.Role + "once");
            }
        }

        [TestMethod]
        public void Ping_AfterAnyBytes_IsPutOff()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 5000;
                end.NowMs = 3000;
                end.ReceiveBytes(Vector.Build("82 05|", end.IsServer), 0, 1);
                Assert.AreEqual(5000, end.TickAt(3000), end.Role + "the start of a header is life");
                end.TickAt(7999);
                Assert.AreEqual("", end.Sent(), end.Role + "not yet");
                end.TickAt(8000);
                Assert.AreEqual("ping ", end.Sent(), end.Role + "now");
            }
        }

        [TestMethod]
        public void Ping_SwitchedOff_IsNeverSent()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 0;
                Assert.AreEqual(WebSocketProtocol.MaxTickMs, end.TickAt(1000), end.Role);
                Assert.AreEqual(WebSocketProtocol.MaxTickMs, end.TickAt(100000000000), end.Role);
                Assert.AreEqual("open 1006 read", end.Status(), end.Role);
            }
        }

        [TestMethod]
        public void Pong_Missing_IsTheEndAtItsTime()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 5000;
                end.Options.PongTimeoutMs = 3000;
                end.TickAt(6000);
                end.Sent();
                Assert.AreEqual(2000, end.TickAt(7000), end.Role);
                end.TickAt(8999);
                Assert.AreEqual("open 1006 read", end.Status(), end.Role + "not yet");
                end.TickAt(9000);
                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role + "now");
            }
        }

        [TestMethod]
        public void Pong_AnyBytesInstead_AreLife()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 5000;
                end.Options.PongTimeoutMs = 3000;
                end.TickAt(6000);
                end.Sent();
                end.NowMs = 8900;
                end.Receive("81 01|61");
                Assert.AreEqual(5000, end.TickAt(8900), end.Role + "the next ping is due an interval later");
                end.TickAt(13899);
                Assert.AreEqual("", end.Sent(), end.Role + "not yet");
                end.TickAt(13900);
                Assert.AreEqual("ping ", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Pong_OfAPingThatWaitsBehindOutput_HasItsTimeWhenThatIsOut()
        {
            // A peer on a slow line takes a large message for longer than the pong may take; the ping waits behind it.
            byte[] message = ProtocolDriver.Pattern(1600);
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 5000;
                end.Options.PongTimeoutMs = 3000;
                end.Send(message);
                long at = 6000;
                while (end.Protocol.IsBorrowing)
                {
                    int wait = end.TickAt(at);
                    Assert.IsTrue(wait > 1, end.Role + "no reason to hurry");
                    at += 1000;
                    end.Take(100, 100);
                }

                Assert.IsTrue(at > 15000, end.Role + "it took long");
                Assert.AreEqual("bin " + ProtocolDriver.HexOf(message) + ". ping ", end.Sent(), end.Role);
                end.TickAt(at);
                Assert.AreEqual("open 1006 read", end.Status(), end.Role + "the pong cannot be here yet");
                end.TickAt(at + 1000);
                Assert.AreEqual("open 1006 read", end.Status(), end.Role + "nor now");
                end.TickAt(at + 3000);
                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role + "it never came");
            }
        }

        [TestMethod]
        public void Ping_WithoutRoom_WaitsForTheDeadlineOfSendingAndDoesNotSpin()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 5000;
                int limit = 1024 - WebSocketProtocol.SendBufferReserve;
                end.Send(new byte[limit - FrameEncoder.GetHeaderSize(limit, !end.IsServer)]);
                end.TickAt(1000);
                int ticks = 0;
                long at = 6000;
                while (end.Protocol.State == WebSocketState.Open)
                {
                    at += end.TickAt(at);
                    ticks++;
                    Assert.IsTrue(ticks < 20, end.Role + "ticks");
                }

                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role);
                Assert.AreEqual(1000 + end.Options.SendTimeoutMs, (int)end.NowMs, end.Role + "by the deadline of sending");
            }
        }

        [TestMethod]
        public void Send_WithoutProgress_IsTheEndWithinAQuarter()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 0;
                end.Options.SendTimeoutMs = 4000;
                end.Send(new byte[100]);
                Assert.AreEqual(1001, end.TickAt(10000), end.Role + "a quarter");
                Assert.AreEqual(1001, end.TickAt(11001), end.Role);
                end.TickAt(13999);
                Assert.AreEqual("open 1006 read write", end.Status(), end.Role + "not yet");
                end.TickAt(14000);
                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role + "now");
            }
        }

        [TestMethod]
        public void Send_WithProgress_BeginsItsTimeAnew()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 0;
                end.Options.SendTimeoutMs = 4000;
                end.Send(new byte[100]);
                end.TickAt(10000);
                end.TickAt(13999);
                end.Take(1, 1);
                Assert.AreEqual(1001, end.TickAt(14000), end.Role + "a byte went out");
                end.TickAt(17999);
                Assert.AreEqual("open 1006 read write", end.Status(), end.Role + "not yet");

                // Nothing is no progress.
                end.Protocol.PrepareOutput();
                end.Protocol.OutputSent(0);
                end.TickAt(18000);
                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role + "now");
            }
        }

        [TestMethod]
        public void Send_OfAHandshake_HasTheSameDeadline()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.SendTimeoutMs = 4000;
                end.Protocol.Reset(20);
                Assert.AreEqual(1001, end.TickAt(10000), end.Role);
                end.TickAt(13999);
                Assert.AreEqual("none 1006 read write", end.Status(), end.Role);
                end.TickAt(14000);
                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role);
            }
        }

        [TestMethod]
        public void Close_WithoutAnAnswer_IsTheEndAtItsTime()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.CloseTimeoutMs = 2000;
                end.Close(1000, null);
                end.Sent();
                Assert.AreEqual(2000, end.TickAt(10000), end.Role);
                end.NowMs = 11000;
                end.Receive("81 01|61");
                Assert.AreEqual(1, end.TickAt(11999), end.Role + "data does not put it off");
                Assert.AreEqual("closeSent 1006 read", end.Status(), end.Role + "not yet");
                end.TickAt(12000);
                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role + "now");
            }
        }

        [TestMethod]
        public void Close_ServerThatDoesNotEndTheConnection_IsLeftByTheClientAtItsTime()
        {
            ProtocolDriver end = ProtocolDriver.Both()[1];
            end.Options.CloseTimeoutMs = 2000;
            end.Receive("88 02|03e8");
            end.Sent();
            Assert.AreEqual(2000, end.TickAt(10000), "since the first tick");
            end.TickAt(11999);
            Assert.AreEqual("closed 1000 clean read", end.Status(), "not yet");
            end.TickAt(12000);
            Assert.AreEqual("closed 1000 clean disconnect", end.Status(), "now, and it stays clean");
        }

        [TestMethod]
        public void Close_AnswerThatCannotGoOut_IsGivenUpAtItsTime()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.CloseTimeoutMs = 2000;
                end.Receive("88 02|03e8");
                end.TickAt(10000);
                end.TickAt(11999);
                Assert.AreEqual("closed 1000 clean read write", end.Status(), end.Role);
                end.TickAt(12000);
                Assert.IsTrue(end.Protocol.WantsDisconnect, end.Role);
            }
        }

        [TestMethod]
        public void Idle_WithoutMessages_IsClosedWith1001AtItsTime()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 0;
                end.Options.IdleTimeoutMs = 3000;
                end.Options.CloseTimeoutMs = 500;
                Assert.AreEqual(3000, end.TickAt(1000), end.Role + "since Open");
                end.NowMs = 2000;
                end.Receive("81 01|61");
                end.NowMs = 4000;
                end.Receive("89 00|; 8a 00|");
                Assert.AreEqual("pong ", end.Sent(), end.Role);
                Assert.AreEqual(1000, end.TickAt(4000), end.Role + "pings are no messages");
                end.TickAt(4999);
                Assert.AreEqual("open 1006 read", end.Status(), end.Role + "not yet");
                int wait = end.TickAt(5000);
                Assert.IsTrue(wait <= 500, end.Role + "the deadline for closing runs: " + wait.ToString());
                Assert.AreEqual("closeSent 1006 read write", end.Status(), end.Role + "now");
                Assert.AreEqual("close 03e9", end.Sent(), end.Role);
                end.TickAt(5499);
                Assert.AreEqual("closeSent 1006 read", end.Status(), end.Role);
                end.TickAt(5500);
                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role);
            }
        }

        [TestMethod]
        public void Tick_WithSeveralDeadlines_AsksForTheNextOfThem()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 5000;
                end.Options.IdleTimeoutMs = 7000;
                end.Options.SendTimeoutMs = 4000;
                Assert.AreEqual(5000, end.TickAt(1000), end.Role + "ping");
                end.Send(new byte[1]);
                Assert.AreEqual(1001, end.TickAt(1000), end.Role + "send");
                end.Sent();
                Assert.AreEqual(2000, end.TickAt(4000), end.Role + "ping");
                end.TickAt(6000);
                end.Sent();
                Assert.AreEqual(1000, end.TickAt(7000), end.Role + "idle");
                end.Options.PingIntervalMs = 1000000;
                end.Options.IdleTimeoutMs = 1000000;
                end.NowMs = 7000;
                end.Receive("81 01|61");
                Assert.AreEqual(WebSocketProtocol.MaxTickMs, end.TickAt(7000), end.Role + "the longest");
            }
        }

        [TestMethod]
        public void Tick_CalledJustWhenItAsks_MeetsEveryDeadlineWithFewCalls()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PingIntervalMs = 5000;
                end.Options.PongTimeoutMs = 3000;
                long at = 1000;
                int ticks = 0;
                while (!end.Protocol.WantsDisconnect)
                {
                    at += end.TickAt(at);
                    end.Sent();
                    ticks++;
                    Assert.IsTrue(ticks < 12, end.Role + "ticks");
                }

                Assert.AreEqual(9000, (int)end.NowMs, end.Role + "ping at 6000, lost at 9000");
            }
        }
    }
}
