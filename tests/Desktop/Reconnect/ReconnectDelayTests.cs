using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Reconnect;

namespace Nanowire.Tests.Reconnect
{
    /// <summary>When the next attempt comes.</summary>
    [TestClass]
    public sealed class ReconnectDelayTests
    {
        [TestMethod]
        public void FirstAttempt_IsMadeAtOnce()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            Assert.AreEqual(WebSocketState.Connecting, fixture.Client.State);
            Assert.IsTrue(fixture.Client.RunOnce(0));
            Assert.AreEqual(WebSocketState.Open, fixture.Client.State);
        }

        [TestMethod]
        public void Failures_DoubleTheWindowUpToTheCap()
        {
            using ReconnectFixture fixture = new ReconnectFixture(o =>
            {
                o.BaseDelayMs = 100;
                o.MaxDelayMs = 1000;
            });
            fixture.Switch.Connecting = Refuse;
            fixture.Client.RunOnce(0);
            foreach (int window in new[] { 100, 200, 400, 800, 1000, 1000, 1000 })
            {
                Assert.AreEqual(window, fixture.Client.DelayMs);
                fixture.AssertAttemptAfter(window);
            }
        }

        [TestMethod]
        [DataRow(0u, 0)]
        [DataRow(0x80000000u, 500)]
        [DataRow(0xFFFFFFFFu, 1000)]
        public void Jitter_IsDrawnFromTheWholeWindow(uint entropy, int expected)
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Entropy.Value = entropy;
            fixture.Switch.Connecting = Refuse;
            fixture.Client.RunOnce(0);
            Assert.AreEqual(expected, fixture.Client.DelayMs);
        }

        [TestMethod]
        public void DefaultDelays_AreThoseOfTheOptions()
        {
            ReconnectOptions options = new ReconnectOptions();
            Assert.AreEqual("1000 60000 10000 5000 30000 3600000 0 0", string.Join(" ", options.BaseDelayMs, options.MaxDelayMs, options.ResetAfterMs,
                options.RestartDelayMs, options.TryAgainLaterDelayMs, options.MaxRetryAfterMs, options.MaxQueuedMessages, options.MaxQueuedBytes));
        }

        [TestMethod]
        public void DeviceId_DecidesTheJitter()
        {
            byte[] one = { 0x24, 0x6F, 0x28, 0, 0, 1 };
            string first = Delays(one);
            Assert.AreEqual(first, Delays(one), "the same device, other delays");

            // As a batch of devices has them: one bit apart.
            HashSet<string> all = new HashSet<string>();
            for (int i = 0; i < 64; i++)
            {
                Assert.IsTrue(all.Add(Delays(new byte[] { 0x24, 0x6F, 0x28, 0, 0, (byte)i })), "two devices with the same delays");
            }

            // Not all bunched somewhere: the first windows are 1000 wide.
            int[] firsts = all.Select(d => int.Parse(d.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            for (int quarter = 0; quarter < 4; quarter++)
            {
                int within = firsts.Count(d => d >= quarter * 250 && d <= (quarter + 1) * 250);
                Assert.IsTrue(within >= 6, within + " of 64 in quarter " + quarter);
            }
        }

        [TestMethod]
        public void ConnectionThatLasted_BeginsTheBackoffAnew()
        {
            using ReconnectFixture fixture = new ReconnectFixture(o => o.ResetAfterMs = 5000);
            fixture.Open();
            fixture.Clock.Ms += 4999;
            fixture.Lose();
            Assert.AreEqual(1000, fixture.Client.DelayMs);
            fixture.AssertAttemptAfter(1000);

            // That one was too short, so this wait is longer.
            fixture.Clock.Ms += 5000;
            fixture.Lose();
            Assert.AreEqual(1000, fixture.Client.DelayMs, "5000 ms are enough");
            fixture.AssertAttemptAfter(1000);
            fixture.Clock.Ms += 4999;
            fixture.Lose();
            Assert.AreEqual(2000, fixture.Client.DelayMs, "4999 ms are not");
        }

        [TestMethod]
        public void ServerThatAcceptsAndDrops_IsNotHammered()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Host.Server.Opened += s => s.Abort();
            int waited = 0;
            for (int i = 0; i < 8; i++)
            {
                fixture.Work();
                waited = fixture.Client.DelayMs;
                fixture.Clock.Ms += waited;
            }

            Assert.AreEqual(60000, waited);
        }

        [TestMethod]
        public void ServiceRestart_WidensTheWindow()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Open();
            fixture.CloseFromServer(WebSocketCloseStatus.ServiceRestart);
            Assert.AreEqual(5000, fixture.Client.DelayMs);
            fixture.AssertAttemptAfter(5000);
            fixture.Entropy.Value = 0x80000000;
            fixture.CloseFromServer(WebSocketCloseStatus.ServiceRestart);
            Assert.AreEqual(2500, fixture.Client.DelayMs, "a random delay, and a short one");
        }

        [TestMethod]
        public void TryAgainLater_IsWaitedWhateverIsDrawn()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Open();
            fixture.Entropy.Value = 0;
            fixture.CloseFromServer(WebSocketCloseStatus.TryAgainLater);
            Assert.AreEqual(30000, fixture.Client.DelayMs);
            fixture.AssertAttemptAfter(30000);
            fixture.Entropy.Value = uint.MaxValue;
            fixture.CloseFromServer(WebSocketCloseStatus.TryAgainLater);
            Assert.AreEqual(32000, fixture.Client.DelayMs);
        }

        [TestMethod]
        [DataRow("120", 120000)]
        [DataRow("0", 0)]
        [DataRow("3600", 3600000)]
        [DataRow("3601", 3600000, DisplayName = "more than MaxRetryAfterMs")]
        [DataRow("99999999999999999999", 3600000)]
        [DataRow("-5", 0)]
        [DataRow("5s", 0)]
        [DataRow("soon", 0)]
        [DataRow("", 0)]
        [DataRow("Sat, 21 Nov 2026 12:01:30 GMT", 90000)]
        [DataRow("Sat, 21 Nov 2026 11:59:00 GMT", 0, DisplayName = "a date that is over")]
        [DataRow("Sun, 22 Nov 2026 12:00:00 GMT", 3600000)]
        [DataRow("Tue, 01 Dec 2026 12:00:00 GMT", 3600000)]
        [DataRow("Sat, 21 Nov 2026 12:60:30 GMT", 0)]
        [DataRow("Sat, 21 Nov 2026 12:01:30 CET", 0)]
        [DataRow("Sat, 21 Ov  2026 12:01:30 GMT", 0)]
        [DataRow("Sat, 00 Nov 2027 12:01:30 GMT", 0)]
        [DataRow("Saturday, 21-Nov-26 12:01:30 GMT", 0, DisplayName = "an obsolete form")]
        [DataRow("Sat Nov 21 12:01:30 2026", 0, DisplayName = "another")]
        public void RetryAfter_IsWaitedWhateverIsDrawn(string value, int expected)
        {
            Assert.AreEqual(expected, RetryAfter(value, new DateTime(2026, 11, 21, 12, 0, 0)));
        }

        [TestMethod]
        public void RetryAfter_DateWithoutAClock_IsNotUnderstood()
        {
            Assert.AreEqual(0, RetryAfter("Sat, 21 Nov 2026 12:01:30 GMT", new DateTime(2020, 12, 31)));
            Assert.AreEqual(3600000, RetryAfter("Sat, 21 Nov 2026 12:01:30 GMT", new DateTime(2021, 1, 1)));
        }

        [TestMethod]
        public void NetworkAvailable_DuringAWait_BringsAnAttemptAtOnceAndTheBackoffAnew()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Switch.Connecting = Refuse;
            fixture.Client.RunOnce(0);
            fixture.AssertAttemptAfter(1000);
            Assert.AreEqual(2000, fixture.Client.DelayMs);
            int attempts = fixture.Client.Attempts;
            fixture.Client.NetworkAvailable();
            fixture.Client.RunOnce(0);
            Assert.AreEqual(attempts + 1, fixture.Client.Attempts);
            Assert.AreEqual(1000, fixture.Client.DelayMs);
            fixture.AssertAttemptAfter(1000);
        }

        [TestMethod]
        public void NetworkAvailable_DuringAnAttemptThatFails_BringsAnotherAtOnce()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Switch.Connecting = () =>
            {
                if (fixture.Client.Attempts == 1)
                {
                    fixture.Client.NetworkAvailable();
                }

                Refuse();
            };
            fixture.Client.RunOnce(0);
            fixture.Client.RunOnce(0);
            Assert.AreEqual(2, fixture.Client.Attempts);
            fixture.Client.RunOnce(0);
            Assert.AreEqual(2, fixture.Client.Attempts, "once");
        }

        [TestMethod]
        public void NetworkAvailable_WhileTheServerAskedToWait_IsNoExcuse()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Open();
            fixture.CloseFromServer(WebSocketCloseStatus.TryAgainLater);
            fixture.Client.NetworkAvailable();
            fixture.AssertAttemptAfter(30000);
        }

        [TestMethod]
        public void NetworkAvailable_WhileOpen_ChangesNothing()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Open();
            fixture.Client.NetworkAvailable();
            fixture.Work();
            Assert.AreEqual(1, fixture.Client.Openings);
            fixture.Lose();
            fixture.AssertAttemptAfter(1000);
        }

        private static void Refuse()
        {
            throw new WebSocketException("down", WebSocketError.ConnectionFailed, 0);
        }

        private static string Delays(byte[] id)
        {
            using ReconnectFixture fixture = new ReconnectFixture(o =>
            {
                o.Entropy = null;
                o.DeviceId = id;
            });
            fixture.Switch.Connecting = Refuse;
            List<int> delays = new List<int>();
            for (int i = 0; i < 4; i++)
            {
                fixture.Client.RunOnce(0);
                delays.Add(fixture.Client.DelayMs);
                fixture.Clock.Ms += fixture.Client.DelayMs;
            }

            return string.Join(" ", delays);
        }

        /// <summary>The wait after a 503, of a window from which nothing is drawn.</summary>
        private static int RetryAfter(string value, DateTime date)
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Clock.Date = date;
            fixture.Entropy.Value = 0;
            fixture.Switch.Connecting = () => throw new WebSocketException("full", 503, null, value);
            fixture.Client.RunOnce(0);
            return fixture.Client.DelayMs;
        }
    }
}
