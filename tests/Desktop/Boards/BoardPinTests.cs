using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests.Boards
{
    /// <summary>The pins of every board are pins of its chip that may be used so.</summary>
    [TestClass]
    public sealed class BoardPinTests
    {
        [TestMethod]
        public void EveryPin_IsOneOfTheChip_ThatNoMemoryUses()
        {
            AssertNone(
                from board in BoardFile.Devices()
                let chip = ChipPins.Of(board.Chip)
                from pin in board.Pins()
                where !chip.Pins.Contains(pin.Pin) || Taken(board, chip).Contains(pin.Pin)
                select board.Id + ": " + pin);
        }

        [TestMethod]
        public void EveryPin_HasOneUse()
        {
            AssertNone(
                from board in BoardFile.Devices()
                from pin in board.Pins().GroupBy(p => p.Pin)
                where pin.Count() > 1
                select board.Id + ": " + string.Join(" and ", pin));
        }

        [TestMethod]
        public void PinsWithARoleAtAReset_HaveANote_AndNotesArePinsInUse()
        {
            foreach (BoardFile board in BoardFile.Devices())
            {
                List<int> used = board.Pins().Select(p => p.Pin).ToList();
                List<int> noted = board.At("pinNotes").EnumerateObject().Select(n => int.Parse(n.Name, CultureInfo.InvariantCulture)).ToList();

                AssertNone(used.Intersect(ChipPins.Of(board.Chip).Special).Except(noted).Select(p => board.Id + ": a note on pin " + p + " is missing"));
                AssertNone(noted.Except(used).Select(p => board.Id + ": the note on pin " + p + " is for nothing"));
            }
        }

        [TestMethod]
        public void PinsThatAreInputsOnly_AreUsedAsInputs()
        {
            string[] outputs = { "led.pin", "i2c.data", "i2c.clock", "oneWire.transmit", "outputs.", "network.pins." };
            AssertNone(
                from board in BoardFile.Devices()
                from pin in board.Pins()
                where ChipPins.Of(board.Chip).InputOnly.Contains(pin.Pin) && outputs.Any(pin.Use.StartsWith)
                select board.Id + ": " + pin);
        }

        [TestMethod]
        public void ButtonsOnPinsWithoutResistors_HaveOneOfTheBoard()
        {
            AssertNone(
                from board in BoardFile.Devices()
                where ChipPins.Of(board.Chip).InputOnly.Contains(board.Number("button.pin")) && board.Text("button.pull") != "external"
                select board.Id);
        }

        [TestMethod]
        public void AnalogInputs_AreTheChannelsOfTheirPins()
        {
            AssertNone(
                from board in BoardFile.Devices()
                let channels = ChipPins.Of(board.Chip).Channels
                from input in board.At("analogInputs").EnumerateArray()
                let channel = input.GetProperty("channel").GetInt32()
                where channel >= channels.Length || channels[channel] != input.GetProperty("pin").GetInt32()
                select board.Id + ": " + input);
        }

        [TestMethod]
        public void OneWire_IsWhereTheImageHasIt()
        {
            // CONFIG_API_NANOFRAMEWORK_DEVICE_ONEWIRE in targets/ESP32/defconfig of nf-interpreter.
            string[] without = { "ESP32_PICO", "ESP32_C3", "ESP32_C6_THREAD" };

            AssertNone(BoardFile.Devices().Where(b => without.Contains(b.Text("nanoffTarget")) && b.At("oneWire").ValueKind != JsonValueKind.Null).Select(b => b.Id));
        }

        [TestMethod]
        public void Led_HasAPinWhereItHasOne_AndIsAnOutputWhereItCanBe()
        {
            foreach (BoardFile board in BoardFile.Devices())
            {
                string kind = board.Text("led.kind");
                int output = board.Number("outputs.led");

                Assert.AreEqual(kind != "none", board.Number("led.pin") >= 0, board.Id + ": a pin");
                Assert.AreEqual(kind is "plain" or "inverted" ? board.Number("led.pin") : -1, output, board.Id + ": the output");
            }
        }

        private static IEnumerable<int> Taken(BoardFile board, ChipPins chip)
        {
            // The S3's further memory pins are those of octal PSRAM.
            bool needsMore = board.Chip == "ESP32-S3" ? board.Text("psramKind") == "octal" : board.Number("psramMB") > 0;
            return needsMore ? chip.Memory.Concat(chip.Psram) : chip.Memory;
        }

        private static void AssertNone(IEnumerable<string> items)
        {
            Assert.AreEqual("", string.Join("\n", items));
        }
    }
}
