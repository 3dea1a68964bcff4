using System;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Firmware.Sensors
{
    /// <summary>Intervals, the time of a round, counters and the heartbeat of a set of sensors.</summary>
    [TestClass]
    public sealed class SensorSetTests
    {
        private readonly FixedSensor _first = Make("first", 1);
        private readonly FixedSensor _second = Make("second", 2);
        private readonly FixedSensor _third = Make("third", 3);

        [TestMethod]
        public void SensorSet_Interval_IsTheSensorsOwn()
        {
            _first.IntervalMs = 10000;
            TimelessSet set = new TimelessSet(_first, _second);
            set.Measure(0);
            _first.Value = 5;
            _second.Value = 6;
            set.Measure(9999);
            CollectionAssert.AreEqual(new[] { 1, 6 }, set.Values);
            set.Measure(10000);
            CollectionAssert.AreEqual(new[] { 5, 6 }, set.Values);
            Assert.AreEqual(2, set.States[0].Measured);
            Assert.AreEqual(3, set.States[1].Measured);
        }

        [TestMethod]
        [DataRow(SensorSet.BudgetMs, true)]
        [DataRow(SensorSet.BudgetMs + 1, false)]
        public void SensorSet_SlowSensor_LeavesTheOthersForTheNextRoundAtMost(int takesMs, bool othersFollow)
        {
            TimelessSet set = new TimelessSet(_first, _second, _third);
            _first.Measuring = () => set.TickMs += takesMs;
            set.Measure(0);
            Assert.AreEqual(1, set.Values[0]);
            Assert.AreEqual(othersFollow, set.Values[1] == 2);
            Assert.AreEqual(takesMs, set.States[0].SlowestMs);
            set.Measure(100);
            CollectionAssert.AreEqual(new[] { 1, 2, 3 }, set.Values);
            for (int i = 2; i < 10; i++)
            {
                set.Measure(i * 100);
            }

            // The slow one takes every turn that it gets, and the others have as many.
            Assert.IsTrue(set.States[1].Measured >= 8 && set.States[2].Measured >= 8);
        }

        [TestMethod]
        public void SensorSet_Counters_TellWhatHappened()
        {
            TimelessSet set = new TimelessSet(_first);
            SensorState state = set.States[0];
            Assert.AreEqual(-1, state.AbsentSinceMs);
            _first.IsThere = false;
            set.Measure(5);
            Assert.IsFalse(state.IsPresent);
            Assert.AreEqual(5, state.AbsentSinceMs);
            Assert.AreEqual(0, state.Failed);
            Assert.AreEqual("no answer", state.ErrorText);
            set.Measure(5 + SensorSet.RetryMs);
            Assert.AreEqual(5, state.AbsentSinceMs);
            _first.IsThere = true;
            set.Measure(5 + (2 * SensorSet.RetryMs));
            set.Measure(90000);
            Assert.IsTrue(state.IsPresent);
            Assert.AreEqual(-1, state.AbsentSinceMs);
            Assert.AreEqual(2, state.Measured);
            _first.Failure = new InvalidOperationException();
            set.Measure(90001);
            Assert.AreEqual(1, state.Failed);
            Assert.AreEqual(90001, state.AbsentSinceMs);
            Assert.AreEqual(SensorError.Failed, state.LastError);
            Assert.AreEqual("failed", state.ErrorText);
        }

        [TestMethod]
        public void SensorSet_MeasurementThatDoesNotReturn_IsSeenByAnotherThread()
        {
            TimelessSet set = new TimelessSet(_first, _second) { TickMs = 1234 };
            using ManualResetEventSlim entered = new ManualResetEventSlim();
            using ManualResetEventSlim released = new ManualResetEventSlim();
            _second.Measuring = () =>
            {
                entered.Set();
                released.Wait();
            };
            Thread pump = new Thread(() => set.Measure(0)) { IsBackground = true };
            pump.Start();
            entered.Wait();
            Assert.AreSame(_second, set.CurrentSensor);
            Assert.AreEqual(1234, set.CurrentStartedMs);
            released.Set();
            pump.Join();
            Assert.IsNull(set.CurrentSensor);
        }

        [TestMethod]
        public void SensorSet_SensorThatThrows_LeavesNoHeartbeatBehind()
        {
            _first.Failure = new InvalidOperationException();
            TimelessSet set = new TimelessSet(_first);
            set.Measure(0);
            Assert.IsNull(set.CurrentSensor);
        }

        [TestMethod]
        public void SensorSet_SameIdTwice_IsRefused()
        {
            Assert.ThrowsExactly<ArgumentException>(() => new SensorSet(new Sensor[] { _first, Make("first", 3) }));
        }

        [TestMethod]
        public void SensorSet_WithoutSensors_MeasuresNothing()
        {
            TimelessSet set = new TimelessSet();
            set.Measure(0);
            Assert.AreEqual(0, set.Values.Length);
        }

        [TestMethod]
        public void SensorState_EveryError_HasItsWords()
        {
            SensorState state = new TimelessSet(_first).States[0];
            foreach (SensorError error in Enum.GetValues<SensorError>())
            {
                state.LastError = error;
                Assert.AreEqual(error == SensorError.None, state.ErrorText.Length == 0, error.ToString());
                Assert.AreEqual(error == SensorError.Failed, state.ErrorText == "failed", error.ToString());
            }
        }

        private static FixedSensor Make(string id, int value)
        {
            return new FixedSensor(new Reading(id, id, "", 0, 0, 9), value);
        }
    }
}
