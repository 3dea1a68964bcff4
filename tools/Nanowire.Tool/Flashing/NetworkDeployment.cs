using System;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Nanowire.Tool
{
    /// <summary>A network deployment file of the user's own.</summary>
    internal static class NetworkDeployment
    {
        /// <summary>Whether nanoff can read it, and it does not name a port of its own, which would win over the command line.</summary>
        internal static void Check(string path, string? port)
        {
            if (!File.Exists(path))
            {
                throw new ToolException(ExitCode.Usage, path + " is missing.");
            }

            try
            {
                // nanoff takes no comments and no commas at the end either.
                using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
                foreach (JsonProperty own in json.RootElement.EnumerateObject().Where(p => p.Name.Equals("SerialPort", StringComparison.OrdinalIgnoreCase)))
                {
                    string? named = own.Value.GetString();
                    if (!string.IsNullOrEmpty(named) && named != port)
                    {
                        throw new ToolException(ExitCode.Usage, path + " names the serial port " + named + ", which nanoff would use. Take it out, or say --port " + named + ".");
                    }
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // The parser's own message may repeat what is in the file.
                long line = e is JsonException { LineNumber: long number } ? number + 1 : 1;
                throw new ToolException(ExitCode.Usage, path + " is no network deployment file: not the JSON that is expected, line " + line + ".");
            }
        }
    }
}
