using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware.Sensors
{
    /// <summary>The driver that docs/sensors.md shows is the one that is compiled here, and works.</summary>
    [TestClass]
    public sealed class DocumentedSensorTests
    {
        [TestMethod]
        public void Documentation_Driver_IsTheOneThatIsCompiled()
        {
            string[] lines = RepositoryTree.Read("tests/Desktop/Firmware/Sensors/Tmp117Sensor.cs").Split('\n');
            int first = Array.FindIndex(lines, l => l.Contains("public sealed class", StringComparison.Ordinal));
            int last = Array.FindLastIndex(lines, l => l == "    }");
            string code = "";
            for (int i = first; i <= last; i++)
            {
                code += (lines[i].Length > 4 ? lines[i].Substring(4) : "") + "\n";
            }

            StringAssert.Contains(RepositoryTree.Read("docs/sensors.md"), code, StringComparison.Ordinal);
        }

        [TestMethod]
        [DataRow(0x0C80, 2500)]
        [DataRow(0xF380, -2500)]
        [DataRow(0x8000, Reading.Absent)]
        public void DocumentedDriver_Value_IsRead(int raw, int value)
        {
            SimulatedClock clock = new SimulatedClock();
            TimelessSet set = new TimelessSet(clock, new Tmp117Sensor(new SimulatedI2cBus(clock, new Tmp117(clock, raw))));
            set.Measure(0);
            Assert.AreEqual(value, set.Values[0]);
        }

        private sealed class Tmp117 : SimulatedI2cPart
        {
            private readonly int _raw;
            private int _register;

            internal Tmp117(SimulatedClock clock, int raw)
                : base(clock, 0x49)
            {
                _raw = raw;
            }

            internal override bool Write(byte[] bytes, int count)
            {
                _register = bytes[0];
                return true;
            }

            internal override bool Read(byte[] bytes, int count)
            {
                int word = _register == 0x0F ? 0x0117 : _raw;
                bytes[0] = (byte)(word >> 8);
                bytes[1] = (byte)word;
                return true;
            }
        }
    }
}
