using System;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    /// <summary>Sensors that fail, vanish and return.</summary>
    [TestClass]
    public sealed class FailingSensorTests
    {
        private readonly FixedSensor _broken = new FixedSensor(new Reading("broken", "Broken", "", 0, 0, 9), 3);
        private readonly FixedSensor _fine = new FixedSensor(new Reading("fine", "Fine", "", 0, 0, 9), 7);

        [TestMethod]
        public void Telemetry_SensorThrows_IsAbsentAndTheOthersGoOn()
        {
            _broken.Failure = new InvalidOperationException("no answer on the bus");
            Telemetry telemetry = new Telemetry(new SmallBoard(), new SensorSet(new Sensor[] { _broken, _fine }));
            int count = telemetry.Compose(1, 1000);
            using JsonDocument document = JsonDocument.Parse(telemetry.Frame.Buffer.AsMemory(MessageFrame.PayloadOffset, count));
            Assert.AreEqual(System.Text.Json.JsonValueKind.Null, document.RootElement.GetProperty("broken").ValueKind);
            Assert.AreEqual(7, document.RootElement.GetProperty("fine").GetInt32());
        }

        [TestMethod]
        public void SensorSet_SensorThatIsNotThere_IsLookedForAgainAfterRetryMs()
        {
            _broken.IsThere = false;
            SensorSet set = new SensorSet(new Sensor[] { _broken, _fine });
            set.Measure(0);
            set.Measure(SensorSet.RetryMs - 1);
            Assert.AreEqual(1, _broken.Opened);
            Assert.AreEqual(Reading.Absent, set.Values[0]);
            _broken.IsThere = true;
            set.Measure(SensorSet.RetryMs);
            Assert.AreEqual(2, _broken.Opened);
            Assert.AreEqual(3, set.Values[0]);
            Assert.AreEqual(7, set.Values[1]);
            Assert.AreEqual(1, _fine.Opened);
        }

        [TestMethod]
        public void SensorSet_SensorThatFailsLater_IsClosedAbsentAndOpenedAnew()
        {
            SensorSet set = new SensorSet(new Sensor[] { _broken, _fine });
            set.Measure(0);
            Assert.AreEqual(3, set.Values[0]);
            _broken.Failure = new InvalidOperationException("unplugged");
            set.Measure(3600000);
            Assert.AreEqual(Reading.Absent, set.Values[0]);
            Assert.AreEqual(1, _broken.Closed);
            _broken.Failure = null;
            set.Measure(3600000 + SensorSet.RetryMs);
            Assert.AreEqual(3, set.Values[0]);
            Assert.AreEqual(2, _broken.Opened);
        }
    }
}
