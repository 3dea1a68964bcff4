using System;
using BenchmarkDotNet.Attributes;
using Nanowire.Bench.Device;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Desktop
{
    /// <summary>Masks a payload in place.</summary>
    public class MaskBenchmarks
    {
        private const int Slack = 31;

        private readonly FrameMask _mask = new FrameMask();
        private readonly byte[] _key = BitConverter.GetBytes(Frames.Key);
        private byte[] _buffer;

        /// <summary>Bytes.</summary>
        [Params(16, 125, 1024, 16384)]
        public int Size { get; set; }

        [GlobalSetup]
        public void Setup()
        {
            byte[] payload = Payloads.Binary(Size);
            _buffer = new byte[Size + Slack];
            payload.CopyTo(_buffer, 0);
            Nanowire();
            Plain();
            Frames.Require(_buffer.AsSpan(0, Size).SequenceEqual(payload), "the mask");
        }

        [Benchmark(Baseline = true)]
        public ulong Nanowire()
        {
            return _mask.Apply(_buffer, 0, Size, Frames.Key, false);
        }

        [Benchmark(Description = "byte by byte")]
        public byte Plain()
        {
            Naive.Mask(_buffer, 0, Size, _key);
            return _buffer[0];
        }
    }
}
