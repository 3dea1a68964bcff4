using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;

namespace Nanowire.Interop.Pairs
{
    /// <summary>A peer that is a script: lines of JSON in both directions.</summary>
    internal sealed class ScriptEnd : End
    {
        private readonly ChildProcess _process;

        private ScriptEnd(string program, IEnumerable<string> arguments)
        {
            _process = ChildProcess.Start(program, arguments);
        }

        /// <summary>Where a server listens.</summary>
        internal int Port { get; private set; }

        protected override string Trouble => "; its errors: " + _process.Errors;

        internal static ScriptEnd StartClient(string program, string script, string url, string[] protocols)
        {
            return StartClient(program, [Path.Combine(Places.Peers, script), "client", url, .. protocols]);
        }

        internal static ScriptEnd StartClient(string program, IEnumerable<string> arguments)
        {
            ScriptEnd end = new ScriptEnd(program, arguments);
            end.StartReading();
            return end;
        }

        internal static ScriptEnd StartServer(string program, string script, string[] protocols)
        {
            return StartServer(program, [Path.Combine(Places.Peers, script), "server", .. protocols]);
        }

        internal static ScriptEnd StartServer(string program, IEnumerable<string> arguments)
        {
            ScriptEnd end = new ScriptEnd(program, arguments);
            using JsonDocument first = JsonDocument.Parse(end._process.ReadLine());
            end.Port = first.RootElement.GetProperty("count").GetInt32();
            end.StartReading();
            return end;
        }

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

        public override void Dispose()
        {
            _process.Dispose();
        }

        private void Command(object command)
        {
            _process.WriteLine(JsonSerializer.Serialize(command));
        }

        private void StartReading()
        {
            new Thread(Read) { IsBackground = true }.Start();
        }

        private void Read()
        {
            try
            {
                while (true)
                {
                    Tell(ToEvent(_process.ReadLine()));
                }
            }
            catch (Exception e) when (e is InvalidOperationException or TimeoutException)
            {
                // The script has ended, or the test does not wait for it any more.
            }
        }

        /// <summary>Never throws, since nobody is above the thread that reads: what is no event is one of the kind error, which no test expects.</summary>
        private static EndEvent ToEvent(string line)
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
                _ => new EndEvent(kind, null, 0, line.GetProperty("text").GetString()),
            };
        }
    }
}
