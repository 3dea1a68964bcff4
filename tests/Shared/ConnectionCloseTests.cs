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
    /// <summary>The closing handshake from each side, RFC 6455 sections 5.5.1, 7.1 and 7.4.</summary>
    [TestClass]
    public class ConnectionCloseTests
    {
        [TestMethod]
        public void Close_StartedByThisEnd_EndsWithThePeersAnswer()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.IsTrue(end.Close(1001, "627965"), end.Role + "the first");
                Assert.AreEqual("closeSent 1006 read write", end.Status(), end.Role);
                Assert.IsFalse(end.Close(1000, null), end.Role + "a second");
                Assert.AreEqual("close 03e9627965", end.Sent(), end.Role);
                Assert.AreEqual("closeSent 1006 read", end.Status(), end.Role);
                Assert.AreEqual("close 03e9", end.Receive("88 02|03e9"), end.Role);
                Assert.AreEqual("", end.Sent(), end.Role + "one Close frame is enough");

                // Section 7.1.1: the server closes the connection first, the client waits for it.
                Assert.AreEqual(end.IsServer ? "closed 1001 clean read disconnect" : "closed 1001 clean read", end.Status(), end.Role);
                Assert.AreEqual("closed 1001 clean disconnect", end.ReceiveEnd(), end.Role);
            }
        }

        [TestMethod]
        public void Close_StartedByThePeer_IsAnsweredWithItsStatus()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.AreEqual("close 0fa061", end.ReceiveByteByByte("88 03|0fa0 61"), end.Role);
                Assert.AreEqual("closed 4000 clean read write", end.Status(), end.Role + "the answer first");
                Assert.AreEqual("close 0fa0", end.Sent(), end.Role + "the status comes back");
                Assert.AreEqual(end.IsServer ? "closed 4000 clean read disconnect" : "closed 4000 clean read", end.Status(), end.Role);
                Assert.IsFalse(end.Close(1000, null), end.Role + "it is closed");
                Assert.IsFalse(end.Send(new byte[1]), end.Role + "it is closed");
                Assert.IsFalse(end.Protocol.TryPing(null, 0, 0), end.Role + "it is closed");
                Assert.AreEqual("closed 4000 clean disconnect", end.ReceiveEnd(), end.Role);
            }
        }

        [TestMethod]
        public void Close_EveryStatusThatMayBeSent_IsEchoed()
        {
            int[] statuses = new int[] { 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999 };
            for (int i = 0; i < statuses.Length; i++)
            {
                string body = ProtocolDriver.HexOf(new byte[] { (byte)(statuses[i] >> 8), (byte)statuses[i] });
                foreach (ProtocolDriver end in ProtocolDriver.Both())
                {
                    Assert.AreEqual("close " + body, end.Receive("88 02|" + body), end.Role);
                    Assert.AreEqual("close " + body, end.Sent(), end.Role);
                    Assert.AreEqual(statuses[i], (int)end.Protocol.CloseStatus, end.Role);
                }

                foreach (ProtocolDriver end in ProtocolDriver.Both())
                {
                    Assert.IsTrue(end.Close(statuses[i], null), end.Role + statuses[i].ToString());
                    Assert.AreEqual("close " + body, end.Sent(), end.Role);
                }
            }
        }

        [TestMethod]
        public void Close_WithoutABody_IsAnsweredWithoutOne()
        {
            // Section 7.1.5: 1005 says so, and never goes on the wire.
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.AreEqual("close ", end.Receive("88 00|"), end.Role);
                Assert.AreEqual("close ", end.Sent(), end.Role);
                Assert.AreEqual(end.IsServer ? "closed 1005 clean read disconnect" : "closed 1005 clean read", end.Status(), end.Role);
            }
        }

        [TestMethod]
        public void Close_ThisEndStartsWithoutAStatus_HasNoBody()
        {
            // Section 5.5.1: the body is optional; what the peer answers with is its own.
            string[] answers = new string[] { "88 00|", "88 02|03e8", "88 02|0bb8" };
            string[] statuses = new string[] { "1005", "1000", "3000" };
            for (int i = 0; i < answers.Length; i++)
            {
                foreach (ProtocolDriver end in ProtocolDriver.Both())
                {
                    Assert.IsTrue(end.Close(1005, null), end.Role);
                    Assert.AreEqual("close ", end.Sent(), end.Role);
                    Assert.IsFalse(end.Close(1005, null), end.Role + "once");
                    end.Receive(answers[i]);
                    string closed = "closed " + statuses[i] + " clean read";
                    Assert.AreEqual(end.IsServer ? closed + " disconnect" : closed, end.Status(), end.Role);
                    Assert.AreEqual("", end.Sent(), end.Role);
                }
            }
        }

        [TestMethod]
        public void Close_FromBothEndsAtOnce_IsClean()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Close(1000, null);
                Assert.AreEqual("close 0bb8", end.Receive("88 02|0bb8"), end.Role + "before ours is out");
                Assert.AreEqual("closed 3000 clean read write", end.Status(), end.Role);
                Assert.AreEqual("close 03e8", end.Sent(), end.Role + "ours, once");
                Assert.AreEqual(end.IsServer ? "closed 3000 clean read disconnect" : "closed 3000 clean read", end.Status(), end.Role);
            }
        }

        [TestMethod]
        public void Close_AfterItWasSent_DropsDataAndAnswersNoPing()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Close(1000, null);
                end.Sent();
                Assert.AreEqual("ping 31 pong 32", end.Receive("81 01|61; 89 01|31; 01 01|62; 8a 01|32; 80 01|63; 82 00|"), end.Role);
                Assert.AreEqual("", end.Sent(), end.Role + "nothing may follow a Close frame");
                Assert.AreEqual("close 03e8", end.Receive("88 02|03e8"), end.Role + "the answer is still seen");
                Assert.IsTrue(end.Protocol.WasClean, end.Role);
            }
        }

        [TestMethod]
        public void Close_AfterItWasSent_StillRefusesWhatBreaksARule()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Close(1000, null);
                end.Sent();
                Assert.AreEqual("violation 1007", end.Receive("81 01|ff; 88 02|03e8"), end.Role);
                Assert.AreEqual("aborted 1007 read", end.Status(), end.Role);
                Assert.AreEqual("", end.Sent(), end.Role + "one Close frame is enough");
            }
        }

        [TestMethod]
        public void Close_OfThePeer_IsTheLastThingThatIsLookedAt()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.AreEqual("text 61. close 03e8", end.Receive("81 01|61; 88 02|03e8; 81 01|62; 89 00|; ff ff"), end.Role);
                Assert.AreEqual("", end.Receive("c1"), end.Role + "not even what breaks a rule");
                Assert.AreEqual((int)Violation.None, (int)end.Protocol.Decoder.Violation, end.Role);
                Assert.AreEqual("close 03e8", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Close_StatusThatMayNotBeSent_ThrowsAndChangesNothing()
        {
            int[] forbidden = new int[] { -1, 0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65536 + 1000 };
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                for (int i = 0; i < forbidden.Length; i++)
                {
                    int status = forbidden[i];
                    Expect.Throws(typeof(ArgumentException), () => end.Close(status, "61"));
                    if (status != 1005)
                    {
                        // Without a reason this one is a Close frame without a body.
                        Expect.Throws(typeof(ArgumentException), () => end.Close(status, null));
                    }

                    Expect.Throws(typeof(ArgumentException), () => end.Protocol.Fail((WebSocketCloseStatus)status));
                    Assert.AreEqual("open 1006 read", end.Status(), end.Role + status.ToString());
                }

                Assert.AreEqual("", end.Sent(), end.Role);
                Assert.IsTrue(end.Close(1000, null), end.Role + "it is still open");
            }
        }

        [TestMethod]
        public void Close_ReasonThatIsNotUtf8_ThrowsAndChangesNothing()
        {
            string[] reasons = new string[] { "ff", "61c328", "61e282", "eda080", "c080" };
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                for (int i = 0; i < reasons.Length; i++)
                {
                    string reason = reasons[i];
                    Expect.Throws(typeof(ArgumentException), () => end.Close(1000, reason));
                    Assert.AreEqual("open 1006 read", end.Status(), end.Role + reason);
                }

                Assert.AreEqual("", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Close_RangeOutsideTheReason_ThrowsAndChangesNothing()
        {
            byte[] reason = Hex.Parse("616263");
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => end.Protocol.TryClose(WebSocketCloseStatus.NormalClosure, reason, 0, 4));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => end.Protocol.TryClose(WebSocketCloseStatus.NormalClosure, reason, 2, 2));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => end.Protocol.TryClose(WebSocketCloseStatus.NormalClosure, reason, -1, 2));
                Expect.Throws(typeof(ArgumentOutOfRangeException), () => end.Protocol.TryClose(WebSocketCloseStatus.NormalClosure, reason, 0, -1));
                Assert.AreEqual("open 1006 read", end.Status(), end.Role);
                Assert.IsTrue(end.Protocol.TryClose(WebSocketCloseStatus.NormalClosure, reason, 1, 2), end.Role + "a range inside");
                Assert.AreEqual("close 03e86263", end.Sent(), end.Role);
                Expect.Bytes("616263", reason, 0, 3, end.Role + "the reason is the caller's");
            }
        }

        [TestMethod]
        public void Close_LongReason_IsCutBetweenTwoCharacters()
        {
            // Section 5.5: 125 bytes with the status. 41 times three bytes are 123 and fit; one byte in front moves the cut.
            string forty = "";
            for (int i = 0; i < 40; i++)
            {
                forty += "e282ac";
            }

            string euros = forty + "e282ac";

            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Close(1000, euros);
                Assert.AreEqual("close 03e8" + euros, end.Sent(), end.Role + "fits");
            }

            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Close(1000, euros + "61");
                Assert.AreEqual("close 03e8" + euros, end.Sent(), end.Role + "one too many");
            }

            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Close(1000, "61" + euros + euros);
                Assert.AreEqual("close 03e861" + forty, end.Sent(), end.Role + "121 bytes");
            }
        }

        [TestMethod]
        public void ReceiveEnd_BeforeTheClosingHandshakeIsComplete_IsAbnormal()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.AreEqual("aborted 1006 disconnect", end.ReceiveEnd(), end.Role + "open");
            }

            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Close(1000, null);
                end.Sent();
                Assert.AreEqual("aborted 1006 disconnect", end.ReceiveEnd(), end.Role + "close sent");
            }

            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Receive("81 05|61; ");
                Assert.AreEqual("aborted 1006 disconnect", end.ReceiveEnd(), end.Role + "inside a frame");
            }
        }

        [TestMethod]
        public void ReceiveEnd_WhileTheAnswerWaits_LetsItGoOut()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Receive("88 02|03e8");
                Assert.AreEqual("closed 1000 clean write", end.ReceiveEnd(), end.Role);
                Assert.AreEqual("close 03e8", end.Sent(), end.Role);
                Assert.AreEqual("closed 1000 clean disconnect", end.Status(), end.Role);
            }
        }

        [TestMethod]
        public void Abort_InAnyState_EndsBothDirections()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Send(new byte[10]);
                end.Protocol.Abort();
                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role + "open");
                Assert.AreEqual(0, end.Protocol.PrepareOutput(), end.Role + "nothing more is sent");
                Assert.AreEqual("", end.Receive("81 01|61"), end.Role + "nothing more is received");
                Assert.IsFalse(end.Send(new byte[1]), end.Role);
            }

            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Receive("88 02|03e8");
                end.Protocol.Abort();
                Assert.AreEqual("closed 1000 clean disconnect", end.Status(), end.Role + "closed stays so");
            }
        }
    }
}
