using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// <see cref="WebSocketProtocol"/> in one role, with a peer, an application and a clock. An input is a script: a byte of
    /// settings, then steps of an operation (low four bits) with a detail (high four) and a number:
    /// <code>
    /// 0-6 receive so many bytes, which follow     11 let up to 16 times the number of bytes go out
    /// 7   send a message                          12 let time pass and tick
    /// 8   send a part of a message                13 fail
    /// 9   send a Ping or Pong                     14 the peer's end, abort, send what is encoded, start again
    /// 10  close                                   15 let everything go out
    /// </code>
    /// </summary>
    internal sealed class ProtocolTarget : FuzzTarget
    {
        private const int Variants = 64;

        private readonly bool _isServer;
        private readonly ProtocolRun[] _runs = new ProtocolRun[Variants];
        private readonly Trace _expected = new Trace();

        public ProtocolTarget(bool isServer)
            : base(isServer ? "protocol-server" : "protocol-client", 700, new ProtocolMutator(isServer))
        {
            _isServer = isServer;
        }

        /// <inheritdoc/>
        public override byte[][] Seeds()
        {
            Random random = new Random(2);
            byte[] frames = Frames.Message(_isServer, random);
            byte[] close = Frames.Write(8, true, [3, 232], _isServer, random);
            return
            [
                [0, 0, (byte)frames.Length, .. frames, 0, (byte)close.Length, .. close, 15, 0],
                [1, 7, 20, 11, 2, 0x17, 250, 9, 10, 15, 0, 10, 0, 15, 0, 14, 0],
                [6, 0x08, 20, 0x28, 30, 12, 200, 0x3C, 200, 14, 3, 7, 10],
                [7, 13, 3, 15, 0, 0x2C, 255],
            ];
        }

        /// <inheritdoc/>
        protected override void RunInput(byte[] input, bool isThorough)
        {
            if (input.Length == 0)
            {
                return;
            }

            int variant = input[0] & (Variants - 1);
            ProtocolRun run = _runs[variant] ??= Create(variant);
            run.Run(input, Chunks.Whole, true);
            _expected.Clear();
            _expected.Add(run.Trace.Bytes);
            run.Run(input, Chunks.Bytes, false);
            FuzzException.Unless(run.Trace.IsSameAs(_expected), "another course byte by byte");
            uint random = HashOf(input);
            for (int i = isThorough ? 16 : 1; i > 0; i--)
            {
                random = NextOf(random | 1);
                run.Run(input, Chunks.Random(random), false);
                FuzzException.Unless(run.Trace.IsSameAs(_expected), "another course in pieces");
            }

            if (isThorough)
            {
                ProtocolRun fresh = Create(variant);
                fresh.Run(input, Chunks.Whole, false);
                FuzzException.Unless(fresh.Trace.IsSameAs(_expected), "another course in a fresh object");
            }
        }

        private ProtocolRun Create(int variant)
        {
            int least = WebSocketProtocol.MinSendBufferSize;
            int size = (variant & 3) switch { 0 => least, 1 => least + 37, 2 => 1024, _ => 1500 };
            ProtocolOptions options = new ProtocolOptions((variant >> 2 & 3) switch
            {
                0 => new FrameLimits(1 << 20, 64),
                1 => new FrameLimits(100, 3),
                2 => new FrameLimits(10, 2),
                _ => new FrameLimits(long.MaxValue, int.MaxValue),
            });

            switch (variant >> 4)
            {
                case 1:
                    options.PingIntervalMs = 1000;
                    options.PongTimeoutMs = 400;
                    options.CloseTimeoutMs = 700;
                    options.SendTimeoutMs = 900;
                    break;
                case 2:
                    options.PingIntervalMs = 0;
                    options.IdleTimeoutMs = 3000;
                    break;
                case 3:
                    options.PingIntervalMs = 1;
                    options.PongTimeoutMs = 1;
                    options.CloseTimeoutMs = 1;
                    options.SendTimeoutMs = 1;
                    options.IdleTimeoutMs = 5;
                    break;
            }

            return new ProtocolRun(_isServer, options, size);
        }
    }
}
