using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>The client's opening handshake, RFC 6455 section 4.1.</summary>
    [TestClass]
    public sealed class ClientConnectTests
    {
        private static readonly byte[] _hello = { 0x81, 5, (byte)'h', (byte)'e', (byte)'l', (byte)'l', (byte)'o' };

        [TestMethod]
        public void Connect_Options_AreInTheRequest()
        {
            ScriptedServer server = new ScriptedServer { Answer = a => new[] { ScriptedServer.Ascii(ScriptedServer.Response(a, "Sec-WebSocket-Protocol: b\r\n")) } };
            using ClientWebSocket client = server.CreateClient(o =>
            {
                o.SubProtocols = new[] { "a", "b" };
                o.Headers = new[] { "Authorization", "Bearer x", "X-Empty", "" };
                o.Origin = "http://page.example";
            });
            int opened = 0;
            client.Opened += s => opened++;
            client.Connect("ws://device.local:8080/ws?x=1");

            string[] lines = server.Request.Split("\r\n");
            Assert.AreEqual("GET /ws?x=1 HTTP/1.1", lines[0]);
            foreach (string line in new[]
            {
                "Host: device.local:8080", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                "Origin: http://page.example", "Sec-WebSocket-Protocol: a, b", "Authorization: Bearer x", "X-Empty: ",
            })
            {
                Assert.AreEqual(1, lines.Count(l => l == line), line);
            }

            Assert.AreEqual("device.local", server.Connector.Host);
            Assert.AreEqual(8080, server.Connector.Port);
            Assert.IsFalse(server.Connector.IsSecure);
            Assert.AreEqual("b", client.SubProtocol);
            Assert.AreEqual(WebSocketState.Open, client.State);
            Assert.AreEqual(1, opened);
        }

        [TestMethod]
        public void Connect_Twice_UsesAnotherKey()
        {
            ScriptedServer server = new ScriptedServer { Answer = a => new[] { ScriptedServer.Ascii(ScriptedServer.Response(a)) } };
            HashSet<string> keys = new HashSet<string>();
            for (int i = 0; i < 5; i++)
            {
                using ClientWebSocket client = server.CreateClient();
                client.Connect("ws://h/");
                string key = server.Request.Split("\r\n").Single(l => l.StartsWith("Sec-WebSocket-Key: ", StringComparison.Ordinal));
                Assert.AreEqual(16, Convert.FromBase64String(key.Substring(19)).Length);
                Assert.IsTrue(keys.Add(key));
            }
        }

        [TestMethod]
        public void Connect_AnswerCutAnywhereWithAFrameBehindIt_Opens()
        {
            int length = ScriptedServer.Response(WirePeer.Accept).Length + _hello.Length;
            for (int cut = 1; cut <= length; cut++)
            {
                int at = cut;
                AssertHello(a =>
                {
                    byte[] all = WirePeer.Join(ScriptedServer.Ascii(ScriptedServer.Response(a)), _hello);
                    return new[] { all.Take(at).ToArray(), all.Skip(at).ToArray() };
                });
            }

            AssertHello(a => WirePeer.Join(ScriptedServer.Ascii(ScriptedServer.Response(a)), _hello).Select(b => new[] { b }));
        }

        [TestMethod]
        public void Connect_InterimResponsesFirst_AreDropped()
        {
            const string Interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
            AssertHello(a => new[] { WirePeer.Join(ScriptedServer.Ascii(Interim + Interim + ScriptedServer.Response(a)), _hello) });
            AssertHello(a => WirePeer.Join(ScriptedServer.Ascii("HTTP/1.1 100 Continue\r\n\r\n" + Interim + ScriptedServer.Response(a)), _hello).Select(b => new[] { b }));
        }

        [TestMethod]
        public void Connect_ThroughNarrowCalls_Opens()
        {
            ScriptedServer server = new ScriptedServer { Answer = a => new[] { ScriptedServer.Ascii(ScriptedServer.Response(a)) } };
            server.Connector.MaxWrite = 1;
            server.Connector.MaxRead = 1;
            using ClientWebSocket client = server.CreateClient();
            client.Connect("ws://h/");
            Assert.AreEqual(WebSocketState.Open, client.State);
        }

        [TestMethod]
        [DataRow("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")]
        [DataRow("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")]
        [DataRow("HTTP/1.1 101 x\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: @\r\n\r\n")]
        [DataRow("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: @\r\n\r\n")]
        [DataRow("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: @\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")]
        [DataRow("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: @\r\nSec-WebSocket-Protocol: z\r\n\r\n")]
        [DataRow("HTTP/1.0 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: @\r\n\r\n")]
        [DataRow("SSH-2.0-OpenSSH_9\r\n\r\n")]
        [DataRow("HTTP/1.1 101 x\nUpgrade: websocket\n\n")]
        public void Connect_AnswerThatBreaksTheRfc_Fails(string answer)
        {
            WebSocketException e = AssertFails(new ScriptedServer
            {
                Answer = a => new[] { ScriptedServer.Ascii(answer.Replace("@", a, StringComparison.Ordinal)) },
            });
            Assert.AreEqual(WebSocketError.HandshakeFailed, e.Error);
            Assert.AreEqual(0, e.HttpStatus);
        }

        [TestMethod]
        public void Connect_AnswerLargerThanTheBuffer_Fails()
        {
            WebSocketException e = AssertFails(new ScriptedServer
            {
                Answer = a => new[] { ScriptedServer.Ascii("HTTP/1.1 101 x\r\nX: " + new string('x', 2000) + "\r\n\r\n") },
            });
            Assert.AreEqual(WebSocketError.HandshakeFailed, e.Error);
        }

        [TestMethod]
        public void Connect_ServerEndsAtAnyByteOfItsAnswer_Fails()
        {
            string whole = ScriptedServer.Response(WirePeer.Accept);
            for (int count = 0; count < whole.Length; count += 3)
            {
                int cut = count;
                WebSocketException e = AssertFails(new ScriptedServer
                {
                    Answer = a => new[] { ScriptedServer.Ascii(whole.Substring(0, cut)) },
                    EndsAfterAnswer = true,
                });
                Assert.AreEqual(WebSocketError.ConnectionClosed, e.Error);
            }
        }

        [TestMethod]
        public void Connect_ServerNeverAnswers_TimesOut()
        {
            ScriptedServer server = new ScriptedServer { Answer = a => Array.Empty<byte[]>() };
            WebSocketException e = AssertFails(server, o => o.HandshakeTimeoutMs = 40);
            Assert.AreEqual(WebSocketError.Timeout, e.Error);
            StringAssert.Contains(e.Message, "40 ms");
        }

        [TestMethod]
        public void Connect_ServerNeverReads_TimesOut()
        {
            ScriptedServer server = new ScriptedServer { Answer = a => Array.Empty<byte[]>() };
            server.Connector.MaxWrite = 0;
            Assert.AreEqual(WebSocketError.Timeout, AssertFails(server, o => o.HandshakeTimeoutMs = 40).Error);
        }

        [TestMethod]
        public void Connect_Refused_CarriesTheStatus()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws", MaxConnections = 1 }, 4096);
            AssertRefused(host, "ws://device.local/else", null, 404);
            AssertRefused(host, "ws://device.local/ws", "http://evil.example", 403);
            host.Open("/ws", "");
            AssertRefused(host, "ws://device.local/ws", null, 503);

            WebSocketException e = AssertFails(new ScriptedServer { Answer = a => new[] { ScriptedServer.Ascii("HTTP/1.1 426 Upgrade Required\r\nSec-WebSocket-Version: 8\r\n\r\nbody") } });
            Assert.AreEqual(WebSocketError.Refused, e.Error);
            Assert.AreEqual(426, e.HttpStatus);
            e = AssertFails(new ScriptedServer { Answer = a => new[] { ScriptedServer.Ascii("HTTP/1.0 302 Found\r\nLocation: ws://b/\r\n\r\n") } });
            Assert.AreEqual(302, e.HttpStatus);
        }

        [TestMethod]
        public void Connect_NobodyListens_FailsAndMayBeTriedAgain()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            MemoryListener closed = new MemoryListener(1, 100);
            closed.Close();
            ClientWebSocketOptions options = new ClientWebSocketOptions { Connector = new MemoryConnector(closed) };
            using ClientWebSocket client = new ClientWebSocket(options);
            Assert.AreEqual(WebSocketState.None, client.State);
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/"));
            Assert.AreEqual(WebSocketError.ConnectionFailed, e.Error);
            Assert.AreNotEqual(WebSocketState.Open, client.State);
            options.Connector = new MemoryConnector(host.Listener) { Pump = () => host.Server.RunOnce(0) };
            client.Connect("ws://h/");
            Assert.AreEqual(WebSocketState.Open, client.State);
        }

        [TestMethod]
        public void Connect_Again_WorksWithTheSameObject()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { MaxConnections = 1, SubProtocols = new[] { "p" } }, 4096);
            host.Echo();
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions
            {
                Connector = new MemoryConnector(host.Listener) { Pump = () => host.Server.RunOnce(0) },
                SubProtocols = new[] { "p" },
            });
            byte[] buffer = new byte[100];
            for (int i = 0; i < 4; i++)
            {
                client.Connect("ws://h/");
                Expect.Throws(typeof(InvalidOperationException), () => client.Connect("ws://h/"));
                Assert.AreEqual("p", client.SubProtocol);
                client.SendString("round " + i);
                WebSocketReceiveResult result = client.Receive(buffer, 0, buffer.Length);
                Assert.AreEqual("round " + i, System.Text.Encoding.ASCII.GetString(buffer, 0, result.Count));
                if (i % 2 == 0)
                {
                    Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, "done"));
                    Assert.AreEqual(WebSocketState.Closed, client.State);
                    Assert.AreEqual(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
                }
                else
                {
                    client.Dispose();
                    Assert.AreEqual(WebSocketState.Aborted, client.State);
                    host.Settle();
                }
            }

            Assert.AreEqual(2, host.Server.Statistics.WebSocketsClosedCleanly);
            Assert.AreEqual(2, host.Server.Statistics.WebSocketsAborted);
        }

        [TestMethod]
        public void Client_OfWhatCannotBeSent_IsRefusedAtConstructionAndByConnect()
        {
            foreach (Action<ClientWebSocketOptions> configure in new Action<ClientWebSocketOptions>[]
            {
                o => o.Headers = new[] { "Host", "x" },
                o => o.Headers = new[] { "X" },
                o => o.Headers = new[] { "X", "a\r\nb" },
                o => o.Origin = "http://a\n",
                o => o.SubProtocols = new[] { "a b" },
                o => o.Headers = new[] { "X", new string('x', 1000) },
            })
            {
                ScriptedServer server = new ScriptedServer();
                Expect.Throws(typeof(ArgumentException), () => server.CreateClient(configure).Dispose());

                // They are read at each Connect, so what they say may have changed.
                ClientWebSocketOptions options = null;
                using ClientWebSocket client = server.CreateClient(o => options = o);
                configure(options);
                Expect.Throws(typeof(ArgumentException), () => client.Connect("ws://h/"));
                Assert.IsNull(server.Connector.Last);
            }
        }

        [TestMethod]
        public void Connect_Wss_NeedsAConnectorWithTls()
        {
            using ClientWebSocket client = new ClientWebSocket();
            Expect.Throws(typeof(NotSupportedException), () => client.Connect("wss://127.0.0.1/"));
            ScriptedServer server = new ScriptedServer { Answer = a => new[] { ScriptedServer.Ascii(ScriptedServer.Response(a)) } };
            using ClientWebSocket other = server.CreateClient();
            other.Connect("wss://h/");
            Assert.IsTrue(server.Connector.IsSecure);
            Assert.AreEqual(443, server.Connector.Port);
            StringAssert.Contains(server.Request, "\r\nHost: h\r\n");
        }

        private static void AssertHello(Func<string, IEnumerable<byte[]>> answer)
        {
            ScriptedServer server = new ScriptedServer { Answer = answer };
            using ClientWebSocket client = server.CreateClient();
            client.Connect("ws://h/");
            byte[] buffer = new byte[10];
            int count = 0;
            bool isOver = false;
            while (!isOver)
            {
                WebSocketReceiveResult result = client.Receive(buffer, count, 10 - count);
                count += result.Count;
                isOver = result.EndOfMessage;
            }

            Assert.AreEqual(5, count);
            Assert.AreEqual((byte)'h', buffer[0]);
        }

        private static void AssertRefused(HostingServer host, string uri, string origin, int status)
        {
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions
            {
                Connector = new MemoryConnector(host.Listener) { Pump = () => host.Server.RunOnce(0) },
                Origin = origin,
            });
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect(uri));
            Assert.AreEqual(WebSocketError.Refused, e.Error);
            Assert.AreEqual(status, e.HttpStatus);
            host.Settle();
        }

        private static WebSocketException AssertFails(ScriptedServer server, Action<ClientWebSocketOptions> configure = null)
        {
            using ClientWebSocket client = server.CreateClient(configure);
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/"));
            Assert.IsTrue(server.Connector.Last.IsClosed);
            Assert.AreNotEqual(WebSocketState.Open, client.State);
            Expect.Throws(typeof(InvalidOperationException), () => client.Receive(new byte[1], 0, 1));
            return e;
        }
    }
}
