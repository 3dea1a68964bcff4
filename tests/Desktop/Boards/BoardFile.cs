using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Nanowire.Tests.Boards
{
    /// <summary>A boards/&lt;id&gt;/board.json as the tests read it.</summary>
    internal sealed class BoardFile
    {
        private const string Folder = "boards";

        public BoardFile(string text)
        {
            Json = JsonDocument.Parse(text).RootElement;
        }

        /// <summary>All of it.</summary>
        public JsonElement Json { get; }

        public string Id => Text("id");

        public string Chip => Text("chip");

        /// <summary>Whether it is one that can be flashed.</summary>
        public bool IsDevice => Text("nanoffTarget") != null;

        /// <summary>Whether the small firmware is built for it.</summary>
        public bool IsSmall => Text("firmware") == "small";

        /// <summary>Whether it has room for the name service.</summary>
        public bool IsDiscoverable => At("maxNeighbours").ValueKind == JsonValueKind.Number;

        /// <summary>Whether the firmware streams an input of it.</summary>
        public bool HasStream => At("stream").ValueKind == JsonValueKind.Object;

        public int MaxNeighbours => IsDiscoverable ? Number("maxNeighbours") : 0;

        /// <summary>The ids of the boards: the folders below boards/.</summary>
        public static List<string> Ids()
        {
            return Directory.GetDirectories(Path.Combine(RepositoryTree.Root, Folder)).Select(Path.GetFileName).OrderBy(i => i, StringComparer.Ordinal).ToList();
        }

        /// <summary>A board's file.</summary>
        public static BoardFile Of(string id)
        {
            return new BoardFile(RepositoryTree.Read(PathOf(id, "board.json")));
        }

        public static List<BoardFile> All()
        {
            return Ids().Select(Of).ToList();
        }

        /// <summary>Those that can be flashed.</summary>
        public static List<BoardFile> Devices()
        {
            return All().Where(b => b.IsDevice).ToList();
        }

        public static string PathOf(string id, string file)
        {
            return Folder + "/" + id + "/" + file;
        }

        /// <summary>The text at a path such as "heap.basis"; null where there is none.</summary>
        public string Text(string path)
        {
            JsonElement value = At(path);
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }

        /// <summary>The number at a path; -1 where there is none.</summary>
        public int Number(string path)
        {
            JsonElement value = At(path);
            return value.ValueKind == JsonValueKind.Number ? value.GetInt32() : -1;
        }

        /// <summary>What is at a path; undefined where there is nothing.</summary>
        public JsonElement At(string path)
        {
            JsonElement value = Json;
            foreach (string name in path.Split('.'))
            {
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                {
                    return default;
                }
            }

            return value;
        }

        /// <summary>The pins that the board or the firmware uses, each with what for. An LED that is an output is one use.</summary>
        public List<(string Use, int Pin)> Pins()
        {
            List<(string Use, int Pin)> pins = new List<(string, int)>();
            bool isSwitched = At("outputs.led").ValueKind == JsonValueKind.Number;
            string[] single = { "button.pin", "i2c.data", "i2c.clock", "oneWire.transmit", "oneWire.receive" };
            foreach (string path in isSwitched ? single : single.Prepend("led.pin"))
            {
                if (Number(path) >= 0)
                {
                    pins.Add((path, Number(path)));
                }
            }

            foreach (string path in new[] { "outputs", "network.pins" })
            {
                JsonElement group = At(path);
                if (group.ValueKind == JsonValueKind.Object)
                {
                    pins.AddRange(group.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Number).Select(p => (path + "." + p.Name, p.Value.GetInt32())));
                }
            }

            pins.AddRange(At("analogInputs").EnumerateArray().Select((a, i) => ("analogInputs[" + i + "]", a.GetProperty("pin").GetInt32())));
            return pins;
        }
    }
}
