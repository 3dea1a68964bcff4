using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;

namespace Nanowire.Tests.Boards
{
    /// <summary>
    /// Board.cs says what board.json says. The source is read as text, since it compiles for the device only; tests/device-check.sh
    /// compiles each.
    /// </summary>
    [TestClass]
    public sealed class BoardSourceTests
    {
        [TestMethod]
        public void Values_OfEveryBoard_AreThoseOfItsFile()
        {
            foreach (BoardFile board in BoardFile.All())
            {
                string source = Source(board);
                Assert.AreEqual(board.Id, Value(source, "Id").Trim('"'), board.Id);
                Assert.AreEqual(board.Text("name"), Value(source, "Name").Trim('"'), board.Id);
                Assert.AreEqual(board.Number("maxConnections"), Number(Value(source, "MaxConnections")), board.Id);
                Assert.AreEqual(board.Number("receiveBufferSize"), Number(Value(source, "ReceiveBufferSize")), board.Id);
                Assert.AreEqual(board.Number("sendBufferSize"), Number(Value(source, "SendBufferSize")), board.Id);
                Assert.AreEqual(board.Number("historySize"), Number(Value(source, "HistorySize") ?? "8192"), board.Id);
                Assert.AreEqual(board.IsDiscoverable, (Value(source, "IsDiscoverable") ?? "true") == "true", board.Id);
                Assert.AreEqual(board.MaxNeighbours, board.IsDiscoverable ? Number(Value(source, "MaxNeighbours") ?? "4") : 0, board.Id);
                Assert.AreEqual(board.Text("network.kind") == "ethernet", (Value(source, "HasEthernet") ?? "false") == "true", board.Id);
            }
        }

        [TestMethod]
        public void Outputs_OfEveryDevice_AreThoseOfItsFile()
        {
            foreach (BoardFile board in BoardFile.Devices())
            {
                List<string> expected = board.At("outputs").EnumerateObject().Select(o => o.Name + " " + o.Value).ToList();
                List<string> found = Regex.Matches(Source(board), @"\bAddLed\((\w+), (\w+)\);|\bAddOutput\(""(\w+)"", ""[^""]+"", (\w+), (\w+)\);")
                    .Select(m => m.Groups[1].Success ? "led " + Constant(board, m.Groups[1].Value) : m.Groups[3].Value + " " + Constant(board, m.Groups[4].Value))
                    .ToList();

                CollectionAssert.AreEqual(expected, found, board.Id + ": " + string.Join(", ", found));
            }
        }

        [TestMethod]
        public void Led_OfEveryDevice_IsAsItsFileSays()
        {
            foreach (BoardFile board in BoardFile.Devices())
            {
                string kind = board.Text("led.kind");
                string expected = kind is "plain" or "inverted" ? board.Number("led.pin") + " " + (kind == "inverted" ? "true" : "false") : "";

                Assert.AreEqual(expected, Call(board, "AddLed"), board.Id);
            }
        }

        [TestMethod]
        public void Button_OfEveryDevice_IsAsItsFileSays()
        {
            foreach (BoardFile board in BoardFile.Devices())
            {
                string expected = board.Number("button.pin") < 0 ? "" : board.Number("button.pin") + " " + (board.Text("button.pull") == "external" ? "true" : "false");

                Assert.AreEqual(expected, Call(board, "AddButton"), board.Id);
            }
        }

        [TestMethod]
        public void Bus_OfEveryDevice_IsAsItsFileSays()
        {
            foreach (BoardFile board in BoardFile.Devices())
            {
                string expected = board.Number("i2c.bus") < 0 ? "" : board.Number("i2c.data") + " " + board.Number("i2c.clock");

                Assert.AreEqual(expected, Call(board, "ConfigureI2c"), board.Id);
            }
        }

        [TestMethod]
        public void Stream_OfEveryDevice_IsAsItsFileSaysAndOneOfItsInputs()
        {
            foreach (BoardFile board in BoardFile.Devices())
            {
                Match found = Regex.Match(Source(board), @"Extra { get; } = new AnalogStream\(new DeviceAnalogInput\((\w+)\)\);");
                Assert.AreEqual(board.HasStream ? board.Number("stream.channel").ToString(CultureInfo.InvariantCulture) : "",
                    found.Success ? Constant(board, found.Groups[1].Value) : "", board.Id);
                Assert.IsTrue(!board.HasStream || board.At("analogInputs").EnumerateArray().Any(a => a.GetProperty("channel").GetInt32() == board.Number("stream.channel")), board.Id);
            }
        }

        [TestMethod]
        public void Stream_OfEveryBoard_IsWrittenAsTheBuildLooksForIt()
        {
            foreach (BoardFile board in BoardFile.All())
            {
                string text = RepositoryTree.Read(BoardFile.PathOf(board.Id, "board.json"));
                Assert.AreEqual(board.HasStream, text.Contains("\"stream\": {", StringComparison.Ordinal), board.Id);
            }

            StringAssert.Contains(RepositoryTree.Read("firmware/Nanowire.Firmware.nfproj"), "Contains('\"stream\": {')", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Firmware_OfEveryBoard_IsWrittenAsTheBuildLooksForIt()
        {
            foreach (BoardFile board in BoardFile.All())
            {
                string text = RepositoryTree.Read(BoardFile.PathOf(board.Id, "board.json"));
                Assert.AreEqual(board.IsSmall, text.Contains("\"firmware\": \"small\"", StringComparison.Ordinal), board.Id);
            }

            StringAssert.Contains(RepositoryTree.Read("firmware/Nanowire.Firmware.nfproj"), "Contains('\"firmware\": \"small\"')", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Boards_WithTheSmallFirmware_HaveNothingThatItLacks()
        {
            foreach (BoardFile board in BoardFile.All().Where(b => b.IsSmall))
            {
                Assert.AreEqual(0, board.Number("historySize"), board.Id);
                Assert.IsFalse(board.IsDiscoverable || board.HasStream || board.Text("network.kind") == "ethernet", board.Id);
                Assert.IsFalse(Regex.IsMatch(Source(board), "Analog"), board.Id);
            }
        }

        [TestMethod]
        public void Constants_OfEveryDevice_AreUsed()
        {
            IEnumerable<string> unused =
                from board in BoardFile.Devices()
                let source = Source(board)
                from constant in Regex.Matches(source, @"const int (\w+) =").Select(m => m.Groups[1].Value)
                where Regex.Count(source, @"\b" + constant + @"\b") < 2
                select board.Id + ": " + constant;

            Assert.AreEqual("", string.Join("\n", unused));
        }

        [TestMethod]
        public void Host_IsAsItsFileSays()
        {
            BoardFile file = BoardFile.Of("host");
            HostBoard board = new HostBoard();

            CollectionAssert.AreEqual(file.At("outputs").EnumerateObject().Select(o => o.Name).ToList(), board.Outputs.Select(o => o.Id).ToList());
            Assert.AreEqual(file.Number("maxConnections"), board.MaxConnections);
            Assert.AreEqual(file.Id, board.Id);
        }

        private static string Source(BoardFile board)
        {
            return RepositoryTree.Read(BoardFile.PathOf(board.Id, "Board.cs"));
        }

        // What a property of one expression returns; null when the source has none.
        private static string Value(string source, string property)
        {
            Match match = Regex.Match(source, @"public override \w+ " + property + @" => (.+);");
            return match.Success ? match.Groups[1].Value : null;
        }

        // The two arguments of a call, constants resolved; empty when there is no such call.
        private static string Call(BoardFile board, string method)
        {
            MatchCollection matches = Regex.Matches(Source(board), @"\b" + method + @"\((\w+), (\w+)\);");
            Assert.IsTrue(matches.Count <= 1, board.Id + " calls " + method + " more than once");
            return string.Join(" ", matches.Select(m => Constant(board, m.Groups[1].Value) + " " + Constant(board, m.Groups[2].Value)));
        }

        private static string Constant(BoardFile board, string name)
        {
            Match match = Regex.Match(Source(board), @"const int " + name + @" = (\d+);");
            return match.Success ? match.Groups[1].Value : name;
        }

        private static int Number(string text)
        {
            return int.Parse(text, CultureInfo.InvariantCulture);
        }
    }
}
