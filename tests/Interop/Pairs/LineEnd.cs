using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Nanowire.Interop.Pairs
{
    /// <summary>A peer that is another program: lines of JSON in both directions.</summary>
    internal abstract class LineEnd : End
    {
        /// <summary>Where a server listens.</summary>
        internal int Port { get; private set; }

        internal override void SendText(string text, int parts = 1)
        {
            Command(new { @do = "text", text, parts });
        }

        internal override void SendBinary(int count, int parts = 1)
        {
            Command(new { @do = "binary", count, parts });
        }

        internal override void Ping(string payload)
        {
            Command(new { @do = "ping", text = payload });
        }

        internal override void Close(int status, string reason)
        {
            Command(new { @do = "close", code = status, text = reason });
        }

        /// <summary>A server's first event.</summary>
        protected void AwaitListening()
        {
            EndEvent first = Next();
            Port = first.Kind == "listening" ? first.Count : throw new InvalidOperationException(first + Trouble);
        }

        protected abstract void WriteLine(string line);

        protected void Command(object command)
        {
            WriteLine(JsonSerializer.Serialize(command));
        }

        /// <summary>Never throws, since nobody is above the thread that reads: what is no event is one of the kind error, which no test expects.</summary>
        protected static EndEvent ToEvent(string line)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                return ToEvent(document.RootElement);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                return new EndEvent("error", null, 0, "no event: " + line);
            }
        }

        private static EndEvent ToEvent(JsonElement line)
        {
            string kind = line.GetProperty("event").GetString();
            return kind switch
            {
                "message" => new EndEvent(kind, line.GetProperty("type").GetString(), line.GetProperty("count").GetInt32(), line.GetProperty("sha256").GetString()),
                "close" => EndEvent.Close(line.GetProperty("code").GetInt32(), line.GetProperty("text").GetString()),
                "listening" => new EndEvent(kind, null, line.GetProperty("count").GetInt32(), null),
                _ => new EndEvent(kind, null, 0, line.GetProperty("text").GetString()),
            };
        }
    }
}
