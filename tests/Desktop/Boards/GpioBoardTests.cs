using System.Device.Gpio;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Tests.Firmware;
using nanoFramework.Hardware.Esp32;

namespace Nanowire.Tests.Boards
{
    /// <summary>What boards of pins share, over stand-ins for the device's libraries.</summary>
    [TestClass]
    public sealed class GpioBoardTests
    {
        private const int LedPin = 2;
        private const int RelayPin = 26;
        private const int InvertedPin = 27;
        private const int ButtonPin = 0;

        [TestInitialize]
        public void ClosePins()
        {
            GpioController.Pins.Clear();
            Configuration.Functions.Clear();
        }

        [TestMethod]
        public void Outputs_AreInTheOrderTheyWereAdded_AndOff()
        {
            PinBoard board = new PinBoard(false);

            Assert.AreEqual(3, board.Outputs.Length);
            Assert.AreEqual("led", board.Outputs[0].Id);
            Assert.AreEqual("relay", board.Outputs[1].Id);
            Assert.AreEqual("pump", board.Outputs[2].Id);
            for (int i = 0; i < 3; i++)
            {
                Assert.IsFalse(board.IsOn(i));
            }

            Assert.AreEqual(PinMode.Output, GpioController.Pins[RelayPin].Mode);
            Assert.AreEqual(PinValue.Low, GpioController.Pins[RelayPin].Level);
        }

        [TestMethod]
        public void Switch_OfAnOutput_WritesItsPinOnly()
        {
            PinBoard board = new PinBoard(false);

            board.Switch(1, true);

            Assert.IsTrue(board.IsOn(1));
            Assert.IsFalse(board.IsOn(0));
            Assert.AreEqual(PinValue.High, GpioController.Pins[RelayPin].Level);
            Assert.AreEqual(PinValue.Low, GpioController.Pins[LedPin].Level);
        }

        [TestMethod]
        public void Switch_OfAnInvertedOutput_WritesTheOtherLevel()
        {
            PinBoard board = new PinBoard(false);

            Assert.AreEqual(PinValue.High, GpioController.Pins[InvertedPin].Level, "off");
            board.Switch(2, true);
            Assert.AreEqual(PinValue.Low, GpioController.Pins[InvertedPin].Level, "on");
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void ShowLight_LightsTheLed(bool isInverted)
        {
            PinBoard board = new PinBoard(isInverted);

            board.ShowLight(true);
            Assert.IsTrue(board.IsOn(0));
            Assert.AreEqual(isInverted ? PinValue.Low : PinValue.High, GpioController.Pins[LedPin].Level);

            board.ShowLight(false);
            Assert.IsFalse(board.IsOn(0));
        }

        [TestMethod]
        public void ShowLight_OfWhatIsShownAlready_LeavesWhatSomebodySwitched()
        {
            PinBoard board = new PinBoard(false);
            board.ShowLight(true);
            board.Switch(0, false);
            int writes = GpioController.Pins[LedPin].Writes;

            board.ShowLight(true);

            Assert.IsFalse(board.IsOn(0));
            Assert.AreEqual(writes, GpioController.Pins[LedPin].Writes);
        }

        [TestMethod]
        public void ShowLight_OfSomethingNew_CountsAgain()
        {
            PinBoard board = new PinBoard(false);
            board.ShowLight(true);
            board.Switch(0, false);

            board.ShowLight(false);
            board.ShowLight(true);

            Assert.IsTrue(board.IsOn(0));
        }

        [TestMethod]
        public void ShowLight_WithoutALed_DoesNothing()
        {
            BareBoard board = new BareBoard();

            board.ShowLight(true);

            Assert.AreEqual(0, board.Outputs.Length);
            Assert.AreEqual(0, GpioController.Pins.Count);
        }

        [TestMethod]
        public void Button_IsPressedWhileItsPinIsLow()
        {
            PinBoard board = new PinBoard(false);

            Assert.IsFalse(board.IsButtonPressed);
            GpioController.Pins[ButtonPin].Level = PinValue.Low;
            Assert.IsTrue(board.IsButtonPressed);
        }

        [TestMethod]
        [DataRow(false, PinMode.InputPullUp)]
        [DataRow(true, PinMode.Input)]
        public void Button_WithoutAResistorOfTheBoard_HasTheChips(bool hasPullUp, PinMode mode)
        {
            _ = new PinBoard(false, hasPullUp);

            Assert.AreEqual(mode, GpioController.Pins[ButtonPin].Mode);
        }

        [TestMethod]
        public void Button_OfABoardWithoutOne_IsNeverPressed()
        {
            Assert.IsFalse(new BareBoard().IsButtonPressed);
        }

        [TestMethod]
        public void ConfigureI2c_GivesTheBusItsPins()
        {
            _ = new PinBoard(false);

            Assert.AreEqual(DeviceFunction.I2C1_DATA, Configuration.Functions[21]);
            Assert.AreEqual(DeviceFunction.I2C1_CLOCK, Configuration.Functions[22]);
        }

        [TestMethod]
        public void Sensors_AreThoseItWasGiven()
        {
            Assert.AreEqual(1, new PinBoard(false).Sensors.Length);
            Assert.AreEqual(0, new BareBoard().Sensors.Length);
        }

        private class BareBoard : GpioBoard
        {
            internal BareBoard(params Sensor[] sensors)
                : base(sensors)
            {
            }

            public override string Id => "pins";

            public override string Name => "Pins";

            public override int MaxConnections => 1;

            public override int ReceiveBufferSize => 1024;

            public override int SendBufferSize => 1024;
        }

        private sealed class PinBoard : BareBoard
        {
            internal PinBoard(bool isInverted, bool hasPullUp = false)
                : base(new FixedSensor(new Reading("one", "One", "", 0, 0, 1), 1))
            {
                AddLed(LedPin, isInverted);
                AddOutput("relay", "Relay", RelayPin, false);
                AddOutput("pump", "Pump", InvertedPin, true);
                AddButton(ButtonPin, hasPullUp);
                ConfigureI2c(21, 22);
            }
        }
    }
}
