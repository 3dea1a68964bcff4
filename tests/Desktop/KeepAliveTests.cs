using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>How the silence before a Ping is learnt: on a path that drops what is silent for too long, and on one that does not.</summary>
    [TestClass]
    public sealed class KeepAliveTests
    {
        private const int LeastMs = 10000;
        private const int MostMs = 60000;

        /// <summary>As the library's, which is no promise to its users.</summary>
        private const int SilencesBeforeRetry = 32;

        [TestMethod]
        public void Interval_OnAPathThatSurvives_GrowsByAQuarterToTheCeiling()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Learn(end);
                int expected = LeastMs;
                for (int i = 0; i < 20; i++)
                {
                    Assert.AreEqual(expected, end.Options.CurrentPingIntervalMs, end.Role + i);
                    Assert.AreEqual(expected, Silence(end), end.Role + i);
                    Answer(end);
                    expected = Math.Min(MostMs, expected + (expected >> 2));
                }

                Assert.AreEqual(MostMs, end.Options.CurrentPingIntervalMs, end.Role);
            }
        }

        [TestMethod]
        public void Interval_AfterASilenceThatBrokeThePath_StaysBelowIt()
        {
            foreach (ProtocolDriver end in ProtocolDriver.Both())
            {
                Learn(end);
                for (int i = 0; i < 3; i++)
                {
                    Silence(end);
                    Answer(end);
                }

                int broken = Silence(end);
                Lose(end);
                int proven = end.Options.CurrentPingIntervalMs;
                Assert.IsTrue(proven >= LeastMs && proven < broken, end.Role + proven);
                for (int i = 0; i < SilencesBeforeRetry - 1; i++)
                {
                    Assert.AreEqual(proven, Silence(end), end.Role + i);
                    Answer(end);
                }

                // The path may be another by now.
                Assert.AreEqual(proven, Silence(end), end.Role);
                Answer(end);
                Assert.IsTrue(end.Options.CurrentPingIntervalMs > proven, end.Role);
            }
        }

        [TestMethod]
        public void Interval_ThatWasProvenAndBroke_StartsOver()
        {
            ProtocolDriver end = ProtocolDriver.Both()[0];
            Learn(end);
            while (end.Options.CurrentPingIntervalMs < MostMs)
            {
                Silence(end);
                Answer(end);
            }

            Silence(end);
            Answer(end);
            Assert.AreEqual(MostMs, Silence(end));
            Lose(end);
            Assert.AreEqual(LeastMs, end.Options.CurrentPingIntervalMs);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(LeastMs)]
        public void Interval_WithoutACeilingAboveIt_StaysTheSame(int most)
        {
            ProtocolDriver end = ProtocolDriver.Both()[1];
            Learn(end);
            end.Options.MaxPingIntervalMs = most;
            for (int i = 0; i < 5; i++)
            {
                Assert.AreEqual(LeastMs, Silence(end));
                Answer(end);
            }
        }

        [TestMethod]
        public void Interval_OfAnOptionOutOfRange_IsRefusedWithItsNumbers()
        {
            ProtocolOptions options = new ProtocolOptions(new FrameLimits(1000, 10)) { PingIntervalMs = 5000, MaxPingIntervalMs = 5000 };
            options.Validate();
            options.MaxPingIntervalMs = 4999;
            string message = Assert.Throws<ArgumentException>(options.Validate).Message;
            StringAssert.Contains(message, "MaxPingIntervalMs is 4999");
            StringAssert.Contains(message, "5000");
        }

        private static void Learn(ProtocolDriver end)
        {
            end.Options.PingIntervalMs = LeastMs;
            end.Options.MaxPingIntervalMs = MostMs;
            end.Options.PongTimeoutMs = 3000;
        }

        /// <summary>Is silent until a Ping comes; returns after how many milliseconds, looking at each.</summary>
        private static int Silence(ProtocolDriver end)
        {
            long since = end.NowMs;
            while (true)
            {
                int wait = end.TickAt(end.NowMs);
                if (end.Sent() == "ping ")
                {
                    return (int)(end.NowMs - since);
                }

                Assert.IsTrue(wait > 0 && end.NowMs - since <= MostMs, "no Ping");
                end.NowMs += wait;
            }
        }

        private static void Answer(ProtocolDriver end)
        {
            end.NowMs += 100;
            StringAssert.StartsWith(end.Receive("8A 00|"), "pong");
        }

        private static void Lose(ProtocolDriver end)
        {
            end.NowMs += 3000;
            end.TickAt(end.NowMs);
            Assert.AreEqual(WebSocketState.Aborted, end.Protocol.State);
            end.Protocol.Reset(0);
            end.Protocol.Open(end.NowMs);
        }
    }
}
