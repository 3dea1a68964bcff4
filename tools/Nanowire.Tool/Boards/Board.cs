using System;
using System.Globalization;
using System.IO;
using System.Text.Json;

namespace Nanowire.Tool
{
    /// <summary>What flashing needs of a boards/&lt;id&gt;/board.json. Whatever else it says is not read.</summary>
    internal sealed class Board
    {
        private Board(string id, string name, JsonElement json)
        {
            Id = id;
            Name = name;
            Target = Text(json, "nanoffTarget");
            AlternativeTarget = Text(json, "nanoffTargetAlternative");
            AlternativeWhen = Text(json, "nanoffTargetAlternativeWhen");
            if (json.TryGetProperty("deployment", out JsonElement partition) && partition.ValueKind == JsonValueKind.Object
                && partition.TryGetProperty("size", out JsonElement size))
            {
                DeployPartitionSize = Bytes(size);
            }

            FitsHeap = !(json.TryGetProperty("heap", out JsonElement heap) && heap.ValueKind == JsonValueKind.Object
                && heap.TryGetProperty("fits", out JsonElement fits) && fits.ValueKind == JsonValueKind.False);
            HasWifi = !(json.TryGetProperty("network", out JsonElement network) && network.ValueKind == JsonValueKind.Object
                && network.TryGetProperty("wifi", out JsonElement wifi) && wifi.ValueKind == JsonValueKind.False);
        }

        internal string Id { get; }

        internal string Name { get; }

        /// <summary>The runtime's name for nanoff; null when the board is none to flash.</summary>
        internal string? Target { get; }

        /// <summary>Another runtime for other chips on the same board, or null.</summary>
        internal string? AlternativeTarget { get; }

        /// <summary>When it is the other one: "the chip is older than revision 3". Null where the board does not say.</summary>
        internal string? AlternativeWhen { get; }

        /// <summary>Whether the firmware fits the memory that the board's runtime leaves. A board that does not say is one that it fits.</summary>
        internal bool FitsHeap { get; }

        /// <summary>Whether Wi-Fi settings mean anything to it. A board that does not say has Wi-Fi.</summary>
        internal bool HasWifi { get; }

        /// <summary>What the deployment partition holds, in bytes; 0 where the board does not say.</summary>
        internal long DeployPartitionSize { get; }

        /// <summary>Reads the file of a board.</summary>
        internal static Board Read(string id, string path)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
                return new Board(id, Text(document.RootElement, "name") ?? id, document.RootElement);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException)
            {
                throw new ToolException(ExitCode.Failed, path + " cannot be read: " + e.Message);
            }
        }

        private static string? Text(JsonElement json, string name)
        {
            return json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        }

        // A number, or text as partition tables have it: "0x1C0000".
        private static long Bytes(JsonElement size)
        {
            if (size.ValueKind == JsonValueKind.Number)
            {
                return size.GetInt64();
            }

            string text = size.GetString() ?? "0";
            return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
                ? Convert.ToInt64(text, 16)
                : long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }
}
