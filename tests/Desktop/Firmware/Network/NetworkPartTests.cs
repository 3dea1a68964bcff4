using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware.Network
{
    /// <summary>What runs while there is an address: started, moved, ended, and what one that fails does to the others.</summary>
    [TestClass]
    public sealed class NetworkPartTests
    {
        [TestMethod]
        public void Parts_OfTheNetwork_RunFromUpToTheLossAndMoveWithTheAddress()
        {
            Part part = new Part();
            Part portal = new Part();
            Supervised s = new Supervised { UpParts = new NetworkPart[] { part }, PortalParts = new NetworkPart[] { portal } };
            s.BringUp();
            s.Link.UpAddress = "10.0.0.7";
            s.After(1);
            s.Link.Up = false;
            s.After(1);
            s.After(s.Options.LostAfterMs);
            CollectionAssert.AreEqual(new[] { "start 192.168.1.20", "stop", "start 10.0.0.7", "stop" }, part.Calls);
            Assert.AreEqual(3, part.Rounds);
            Assert.AreEqual(0, portal.Calls.Count);
        }

        [TestMethod]
        public void Parts_OfThePortal_RunWhileItIsOpen()
        {
            Part portal = new Part();
            Supervised s = new Supervised { PortalParts = new NetworkPart[] { portal } };
            s.Link.AccessPointEnabled = true;
            s.Begin();
            Assert.AreEqual(0, portal.Calls.Count);
            s.Link.AccessPointUp = true;
            s.After(1);
            s.After(1);
            s.Network.Stop();
            CollectionAssert.AreEqual(new[] { "start 192.168.4.1", "stop" }, portal.Calls);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void Part_Throws_IsStartedAgainLaterAndTheOthersGoOn(bool atStart)
        {
            Part bad = new Part { FailsAtStart = atStart, FailsInRounds = !atStart };
            Part good = new Part();
            Supervised s = new Supervised { UpParts = new NetworkPart[] { bad, good } };
            s.BringUp();
            s.After(1);
            s.After(s.Options.PartRetryMs - 2);
            CollectionAssert.AreEqual(new[] { "start 192.168.1.20", "stop" }, bad.Calls);
            Assert.AreEqual(3, good.Rounds);
            bad.FailsAtStart = bad.FailsInRounds = false;
            s.After(2);
            CollectionAssert.AreEqual(new[] { "start 192.168.1.20", "stop", "start 192.168.1.20" }, bad.Calls);
            s.After(1);
            Assert.IsTrue(bad.Rounds > 0);
            Assert.AreEqual(1, good.Calls.Count);
        }

        private sealed class Part : NetworkPart
        {
            internal readonly List<string> Calls = new List<string>();
            internal int Rounds;
            internal bool FailsAtStart;
            internal bool FailsInRounds;

            public override void Start(string address)
            {
                Calls.Add("start " + address);
                if (FailsAtStart)
                {
                    throw new InvalidOperationException("no socket");
                }
            }

            public override void RunOnce(long nowMs)
            {
                if (FailsInRounds)
                {
                    throw new InvalidOperationException("no socket");
                }

                Rounds++;
            }

            public override void Close()
            {
                Calls.Add("stop");
            }
        }
    }
}
