using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Diagnostics;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests.Diagnostics
{
    /// <summary>The ring of the last events and the counters.</summary>
    [TestClass]
    public sealed class EventLogTests
    {
        [TestMethod]
        public void Events_OfEveryKind_AreKeptAndCounted()
        {
            HandLog log = new HandLog(16);
            log.Accepted("a");
            log.Move(1);
            log.Refused("b", 421, RefusalReason.Host);
            log.Move(1);
            log.Opened("a");
            log.Move(1);
            log.Violated("a", Violation.TextNotUtf8);
            log.Move(1);
            log.Closed("a", WebSocketCloseStatus.InvalidPayloadData, false);
            log.Move(1);
            log.Closed("c", WebSocketCloseStatus.NormalClosure, true);
            log.Move(1);
            log.Limited("d", RefusalReason.ByteRate);
            log.Move(1);
            log.Dropped("e", 3);
            log.Move(1);
            log.Slow("f");

            AssertEntry(log, 0, ServerEventKind.Accepted, "a", 0, RefusalReason.Request, 1);
            AssertEntry(log, 1, ServerEventKind.Refused, "b", 421, RefusalReason.Host, 1);
            AssertEntry(log, 2, ServerEventKind.Opened, "a", 0, RefusalReason.Request, 1);
            AssertEntry(log, 3, ServerEventKind.Violated, "a", (int)Violation.TextNotUtf8, RefusalReason.Request, 1);
            AssertEntry(log, 4, ServerEventKind.Lost, "a", 1007, RefusalReason.Request, 1);
            AssertEntry(log, 5, ServerEventKind.Closed, "c", 1000, RefusalReason.Request, 1);
            AssertEntry(log, 6, ServerEventKind.Limited, "d", 1008, RefusalReason.ByteRate, 1);
            AssertEntry(log, 7, ServerEventKind.Dropped, "e", 0, RefusalReason.Request, 3);
            AssertEntry(log, 8, ServerEventKind.Slow, "f", 0, RefusalReason.Request, 1);
            Assert.AreEqual(9, log.Total);
            Assert.AreEqual(0, log.Oldest);
            foreach (ServerEventKind kind in Enum.GetValues<ServerEventKind>())
            {
                Assert.AreEqual(kind == ServerEventKind.Dropped ? 3 : 1, log.GetCount(kind), kind.ToString());
            }

            foreach (RefusalReason reason in Enum.GetValues<RefusalReason>())
            {
                Assert.AreEqual(reason == RefusalReason.Host || reason == RefusalReason.ByteRate ? 1 : 0, log.GetCount(reason), reason.ToString());
            }

            Assert.AreEqual(1, log.GetCount(Violation.TextNotUtf8));
            Assert.AreEqual(0, log.GetCount(Violation.TooManyFragments));
            Assert.AreEqual(1, log.GetClosed(1000));
            Assert.AreEqual(1, log.GetClosed(1007));
            Assert.AreEqual(0, log.GetClosed(1006));
            Assert.AreEqual(0, log.GetClosed(4000));
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(5)]
        public void Ring_Full_KeepsTheLast(int capacity)
        {
            HandLog log = new HandLog(capacity);
            for (int i = 0; i < 12; i++)
            {
                int kept = Math.Min(i, capacity);
                Assert.AreEqual(i, log.Total);
                Assert.AreEqual(i - kept, log.Oldest);
                Assert.IsNull(log.Get(log.Oldest - 1));
                Assert.IsNull(log.Get(i));
                for (int number = log.Oldest; number < i; number++)
                {
                    Assert.AreEqual("address " + number, log.Get(number).Address);
                }

                log.Accepted("address " + i);
            }
        }

        [TestMethod]
        public void Events_AgainWithNothingBetween_AreOneEntry()
        {
            HandLog log = new HandLog(4);
            log.Opened("victim");
            for (int i = 0; i < 1000; i++)
            {
                log.Move(10);
                log.Refused("flood", 429, RefusalReason.ConnectionRate);
            }

            Assert.AreEqual(2, log.Total);
            AssertEntry(log, 1, ServerEventKind.Refused, "flood", 429, RefusalReason.ConnectionRate, 1000);
            Assert.AreEqual(15000, log.Get(1).TimeMs);
            Assert.AreEqual(5000, log.Get(0).TimeMs);

            // Anything that differs is another.
            log.Refused("flood", 429, RefusalReason.Delay);
            log.Refused("flood", 503, RefusalReason.Delay);
            log.Refused("other", 503, RefusalReason.Delay);
            log.Limited("other", RefusalReason.Delay);
            Assert.AreEqual(6, log.Total);
            Assert.AreEqual(1003, log.GetCount(ServerEventKind.Refused));
        }

        [TestMethod]
        public void Events_AllocateNothing()
        {
            HandLog log = new HandLog(8);
            ServerEvent entry = new ServerEvent();
            for (int round = 0; round < 2; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 100; i++)
                {
                    log.Accepted("a");
                    log.Opened("b");
                    log.Refused("b", 403, RefusalReason.Origin);
                    log.Dropped("b", 1);
                    log.Closed("b", WebSocketCloseStatus.NormalClosure, true);
                    log.TryGet(log.Total - 1, entry);
                }

                long after = GC.GetAllocatedBytesForCurrentThread();
                Assert.IsTrue(round == 0 || after == before, (after - before) + " bytes");
            }
        }

        [TestMethod]
        public void CloseCodes_OfApplications_AreCountedTogether()
        {
            HandLog log = new HandLog(1);
            foreach (int code in new[] { 999, 1000, 1015, 1016, 3000, 4999 })
            {
                log.Closed("a", (WebSocketCloseStatus)code, true);
            }

            Assert.AreEqual(1, log.GetClosed(1000));
            Assert.AreEqual(1, log.GetClosed(1015));
            Assert.AreEqual(4, log.GetClosed(3000));
        }

        [TestMethod]
        public void Names_OfEveryNumber_AreKnown()
        {
            foreach (ServerEventKind kind in Enum.GetValues<ServerEventKind>())
            {
                Assert.AreNotEqual("unknown", EventNames.Get(kind));
            }

            foreach (RefusalReason reason in Enum.GetValues<RefusalReason>())
            {
                Assert.AreNotEqual("unknown", EventNames.Get(reason));
            }

            Assert.AreEqual("unknown", EventNames.Get((RefusalReason)99));
            Assert.AreEqual("unknown", EventNames.Get((ServerEventKind)99));
        }

        [TestMethod]
        public void Constructor_OutOfRange_IsRefused()
        {
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new EventLog(0));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new EventLog(4097));
            Assert.ThrowsExactly<ArgumentNullException>(() => new EventLog(4096).TryGet(0, null));
            Assert.IsTrue(Math.Abs(new EventLog(1).NowMs - Environment.TickCount64) < 60000);
        }

        private static void AssertEntry(HandLog log, int number, ServerEventKind kind, string address, int status, RefusalReason reason, int count)
        {
            ServerEvent entry = log.Get(number);
            Assert.AreEqual(kind, entry.Kind);
            Assert.AreEqual(address, entry.Address);
            Assert.AreEqual(status, entry.Status);
            Assert.AreEqual(reason, entry.Reason);
            Assert.AreEqual(count, entry.Count);
        }
    }
}
