using System;
using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Access;

namespace Nanowire.Tests.Access
{
    /// <summary>Who keeps failing waits longer and longer.</summary>
    [TestClass]
    public sealed class FailureDelayTests
    {
        private const string Good = "Authorization: Bearer good\r\n";
        private const string Bad = "Authorization: Bearer bad\r\n";

        [TestMethod]
        public void Failures_BeyondTheFreeOnes_DoubleTheWaitUpToTheLongest()
        {
            AccessHost host = Start(new FailureDelay { FreeFailures = 2, FirstDelayMs = 1000, MaxDelayMs = 5000 });
            Assert.AreEqual(401, Status(host, Bad));
            Assert.AreEqual(401, Status(host, Bad));
            foreach (int delayMs in new[] { 1000, 2000, 4000, 5000, 5000 })
            {
                Assert.AreEqual(401, Status(host, Bad));
                AssertWaits(host, Bad, delayMs);

                // Not even who has learnt the token by then.
                AssertWaits(host, Good, delayMs);
                host.Clock.NowMs += delayMs - 1;
                AssertWaits(host, Good, 1);
                host.Clock.NowMs++;
            }

            Assert.AreEqual(101, Status(host, Good));
            Assert.AreEqual(7, host.Guard.GetCount(RefusalReason.Credentials));
            Assert.AreEqual(15, host.Guard.GetCount(RefusalReason.Delay));
        }

        [TestMethod]
        public void Success_ForgetsFailures()
        {
            AccessHost host = Start(new FailureDelay { FreeFailures = 1 });
            for (int i = 0; i < 5; i++)
            {
                Assert.AreEqual(401, Status(host, Bad));
                Assert.AreEqual(101, Status(host, Good));
            }
        }

        [TestMethod]
        public void Requests_WithoutCredentials_AreNoFailures()
        {
            AccessHost host = Start(new FailureDelay { FreeFailures = 0 });
            for (int i = 0; i < 10; i++)
            {
                Assert.AreEqual(401, Status(host, ""));
            }

            Assert.AreEqual(101, Status(host, Good));
        }

        [TestMethod]
        public void Wait_OfOneAddress_IsNoOthers()
        {
            AccessHost host = Start(new FailureDelay { FreeFailures = 0 });
            Assert.AreEqual(401, Status(host, Bad));
            Assert.AreEqual(429, Status(host, Good));
            Assert.AreEqual(101, host.Status("10.0.0.2", AccessHost.Upgrade(Good)));
        }

        [TestMethod]
        [DataRow(900000, 401, 429)]
        [DataRow(900001, 401, 401)]
        public void Failures_LongAgo_AreForgotten(int laterMs, int first, int second)
        {
            AccessHost host = Start(new FailureDelay { FreeFailures = 1, ForgetAfterMs = 900000 });
            Assert.AreEqual(401, Status(host, Bad));
            host.Clock.NowMs += laterMs;
            Assert.AreEqual(first, Status(host, Bad));
            Assert.AreEqual(second, Status(host, Bad));
        }

        [TestMethod]
        public void Wait_TakesNoSlotAndNoTimeOfThePump()
        {
            AccessHost host = Start(new FailureDelay { FreeFailures = 0, FirstDelayMs = 300000 });
            Assert.AreEqual(401, Status(host, Bad));
            for (int i = 0; i < 100; i++)
            {
                Assert.AreEqual(429, Status(host, Good));
            }

            Assert.AreEqual(0, host.Host.Server.ConnectionCount);
            Assert.AreEqual(101, host.Status("10.0.0.2", AccessHost.Upgrade(Good)));
        }

        [TestMethod]
        public void Options_OutOfRange_AreRefusedWithTheNumber()
        {
            AssertRefused(new FailureDelay { FreeFailures = -1 }, "FreeFailures is -1");
            AssertRefused(new FailureDelay { FirstDelayMs = 0 }, "FirstDelayMs is 0");
            AssertRefused(new FailureDelay { FirstDelayMs = 301000 }, "FirstDelayMs is 301000, not 1 to 300000");
            AssertRefused(new FailureDelay { MaxDelayMs = 0 }, "MaxDelayMs is 0");
            AssertRefused(new FailureDelay { ForgetAfterMs = -1 }, "ForgetAfterMs is -1");
            GC.KeepAlive(new AccessGuard(new AccessGuardOptions { Delay = new FailureDelay { FreeFailures = 0, FirstDelayMs = int.MaxValue, MaxDelayMs = int.MaxValue, ForgetAfterMs = 0 } }));
        }

        private static void AssertRefused(FailureDelay delay, string message)
        {
            ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => new AccessGuard(new AccessGuardOptions { Delay = delay }));
            StringAssert.Contains(e.Message, message, StringComparison.Ordinal);
        }

        private static AccessHost Start(FailureDelay delay)
        {
            return new AccessHost(new AccessGuardOptions
            {
                Authenticators = new Authenticator[] { new BearerAuthenticator("Home", "good", null) },
                Delay = delay,
            });
        }

        private static int Status(AccessHost host, string headers)
        {
            return host.Status("10.0.0.1", AccessHost.Upgrade(headers));
        }

        private static void AssertWaits(AccessHost host, string headers, int forMs)
        {
            string head = host.Ask("10.0.0.1", AccessHost.Upgrade(headers));
            StringAssert.StartsWith(head, "HTTP/1.1 429 Too Many Requests\r\n");
            Hosting.HttpContentTests.AssertHeader(head, "Retry-After", ((forMs + 999) / 1000).ToString(CultureInfo.InvariantCulture));
        }
    }
}
