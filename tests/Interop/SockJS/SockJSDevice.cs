using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.SockJS;

namespace Nanowire.Interop.SockJS
{
    /// <summary>A server that answers SockJS clients with what they send, and notes what becomes of them.</summary>
    internal sealed class SockJSDevice : IDisposable
    {
        private readonly WebSocketServer _server;

        internal SockJSDevice(Action<SockJSOptions> configure = null, string origin = null)
        {
            _server = new WebSocketServer(new WebSocketServerOptions
            {
                Address = IPAddress.Loopback,
                Port = 0,
                Path = "/ws",
                MaxConnections = 8,
                ReceiveBufferSize = 4096,
                SendBufferSize = 4096,
                AllowedOrigins = origin == null ? null : [origin],
            });
            _server.AddContent("/", new ByteArrayContent("<!doctype html><link rel='icon' href='data:,'><p>a page of its own</p>"u8.ToArray(), "text/html", null, false));
            _server.AddContent("/sockjs.js", new ByteArrayContent(File.ReadAllBytes(Script), "text/javascript", null, false));
            SockJSOptions options = new SockJSOptions { Prefix = "/echo", ClientUrl = "/sockjs.js", SessionBufferSize = 3000 };
            configure?.Invoke(options);
            SockJS = new SockJSServer(_server, options);
            SockJS.Opened += session => Events.Add("opened " + session.Transport);
            SockJS.MessageReceived += (session, buffer, offset, count) =>
            {
                if (Encoding.UTF8.GetString(buffer, offset, count) == "go away")
                {
                    session.Close(3000, "Go away!");
                }
                else
                {
                    session.Send(buffer, offset, count);
                }
            };
            SockJS.Closed += session => Events.Add("closed " + session.CloseStatus);
            _server.Start();
        }

        /// <summary>What npm's package brings for pages.</summary>
        internal static string Script => Path.Combine(Places.Root, "tests", "Interop", "node_modules", "sockjs-client", "dist", "sockjs.js");

        internal SockJSServer SockJS { get; }

        internal BlockingCollection<string> Events { get; } = [];

        internal int Port => _server.Port;

        internal string PageUrl => "http://127.0.0.1:" + _server.Port + "/";

        internal string Url => PageUrl + "echo";

        internal WebSocketServerStatistics Statistics => _server.Statistics;

        /// <summary>Skips the test where npm's client is not there.</summary>
        internal static void NeedClient()
        {
            if (!File.Exists(Script))
            {
                Microsoft.VisualStudio.TestTools.UnitTesting.Assert.Inconclusive("npm's sockjs-client is not there: npm ci in tests/Interop brings it");
            }
        }

        internal string NextEvent()
        {
            return Events.TryTake(out string text, Patience.Ms) ? text : "nothing";
        }

        public void Dispose()
        {
            _server.Dispose();
            Events.Dispose();
        }
    }
}
