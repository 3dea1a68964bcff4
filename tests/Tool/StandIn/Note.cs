using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Nanowire.Nanoff.StandIn
{
    /// <summary>Notes a call: a line of JSON in the file "calls".</summary>
    internal sealed class Note
    {
        private readonly string _folder;
        private readonly string _operation;

        internal Note(string folder, string operation)
        {
            _folder = folder;
            _operation = operation;
        }

        private string Calls => Path.Combine(_folder, "calls");

        internal int CountEarlier()
        {
            return File.Exists(Calls) ? File.ReadLines(Calls).Count(l => l.StartsWith("{\"operation\":\"" + _operation + "\"", StringComparison.Ordinal)) : 0;
        }

        internal void Write(string[] args)
        {
            using MemoryStream stream = new();
            using (Utf8JsonWriter json = new(stream))
            {
                json.WriteStartObject();
                json.WriteString("operation", _operation);
                json.WriteStartArray("arguments");
                Array.ForEach(args, json.WriteStringValue);
                json.WriteEndArray();
                json.WriteString("input", Console.In.ReadToEnd());
                json.WriteStartArray("environment");
                foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
                {
                    json.WriteStringValue(variable.Key + "=" + variable.Value);
                }

                json.WriteEndArray();
                if (_operation == "network")
                {
                    string file = Operation.NetworkFile(args)!;
                    json.WriteString("network", File.ReadAllText(file));
                    json.WriteString("access", OperatingSystem.IsWindows() ? "" : File.GetUnixFileMode(file).ToString());
                }

                json.WriteEndObject();
            }

            File.AppendAllText(Calls, Encoding.UTF8.GetString(stream.ToArray()) + "\n");
        }
    }
}
