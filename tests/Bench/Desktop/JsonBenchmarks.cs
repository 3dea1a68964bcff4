using System;
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Nanowire.Firmware;

namespace Nanowire.Bench.Desktop
{
    /// <summary>A line of telemetry, from its values to its bytes.</summary>
    public class JsonBenchmarks : IDisposable
    {
        private readonly JsonWriter _json = new JsonWriter();
        private readonly byte[] _output = new byte[256];
        private readonly byte[] _type = "type"u8.ToArray();
        private readonly byte[] _telemetry = "telemetry"u8.ToArray();
        private readonly byte[] _seq = "seq"u8.ToArray();
        private readonly byte[] _uptimeMs = "uptimeMs"u8.ToArray();
        private readonly byte[] _temperature = "temperature"u8.ToArray();
        private readonly byte[] _led = "led"u8.ToArray();
        private readonly ArrayBufferWriter<byte> _buffer = new ArrayBufferWriter<byte>(256);
        private readonly StringBuilder _text = new StringBuilder(256);
        private readonly Line _line = new Line();
        private Utf8JsonWriter _writer;

        [GlobalSetup]
        public void Setup()
        {
            _writer = new Utf8JsonWriter(_buffer);
            string ours = Encoding.UTF8.GetString(_output, 0, Nanowire());
            Writer();
            Frames.Require(Encoding.UTF8.GetString(_buffer.WrittenSpan) == ours, "Utf8JsonWriter: " + ours);
            Frames.Require(Encoding.UTF8.GetString(Serializer()) == ours, "JsonSerializer");
            Frames.Require(Encoding.UTF8.GetString(Plain()) == ours, "StringBuilder");
        }

        [Benchmark(Baseline = true)]
        public int Nanowire()
        {
            JsonWriter json = _json;
            json.Begin(_output, 0, _output.Length);
            json.BeginObject();
            json.Name(_type);
            json.Value(_telemetry, 0, _telemetry.Length);
            json.Name(_seq);
            json.Value((long)_line.seq);
            json.Name(_uptimeMs);
            json.Value(_line.uptimeMs);
            json.Name(_temperature);
            json.Value(2153, 2);
            json.Name(_led);
            json.Value(_line.led);
            json.EndObject();
            return json.Count;
        }

        [Benchmark(Description = "Utf8JsonWriter")]
        public int Writer()
        {
            Utf8JsonWriter writer = _writer;
            _buffer.ResetWrittenCount();
            writer.Reset(_buffer);
            writer.WriteStartObject();
            writer.WriteString(_type, _telemetry);
            writer.WriteNumber(_seq, _line.seq);
            writer.WriteNumber(_uptimeMs, _line.uptimeMs);
            writer.WriteNumber(_temperature, _line.temperature);
            writer.WriteBoolean(_led, _line.led);
            writer.WriteEndObject();
            writer.Flush();
            return _buffer.WrittenCount;
        }

        [Benchmark(Description = "JsonSerializer")]
        public byte[] Serializer()
        {
            return JsonSerializer.SerializeToUtf8Bytes(_line);
        }

        [Benchmark(Description = "StringBuilder")]
        public byte[] Plain()
        {
            _text.Clear();
            _text.Append("{\"type\":\"").Append(_line.type).Append("\",\"seq\":").Append(_line.seq).Append(",\"uptimeMs\":").Append(_line.uptimeMs);
            _text.Append(",\"temperature\":").Append(_line.temperature.ToString(CultureInfo.InvariantCulture)).Append(",\"led\":");
            _text.Append(_line.led ? "true" : "false").Append('}');
            return Encoding.UTF8.GetBytes(_text.ToString());
        }

        [GlobalCleanup]
        public void Dispose()
        {
            _writer.Dispose();
            GC.SuppressFinalize(this);
        }

#pragma warning disable IDE1006 // As they are called in the document, without a policy that would cost time.
        private sealed class Line
        {
            public string type { get; } = "telemetry";

            public int seq { get; } = 4711;

            public long uptimeMs { get; } = 86400123;

            public decimal temperature { get; } = 21.53m;

            public bool led { get; } = true;
        }
#pragma warning restore IDE1006
    }
}
