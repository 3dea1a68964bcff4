using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Deadlines that are looked at late, and what is asked for meanwhile.</summary>
    [TestClass]
    public class ConnectionLateTests
    {
        [TestMethod]
        public void Tick_LongAfterADeadline_GivesUpAndAsksForATimeAboveZero()
        {
            // Five weeks of silence are more milliseconds than an int has.
            const long Late = 1000 + 3000000000;
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.TickAt(21000);
                Assert.AreEqual("ping ", end.Sent(), end.Role);
                Assert.IsTrue(end.TickAt(21000 + 3000000000) >= 1, end.Role + "no Pong");
                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role + "no Pong");
            }

            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Close(1000, null);
                end.TickAt(1000);
                end.Sent();
                end.TickAt(1000);
                Assert.IsTrue(end.TickAt(Late) >= 1, end.Role + "no Close");
                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role + "no Close");
            }

            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Send(new byte[10]);
                end.TickAt(1000);
                Assert.IsTrue(end.TickAt(1000 + 3000000000) >= 1, end.Role + "nothing goes out");
                Assert.AreEqual("aborted 1006 disconnect", end.Status(), end.Role + "nothing goes out");
            }
        }

        [TestMethod]
        public void Tick_PingThatWaitsBehindOutput_AsksForAQuarterOfThePongsTimeAtMost()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                end.Options.PongTimeoutMs = 400;
                end.Options.SendTimeoutMs = 100000;
                end.Send(new byte[10]);
                int wait = end.TickAt(21000);
                Assert.IsTrue(wait >= 50 && wait <= 101, end.Role + "just sent " + wait.ToString());
                wait = end.TickAt(21010);
                Assert.IsTrue(wait >= 50 && wait <= 101, end.Role + "waiting " + wait.ToString());
            }
        }
    }
}
