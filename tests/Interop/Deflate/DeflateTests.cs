using System;
using System.IO;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Browser;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Interop.Deflate
{
    /// <summary>permessage-deflate with those who have it: each parameter in turn, and 10,000 messages.</summary>
    [TestClass]
    public class DeflateTests
    {
        internal const int Many = 10000;
        internal const int Some = 400;

        /// <summary>What the pump may allocate for a connection and its handshake, and no more for its messages.</summary>
        private const long MaxAllocated = 300000;

        /// <summary>In a page: sends so many messages to a URL, up to 16 ahead of their echoes, and says how it ended and what was agreed on.</summary>
        internal const string ExchangeScript =
            """
            async ([url, total]) => {
              const message = (i) => Array.from({ length: i % 23 }, (_, k) => `{"n":${i},"k":${k},"v":${(i * 7919 + k * 31) % 1000}}`).join(",");
              const socket = new WebSocket(url);
              return await new Promise((done) => {
                let sent = 0, received = 0;
                const more = () => { while (sent < total && sent < received + 16) socket.send(message(sent++)); };
                socket.onopen = more;
                socket.onmessage = (e) => {
                  if (e.data !== message(received)) done(`message ${received} came back as ${e.data}`);
                  received++;
                  if (received === total) socket.close(1000); else more();
                };
                socket.onclose = (e) => done(`${received} ${e.code} ${socket.extensions}`);
              });
            }
            """;

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(Many, "{}", false)]
        [DataRow(Some, "{\"serverMaxWindowBits\":9}", false)]
        [DataRow(Some, "{\"clientMaxWindowBits\":10}", true)]
        [DataRow(Some, "{\"serverNoContextTakeover\":true}", true)]
        [DataRow(Many, "{\"clientNoContextTakeover\":true}", true)]
        public void Ws_AsClient_ExchangesMessages(int count, string options, bool keepsContext)
        {
            using DeflateServer server = new DeflateServer(Extension(keepsContext));
            using ChildProcess peer = ChildProcess.Start(Need.Node(), [Path.Combine(Places.Peers, "deflate-peer.mjs"), "client", server.Url, count.ToString(), options]);
            Check(peer.ReadLine(), count, "permessage-deflate");
            CheckFlat(server);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(Many, "{\"client_max_window_bits\":true}", false)]
        [DataRow(Some, "{\"server_max_window_bits\":9,\"client_max_window_bits\":true}", false)]
        [DataRow(Some, "{\"client_max_window_bits\":10}", true)]
        [DataRow(Some, "{\"server_no_context_takeover\":true,\"client_max_window_bits\":true}", true)]
        [DataRow(Some, "{\"client_no_context_takeover\":true,\"client_max_window_bits\":12}", true)]
        public void Python_AsClient_ExchangesMessages(int count, string options, bool keepsContext)
        {
            using DeflateServer server = new DeflateServer(Extension(keepsContext));
            using ChildProcess peer = ChildProcess.Start(Need.Python(), [Path.Combine(Places.Peers, "deflate_peer.py"), "client", server.Url, count.ToString(), options]);
            Check(peer.ReadLine(), count, "PerMessageDeflate");
            CheckFlat(server);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Python_ZlibOfEveryWindow_IsDecoded()
        {
            using ChildProcess peer = ChildProcess.Start(Need.Python(), [Path.Combine(Places.Peers, "deflate_peer.py"), "streams"]);
            byte[] output = new byte[60000];
            int count = 0;
            foreach (string line in peer.ReadToEnd())
            {
                string[] parts = line.Split(' ');
                byte[] data = Convert.FromHexString(parts[1]);
                byte[] stream = Convert.FromHexString(parts[2]);
                Inflater inflater = new Inflater(int.Parse(parts[0]));
                int position = 0;
                int written = 0;
                while (position < stream.Length)
                {
                    // Small pieces, so that the window is what it refers to.
                    int piece = Math.Min(100, stream.Length - position);
                    InflateStatus status = inflater.Decode(stream, position, piece, output, written, Math.Min(211, output.Length - written));
                    Assert.AreNotEqual(InflateStatus.Invalid, status, "stream " + count);
                    position += inflater.Used;
                    written += inflater.Written;
                    while (status == InflateStatus.NeedOutput)
                    {
                        status = inflater.Decode(stream, position, 0, output, written, 211);
                        written += inflater.Written;
                    }
                }

                Assert.IsTrue(inflater.EndMessage(), "stream " + count);
                Assert.IsTrue(output.AsSpan(0, written).SequenceEqual(data), "stream " + count + ", " + parts[0] + " bits");
                count++;
            }

            Assert.AreEqual(7 * 5 * 7, count);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(Many, 15, 15, false, false, false)]
        [DataRow(Some, 9, 15, true, false, true)]
        [DataRow(Some, 15, 10, false, true, true)]
        [DataRow(Some, 12, 12, true, true, true)]
        public async Task Dotnet_AsClient_ExchangesMessages(
            int count, int clientBits, int serverBits, bool clientKeeps, bool serverKeeps, bool keepsContext)
        {
            using DeflateServer server = new DeflateServer(Extension(keepsContext));
            using ClientWebSocket client = new ClientWebSocket();
            client.Options.DangerousDeflateOptions = new WebSocketDeflateOptions
            {
                ClientMaxWindowBits = clientBits,
                ServerMaxWindowBits = serverBits,
                ClientContextTakeover = clientKeeps,
                ServerContextTakeover = serverKeeps,
            };
            client.Options.CollectHttpResponseDetails = true;
            await client.ConnectAsync(new Uri(server.Url), CancellationToken.None).ConfigureAwait(false);
            StringAssert.Contains(string.Join(",", client.HttpResponseHeaders["Sec-WebSocket-Extensions"]), "permessage-deflate");
            byte[] buffer = new byte[4096];
            for (int i = 0; i < count; i++)
            {
                byte[] message = Message(i);
                await client.SendAsync(message, WebSocketMessageType.Text, true, CancellationToken.None).ConfigureAwait(false);
                int received = 0;
                WebSocketReceiveResult result;
                do
                {
                    result = await client.ReceiveAsync(new ArraySegment<byte>(buffer, received, buffer.Length - received), CancellationToken.None).ConfigureAwait(false);
                    received += result.Count;
                }
                while (!result.EndOfMessage);
                Assert.IsTrue(buffer.AsSpan(0, received).SequenceEqual(message), "message " + i);
            }

            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
            CheckFlat(server);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(false)]
        [DataRow(true)]
        public async Task Chromium_ExchangesMessages(bool keepsContext)
        {
            using DeflateServer server = new DeflateServer(Extension(keepsContext));
            await using ChromiumPage page = await ChromiumPage.OpenAsync(false).ConfigureAwait(false);
            string result = await page.Page.EvaluateAsync<string>(ExchangeScript, new object[] { server.Url, Many }).ConfigureAwait(false);
            StringAssert.StartsWith(result, Many + " 1000 permessage-deflate");
            StringAssert.Contains(result, keepsContext ? "client_max_window_bits=9" : "client_no_context_takeover");
            CheckFlat(server);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(Many, false, false)]
        [DataRow(Some, true, false)]
        [DataRow(Some, false, true)]
        [DataRow(Some, true, true)]
        public void Ws_AsServer_ExchangesMessages(int count, bool keepsReceived, bool keepsSent)
        {
            using ChildProcess peer = ChildProcess.Start(Need.Node(), [Path.Combine(Places.Peers, "deflate-peer.mjs"), "server", "{}"]);
            using WebSockets.ClientWebSocket client = new WebSockets.ClientWebSocket(new WebSockets.ClientWebSocketOptions
            {
                Extension = new PerMessageDeflate { InflateContext = keepsReceived, DeflateContext = keepsSent, MinSize = 0 },
            });
            client.Connect("ws://127.0.0.1:" + peer.ReadLine() + "/");
            byte[] buffer = new byte[4096];
            for (int i = 0; i < count; i++)
            {
                byte[] message = Message(i);
                Assert.IsTrue(client.Send(message, 0, message.Length, WebSockets.WebSocketMessageType.Text));
                int received = 0;
                WebSockets.WebSocketReceiveResult result;
                do
                {
                    result = client.Receive(buffer, received, buffer.Length - received);
                    received += result.Count;
                }
                while (!result.EndOfMessage);
                Assert.IsTrue(buffer.AsSpan(0, received).SequenceEqual(message), "message " + i);
            }

            client.Close();
        }

        internal static PerMessageDeflate Extension(bool keepsContext)
        {
            return new PerMessageDeflate { InflateContext = keepsContext, DeflateContext = keepsContext, MinSize = 32 };
        }

        private static byte[] Message(int i)
        {
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < i % 23; k++)
            {
                text.Append(k == 0 ? "" : ",").Append("{\"n\":").Append(i).Append(",\"k\":").Append(k).Append(",\"v\":")
                    .Append(((i * 7919) + (k * 31)) % 1000).Append('}');
            }

            return Encoding.ASCII.GetBytes(text.ToString());
        }

        private static void Check(string line, int count, string agreed)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            Assert.IsTrue(document.RootElement.TryGetProperty("extensions", out JsonElement value), line);
            StringAssert.Contains(value.GetString(), agreed, line);
            Assert.AreEqual(count, document.RootElement.GetProperty("received").GetInt32(), line);
            Assert.AreEqual(1000, document.RootElement.GetProperty("code").GetInt32(), line);
        }

        internal static void CheckFlat(DeflateServer server)
        {
            (long refused, long allocated) = server.End();
            Assert.AreEqual(0L, refused, "echoes refused");
            Assert.IsTrue(allocated < MaxAllocated, "allocated " + allocated + " bytes");
        }
    }
}
