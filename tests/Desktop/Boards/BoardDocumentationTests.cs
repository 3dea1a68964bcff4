using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests.Boards
{
    /// <summary>The tables of docs/boards.md are those of the boards.</summary>
    [TestClass]
    public sealed class BoardDocumentationTests
    {
        private const string Page = "docs/boards.md";

        [TestMethod]
        public void Boards_AreInTheTable()
        {
            AssertTable("| id ", BoardFile.Devices().Select(b => Row(
                "`" + b.Id + "`",
                b.Text("name"),
                b.Text("nanoffTarget"),
                b.Text("network.kind") == "ethernet" ? "Ethernet" : "Wi-Fi",
                Light(b),
                b.Number("button.pin") < 0 ? "none" : "GPIO" + b.Number("button.pin"),
                b.Number("i2c.data") + ", " + b.Number("i2c.clock"),
                string.Join(", ", b.At("analogInputs").EnumerateArray().Select(a => a.GetProperty("pin").GetInt32())),
                b.At("oneWire").ValueKind == JsonValueKind.Null ? "none" : b.Number("oneWire.transmit") + ", " + b.Number("oneWire.receive"),
                Text(b.Number("outputs.relay")))));
        }

        [TestMethod]
        public void Limits_AreInTheTable()
        {
            AssertTable("| board ", BoardFile.All().Select(b => Row(
                b.Id + (b.IsSmall ? " (small)" : ""),
                Text(b.Number("heap.bytes")) + (b.Text("heap.basis").StartsWith("Reported", StringComparison.Ordinal) || !b.IsDevice ? "" : " (unverified)"),
                Text(b.Number("maxConnections")),
                Text(b.Number("receiveBufferSize")) + " / " + Text(b.Number("sendBufferSize")),
                b.IsSmall ? "none" : Text(b.Number("historySize")),
                b.IsDiscoverable ? Text(b.MaxNeighbours) : "no name.local",
                b.HasStream ? "yes" : "no",
                Text(BoardMemory.Needed(b)),
                b.At("heap.fits").GetBoolean() ? Text(BoardMemory.Left(b)) : "**does not fit**",
                Text(BoardMemory.SocketsLeft(b)) + " of " + b.Number("sockets"))));
        }

        [TestMethod]
        public void Figures_OfTheMemoryModel_AreInThePage()
        {
            string page = RepositoryTree.Read(Page);
            int[] figures =
            {
                BoardMemory.Runtime, BoardMemory.DeviceAssemblies, BoardMemory.Application, BoardMemory.Connection, BoardMemory.Reserve,
                BoardMemory.NameService, BoardMemory.Neighbour, BoardMemory.Stream, BoardMemory.DeviceObjects,
                BoardMemory.SmallRuntime, BoardMemory.SmallDeviceAssemblies, BoardMemory.SmallApplication,
            };
            foreach (int figure in figures)
            {
                StringAssert.Contains(page, Text(figure), StringComparison.Ordinal);
            }
        }

        private static void AssertTable(string head, IEnumerable<string> rows)
        {
            List<string> lines = RepositoryTree.Read(Page).Split('\n').ToList();
            int start = lines.FindIndex(l => l.StartsWith(head, StringComparison.Ordinal)) + 2;
            string found = string.Join("\n", lines.Skip(start).TakeWhile(l => l.StartsWith('|')));
            string expected = string.Join("\n", rows);

            Assert.AreEqual(expected, found, "the rows of " + Page + " are to be:\n" + expected);
        }

        private static string Light(BoardFile board)
        {
            string kind = board.Text("led.kind");
            return kind == "none" ? "none" : kind == "addressable" ? "addressable, unused" : "GPIO" + board.Number("led.pin");
        }

        private static string Row(params string[] cells)
        {
            return "| " + string.Join(" | ", cells) + " |";
        }

        private static string Text(int number)
        {
            return number.ToString("N0", CultureInfo.InvariantCulture);
        }
    }
}
