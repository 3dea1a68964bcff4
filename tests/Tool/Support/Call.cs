using System.Linq;
using System.Text.Json;

namespace Nanowire.Tool.Tests
{
    /// <summary>A call of the stand-in, as it noted it.</summary>
    internal sealed class Call
    {
        internal Call(string line)
        {
            using JsonDocument json = JsonDocument.Parse(line);
            Operation = json.RootElement.GetProperty("operation").GetString()!;
            Arguments = json.RootElement.GetProperty("arguments").EnumerateArray().Select(a => a.GetString()!).ToArray();
            Input = json.RootElement.GetProperty("input").GetString()!;
            Environment = json.RootElement.GetProperty("environment").EnumerateArray().Select(a => a.GetString()!).ToArray();
            Network = json.RootElement.TryGetProperty("network", out JsonElement network) ? network.GetString()! : "";
            Access = json.RootElement.TryGetProperty("access", out JsonElement access) ? access.GetString()! : "";
        }

        internal string Operation { get; }

        internal string[] Arguments { get; }

        internal string CommandLine => string.Join(' ', Arguments);

        internal string Input { get; }

        /// <summary>name=value</summary>
        internal string[] Environment { get; }

        /// <summary>What was in the network deployment file.</summary>
        internal string Network { get; }

        /// <summary>Who could read that file, on Linux and macOS.</summary>
        internal string Access { get; }
    }
}
