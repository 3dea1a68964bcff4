using BenchmarkDotNet.Attributes;
using Nanowire.Bench.Device;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Desktop
{
    /// <summary>Says whether bytes are UTF-8.</summary>
    public class Utf8Benchmarks
    {
        private byte[] _text;

        /// <summary>What it is of.</summary>
        [Params("16 B of ASCII", "1 KB of ASCII", "1 KB mixed", "16 KB of ASCII", "16 KB mixed")]
        public string Text { get; set; }

        [GlobalSetup]
        public void Setup()
        {
            int size = Text.StartsWith("16 B", System.StringComparison.Ordinal) ? 16 : Text.StartsWith("16 KB", System.StringComparison.Ordinal) ? 16384 : 1024;
            _text = Text.EndsWith("mixed", System.StringComparison.Ordinal) ? Payloads.Mixed(size) : Payloads.Ascii(size);
            Frames.Require(Nanowire() && DotNet() && Plain(), "all of them take it");
            _text[size - 2] ^= 0x80;
            Frames.Require(!Nanowire() && !DotNet() && !Plain(), "none of them takes a wrong byte");
            _text[size - 2] ^= 0x80;
        }

        [Benchmark(Baseline = true)]
        public bool Nanowire()
        {
            return Utf8.Validate(_text, 0, _text.Length, Utf8.Complete) == Utf8.Complete;
        }

        [Benchmark(Description = ".NET's Utf8.IsValid")]
        public bool DotNet()
        {
            return System.Text.Unicode.Utf8.IsValid(_text);
        }

        [Benchmark(Description = "strict Encoding.UTF8")]
        public bool Plain()
        {
            return Naive.IsUtf8(_text);
        }
    }
}
