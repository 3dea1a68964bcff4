using System;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware.Sensors
{
    /// <summary>The signals that simulated parts measure.</summary>
    [TestClass]
    public sealed class SimulatedSignalTests
    {
        private const string Recording = "# a remark\nseconds,temperature,humidity\n10,20.5,40\n20,21.5,50\n40,19.5,60\n";

        [TestMethod]
        [DataRow(0, 1, 20.5)]
        [DataRow(5000, 1, 21.0)]
        [DataRow(10000, 1, 21.5)]
        [DataRow(20000, 1, 20.5)]
        [DataRow(20000, 2, 55.0)]
        [DataRow(30000, 1, 20.5)]
        [DataRow(35000, 2, 45.0)]
        public void Recording_AtATime_LiesBetweenItsLinesAndStartsAgain(int ms, int column, double value)
        {
            Assert.AreEqual(value, RecordedSignal.Read(new StringReader(Recording), column).At(ms), 1e-9);
        }

        [TestMethod]
        [DataRow("1,2\n", 1)]
        [DataRow("1,2\n2,3\n", 2)]
        [DataRow("1,2\n1,3\n", 1)]
        [DataRow("1,2\n0,3\n", 1)]
        [DataRow("1,2\n2,warm\n", 1)]
        [DataRow("1,2\n2,NaN\n", 1)]
        [DataRow("", 1)]
        public void Recording_ThatIsNone_IsRefused(string text, int column)
        {
            Assert.ThrowsExactly<FormatException>(() => RecordedSignal.Read(new StringReader(text), column));
        }

        [TestMethod]
        public void DescribedSignal_SineStepsAndNoise_AddUp()
        {
            DescribedSignal sine = new DescribedSignal { Mean = 20, Amplitude = 5, PeriodMs = 1000 };
            Assert.AreEqual(15, sine.At(0), 1e-9);
            Assert.AreEqual(25, sine.At(500), 1e-9);
            DescribedSignal steps = new DescribedSignal { Mean = 1, Step = 2, StepMs = 100 };
            Assert.AreEqual(1, steps.At(99), 1e-9);
            Assert.AreEqual(3, steps.At(100), 1e-9);
            Assert.AreEqual(1, steps.At(200), 1e-9);
            DescribedSignal noise = new DescribedSignal(9) { Noise = 1 };
            DescribedSignal same = new DescribedSignal(9) { Noise = 1 };
            for (int i = 0; i < 1000; i++)
            {
                double value = noise.At(i);
                Assert.AreEqual(same.At(i), value);
                Assert.IsTrue(Math.Abs(value) <= 1);
            }
        }
    }
}
