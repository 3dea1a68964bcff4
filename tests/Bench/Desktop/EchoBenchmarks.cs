using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using Nanowire.Bench.Device;

namespace Nanowire.Bench.Desktop
{
    /// <summary>A client's message received and sent back: here a whole server with its pump and handler, there a WebSocket on a stream and nothing else.</summary>
    public class EchoBenchmarks : IDisposable
    {
        private byte[] _frame;
        private byte[] _received;
        private byte[] _copy;
        private EchoBench _ours;
        private ScriptedStream _stream;
        private WebSocket _dotNet;

        /// <summary>Bytes of payload.</summary>
        [Params(16, 125, 1024, 16384)]
        public int Size { get; set; }

        [GlobalSetup]
        public void Setup()
        {
            byte[] payload = Payloads.Binary(Size);
            _frame = Frames.Masked(payload, false);
            _received = new byte[_frame.Length];
            _copy = new byte[_frame.Length];
            _ours = new EchoBench(Size, false);
            _stream = new ScriptedStream(_frame);
            _dotNet = Frames.DotNet(_stream);
            Nanowire();
            Frames.Require(_ours.IsRight(), "Nanowire");
            DotNet().AsTask().Wait();
            Frames.Require(_stream.Written == Plain().Length, ".NET");
        }

        [Benchmark(Baseline = true)]
        public void Nanowire()
        {
            _ours.Run(1);
        }

        [Benchmark(Description = "CreateFromStream")]
        public async ValueTask DotNet()
        {
            ValueWebSocketReceiveResult result = await _dotNet.ReceiveAsync(_received.AsMemory(), CancellationToken.None);
            await _dotNet.SendAsync(_received.AsMemory(0, result.Count), result.MessageType, result.EndOfMessage, CancellationToken.None);
        }

        [Benchmark(Description = "naive")]
        public byte[] Plain()
        {
            _frame.CopyTo(_copy, 0);
            return Naive.Encode(2, Naive.Decode(_copy));
        }

        [GlobalCleanup]
        public void Dispose()
        {
            _dotNet.Dispose();
            _stream.Dispose();
            GC.SuppressFinalize(this);
        }
    }
}
