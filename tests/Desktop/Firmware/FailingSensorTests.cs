using System;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    [TestClass]
    public sealed class FailingSensorTests
    {
        [TestMethod]
        public void Telemetry_SensorThrows_IsAbsentAndTheOthersGoOn()
        {
            Telemetry telemetry = new Telemetry(new BrokenBoard());
            int count = telemetry.Compose(1, 1000);
            using JsonDocument document = JsonDocument.Parse(telemetry.Frame.Buffer.AsMemory(MessageFrame.PayloadOffset, count));
            Assert.AreEqual(System.Text.Json.JsonValueKind.Null, document.RootElement.GetProperty("broken").ValueKind);
            Assert.AreEqual(7, document.RootElement.GetProperty("fine").GetInt32());
        }

        private sealed class BrokenBoard : Board
        {
            public override string Id => "broken";

            public override string Name => "Broken";

            public override int MaxConnections => 1;

            public override int ReceiveBufferSize => 1024;

            public override int SendBufferSize => 1024;

            public override Reading[] Readings { get; } = { new Reading("broken", "Broken", "", 0, 0, 1), new Reading("fine", "Fine", "", 0, 0, 9) };

            public override Output[] Outputs { get; } = Array.Empty<Output>();

            public override int Read(int index, long uptimeMs)
            {
                return index == 1 ? 7 : throw new InvalidOperationException("no answer on the bus");
            }

            public override bool IsOn(int index) => throw new ArgumentOutOfRangeException(nameof(index));

            public override void Switch(int index, bool isOn) => throw new ArgumentOutOfRangeException(nameof(index));
        }
    }
}
