using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using Nanowire.Bench.Device;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Desktop
{
    /// <summary>From a payload to a server's frame, in an array that could be given to a socket.</summary>
    public class EncodeBenchmarks : IDisposable
    {
        private byte[] _payload;
        private byte[] _output;
        private ScriptedStream _stream;
        private WebSocket _dotNet;

        /// <summary>Bytes of payload.</summary>
        [Params(16, 125, 1024, 16384)]
        public int Size { get; set; }

        [GlobalSetup]
        public void Setup()
        {
            _payload = Payloads.Binary(Size);
            _output = new byte[FrameLimits.MaxHeaderSize + Size];
            _stream = new ScriptedStream([0]);
            _dotNet = Frames.DotNet(_stream);
            byte[] frame = Plain();
            Frames.Require(_output.AsSpan(0, Nanowire()).SequenceEqual(frame), "Nanowire");
            DotNet().AsTask().Wait();
            Frames.Require(_stream.Written == frame.Length, ".NET");
        }

        [Benchmark(Baseline = true)]
        public int Nanowire()
        {
            int start = FrameEncoder.WriteHeader(_output, 0, Opcode.Binary, true, _payload.Length, false, 0);
            Array.Copy(_payload, 0, _output, start, _payload.Length);
            return start + _payload.Length;
        }

        [Benchmark(Description = "CreateFromStream, SendAsync")]
        public ValueTask DotNet()
        {
            return _dotNet.SendAsync(_payload.AsMemory(), WebSocketMessageType.Binary, true, CancellationToken.None);
        }

        [Benchmark(Description = "naive")]
        public byte[] Plain()
        {
            return Naive.Encode(2, _payload);
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
