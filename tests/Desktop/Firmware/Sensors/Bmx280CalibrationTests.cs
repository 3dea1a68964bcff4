using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware.Sensors
{
    /// <summary>What the driver computes in integers, against Bosch's example and against Bosch's formulas in floating point.</summary>
    [TestClass]
    public sealed class Bmx280CalibrationTests
    {
        [TestMethod]
        public void Calibration_ExampleOfTheDataSheet_GivesItsResults()
        {
            // BST-BMP280-DS001 section 3.12: 25.08 degrees and 100653 Pa.
            Bmx280Calibration calibration = Load(new Bmx280Words());

            Assert.AreEqual(2508, calibration.GetTemperature(519888));
            Assert.AreEqual(128422, calibration.Fine);
            Assert.AreEqual(100653, calibration.GetPressure(415148));
        }

        [TestMethod]
        public void Calibration_WholeRange_AgreesWithTheFormulasInFloatingPoint()
        {
            foreach (Bmx280Words words in Parts())
            {
                Bmx280Calibration calibration = Load(words);
                int compared = 0;
                for (int raw = words.RawTemperature(-40); raw <= words.RawTemperature(85); raw += 997)
                {
                    double fine = words.Fine(raw);
                    Assert.AreEqual(words.Temperature(raw) * 100, calibration.GetTemperature(raw), 0.6, "temperature of " + raw);
                    for (double pascals = 30000; pascals <= 110000; pascals += 1601)
                    {
                        int rawPressure = words.RawPressure(pascals, fine);
                        Assert.AreEqual(words.Pressure(rawPressure, fine), calibration.GetPressure(rawPressure), 0.8, "pressure of " + rawPressure + " at " + raw);
                        compared++;
                    }

                    for (int rawHumidity = 0; rawHumidity < 0x10000; rawHumidity += 331)
                    {
                        Assert.AreEqual(words.Humidity(rawHumidity, fine) * 10, calibration.GetHumidity(rawHumidity), 0.55, "humidity of " + rawHumidity + " at " + raw);
                    }
                }

                Assert.IsTrue(compared > 1000);
            }
        }

        [TestMethod]
        public void Calibration_HumidityBeyondItsEnds_IsCutThere()
        {
            Bmx280Calibration calibration = Load(new Bmx280Words());
            calibration.GetTemperature(519888);

            Assert.AreEqual(0, calibration.GetHumidity(0));
            Assert.AreEqual(1000, calibration.GetHumidity(0xFFFF));
        }

        [TestMethod]
        [DataRow(0, 1, 36477)]
        [DataRow(0xFFFF, 0xFFFE, 36477)]
        public void Calibration_FirstWordThatNoPartHas_IsRefused(int bad, int good, int p1)
        {
            byte[] registers = new byte[256];
            new Bmx280Words { T1 = bad, P1 = p1 }.Store(registers);
            Assert.IsFalse(new Bmx280Calibration().ReadFirst(registers.AsSpan(0x88, 26).ToArray()));
            new Bmx280Words { T1 = good, P1 = bad }.Store(registers);
            Assert.IsFalse(new Bmx280Calibration().ReadFirst(registers.AsSpan(0x88, 26).ToArray()));
            new Bmx280Words { T1 = good, P1 = good }.Store(registers);
            Assert.IsTrue(new Bmx280Calibration().ReadFirst(registers.AsSpan(0x88, 26).ToArray()));
        }

        [TestMethod]
        [DataRow(0, false)]
        [DataRow(-1, false)]
        [DataRow(1, true)]
        [DataRow(-2, true)]
        public void Calibration_HumidityWordThatNoPartHas_IsRefused(int h2, bool isTaken)
        {
            byte[] registers = new byte[256];
            new Bmx280Words { H2 = h2 }.Store(registers);
            Assert.AreEqual(isTaken, new Bmx280Calibration().ReadSecond(registers.AsSpan(0xE1, 7).ToArray()));
        }

        [TestMethod]
        public void Calibration_AnyWordsAndValues_GiveNumbersOrNone()
        {
            Random random = new Random(7);
            byte[] registers = new byte[256];
            for (int i = 0; i < 20000; i++)
            {
                random.NextBytes(registers);
                Bmx280Calibration calibration = new Bmx280Calibration();
                calibration.ReadFirst(registers.AsSpan(0x88, 26).ToArray());
                calibration.ReadSecond(registers.AsSpan(0xE1, 7).ToArray());
                calibration.GetTemperature(random.Next(0x100000));
                int pressure = calibration.GetPressure(random.Next(0x100000));
                int humidity = calibration.GetHumidity(random.Next(0x10000));
                Assert.IsTrue(pressure == Bmx280Calibration.None || pressure >= 0);
                Assert.IsTrue(humidity >= 0 && humidity <= 1000);
            }
        }

        // Bosch's example; one with the words that are often zero, and negative ones of twelve bits; and another.
        private static Bmx280Words[] Parts()
        {
            return new[]
            {
                new Bmx280Words(),
                new Bmx280Words { H3 = 40, H4 = -77, H5 = -12, H6 = -25, H1 = 0, H2 = 410 },
                new Bmx280Words
                {
                    T1 = 28485, T2 = 26735, T3 = 50, P1 = 37136, P2 = -10642, P3 = 3024, P4 = 6562, P5 = 93, P6 = -7, P7 = 9900, P8 = -10230,
                    P9 = 4285, H1 = 75, H2 = 355, H3 = 0, H4 = 333, H5 = 0, H6 = 30,
                },
            };
        }

        private static Bmx280Calibration Load(Bmx280Words words)
        {
            byte[] registers = new byte[256];
            words.Store(registers);
            Bmx280Calibration calibration = new Bmx280Calibration();
            Assert.IsTrue(calibration.ReadFirst(registers.AsSpan(0x88, 26).ToArray()));
            Assert.IsTrue(calibration.ReadSecond(registers.AsSpan(0xE1, 7).ToArray()));
            return calibration;
        }
    }
}
