using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Pairs;

namespace Nanowire.Interop.Proxies
{
    /// <summary>Browsers that speak HTTP/2 to a proxy may open WebSockets in it (RFC 8441); the proxy then makes the handshake.</summary>
    [TestClass]
    public class ProxyHttp2Tests
    {
        /// <summary>Those that can; nginx cannot.</summary>
        public static IEnumerable<object[]> Kinds => [[Proxy.Apache], [Proxy.Haproxy], [Proxy.Lighttpd]];

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public async Task WebSocket_InHttp2_OpensEchoesAndCloses(string kind)
        {
            using CancellationTokenSource patience = new CancellationTokenSource(Patience.Ms);
            using ProxiedServer device = new ProxiedServer("", o => o.SubProtocols = ["chat"]);
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port) { SpeaksHttp2 = true });
            using HttpMessageInvoker invoker = new HttpMessageInvoker(new SocketsHttpHandler());
            using ClientWebSocket client = Client(proxy);
            await client.ConnectAsync(Url(proxy), invoker, patience.Token);

            Assert.AreEqual("chat", client.SubProtocol);
            foreach (int count in new[] { 1, 125, 70_000 })
            {
                byte[] message = Traffic.Pattern(count);
                Task sending = client.SendAsync(message, WebSocketMessageType.Binary, true, patience.Token);
                byte[] echo = new byte[count];
                int received = 0;
                WebSocketReceiveResult result;
                do
                {
                    result = await client.ReceiveAsync(new ArraySegment<byte>(echo, received, count - received), patience.Token);
                    received += result.Count;
                }
                while (!result.EndOfMessage);

                await sending;
                CollectionAssert.AreEqual(message, echo);
            }

            await client.CloseAsync((WebSocketCloseStatus)4000, "enough", patience.Token);
            Assert.AreEqual(new ProxiedServer.Closing(4000, "enough", true), device.NextClosing());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public async Task WebSocket_InHttp2_ArrivesAsAHandshakeOfHttp1(string kind)
        {
            using CancellationTokenSource patience = new CancellationTokenSource(Patience.Ms);
            using HeadCatcher device = new HeadCatcher();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port) { SpeaksHttp2 = true });
            using HttpMessageInvoker invoker = new HttpMessageInvoker(new SocketsHttpHandler());
            using ClientWebSocket client = Client(proxy);

            await Assert.ThrowsAsync<Exception>(() => client.ConnectAsync(Url(proxy), invoker, patience.Token));

            // The key is of the proxy's making: a client of HTTP/2 has none.
            string[] head = device.Next();
            Assert.AreEqual("GET /ws HTTP/1.1", head[0]);
            Assert.HasCount(16, Convert.FromBase64String(HeadCatcher.Values(head, "Sec-WebSocket-Key").Single()));
            Assert.AreEqual("websocket", HeadCatcher.Values(head, "Upgrade").Single());
            Assert.AreEqual("13", HeadCatcher.Values(head, "Sec-WebSocket-Version").Single());
            Assert.AreEqual("127.0.0.1:" + proxy.Port, HeadCatcher.Values(head, "Host").Single());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Page_InHttp2_IsServed(string kind)
        {
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port) { SpeaksHttp2 = true });

            string text = CurlRun.Output(
                Path.GetTempPath(), "--http2-prior-knowledge", "--compressed", "-w", "%{http_version} %{http_code}", proxy.PageUrl);

            Assert.AreEqual(ProxiedServer.PageText + "2 200", text);
        }

        private static ClientWebSocket Client(Proxy proxy)
        {
            ClientWebSocket client = new ClientWebSocket();
            client.Options.HttpVersion = HttpVersion.Version20;
            client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
            client.Options.AddSubProtocol("chat");
            client.Options.SetRequestHeader("Origin", "http://127.0.0.1:" + proxy.Port);
            return client;
        }

        private static Uri Url(Proxy proxy)
        {
            return new Uri("ws://127.0.0.1:" + proxy.Port + ProxySetup.PublicPath);
        }
    }
}
