using System;
using System.Net;
using System.Threading;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Interop.Deflate
{
    /// <summary>Our server as an echo that compresses, pumped by a thread that counts what it allocates.</summary>
    internal sealed class DeflateServer : IDisposable
    {
        private readonly WebSocketServer _server;
        private readonly Thread _thread;
        private volatile bool _isOver;
        private long _refused;
        private long _allocated;

        internal DeflateServer(PerMessageDeflate extension, int bufferSize = 2048)
        {
            _server = new WebSocketServer(new WebSocketServerOptions
            {
                Address = IPAddress.Loopback,
                Port = 0,
                SendBufferSize = bufferSize,
                ReceiveBufferSize = bufferSize,
                Extension = extension,
                AllowedOrigins = ["*"],
            });
            _server.MessageReceived += (socket, buffer, offset, count, messageType, _) =>
            {
                if (!socket.Send(buffer, offset, count, messageType))
                {
                    _refused++;
                }
            };
            _server.Listen();
            _thread = new Thread(Pump) { IsBackground = true };
            _thread.Start();
        }

        internal string Url => "ws://127.0.0.1:" + _server.Port + "/";

        internal WebSocketServerStatistics Statistics => _server.Statistics;

        /// <summary>Ends it; then what it refused and allocated is known.</summary>
        internal (long Refused, long Allocated) End()
        {
            _isOver = true;
            _thread.Join(Patience.Ms);
            return (_refused, _allocated);
        }

        public void Dispose()
        {
            End();
            _server.Dispose();
        }

        private void Pump()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            while (!_isOver)
            {
                _server.RunOnce(5);
            }

            _allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
