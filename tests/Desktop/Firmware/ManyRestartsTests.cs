using System;
using System.Net;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware
{
    /// <summary>A year of restarts in one process.</summary>
    [TestClass]
    public sealed class ManyRestartsTests
    {
        private const int Restarts = 1000;

        [TestMethod]
        public void Application_RestartedAThousandTimes_GrowsNotAndLosesNothingConfirmed()
        {
            MemoryStorage storage = new MemoryStorage();
            Random random = new Random(5);
            string confirmed = "nanowire-test";
            int confirmations = 0;
            int cuts = 0;
            int starts = 0;
            long before = 0;
            for (int i = 0; i < Restarts; i++)
            {
                if (i == Restarts / 10)
                {
                    before = GC.GetTotalMemory(true);
                }

                DeviceSettings settings = new DeviceSettings(storage, "nanowire-test", true, null, new SilentLog());
                Assert.AreEqual(confirmed, settings.Name, "start " + i);
                using DeviceApplication application = new DeviceApplication(new SmallBoard(), new TestMachine(), settings, IPAddress.Loopback, 0);
                Assert.IsTrue(application.Health.Restarts.Starts >= starts, "starts are counted, but for one whose own record was cut off");
                starts = application.Health.Restarts.Starts;
                if (i % 50 == 0)
                {
                    application.Listen();
                    application.RunOnce();
                }

                // The power goes somewhere in some of the runs; what was confirmed before it must be there at the next start.
                bool isCut = random.Next(3) == 0;
                storage.StepsLeft = isCut ? random.Next(400) : -1;
                for (int k = 0; k < 4; k++)
                {
                    string name = "n" + i + "-" + k;
                    if (settings.Set(DeviceSettings.NameIndex, name, 0) == null)
                    {
                        confirmed = name;
                        confirmations++;
                    }
                }

                if (random.Next(2) == 0)
                {
                    application.RequestRestart(RestartReason.Requested, null);
                }

                cuts += storage.IsOff ? 1 : 0;
                storage.StepsLeft = -1;
                storage.IsOff = false;
                Assert.IsTrue(storage.Files.Count <= 4);
            }

            Assert.IsTrue(confirmations > 3 * Restarts && cuts > 100, confirmations + " changes, " + cuts + " cuts");
            Assert.IsTrue(starts > Restarts * 9 / 10, starts + " starts");
            long grown = GC.GetTotalMemory(true) - before;
            Assert.IsTrue(grown < 256 * 1024, grown + " bytes more after " + Restarts + " restarts");
        }
    }
}
