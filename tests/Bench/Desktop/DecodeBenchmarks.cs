using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using Nanowire.Bench.Device;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Desktop
{
    /// <summary>From a client's frame, as it came, to its payload. All copy what comes out of where it came from, as a socket does.</summary>
    public class DecodeBenchmarks : IDisposable
    {
        private const int Slack = 31;

        private readonly FrameMask _mask = new FrameMask();
        private byte[] _frame;
        private byte[] _received;
        private byte[] _copy;
        private FrameDecoder _decoder;
        private WebSocket _dotNet;

        /// <summary>Bytes of payload.</summary>
        [Params(16, 125, 1024, 16384)]
        public int Size { get; set; }

        /// <summary>What it is.</summary>
        [Params("binary", "ASCII text")]
        public string Type { get; set; }

        [GlobalSetup]
        public void Setup()
        {
            bool isText = Type != "binary";
            byte[] payload = isText ? Payloads.Ascii(Size) : Payloads.Binary(Size);
            _frame = Frames.Masked(payload, isText);
            _received = new byte[_frame.Length + Slack];
            _copy = new byte[_frame.Length];
            _decoder = new FrameDecoder(true, new FrameLimits(Size, FrameLimits.DefaultMaxFragments), _mask, new byte[FrameDecoder.ScratchSize]);
            _dotNet = Frames.DotNet(new ScriptedStream(_frame));
            Frames.Require(_received.AsSpan(Nanowire(), Size).SequenceEqual(payload), "Nanowire");
            Frames.Require(DotNet().AsTask().Result == Size && _received.AsSpan(0, Size).SequenceEqual(payload), ".NET");
            Frames.Require(Plain().AsSpan().SequenceEqual(payload), "naive");
        }

        [Benchmark(Baseline = true)]
        public int Nanowire()
        {
            _frame.CopyTo(_received, 0);
            _decoder.SetInput(_received, 0, _frame.Length);
            return _decoder.Read() == FrameEvent.Payload ? _decoder.PayloadOffset : -1;
        }

        [Benchmark(Description = "CreateFromStream, ReceiveAsync")]
        public async ValueTask<int> DotNet()
        {
            ValueWebSocketReceiveResult result = await _dotNet.ReceiveAsync(_received.AsMemory(), CancellationToken.None);
            return result.Count;
        }

        [Benchmark(Description = "naive")]
        public byte[] Plain()
        {
            _frame.CopyTo(_copy, 0);
            byte[] payload = Naive.Decode(_copy);
            return Type == "binary" || Naive.IsUtf8(payload) ? payload : null;
        }

        [GlobalCleanup]
        public void Dispose()
        {
            _dotNet.Dispose();
            GC.SuppressFinalize(this);
        }
    }
}
