using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Failing the connection, RFC 6455 section 7.1.7: one Close frame with the right status, then silence.</summary>
    [TestClass]
    public class ConnectionFailTests
    {
        [TestMethod]
        public void Violation_OfEveryKind_IsAnsweredWithItsStatus()
        {
            CheckViolation("c1 00|", "03ea");
            CheckViolation("83 00|", "03ea");
            CheckViolation("09 00|", "03ea");
            CheckViolation("89 7e 007e", "03ea");
            CheckViolation("82 7e 0001|61", "03ea");
            CheckViolation("82 7f 8000000000000000|", "03ea");
            CheckViolation("80 00|", "03ea");
            CheckViolation("01 00|; 01 00|", "03ea");
            CheckViolation("88 01|03", "03ea");
            CheckViolation("88 02|03ed", "03ea");
            CheckViolation("81 02|c328", "03ef");
            CheckViolation("88 04|03e8c328", "03ef");
            CheckViolation("82 7f 0000000080000000|", "03f1");
        }

        [TestMethod]
        public void Violation_OfTheMask_IsAnsweredInBothRoles()
        {
            ProtocolDriver[] ends = ProtocolDriver.Both();
            byte[] plain = Hex.Parse("8100");
            byte[] masked = Hex.Parse("818000000000");
            Assert.AreEqual("violation 1002", ends[0].ReceiveBytes(plain, 0, 2), "server");
            Assert.AreEqual("close 03ea", ends[0].Sent(), "server");
            Assert.AreEqual("violation 1002", ends[1].ReceiveBytes(masked, 0, 6), "client");
            Assert.AreEqual("close 03ea", ends[1].Sent(), "client");
        }

        [TestMethod]
        public void Violation_TooManyFragments_IsAnsweredWith1008()
        {
            for (int role = 0; role < 2; role++)
            {
                ProtocolDriver end = new ProtocolDriver(role == 0, 1024, new FrameLimits(100, 2));
                Assert.AreEqual("violation 1008", end.Receive("02 01|61; 00 01|62; 00 01|63"), end.Role);
                Assert.AreEqual("close 03f0", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Violation_BehindMessagesAndPings_ComesAfterTheirAnswers()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.AreEqual("text 61. ping 31 violation 1002", end.Receive("81 01|61; 89 01|31; 80 00|; 81 01|62"), end.Role);
                Assert.AreEqual("pong 31 close 03ea", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Fail_ByTheApplication_SendsItsStatusOnce()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Protocol.Fail(WebSocketCloseStatus.InternalServerError);
                Assert.AreEqual("aborted 1011 read write", end.Status(), end.Role);
                end.Protocol.Fail(WebSocketCloseStatus.ProtocolError);
                Assert.AreEqual("close 03f3", end.Sent(), end.Role + "the first counts");
                Assert.AreEqual("aborted 1011 read", end.Status(), end.Role);
                Assert.AreEqual("", end.Receive("81 01|61; 88 02|03e8; ff"), end.Role + "input is dropped");
                Assert.AreEqual("aborted 1011 read", end.Status(), end.Role);
                Assert.IsFalse(end.Send(new byte[1]), end.Role + "a message");
                Assert.IsFalse(end.Close(1000, null), end.Role + "a close");
                Assert.AreEqual("", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Fail_AfterTheClosingHandshake_ChangesNothing()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Receive("88 02|03e8");
                end.Sent();
                string status = end.Status();
                end.Protocol.Fail(WebSocketCloseStatus.InternalServerError);
                Assert.AreEqual(status, end.Status(), end.Role);
                Assert.AreEqual("", end.Sent(), end.Role);
            }
        }

        [TestMethod]
        public void Failing_PeerThatGoesQuiet_IsLeftAfterTheLinger()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Receive("c1");
                int wait = end.TickAt(2000);
                Assert.IsTrue(wait <= ProtocolOptions.LingerMs, end.Role + "the linger may begin soon: " + wait.ToString());
                Assert.AreEqual("close 03ea", end.Sent(), end.Role);
                Assert.AreEqual(ProtocolOptions.LingerMs, end.TickAt(2000), end.Role);
                Assert.AreEqual(1, end.TickAt(2000 + ProtocolOptions.LingerMs - 1), end.Role);
                Assert.AreEqual("aborted 1002 read", end.Status(), end.Role + "not yet");
                end.TickAt(2000 + ProtocolOptions.LingerMs);
                Assert.AreEqual("aborted 1002 disconnect", end.Status(), end.Role);
            }
        }

        [TestMethod]
        public void Failing_PeerThatGoesOnSending_IsLeftAtTheCloseTimeout()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.CloseTimeoutMs = 1000;
                end.Receive("c1");
                end.TickAt(2000);
                end.Sent();
                for (int at = 2100; at < 3000; at += 100)
                {
                    end.NowMs = at;
                    end.Receive("81 01|61");
                    int wait = end.TickAt(at);
                    Assert.AreEqual(3000 - at < ProtocolOptions.LingerMs ? 3000 - at : ProtocolOptions.LingerMs, wait, end.Role + at.ToString());
                    Assert.AreEqual("aborted 1002 read", end.Status(), end.Role + at.ToString());
                }

                end.TickAt(2999);
                Assert.AreEqual("aborted 1002 read", end.Status(), end.Role + "just before");
                end.TickAt(3000);
                Assert.AreEqual("aborted 1002 disconnect", end.Status(), end.Role);
            }
        }

        [TestMethod]
        public void Failing_CloseThatCannotGoOut_IsGivenUpAtTheCloseTimeout()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.CloseTimeoutMs = 3000;
                end.Receive("c1");
                end.TickAt(2000);
                end.TickAt(4999);
                Assert.AreEqual("aborted 1002 read write", end.Status(), end.Role);
                end.TickAt(5000);
                Assert.AreEqual("aborted 1002 disconnect", end.Status(), end.Role);
            }
        }

        [TestMethod]
        public void Failing_PeerThatEnds_IsLeftAtOnce()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Receive("c1");
                end.Sent();
                Assert.AreEqual("aborted 1002 disconnect", end.ReceiveEnd(), end.Role);
            }
        }

        private static void CheckViolation(string vector, string body)
        {
            byte[] status = Hex.Parse(body);
            string name = ((status[0] << 8) | status[1]).ToString();
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Assert.AreEqual("violation " + name, end.ReceiveByteByByte(vector), end.Role + vector);
                Assert.AreEqual("aborted " + name + " read write", end.Status(), end.Role + vector);
                Assert.AreEqual("close " + body, end.Sent(), end.Role + vector);
                Assert.AreEqual("", end.Receive("89 01|31; 88 02|03e8"), end.Role + vector + ": input is dropped");
                Assert.AreEqual("", end.Sent(), end.Role + vector + ": nothing more is sent");
                Assert.IsFalse(end.Protocol.WasClean, end.Role + vector);
            }
        }
    }
}
