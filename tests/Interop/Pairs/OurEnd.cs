using System;
using System.Diagnostics;
using System.Threading;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Pairs
{
    /// <summary>An end that is this library's, with buffers as small as a device's.</summary>
    internal abstract class OurEnd : End
    {
        internal const int BufferSize = 4096;

        protected abstract WebSocket Socket { get; }

        internal override void SendText(string text, int parts = 1)
        {
            Send(Traffic.Utf8(text), WebSocketMessageType.Text, parts);
        }

        internal override void SendBinary(int count, int parts = 1)
        {
            Send(Traffic.Pattern(count), WebSocketMessageType.Binary, parts);
        }

        internal override void Ping(string payload)
        {
            byte[] bytes = Traffic.Utf8(payload);
            Until(() => Socket.Ping(bytes, 0, bytes.Length));
        }

        internal override void Close(int status, string reason)
        {
            if (!Socket.Close((WebSocketCloseStatus)status, reason))
            {
                throw new InvalidOperationException("the connection is not open");
            }
        }

        private void Send(byte[] bytes, WebSocketMessageType type, int parts)
        {
            for (int i = 0; i < parts; i++)
            {
                ArraySegment<byte> part = Traffic.Part(bytes, i, parts);
                bool isLast = i == parts - 1;
                Until(() => parts == 1
                    ? Socket.Send(bytes, 0, bytes.Length, type)
                    : Socket.SendFragment(part.Array, part.Offset, part.Count, type, isLast));
            }
        }

        /// <summary>A send that finds no room is tried again, as an application that has nothing else to do would.</summary>
        private void Until(Func<bool> isTaken)
        {
            long start = Stopwatch.GetTimestamp();
            while (!isTaken())
            {
                if (Socket.State != WebSocketState.Open || Stopwatch.GetElapsedTime(start).TotalMilliseconds > Patience.Ms)
                {
                    throw new TimeoutException("not taken, in state " + Socket.State);
                }

                Thread.Sleep(1);
            }
        }
    }
}
