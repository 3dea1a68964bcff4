using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests.Boards
{
    /// <summary>Every board is complete: by the schema, and by what no schema can say.</summary>
    [TestClass]
    public sealed class BoardFileTests
    {
        private const string SchemaPath = "boards/board.schema.json";

        // What issue 5 asks for, so that none is lost.
        private static readonly string[] _promised =
        {
            "esp32-c3-devkitm", "esp32-c6-devkitc", "esp32-devkitc", "esp32-s3-devkitc", "esp32-s3-devkitc-octal", "esp32-s3-devkitc-quad",
            "esp32-wrover", "host", "m5stack-atom-lite", "m5stack-core2", "olimex-esp32-poe", "wt32-eth01", "xiao-esp32c3",
        };

        [TestMethod]
        public void Boards_ThatArePromised_AreThere()
        {
            Assert.AreEqual("", string.Join(" ", _promised.Except(BoardFile.Ids())));
        }

        [TestMethod]
        public void EveryBoard_IsValidByTheSchema()
        {
            JsonSchema schema = new JsonSchema(RepositoryTree.Read(SchemaPath));

            AssertNone(BoardFile.Ids().SelectMany(i => schema.Validate(BoardFile.Of(i).Json).Select(e => i + ": " + e)));
        }

        [TestMethod]
        public void EveryBoard_HasTheIdOfItsFolder()
        {
            AssertNone(BoardFile.Ids().Where(i => BoardFile.Of(i).Id != i));
        }

        [TestMethod]
        public void EveryBoard_HasASource()
        {
            AssertNone(BoardFile.Ids().Where(i => !File.Exists(Path.Combine(RepositoryTree.Root, BoardFile.PathOf(i, "Board.cs")))));
        }

        [TestMethod]
        public void EveryDevice_HasWhatFlashingNeeds()
        {
            string[] needed = { "chip", "deployment.address", "deployment.size" };
            IEnumerable<string> errors =
                from board in BoardFile.Devices()
                from path in needed
                where board.Text(path) == null
                select board.Id + " has no " + path;

            AssertNone(errors);
            AssertNone(BoardFile.Devices().Where(b => b.Number("flashMB") == 0).Select(b => b.Id + " has no flash"));
        }

        [TestMethod]
        public void AlternativeTarget_ComesWithWhenItIsTheRightOne()
        {
            AssertNone(BoardFile.All().Where(b => b.Text("nanoffTargetAlternative") == null != (b.Text("nanoffTargetAlternativeWhen") == null)).Select(b => b.Id));
        }

        [TestMethod]
        public void Psram_HasItsKind_AndAnImageThatUsesIt()
        {
            string[] images = { "ESP32_PSRAM_REV3", "ESP32_S3_QUAD", "ESP32_S3_OCTAL", "M5Core2", "ESP32_OLIMEX_WROVER" };
            foreach (BoardFile board in BoardFile.All())
            {
                bool hasPsram = board.Number("psramMB") > 0;
                Assert.AreEqual(hasPsram, board.Text("psramKind") != null, board.Id + ": psramKind");
                Assert.IsTrue(!hasPsram || images.Contains(board.Text("nanoffTarget")), board.Id + ": the image leaves the PSRAM alone");
                Assert.AreEqual(board.Text("psramKind") == "octal", board.Text("nanoffTarget") == "ESP32_S3_OCTAL", board.Id + ": octal");
            }
        }

        [TestMethod]
        public void Deployment_OfAChip_IsThePartitionOfTheRuntime()
        {
            // targets/ESP32/_IDF/<chip>/partitions_nanoclr_<size>mb.csv of nf-interpreter, 2026-07-24.
            Dictionary<string, string> partitions = new Dictionary<string, string>
            {
                ["ESP32 4"] = "0x1E0000 0x1C0000",
                ["ESP32 8"] = "0x1E0000 0x2B0000",
                ["ESP32 16"] = "0x1E0000 0x2B0000",
                ["ESP32-PICO-D4 4"] = "0x1E0000 0x1C0000",
                ["ESP32-S3 4"] = "0x1B0000 0x1F0000",
                ["ESP32-S3 8"] = "0x1B0000 0x2E0000",
                ["ESP32-S3 16"] = "0x1B0000 0x2E0000",
                ["ESP32-C3 4"] = "0x1B0000 0x1F0000",
                ["ESP32-C6 4"] = "0x250000 0x170000",
                ["ESP32-C6 8"] = "0x250000 0x240000",
            };
            foreach (BoardFile board in BoardFile.Devices())
            {
                string found = board.Text("deployment.address") + " " + board.Text("deployment.size");
                Assert.AreEqual(partitions[board.Chip + " " + board.Number("flashMB")], found, board.Id);
            }
        }

        [TestMethod]
        public void Ethernet_HasItsPhy_AndNothingElseHas()
        {
            foreach (BoardFile board in BoardFile.All())
            {
                bool isEthernet = board.Text("network.kind") == "ethernet";
                Assert.AreEqual(isEthernet, board.Text("network.phy") != null, board.Id);
                Assert.AreEqual(isEthernet, board.Number("network.phyAddress") >= 0, board.Id);
                Assert.AreEqual(isEthernet, board.At("network.pins").ValueKind == JsonValueKind.Object, board.Id);
            }
        }

        [TestMethod]
        public void Heap_HasTheClassOfItsSize()
        {
            foreach (BoardFile board in BoardFile.All())
            {
                int bytes = board.Number("heap.bytes");
                string expected = bytes < 64 * 1024 ? "small" : bytes < 128 * 1024 ? "medium" : "large";
                Assert.AreEqual(expected, board.Text("heap.class"), board.Id);
            }
        }

        [TestMethod]
        [DataRow("\"sockets\": 16", "\"sockets\": \"16\"", "$.sockets is no integer")]
        [DataRow("\"sockets\": 16", "\"sockets\": 3", "$.sockets is less than 4")]
        [DataRow("\"sockets\": 16", "\"sockets\": 65", "$.sockets is more than 64")]
        [DataRow("\"sockets\": 16,", "", "$ has no sockets")]
        [DataRow("\"sockets\": 16,", "\"sockets\": 16, \"socket\": 16,", "$.socket is not known")]
        [DataRow("\"chip\": \"ESP32\"", "\"chip\": \"ESP8266\"", "$.chip is none of")]
        [DataRow("\"nanoffTarget\": \"ESP32_REV3\"", "\"nanoffTarget\": \"ESP32_WROOM_32\"", "$.nanoffTarget fits 0 of 2 forms")]
        [DataRow("\"id\": \"esp32-devkitc\"", "\"id\": \"ESP32 DevKitC\"", "$.id does not match")]
        [DataRow("\"receive\": 16 }", "\"receive\": 49 }", "$.oneWire fits 0 of 2 forms")]
        [DataRow("\"pin\": 34, \"channel\": 6", "\"pin\": 34", "$.analogInputs[0] has no channel")]
        public void Schema_OfABoardWithAMistake_SaysWhatIsWrong(string right, string wrong, string error)
        {
            string text = RepositoryTree.Read(BoardFile.PathOf("esp32-devkitc", "board.json"));
            StringAssert.Contains(text, right, StringComparison.Ordinal, "the example");
            List<string> errors = new JsonSchema(RepositoryTree.Read(SchemaPath)).Validate(new BoardFile(text.Replace(right, wrong, StringComparison.Ordinal)).Json);

            Assert.AreEqual(1, errors.Count, string.Join("\n", errors));
            StringAssert.StartsWith(errors[0], error, StringComparison.Ordinal);
        }

        private static void AssertNone(IEnumerable<string> items)
        {
            Assert.AreEqual("", string.Join("\n", items));
        }
    }
}
