using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware.Network
{
    /// <summary>Each line of the table at the top of NetworkSupervisor.cs, with a clock moved by hand.</summary>
    [TestClass]
    public sealed class NetworkSupervisorTests
    {
        [TestMethod]
        public void Begin_WithCredentials_Joins()
        {
            Supervised s = new Supervised().Begin();
            Assert.AreEqual(NetworkState.Joining, s.Network.State);
            Assert.AreEqual(1, s.Link.Joins);
            Assert.IsNull(s.Network.Address);
        }

        [TestMethod]
        public void Begin_NotCalled_StaysInStarting()
        {
            Supervised s = new Supervised();
            s.Network = new NetworkSupervisor(s.Link, s.Options, s.Memory, "n", null, null);
            Assert.AreEqual(NetworkState.Starting, s.After(1000000));
            Assert.AreEqual(0, s.Link.Joins + s.Link.Enables);
        }

        [TestMethod]
        [DataRow(false, NetworkReason.NoCredentials)]
        [DataRow(true, NetworkReason.Button)]
        public void Begin_NoCredentialsOrButton_RestartsAsAccessPoint(bool isButton, NetworkReason reason)
        {
            Supervised s = new Supervised();
            s.Link.StoredSsid = isButton ? "home" : "";
            s.Begin(isButton);
            Assert.AreEqual(NetworkState.Restarting, s.Network.State);
            Assert.AreEqual(reason, s.Network.Reason);
            Assert.AreEqual(reason, s.Memory.Reason);
            Assert.IsTrue(s.Link.AccessPointEnabled);
            Assert.AreEqual(0, s.Link.Joins);
        }

        [TestMethod]
        public void Begin_AccessPointCannotBeStored_IsTriedAgainWithoutEnd()
        {
            Supervised s = new Supervised();
            s.Link.StoredSsid = "";
            s.Link.CanStore = false;
            s.Begin();
            Assert.AreEqual(NetworkState.Starting, s.Network.State);
            Assert.AreEqual(1, s.Link.Enables);
            Assert.AreEqual(NetworkState.Starting, s.After(s.Options.AccessPointRetryMs - 1));
            Assert.AreEqual(1, s.Link.Enables);
            Assert.AreEqual(NetworkState.Starting, s.After(1));
            Assert.AreEqual(2, s.Link.Enables);
            s.Link.CanStore = true;
            Assert.AreEqual(NetworkState.Restarting, s.After(s.Options.AccessPointRetryMs));
        }

        [TestMethod]
        public void Begin_AccessPointEnabled_IsPortalForTheReasonOfTheLastTime()
        {
            Supervised s = new Supervised();
            s.Link.AccessPointEnabled = true;
            s.Memory.Reason = NetworkReason.WrongPassword;
            s.Begin();
            Assert.AreEqual(NetworkState.Portal, s.Network.State);
            Assert.AreEqual(NetworkReason.WrongPassword, s.Network.Reason);
            Assert.IsFalse(s.Network.IsPortalOpen);
            s.Link.AccessPointUp = true;
            s.After(1);
            Assert.IsTrue(s.Network.IsPortalOpen);
            Assert.AreEqual("192.168.4.1", s.Network.Address);
            StringAssert.Contains(s.Lines[s.Lines.Count - 1], "did not take the password", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Ethernet_ButtonHeld_JoinsAllTheSame()
        {
            Supervised s = new Supervised();
            s.Link.KindIs = NetworkLinkKind.Ethernet;
            s.Link.StoredSsid = "";
            s.Link.AccessPoint = false;
            s.Begin(true);
            Assert.AreEqual(NetworkState.Joining, s.Network.State);
            for (int i = 0; i < 1000; i++)
            {
                Assert.AreNotEqual(NetworkState.Restarting, s.After(10000));
            }

            Assert.AreEqual(0, s.Link.Enables);
            s.Link.Up = true;
            Assert.AreEqual(NetworkState.Up, s.After(1));
        }

        [TestMethod]
        public void Joining_LinkComesUp_IsUpAndProven()
        {
            Supervised s = new Supervised().BringUp();
            Assert.AreEqual(NetworkState.Up, s.Network.State);
            Assert.AreEqual("192.168.1.20", s.Network.Address);
            Assert.AreEqual("home", s.Memory.ProvenSsid);
            Assert.AreEqual(1, s.Network.JoinCount);
            Assert.AreEqual(0, s.Network.FailureCount);
        }

        [TestMethod]
        [DataRow(JoinResult.Pending, NetworkReason.JoinFailed)]
        [DataRow(JoinResult.Joined, NetworkReason.NoAddress)]
        public void Joining_NothingComes_WaitsAfterTheTimeoutAndNotBefore(JoinResult result, NetworkReason reason)
        {
            Supervised s = new Supervised().Begin();
            s.Link.Result = result;
            Assert.AreEqual(NetworkState.Joining, s.After(s.Options.JoinTimeoutMs - 1));
            Assert.AreEqual(NetworkState.Waiting, s.After(1));
            Assert.AreEqual(reason, s.Network.Reason);
            Assert.AreEqual(1, s.Network.FailureCount);
        }

        [TestMethod]
        [DataRow(JoinResult.WrongPassword, NetworkReason.WrongPassword)]
        [DataRow(JoinResult.NotFound, NetworkReason.NotFound)]
        [DataRow(JoinResult.Failed, NetworkReason.JoinFailed)]
        public void Joining_LinkSaysWhyNot_WaitsAtOnceAndSaysWhatToDo(JoinResult result, NetworkReason reason)
        {
            Supervised s = new Supervised().Fail(result);
            Assert.AreEqual(NetworkState.Waiting, s.Network.State);
            Assert.AreEqual(reason, s.Network.Reason);
            Assert.AreEqual("not in \"home\": " + NetworkText.Describe(reason), s.Lines[s.Lines.Count - 2]);
            Assert.AreEqual(NetworkText.Advise(reason), s.Lines[s.Lines.Count - 1]);
        }

        [TestMethod]
        public void Waiting_LinkComesUpByItself_IsUp()
        {
            Supervised s = new Supervised().Fail(JoinResult.NotFound);
            s.Link.Up = true;
            Assert.AreEqual(NetworkState.Up, s.After(1));
            Assert.AreEqual(1, s.Link.Joins);
        }

        [TestMethod]
        public void Waiting_WaitOver_JoinsAgainWithGrowingWaitsUpToTheCap()
        {
            Supervised s = new Supervised();
            s.Memory.ProvenSsid = "home";
            s.Options.AccessPointAfterMs = 0;
            s.Fail(JoinResult.NotFound);
            int windowMs = s.Options.RetryMinMs;
            for (int i = 0; i < 30; i++)
            {
                int joins = s.Link.Joins;
                int waitedMs = 0;
                while (s.Link.Joins == joins)
                {
                    s.After(1);
                    waitedMs++;
                }

                Assert.IsTrue(waitedMs >= windowMs / 2 && waitedMs <= windowMs, waitedMs + " of " + windowMs);
                windowMs = Math.Min(windowMs * 2, s.Options.RetryMaxMs);
                s.Link.Result = JoinResult.NotFound;
                Assert.AreEqual(NetworkState.Waiting, s.After(1));
            }

            Assert.AreEqual(s.Options.RetryMaxMs, windowMs);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void Waiting_FailingForTheLimit_RestartsAsAccessPointAndNotBefore(bool isProven)
        {
            Supervised s = new Supervised();
            s.Memory.ProvenSsid = isProven ? "home" : "another";
            s.Options.RetryMinMs = s.Options.RetryMaxMs = 100000000;
            int limitMs = isProven ? s.Options.AccessPointAfterMs : s.Options.UnprovenAfterMs;
            s.Fail(JoinResult.WrongPassword);
            Assert.AreEqual(NetworkState.Waiting, s.After(limitMs - s.NowMs - 1));
            Assert.AreEqual(NetworkState.Restarting, s.After(1));
            Assert.AreEqual(NetworkReason.WrongPassword, s.Memory.Reason);
            Assert.IsTrue(s.Link.AccessPointEnabled);
        }

        [TestMethod]
        public void Waiting_LimitIsNever_NoAccessPoint()
        {
            Supervised s = new Supervised();
            s.Memory.ProvenSsid = "home";
            s.Options.AccessPointAfterMs = 0;
            s.Fail(JoinResult.NotFound);
            for (int i = 0; i < 10000; i++)
            {
                Assert.AreNotEqual(NetworkState.Restarting, s.After(1000));
            }

            Assert.AreEqual(0, s.Link.Enables);
        }

        [TestMethod]
        public void Waiting_AccessPointCannotBeStored_GoesOnJoining()
        {
            Supervised s = new Supervised();
            s.Link.CanStore = false;
            s.Fail(JoinResult.WrongPassword);
            int lines = s.Lines.Count;
            for (int i = 0; i < 200; i++)
            {
                s.After(1000);
                s.Link.Result = JoinResult.WrongPassword;
            }

            Assert.IsTrue(s.Link.Joins > 3);
            Assert.IsTrue(s.Link.Enables > 3 && s.Link.Enables <= 200000 / s.Options.AccessPointRetryMs);
            Assert.IsTrue(s.Lines.Count - lines < 100, "it must not say so in each round");
        }

        [TestMethod]
        public void Up_LinkGoesAndComesBackSoon_NobodyJoins()
        {
            Supervised s = new Supervised().BringUp();
            s.Link.Up = false;
            Assert.AreEqual(NetworkState.Lost, s.After(1));
            Assert.AreEqual(NetworkState.Lost, s.After(s.Options.LostAfterMs - 1));
            Assert.AreEqual("192.168.1.20", s.Network.Address);
            s.Link.Up = true;
            Assert.AreEqual(NetworkState.Up, s.After(1));
            Assert.AreEqual(1, s.Link.Joins);
            Assert.AreEqual(1, s.Network.LossCount);
        }

        [TestMethod]
        public void Up_LinkStaysAway_JoinsWithoutEndUntilItIsBack()
        {
            Supervised s = new Supervised();
            s.Options.AccessPointAfterMs = 0;
            s.BringUp();
            s.Link.Up = false;
            s.After(1);
            Assert.AreEqual(NetworkState.Joining, s.After(s.Options.LostAfterMs));
            Assert.IsNull(s.Network.Address);
            Assert.AreEqual(2, s.Link.Joins);
            for (int i = 0; i < 24 * 60; i++)
            {
                s.After(60000);
            }

            s.Link.Up = true;
            Assert.AreEqual(NetworkState.Up, s.After(1));
            Assert.AreEqual("192.168.1.20", s.Network.Address);
        }

        [TestMethod]
        public void Up_FailingCountsFromTheLoss()
        {
            Supervised s = new Supervised().BringUp();
            s.After(10 * s.Options.AccessPointAfterMs);
            s.Link.Up = false;
            s.After(1);
            s.After(s.Options.LostAfterMs);
            s.Link.Result = JoinResult.NotFound;
            Assert.AreEqual(NetworkState.Waiting, s.After(1));
        }

        [TestMethod]
        public void Portal_AccessPointDoesNotOpen_RestartsAfterItsTimeAndNotBefore()
        {
            Supervised s = new Supervised();
            s.Link.AccessPointEnabled = true;
            s.Begin();
            Assert.AreEqual(NetworkState.Portal, s.After(s.Options.AccessPointStartMs - 1));
            Assert.AreEqual(NetworkState.Restarting, s.After(1));
            Assert.IsFalse(s.Link.AccessPointEnabled, "there is a network to go back to");
        }

        [TestMethod]
        public void Portal_AccessPointDoesNotOpenAndNothingIsStored_IsTriedAgain()
        {
            Supervised s = new Supervised();
            s.Link.StoredSsid = "";
            s.Link.AccessPointEnabled = true;
            s.Begin();
            Assert.AreEqual(NetworkState.Restarting, s.After(s.Options.AccessPointStartMs));
            Assert.IsTrue(s.Link.AccessPointEnabled);
        }

        [TestMethod]
        public void Portal_NobodyThere_TriesTheStoredNetworkAndLeavesWhenItWorks()
        {
            Supervised s = OpenPortal();
            Assert.AreEqual(NetworkState.Portal, s.After(s.Options.PortalRetryMs - 1));
            Assert.AreEqual(0, s.Link.Joins);
            s.After(1);
            Assert.AreEqual(1, s.Link.Joins);
            s.After(s.Options.PortalRetryMs - 1);
            Assert.AreEqual(1, s.Link.Joins);
            s.After(1);
            Assert.AreEqual(2, s.Link.Joins);
            s.Link.Up = true;
            Assert.AreEqual(NetworkState.Restarting, s.After(1));
            Assert.AreEqual(NetworkReason.NetworkBack, s.Network.Reason);
            Assert.IsFalse(s.Link.AccessPointEnabled);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void Portal_Visitor_IsLeftInPeace(bool isStation)
        {
            Supervised s = OpenPortal();
            s.Link.Stations = isStation ? 1 : 0;
            s.Network.Visitors = isStation ? 0 : 1;
            for (int i = 0; i < 100; i++)
            {
                s.After(s.Options.PortalRetryMs);
            }

            Assert.AreEqual(0, s.Link.Joins);
            s.Link.Up = true;
            Assert.AreEqual(NetworkState.Portal, s.After(1));
            s.Link.Up = false;
            s.Link.Stations = s.Network.Visitors = 0;
            s.After(s.Options.PortalRetryMs - 1);
            Assert.AreEqual(0, s.Link.Joins);
            s.After(1);
            Assert.AreEqual(1, s.Link.Joins);
        }

        [TestMethod]
        public void Portal_NothingStored_IsNeverLeft()
        {
            Supervised s = OpenPortal("");
            for (int i = 0; i < 1000; i++)
            {
                Assert.AreEqual(NetworkState.Portal, s.After(s.Options.PortalRetryMs));
            }

            Assert.AreEqual(0, s.Link.Joins);
        }

        [TestMethod]
        public void Restart_AfterTheDelay_IsDueAndNotBefore()
        {
            Supervised s = OpenPortal();
            s.Network.Restart(NetworkReason.Stored, s.NowMs);
            Assert.IsFalse(s.Link.AccessPointEnabled);
            Assert.AreEqual(NetworkReason.Stored, s.Memory.Reason);
            s.After(s.Options.RestartDelayMs - 1);
            Assert.IsFalse(s.Network.IsRestartDue);
            s.Network.Restart(NetworkReason.Asked, s.NowMs);
            s.After(1);
            Assert.IsTrue(s.Network.IsRestartDue);
            Assert.AreEqual(NetworkReason.Stored, s.Network.Reason);
        }

        [TestMethod]
        public void Year_OfANetworkThatFlaps_EndsUpAndCountsAll()
        {
            Supervised s = new Supervised();
            s.Memory.ProvenSsid = "home";
            s.Begin();
            Random random = new Random(5);
            const long Year = 365L * 24 * 3600 * 1000;
            int losses = 0;
            int restarts = 0;
            while (s.NowMs < Year)
            {
                // Gone for up to two minutes, there for up to two hours, looked at twice a minute.
                s.Link.Up = true;
                for (long untilMs = s.NowMs + random.Next(1, 7200000); s.NowMs < untilMs;)
                {
                    s.After(30000);
                }

                Assert.AreEqual(NetworkState.Up, s.Network.State);
                s.Link.Up = false;
                losses++;
                for (long untilMs = s.NowMs + random.Next(1, 120000); s.NowMs < untilMs;)
                {
                    s.After(500);
                    s.Link.Result = random.Next(2) == 0 ? JoinResult.NotFound : JoinResult.Pending;
                }

                restarts += s.Network.State == NetworkState.Restarting ? 1 : 0;
                s.Lines.Clear();
            }

            Assert.IsTrue(losses > 5000, "the year was too short");
            Assert.AreEqual(losses, s.Network.LossCount);
            Assert.AreEqual(0, restarts);
        }

        [TestMethod]
        public void Rounds_WithoutAnythingNew_MakeNoGarbage()
        {
            Supervised s = new Supervised().BringUp();
            Measure(s);
            s.Link.Up = false;
            s.After(1);
            Measure(s);
            s = OpenPortal();
            s.Link.Stations = 1;
            Measure(s);
        }

        [TestMethod]
        [DataRow(0, 1)]
        [DataRow(1, 0)]
        public void Options_OutOfRange_AreRefused(int min, int max)
        {
            Supervised s = new Supervised();
            s.Options.RetryMinMs = min;
            s.Options.RetryMaxMs = max;
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => s.Begin());
        }

        private static void Measure(Supervised s)
        {
            for (int i = 0; i < 10; i++)
            {
                s.Network.RunOnce(s.NowMs);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                s.Network.RunOnce(s.NowMs);
            }

            Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
        }

        private static Supervised OpenPortal(string ssid = "home")
        {
            Supervised s = new Supervised();
            s.Link.StoredSsid = ssid;
            s.Link.AccessPointEnabled = s.Link.AccessPointUp = true;
            return s.Begin();
        }
    }
}
