using System;
using System.Text;
using BenchmarkDotNet.Attributes;
using Nanowire.Bench.Device;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Desktop
{
    /// <summary>From a browser's request to the answer. .NET has no server's handshake without ASP.NET Core's whole pipeline; the load program has that.</summary>
    public class HandshakeBenchmarks
    {
        private readonly HttpHead _head = new HttpHead(HttpHead.DefaultMaxHeaders);
        private readonly ServerHandshake _handshake = new ServerHandshake(null);
        private readonly byte[] _request = Encoding.ASCII.GetBytes(HandshakeBench.BrowserHead);
        private readonly byte[] _output = new byte[1024];

        [GlobalSetup]
        public void Setup()
        {
            const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
            string ours = Encoding.ASCII.GetString(_output, 0, Nanowire());
            Frames.Require(ours.Contains(Accept, StringComparison.Ordinal), "Nanowire");
            Frames.Require(Encoding.ASCII.GetString(Plain()).Contains(Accept, StringComparison.Ordinal), "naive");
        }

        [Benchmark(Baseline = true)]
        public int Nanowire()
        {
            int scanned = 0;
            return _head.Scan(_request, 0, _request.Length, ref scanned) == HeadProgress.Complete
                && _head.ParseRequest(_request, 0, _request.Length) == 0
                && _handshake.Check(_head) == HttpStatus.SwitchingProtocols
                ? _handshake.WriteResponse(_head, _output, 0, _output.Length)
                : 0;
        }

        [Benchmark(Description = "strings and SHA1.HashData")]
        public byte[] Plain()
        {
            return Naive.Handshake(_request);
        }
    }
}
