using System;
using System.IO;
using System.Net.WebSockets;
using System.Threading;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Desktop
{
    /// <summary>What several benchmarks begin with.</summary>
    internal static class Frames
    {
        internal const uint Key = 0x3D21FA37;

        /// <summary>A client's frame.</summary>
        internal static byte[] Masked(byte[] payload, bool isText)
        {
            byte[] frame = new byte[FrameEncoder.GetHeaderSize(payload.Length, true) + payload.Length];
            int start = FrameEncoder.WriteHeader(frame, 0, isText ? Opcode.Text : Opcode.Binary, true, payload.Length, true, Key);
            payload.CopyTo(frame, start);
            Naive.Mask(frame, start, payload.Length, BitConverter.GetBytes(Key));
            return frame;
        }

        /// <summary>.NET's own, as a server and without keep-alive.</summary>
        internal static WebSocket DotNet(Stream stream)
        {
            return WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = Timeout.InfiniteTimeSpan });
        }

        /// <summary>Figures of wrong work are worth nothing.</summary>
        internal static void Require(bool isRight, string what)
        {
            if (!isRight)
            {
                throw new InvalidOperationException("wrong: " + what);
            }
        }
    }
}
