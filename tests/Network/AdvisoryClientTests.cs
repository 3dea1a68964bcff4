using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>What was published about the clients of others, tried on this one. Its source stands above each.</summary>
    [TestClass]
    public sealed class AdvisoryClientTests
    {
        // undici CVE-2022-31150 and CVE-2022-35948, Python's http.client CVE-2019-9740 and CVE-2020-26116: line ends in what the
        // application passes on become headers, or a second request.
        [TestMethod]
        [DataRow("ws://device.local/\r\nX: injected", null, null)]
        [DataRow("ws://device.local/ HTTP/1.1\r\n\r\nGET /", null, null)]
        [DataRow("ws://device.local\r\nX: injected/", null, null)]
        [DataRow("ws://dev ice.local/", null, null)]
        [DataRow("ws://user:password@device.local/", null, null)]
        [DataRow("ws://device.local/a b", null, null)]
        [DataRow("ws://device.local/", "X-Token", "a\r\nX: injected")]
        [DataRow("ws://device.local/", "X-Token", "a\nX: injected")]
        [DataRow("ws://device.local/", "X-Token", "a\0b")]
        [DataRow("ws://device.local/", "X-Token: a\r\nX", "injected")]
        [DataRow("ws://device.local/", "", "a")]
        [DataRow("ws://device.local/", "Host", "evil.example")]
        [DataRow("ws://device.local/", "Sec-WebSocket-Key", "AAAA")]
        [DataRow("ws://device.local/", "Connection", "close")]
        public void LineEndsAndOtherPeoplesHeaders_AreRefusedBeforeAnythingIsSent(string uri, string name, string value)
        {
            ScriptedServer script = new ScriptedServer();
            Assert.Throws<ArgumentException>(() =>
            {
                using ClientWebSocket client = script.CreateClient(o => o.Headers = name == null ? null : [name, value]);
                client.Connect(uri);
            });
            Assert.IsNull(script.Connector.Last, "nothing was connected");
        }

        [TestMethod]
        [DataRow("http://a\r\nX: injected", "chat")]
        [DataRow("http://a", "chat\r\nX: injected")]
        [DataRow("http://a", "chat, other")]
        public void LineEnds_InOriginAndSubProtocols_AreRefused(string origin, string subProtocol)
        {
            ScriptedServer script = new ScriptedServer();
            Assert.Throws<ArgumentException>(() =>
            {
                using ClientWebSocket client = script.CreateClient(o =>
                {
                    o.Origin = origin;
                    o.SubProtocols = [subProtocol];
                });
                client.Connect("ws://device.local/");
            });
            Assert.IsNull(script.Connector.Last, "nothing was connected");
        }

        // RFC 6455 section 10.4 and 4.1: a server that does not prove that it understood the handshake may be any service that repeats what it
        // is sent. The attack is that of "Talking to Yourself for Fun and Profit" (2011), for which the key is there.
        [TestMethod]
        [DataRow("Sec-WebSocket-Accept: " + WirePeer.Accept)]
        [DataRow("Sec-WebSocket-Accept: ")]
        [DataRow("X: y")]
        [DataRow("Sec-WebSocket-Accept: {}x")]
        [DataRow("Sec-WebSocket-Accept: {}\r\nSec-WebSocket-Accept: {}")]
        [DataRow("Sec-WebSocket-Accept: {}\r\nSec-WebSocket-Protocol: never-asked-for")]
        [DataRow("Sec-WebSocket-Accept: {}\r\nSec-WebSocket-Extensions: permessage-deflate")]
        public void AcceptThatIsNoneOfOurs_FailsTheHandshake(string header)
        {
            using ClientScene scene = new ClientScene();
            scene.Script.Answer = a => [ScriptedServer.Ascii(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + header.Replace("{}", a, StringComparison.Ordinal) + "\r\n\r\n")];
            scene.FailsToConnect(WebSocketError.HandshakeFailed, header);
            scene.Works();
        }

        // tungstenite CVE-2023-43669: an answer's head without end was scanned again and again, and kept.
        [TestMethod]
        [DataRow("x")]
        [DataRow("a: b\r\n")]
        public void AnswerWithoutEnd_FailsWhenTheBufferIsFull(string more)
        {
            using ClientScene scene = new ClientScene();
            byte[] piece = ScriptedServer.Ascii(string.Concat(Enumerable.Repeat(more, 10)));
            scene.Script.Answer = a => Enumerable.Repeat(piece, 100000).Prepend(ScriptedServer.Ascii("HTTP/1.1 101 Switching Protocols\r\nX: "));
            scene.Script.Connector.Pump = scene.Script.Work;
            scene.FailsToConnect(WebSocketError.HandshakeFailed, more);
        }

        // curl CVE-2025-10148: one mask for all frames let a server choose what a proxy sees. RFC 6455 section 5.3.
        [TestMethod]
        public void Mask_IsAnotherForEachFrame()
        {
            using ClientScene scene = new ClientScene();
            scene.Connect();
            for (int i = 0; i < 200; i++)
            {
                scene.Client.Send(new byte[10], 0, 10, WebSocketMessageType.Binary);
                scene.Script.Work();
            }

            Assert.HasCount(200, scene.Script.Keys);
            Assert.HasCount(200, new HashSet<uint>(scene.Script.Keys));
        }

        // curl CVE-2025-5399: a server that pings and does not read had the client go round in circles for ever.
        [TestMethod]
        public void PingsFromAServerThatNeverReads_EndByTheSendDeadline()
        {
            using ClientScene scene = new ClientScene();
            scene.Connect();
            scene.ClientEnd.Window = 0;
            byte[] ping = WirePeer.Frame(WirePeer.Ping, true, new byte[125], 0, 125, null);
            scene.Script.Connector.Last.Pump = () =>
            {
                Environment.TickCount64 += 20;
                scene.Script.End.Write(ping, 0, ping.Length);
            };
            for (int i = 0; i < 50; i++)
            {
                scene.Script.End.Write(ping, 0, ping.Length);
            }

            long beganMs = Environment.TickCount64;
            scene.LosesItsConnection(1, "the Pongs are stuck");
            Assert.IsTrue(Environment.TickCount64 - beganMs <= 2 * 1500, "two deadlines");
        }

        // ASPLes/nopoll issue 84, baresip/re pull request 1584: a server's length above 2^63 ended the client.
        [TestMethod]
        [DataRow("82 7F FFFFFFFFFFFFFFFF", 1002)]
        [DataRow("82 7F 8000000000000000", 1002)]
        [DataRow("82 FE 0001 00000000 41", 1002)]
        [DataRow("C2 01 41", 1002)]
        [DataRow("81 02 C328", 1007)]
        public void FramesThatNoServerMaySend_FailTheConnection(string frame, int status)
        {
            using ClientScene scene = new ClientScene();
            scene.Connect();
            byte[] bytes = Convert.FromHexString(frame.Replace(" ", "", StringComparison.Ordinal));
            scene.Script.End.Write(bytes, 0, bytes.Length);
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => scene.Client.Receive(new byte[100], 0, 100));
            Assert.AreEqual(WebSocketError.ConnectionClosed, e.Error);
            Assert.AreEqual(status, (int)scene.Client.CloseStatus);
            scene.Works();
        }

        // Server-side request forgery by redirects: CWE-918, follow-redirects CVE-2024-28849 (credentials went along). None is followed here.
        [TestMethod]
        [DataRow(301)]
        [DataRow(302)]
        [DataRow(307)]
        [DataRow(401)]
        public void Redirects_AreNotFollowedByTheClientItself(int status)
        {
            using ClientScene scene = new ClientScene();
            scene.Script.Answer = a => [ScriptedServer.Ascii("HTTP/1.1 " + status + " Elsewhere\r\nLocation: ws://169.254.169.254/\r\nContent-Length: 0\r\n\r\n")];
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(scene.Connect);
            Assert.AreEqual(status, e.HttpStatus);
            Assert.AreEqual("device.local", scene.Script.Connector.Host);
            scene.Works();
        }
    }
}
