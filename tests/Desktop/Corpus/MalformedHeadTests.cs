using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests.Corpus
{
    /// <summary>
    /// Each rule of the parser and of the handshakes from both sides: the head that still keeps it and the one that breaks it,
    /// as both would arrive, through the whole server and the whole client. Every bad byte in every place is in
    /// HttpHeadRefusalTests and the tests beside it.
    /// </summary>
    [TestClass]
    public sealed class MalformedHeadTests
    {
        private const string Key = "Sec-WebSocket-Key: " + Tests.Heads.SampleKey + "\r\n";
        private const string Version = "Sec-WebSocket-Version: 13\r\n";
        private const string Upgrade = "Upgrade: websocket\r\n";
        private const string Connection = "Connection: Upgrade\r\n";
        private const string Accept = "Sec-WebSocket-Accept: @\r\n";
        private const string Handshake = "GET /ws HTTP/1.1\r\nHost: a\r\n" + Upgrade + Connection + Version + Key;
        private const string Switching = "HTTP/1.1 101 Switching Protocols\r\n" + Upgrade + Connection + Accept;

        // The head that keeps the rule, its status, the head that breaks it, its status. Each gets its empty line.
        private static readonly object[][] _requests =
        {
            // RFC 9112 section 2.2: lines end in CR LF; one empty line in front is ignored.
            new object[] { "\r\nGET / HTTP/1.1\r\nHost: a\r\n", 200, "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nX: b\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nX: b\tc\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n", 400 },

            // Section 3: method, target and version, one space between.
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\n", 200, "GET  / HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\n", 200, " GET / HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\n", 200, "GET / HTTP/1.1 \r\nHost: a\r\n", 400 },
            new object[] { "G!T / HTTP/1.1\r\nHost: a\r\n", 405, "G[T / HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\n", 200, "get / HTTP/1.1\r\nHost: a\r\n", 405 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\n", 200, "PROXY TCP4 203.0.113.7 192.0.2.7 37190 80\r\nGET / HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "GET /?a%23b HTTP/1.1\r\nHost: a\r\n", 200, "GET /?a#b HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "GET /?~ HTTP/1.1\r\nHost: a\r\n", 200, "GET /?\u007F HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "GET /?! HTTP/1.1\r\nHost: a\r\n", 200, "GET /?\u00E4 HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\n", 200, "GET x HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "OPTIONS * HTTP/1.1\r\nHost: a\r\n", 405, "GET * HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "GET http://a HTTP/1.1\r\nHost: a\r\n", 200, "GET http:// HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "GET https://a/ HTTP/1.1\r\nHost: a\r\n", 200, "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "GET http://a/?u@b HTTP/1.1\r\nHost: a\r\n", 200, "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n", 400 },
            new object[] { "GET / HTTP/1.9\r\nHost: a\r\n", 200, "GET / HTTP/1.10\r\nHost: a\r\n", 400 },
            new object[] { "GET / HTTP/1.0\r\nHost: a\r\n", 200, "GET / HTTP/0.9\r\nHost: a\r\n", 505 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\n", 200, "GET / HTTP/2.0\r\nHost: a\r\n", 505 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\n", 200, "GET / http/1.1\r\nHost: a\r\n", 400 },

            // Section 3.2: one Host, but for HTTP/1.0.
            new object[] { "GET / HTTP/1.0\r\n", 200, "GET / HTTP/1.1\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost:\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n", 400 },

            // Section 5: a token, a colon, a value; nothing folded.
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nX-!#$%&'*+.^_`|~1:\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nX,: b\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nX\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\nY: c\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n Y: c\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nX: \u0080\u00FF\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nX: \u007F\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nX: a b\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nX: a b\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nX: a\u001Fb\r\n", 400 },

            // Section 6.2, and what else must be there once. A body of a request that has none is not waited for.
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 0\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nOrigin: b\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nOrigin: b\r\nOrigin: b\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: b\r\n", 200, "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: b\r\nAuthorization: b\r\n", 400 },
            new object[] { "GET / HTTP/1.1\r\nHost: a\r\n" + Many(31, "X: y\r\n"), 200, "GET / HTTP/1.1\r\nHost: a\r\n" + Many(32, "X: y\r\n"), 431 },

            // RFC 6455 section 4.2.1.
            new object[] { Handshake, 101, With("HTTP/1.1", "HTTP/1.0"), 400 },
            new object[] { Handshake, 101, With("GET", "HEAD"), 405 },
            new object[] { With(Upgrade, "Upgrade: h2c, WEBSOCKET\r\n"), 101, With(Upgrade, "Upgrade: websockets\r\n"), 426 },
            new object[] { With(Connection, "Connection: a ,UPGRADE\r\n"), 101, With(Connection, "Connection: a UPGRADE\r\n"), 400 },
            new object[] { Handshake, 101, With(Connection, ""), 400 },
            new object[] { Handshake, 101, With(Version, ""), 426 },
            new object[] { Handshake, 101, With("13", "12"), 426 },
            new object[] { With("13", "255"), 426, With("13", "256"), 400 },
            new object[] { With("13", "0"), 426, With("13", "013"), 400 },
            new object[] { Handshake, 101, Handshake + Version, 400 },
            new object[] { Handshake, 101, With(Key, ""), 400 },
            new object[] { Handshake, 101, Handshake + Key, 400 },
            new object[] { Handshake, 101, With("ZQ==", "ZQ="), 400 },
            new object[] { Handshake, 101, With("ZQ==", "ZR=="), 400 },
            new object[] { Handshake, 101, With("ZQ==", "ZQZ="), 400 },
            new object[] { Handshake + "Content-Length: 0\r\n", 101, Handshake + "Content-Length: 1\r\n", 400 },
            new object[] { Handshake, 101, Handshake + "Transfer-Encoding: chunked\r\n", 400 },
            new object[] { Handshake + "Sec-WebSocket-Protocol: a\r\n", 101, Handshake + "Sec-WebSocket-Protocol: a, a\r\n", 400 },
            new object[] { Handshake + "Sec-WebSocket-Protocol: a,\r\n", 101, Handshake + "Sec-WebSocket-Protocol: ,\r\n", 400 },
            new object[] { Handshake + "Sec-WebSocket-Protocol: " + Offers(16) + "\r\n", 101, Handshake + "Sec-WebSocket-Protocol: " + Offers(17) + "\r\n", 400 },
            new object[] { Handshake + "Sec-WebSocket-Extensions: a;b=\"c\"\r\n", 101, Handshake + "Sec-WebSocket-Extensions: a;b=\"c d\"\r\n", 400 },
            new object[] { Handshake + "Sec-WebSocket-Extensions: a;b\r\n", 101, Handshake + "Sec-WebSocket-Extensions: a;\r\n", 400 },
            new object[] { Handshake + "Origin: http://a\r\n", 101, Handshake + "Origin: http://b\r\n", 403 },
            new object[] { Handshake, 101, With("/ws", "/wss"), 404 },
        };

        // The answer that opens the connection and the one that does not. "@" stands for the accept value.
        private static readonly object[][] _responses =
        {
            new object[] { "HTTP/1.1 101\r\n" + Upgrade + Connection + Accept, "HTTP/1.1 1010 x\r\n" + Upgrade + Connection + Accept },
            new object[] { "HTTP/1.1 101 \r\n" + Upgrade + Connection + Accept, "HTTP/1.1  101 x\r\n" + Upgrade + Connection + Accept },
            new object[] { "HTTP/1.2 101 x\r\n" + Upgrade + Connection + Accept, "HTTP/2.0 101 x\r\n" + Upgrade + Connection + Accept },
            new object[] { Switching, "HTTP/1.0 101 x\r\n" + Upgrade + Connection + Accept },
            new object[] { Switching, "http/1.1 101 x\r\n" + Upgrade + Connection + Accept },
            new object[] { "\r\n" + Switching, "\r\n\r\n" + Switching },
            new object[] { Switching + "X: y\r\n", Switching + "X: y\n" },
            new object[] { Switching + "X: y\r\n", Switching + "X : y\r\n" },
            new object[] { Switching + "X: y\r\n", Switching + "X: y\r\n z\r\n" },
            new object[] { Switching + "X: \u00FF\r\n", Switching + "X: \u0001\r\n" },
            new object[] { Switching + "Content-Length: 0\r\n", Switching + "Content-Length: 0\r\nContent-Length: 0\r\n" },
            new object[] { Switching + Many(29, "X: y\r\n"), Switching + Many(30, "X: y\r\n") },
            new object[] { "HTTP/1.1 101 x\r\nUPGRADE:WebSocket \r\n" + Connection + Accept, "HTTP/1.1 101 x\r\nUpgrade: websocket2\r\n" + Connection + Accept },
            new object[] { Switching, "HTTP/1.1 101 x\r\n" + Connection + Accept },
            new object[] { Switching, Switching + Upgrade },
            new object[] { "HTTP/1.1 101 x\r\n" + Upgrade + "Connection: a, upgrade\r\n" + Accept, "HTTP/1.1 101 x\r\n" + Upgrade + "Connection: a upgrade\r\n" + Accept },
            new object[] { Switching, "HTTP/1.1 101 x\r\n" + Upgrade + Accept },
            new object[] { "HTTP/1.1 101 x\r\n" + Upgrade + Connection + "Sec-WebSocket-Accept: \t@ \r\n", "HTTP/1.1 101 x\r\n" + Upgrade + Connection + "Sec-WebSocket-Accept: x@\r\n" },
            new object[] { Switching, "HTTP/1.1 101 x\r\n" + Upgrade + Connection },
            new object[] { Switching, Switching + Accept },
            new object[] { Switching + "Sec-WebSocket-Protocol: a\r\n", Switching + "Sec-WebSocket-Protocol: A\r\n" },
            new object[] { Switching + "Sec-WebSocket-Protocol: b\r\n", Switching + "Sec-WebSocket-Protocol: a, b\r\n" },
            new object[] { Switching, Switching + "Sec-WebSocket-Protocol:\r\n" },
            new object[] { Switching + "Sec-WebSocket-Protocol: a\r\n", Switching + "Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Protocol: a\r\n" },
            new object[] { Switching, Switching + "Sec-WebSocket-Extensions: permessage-deflate\r\n" },
            new object[] { Switching, Switching + "Sec-WebSocket-Extensions:\r\n" },
            new object[] { "HTTP/1.1 100 Continue\r\n\r\n" + Switching, "HTTP/1.1 099 x\r\n\r\n" + Switching },
        };

        [TestMethod]
        public void Server_MalformedHead_IsRefusedAndTheNextIsServed()
        {
            foreach (object[] rule in _requests)
            {
                HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws", MaxConnections = 1 }, 4096);
                host.Echo();
                host.Server.AddContent("/", new ByteArrayContent(Encoding.ASCII.GetBytes("content"), "text/plain", null, false));
                foreach (int column in new[] { 2, 0 })
                {
                    byte[] head = Encoding.Latin1.GetBytes((string)rule[column] + "\r\n");
                    byte[] behind = WirePeer.Join(WirePeer.TextFrame("behind"), WirePeer.CloseFrame(1000));
                    int status = (int)rule[column + 1];

                    // One place for all of them: whoever is refused must leave it.
                    ExpectStatus(host, status, new[] { head });
                    ExpectStatus(host, status, new[] { WirePeer.Join(head, behind) });
                    ExpectStatus(host, status, WirePeer.Join(head, behind).Select(b => new[] { b }));
                }

                Assert.AreEqual(0, host.Server.Statistics.HandlerErrors, (string)rule[2]);
            }
        }

        [TestMethod]
        public void Parser_MalformedHead_HasTheSameVerdictHoweverItArrives()
        {
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            ServerHandshake server = new ServerHandshake(null);
            foreach (object[] rule in _requests)
            {
                foreach (int column in new[] { 0, 2 })
                {
                    string text = (string)rule[column] + "\r\n";
                    int status = (int)rule[column + 1];
                    int refusal = Tests.Heads.OfRequest(head, Encoding.Latin1.GetBytes(text));
                    if (refusal == 0 && server.IsUpgrade(head))
                    {
                        // Who may connect, and where, is none of the handshake's business.
                        int expected = status == 403 || status == 404 ? 101 : status;
                        Assert.AreEqual(expected, server.Check(head), text);
                    }
                    else
                    {
                        Assert.AreEqual(status == 200 || status == 405 ? 0 : status, refusal, text);
                    }
                }
            }
        }

        [TestMethod]
        public void Client_MalformedAnswer_FailsAndTheNextOpens()
        {
            foreach (object[] rule in _responses)
            {
                foreach (bool isWhole in new[] { true, false })
                {
                    string text = null;
                    ScriptedServer server = new ScriptedServer();
                    server.Answer = accept =>
                    {
                        byte[] bytes = Encoding.Latin1.GetBytes(text.Replace("@", accept, StringComparison.Ordinal) + "\r\n");
                        byte[] all = WirePeer.Join(bytes, WirePeer.Frame(WirePeer.Text, true, new[] { (byte)'x' }, 0, 1, null));
                        return isWhole ? new[] { all } : all.Select(b => new[] { b });
                    };
                    using ClientWebSocket client = server.CreateClient(o => o.SubProtocols = new[] { "a", "b" });
                    text = (string)rule[1];
                    WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/"), text);
                    Assert.AreEqual(WebSocketError.HandshakeFailed, e.Error, text);
                    Assert.IsTrue(server.Connector.Last.IsClosed, text);

                    text = (string)rule[0];
                    Connect(client, text);
                    byte[] buffer = new byte[1];
                    Assert.AreEqual(1, client.Receive(buffer, 0, 1).Count, text);
                    Assert.AreEqual((byte)'x', buffer[0], text);
                }
            }
        }

        private static void ExpectStatus(HostingServer host, int status, IEnumerable<byte[]> pieces)
        {
            WirePeer peer = host.Connect();
            StringBuilder text = new StringBuilder();
            foreach (byte[] piece in pieces)
            {
                peer.TrySend(piece, 0, piece.Length);
                text.Append(Encoding.Latin1.GetString(piece));
                host.Run(1);
            }

            host.Settle();
            peer.Receive();
            string head = peer.ReadHead();
            Assert.IsNotNull(head, "no answer to " + text);
            StringAssert.StartsWith(head, "HTTP/1.1 " + status + " ", text.ToString());
            if (status == 101)
            {
                peer.Transport.Close();
                host.Settle();
            }
            else
            {
                ((MemoryTransport)peer.Transport).EndWriting();
                Assert.IsTrue(host.ReadEnd(peer), "the connection stays open behind " + text);
            }
        }

        private static void Connect(ClientWebSocket client, string text)
        {
            try
            {
                client.Connect("ws://h/");
            }
            catch (WebSocketException e)
            {
                Assert.Fail(e.Message + " in " + text);
            }
        }

        /// <summary>The handshake with something else in place of a part of it.</summary>
        private static string With(string part, string other)
        {
            return Handshake.Replace(part, other, StringComparison.Ordinal);
        }

        private static string Many(int count, string line)
        {
            return string.Concat(Enumerable.Repeat(line, count));
        }

        private static string Offers(int count)
        {
            return string.Join(", ", Enumerable.Range(0, count).Select(i => "p" + i));
        }
    }
}
