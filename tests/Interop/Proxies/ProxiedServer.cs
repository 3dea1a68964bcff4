using System;
using System.Collections.Concurrent;
using System.IO;
using System.IO.Compression;
using System.Net;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Pairs;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Proxies
{
    /// <summary>Our server as a device behind a proxy: it echoes at /ws and serves a page, with small buffers.</summary>
    internal sealed class ProxiedServer : IDisposable
    {
        /// <summary>Of the page at "/".</summary>
        internal const string PageTag = "\"page-1\"";

        internal const string PageText = "<!doctype html><title>device</title>";

        /// <summary>The size of /large in bytes.</summary>
        internal const int LargeCount = 300_000;

        private const int BufferSize = 4096;

        // In Tag while a message is sent back in pieces.
        private static readonly object _inPieces = new object();

        private readonly string _prefix;
        private readonly Action<WebSocketServerOptions> _adjust;
        private readonly BlockingCollection<Closing> _closings = new BlockingCollection<Closing>();
        private readonly BlockingCollection<WebSocket> _opened = new BlockingCollection<WebSocket>();
        private WebSocketServer _server;

        /// <summary>Starts it on any free port.</summary>
        /// <param name="prefix">What its paths begin with.</param>
        /// <param name="adjust">Changes its options; it sends no pings of its own otherwise.</param>
        internal ProxiedServer(string prefix = "", Action<WebSocketServerOptions> adjust = null)
        {
            _prefix = prefix;
            _adjust = adjust;
            Start();
        }

        internal int Port { get; private set; }

        internal int ConnectionCount => _server.ConnectionCount;

        internal WebSocketServerStatistics Statistics => _server.Statistics;

        /// <summary>The next connection that was opened.</summary>
        internal WebSocket NextOpened()
        {
            Assert.IsTrue(_opened.TryTake(out WebSocket socket, Patience.Ms), "no connection was opened");
            return socket;
        }

        /// <summary>How the next connection ended.</summary>
        internal Closing NextClosing()
        {
            Assert.IsTrue(_closings.TryTake(out Closing closing, Patience.Ms), "no connection ended");
            return closing;
        }

        internal void Stop()
        {
            _server.Dispose();
        }

        /// <summary>Starts it again where it was.</summary>
        internal void Start()
        {
            WebSocketServerOptions options = new WebSocketServerOptions
            {
                Address = IPAddress.Loopback,
                Port = Port,
                Path = _prefix + "/ws",
                ReceiveBufferSize = BufferSize,
                SendBufferSize = BufferSize,
                AllowPartialMessages = true,
                MaxFragments = int.MaxValue,
                PingIntervalMs = 0,
                PongTimeoutMs = Patience.Ms,
                SendTimeoutMs = Patience.Ms,
            };
            _adjust?.Invoke(options);
            _server = new WebSocketServer(options);
            _server.AddContent(
                _prefix + "/", new ByteArrayContent(Zip(Traffic.Utf8(PageText)), "text/html; charset=utf-8", PageTag, true));
            _server.AddContent(
                _prefix + "/large", new ByteArrayContent(Traffic.Pattern(LargeCount), "application/octet-stream", null, false));
            _server.Opened += _opened.Add;
            _server.MessageReceived += OnMessageReceived;
            _server.Closed += OnClosed;
            _server.Start();
            Port = _server.Port;
        }

        public void Dispose()
        {
            _server.Dispose();
        }

        private static byte[] Zip(byte[] bytes)
        {
            using MemoryStream zipped = new MemoryStream();
            using (GZipStream zip = new GZipStream(zipped, CompressionLevel.Optimal))
            {
                zip.Write(bytes);
            }

            return zipped.ToArray();
        }

        private void OnMessageReceived(
            WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            bool isTaken;
            if (endOfMessage && socket.Tag == null)
            {
                isTaken = socket.Send(buffer, offset, count, messageType);
            }
            else
            {
                isTaken = socket.SendFragment(buffer, offset, count, messageType, endOfMessage);
                socket.Tag = endOfMessage ? null : _inPieces;
            }

            if (!isTaken)
            {
                socket.Close(WebSocketCloseStatus.InternalServerError, "an answer found no room");
            }
        }

        private void OnClosed(WebSocket socket)
        {
            _closings.Add(new Closing(
                (int)socket.CloseStatus, socket.CloseStatusDescription ?? string.Empty, socket.State == WebSocketState.Closed));
        }

        /// <summary>What the server was told of a connection's end.</summary>
        internal sealed record Closing(int Status, string Reason, bool WasClean)
        {
            /// <summary>The connection was lost.</summary>
            internal static readonly Closing Lost = new Closing(1006, string.Empty, false);
        }
    }
}
