using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware
{
    /// <summary>The reasons of the last restarts.</summary>
    [TestClass]
    public sealed class RestartLogTests
    {
        [TestMethod]
        public void Starts_WithAndWithoutReasons_AreKept()
        {
            MemoryStorage storage = new MemoryStorage();
            TestMachine machine = new TestMachine { Now = new DateTime(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc) };
            RestartLog log = Open(storage, machine);
            Assert.AreEqual("first start", Texts(log));
            Assert.IsTrue(log.Record(RestartReason.Requested, null, 65999));
            Assert.AreEqual(new DateTimeOffset(machine.Now).ToUnixTimeSeconds(), log[1].TimeSeconds);
            log = Open(storage, machine);
            Assert.AreEqual("first start, requested after 65 s", Texts(log));

            // Nobody said why.
            log = Open(storage, machine);
            Assert.AreEqual("first start, requested after 65 s, no reason recorded", Texts(log));
            machine.Now = new DateTime(2020, 12, 31);
            Assert.IsTrue(log.Record(RestartReason.Requested, null, 1000));
            Assert.IsTrue(log.Record(RestartReason.Stalled, "a-part-with-a-very-long-name", 2000), "the second takes the place of the first");
            log = Open(storage, machine);
            Assert.AreEqual("first start, requested after 65 s, no reason recorded, stalled (a-part-with-a-very-long-) after 2 s", Texts(log));
            Assert.AreEqual(0u, log[3].TimeSeconds, "before 2021 nobody knows the time");
            Assert.AreEqual(4, log.Starts);
        }

        [TestMethod]
        public void Restarts_MoreThanAreKept_LeaveTheLast()
        {
            MemoryStorage storage = new MemoryStorage();
            for (int i = 0; i < 20; i++)
            {
                Assert.IsTrue(Open(storage, new TestMachine()).Record(RestartReason.Failed, new string('x', 100), i * 1000));
            }

            RestartLog log = Open(storage, new TestMachine());
            Assert.AreEqual(21, log.Starts);
            Assert.AreEqual(RestartLog.Capacity, log.Count);
            Assert.AreEqual("12 13 14 15 16 17 18 19", string.Join(" ", Enumerable.Range(0, log.Count).Select(i => log[i].UptimeSeconds)));
            Assert.AreEqual((2 * 20) + 1, storage.Writes, "one write a start and one a reason");
        }

        [TestMethod]
        public void Power_LostAtEveryByte_CostsAtMostTheReasonThatWasBeingWritten()
        {
            bool isRecorded = false;
            for (int steps = 0; !isRecorded; steps++)
            {
                MemoryStorage storage = new MemoryStorage();
                Open(storage, new TestMachine()).Record(RestartReason.Memory, null, 7000);
                RestartLog log = Open(storage, new TestMachine());
                storage.StepsLeft = steps;
                isRecorded = log.Record(RestartReason.Requested, "x", 8000);
                storage.StepsLeft = -1;
                storage.IsOff = false;
                Assert.AreEqual(
                    "first start, memory low after 7 s, " + (isRecorded ? "requested (x) after 8 s" : "no reason recorded"), Texts(Open(storage, new TestMachine())));
            }
        }

        [TestMethod]
        public void Storage_ThatFails_StopsNothing()
        {
            MemoryStorage storage = new MemoryStorage { IsOff = true };
            RestartLog log = Open(storage, new TestMachine());
            Assert.AreEqual("first start", Texts(log));
            Assert.IsFalse(log.Record(RestartReason.Requested, null, 0));
            storage.IsOff = false;
            storage.Files["restarts.a"] = new byte[] { 1, 2, 3 };
            Assert.AreEqual("no reason recorded", Texts(Open(storage, new TestMachine())));
        }

        private static RestartLog Open(Storage storage, Machine machine)
        {
            return new RestartLog(storage, machine, new SilentLog());
        }

        private static string Texts(RestartLog log)
        {
            return string.Join(", ", Enumerable.Range(0, log.Count).Select(log.GetText));
        }
    }
}
