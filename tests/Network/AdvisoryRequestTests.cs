using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>
    /// What was published about the opening handshakes and HTTP parsers of others, tried on this server. Each is named by what it
    /// does; its source stands above it.
    /// </summary>
    [TestClass]
    public sealed class AdvisoryRequestTests
    {
        private const string Upgrade = "Host: device.local\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
            + WirePeer.Key + "\r\nSec-WebSocket-Version: 13\r\n";

        // ws, CVE-2024-37890 (websockets/ws issue 2230): more headers than the limit crashed the server.
        [TestMethod]
        [DataRow(1024)]
        [DataRow(60000)]
        public void HeaderFlood_OfUpgradeHeadersBehindManyOthers_IsRefused(int bufferSize)
        {
            StringBuilder headers = new StringBuilder();
            for (int i = 0; i < 2000; i++)
            {
                headers.Append((char)('a' + (i % 26))).Append(i).Append(": x\r\n");
            }

            WebSocketServerOptions options = Scene.Options();
            options.ReceiveBufferSize = bufferSize;
            AssertRefused(options, "GET / HTTP/1.1\r\n" + headers + Upgrade + "\r\n", 431);
        }

        // ws, CVE-2021-32640 (GHSA-6fc8-4gx4-v693): spaces between two subprotocols took a regular expression quadratic time.
        // websocket-extensions, CVE-2020-7662 and CVE-2020-7663: so did an unclosed string of backslashes in an extension's parameter.
        // Here each byte of a head is looked at a fixed number of times, so the verdict is there in the round that brings the last one.
        [TestMethod]
        [DataRow("Sec-WebSocket-Protocol: b", ' ', "x", 400)]
        [DataRow("Sec-WebSocket-Protocol: b", ' ', ",x", 101)]
        [DataRow("Sec-WebSocket-Protocol: b", ',', "x", 101)]
        [DataRow("Sec-WebSocket-Extensions: a; b=\"", '\\', "", 400)]
        [DataRow("Sec-WebSocket-Extensions: a; b=\"", 'c', "", 400)]
        [DataRow("Sec-WebSocket-Extensions: a", ';', "", 400)]
        [DataRow("Connection: a", ',', "", 101)]
        [DataRow("X: ", '\t', "x", 101)]
        public void RegexAbuse_LongListsOfNothing_AreJudgedInTheirRound(string start, char filling, string end, int status)
        {
            WebSocketServerOptions options = Scene.Options();
            options.ReceiveBufferSize = 40000;
            options.SubProtocols = ["x"];
            Scene scene = new Scene(options, 40000);
            WirePeer peer = scene.Host.Connect();
            peer.Send("GET / HTTP/1.1\r\n" + Upgrade + start + new string(filling, 32000) + end + "\r\n\r\n");
            scene.Server.RunOnce(0);
            scene.Server.RunOnce(0);
            scene.Server.RunOnce(0);
            peer.Receive();
            string head = peer.ReadHead();
            Assert.IsNotNull(head, "no verdict yet");
            StringAssert.StartsWith(head, "HTTP/1.1 " + status, StringComparison.Ordinal);
            scene.Exchange();
        }

        // Granian (advisories.gitlab.io/pkg/pypi/granian): bytes above ASCII in Sec-WebSocket-Protocol ended the worker.
        [TestMethod]
        [DataRow("Sec-WebSocket-Protocol: ch\u00e4t\r\n", 400)]
        [DataRow("Sec-WebSocket-Key: \u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\r\n", 400)]
        [DataRow("Sec-WebSocket-Extensions: \u00e4\r\n", 400)]
        [DataRow("Origin: http://d\u00e4vice.local\r\n", 403)]
        public void HeaderBytesAboveAscii_AreRefused(string header, int status)
        {
            AssertRefused(Scene.Options(), "GET / HTTP/1.1\r\n" + Upgrade + header + "\r\n", status);
        }

        // M. Egorov, "What's wrong with WebSocket APIs" (2019): a proxy that sees an upgrade asked for, and does not look at what the
        // server says to it, tunnels whatever follows: a second request behind one that is refused must not be served.
        [TestMethod]
        [DataRow("Sec-WebSocket-Version: 1337", "Sec-WebSocket-Version: 13", 426)]
        [DataRow("Sec-WebSocket-Key: short", "Sec-WebSocket-Key: " + WirePeer.Key, 400)]
        [DataRow("Upgrade: h2c", "Upgrade: websocket", 426)]
        [DataRow("Connection: keep-alive", "Connection: Upgrade", 426)]
        public void Smuggling_RequestBehindARefusedUpgrade_IsNotServed(string wrong, string right, int status)
        {
            Scene scene = new Scene();
            scene.Server.AddContent("/secret", new ByteArrayContent(Encoding.ASCII.GetBytes("the secret"), "text/plain", null, false));
            WirePeer peer = scene.Host.Connect();
            string upgrade = "GET /ws HTTP/1.1\r\n" + Upgrade.Replace(right, wrong, StringComparison.Ordinal) + "\r\n";
            string text = Answer(scene, peer, upgrade + "GET /secret HTTP/1.1\r\nHost: a\r\n\r\n");
            Assert.AreEqual(1, Count(text, "HTTP/1.1 "), text);
            Assert.IsTrue(
                text.StartsWith("HTTP/1.1 " + status, StringComparison.Ordinal) || (status == 426 && text.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)), text);
            StringAssert.Matches(text, new System.Text.RegularExpressions.Regex("\r\nConnection: (Upgrade, )?close\r\n"));
            Assert.IsFalse(text.Contains("the secret", StringComparison.Ordinal));
            Assert.AreEqual(0, scene.Statistics.ContentServed);
        }

        // J. Kettle, "HTTP Desync Attacks" (2019), CL.TE and TE.CL; with an upgrade on top: Netty CVE-2019-20444 and CVE-2021-21295, Tornado
        // GHSA-753j-mpmx-qq6g. A request with a body is answered once, its body is no second request, and an upgrade has none.
        [TestMethod]
        [DataRow("Content-Length: 42\r\nTransfer-Encoding: chunked\r\n")]
        [DataRow("Transfer-Encoding: chunked\r\nContent-Length: 42\r\n")]
        [DataRow("Transfer-Encoding: xchunked\r\n")]
        [DataRow("Transfer-Encoding: chunked, identity\r\n")]
        [DataRow("Content-Length: 42\r\nContent-Length: 0\r\n")]
        [DataRow("Content-Length: 42, 0\r\n")]
        [DataRow("Content-Length: +42\r\n")]
        [DataRow("Content-Length: -1\r\n")]
        [DataRow("Content-Length: 0x2A\r\n")]
        [DataRow("Content-Length: 18446744073709551658\r\n")]
        [DataRow("Content-Length : 42\r\n")]
        [DataRow("Transfer-Encoding : chunked\r\n")]
        [DataRow("Content-Length: 42\n")]
        [DataRow("Content-Length:\r\n 42\r\n")]
        [DataRow("X: y\rContent-Length: 42\r\n")]
        public void Smuggling_LengthsThatDisagree_AreOneRefusal(string headers)
        {
            foreach (bool isUpgrade in new[] { true, false })
            {
                Scene scene = new Scene();
                scene.Server.AddContent("/secret", new ByteArrayContent(Encoding.ASCII.GetBytes("the secret"), "text/plain", null, false));
                WirePeer peer = scene.Host.Connect();
                string request = isUpgrade ? "GET / HTTP/1.1\r\n" + Upgrade : "POST / HTTP/1.1\r\nHost: a\r\n";
                string text = Answer(scene, peer, request + headers + "\r\n0\r\n\r\nGET /secret HTTP/1.1\r\nHost: a\r\n\r\n");
                Assert.AreEqual(1, Count(text, "HTTP/1.1 "), text);
                StringAssert.StartsWith(text, "HTTP/1.1 4", StringComparison.Ordinal);
                Assert.AreEqual(0, scene.Statistics.ContentServed);
                Assert.AreEqual(1, scene.Host.OpenedCount, "the bystander alone");
                scene.ServesAnother();
            }
        }

        // Node.js llhttp CVE-2022-32213 to 32215 and CVE-2021-22959, Go CVE-2019-16276: white space and line ends where none may be.
        [TestMethod]
        [DataRow("GET / HTTP/1.1\nHost: a\n\n")]
        [DataRow("GET / HTTP/1.1\r\nHost : a\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\n Host: a\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n")]
        [DataRow("GET  / HTTP/1.1\r\nHost: a\r\n\r\n")]
        [DataRow("GET /\tHTTP/1.1\r\nHost: a\r\n\r\n")]
        [DataRow("GET / HTTP/1.1 \r\nHost: a\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\n\r\n")]
        [DataRow("GET / HTTP/11.1\r\nHost: a\r\n\r\n")]
        public void ParserDifferences_AreRefused(string request)
        {
            AssertRefused(Scene.Options(), request, 4);
        }

        // Bishop Fox, "h2c Smuggling" (2020): a proxy passes an upgrade on to a server that then speaks HTTP/2 past its rules.
        [TestMethod]
        public void UpgradeToAnythingElse_IsNotSwitched()
        {
            AssertRefused(
                Scene.Options(),
                "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n", 4);
            AssertRefused(Scene.Options(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 4, 505);
        }

        // Next.js, GHSA-c4j6-fc7j-m34r: an upgrade whose target is a whole URI had the server connect there.
        // The target's host takes the place of Host (RFC 9112 section 3.2.2), and so the origin has to be of that.
        [TestMethod]
        [DataRow("http://169.254.169.254/latest", "", 101)]
        [DataRow("http://evil.example/", "Origin: http://device.local\r\n", 403)]
        [DataRow("http://device.local/", "Origin: http://evil.example\r\n", 403)]
        [DataRow("http://device.local/", "Origin: http://device.local\r\n", 101)]
        [DataRow("ws://evil.example/", "", 400)]
        [DataRow("//evil.example/", "Origin: http://evil.example\r\n", 403)]
        public void WholeUriAsTarget_LeadsNowhereElse(string target, string header, int status)
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Connect();
            string text = Answer(scene, peer, WirePeer.UpgradeRequest(target, header));
            StringAssert.StartsWith(text, "HTTP/1.1 " + status, StringComparison.Ordinal);
            if (status == 101)
            {
                StringAssert.StartsWith(((ServerWebSocket)scene.Host.Socket).Path, "/", StringComparison.Ordinal);
            }
        }

        // Cross-site WebSocket hijacking: C. Schneider (2013); webpack-dev-server CVE-2018-14732, Vite CVE-2025-24010; "null" let in:
        // Next.js CVE-2026-27977; names that only begin or end like the right one: gorilla's documentation of CheckOrigin, CWE-1385.
        [TestMethod]
        [DataRow("http://evil.example")]
        [DataRow("null")]
        [DataRow("NULL")]
        [DataRow("")]
        [DataRow("http://device.local.evil.example")]
        [DataRow("http://evildevice.local")]
        [DataRow("http://evil.example/device.local")]
        [DataRow("http://device.local@evil.example")]
        [DataRow("http://evil.example#device.local")]
        [DataRow("http://evil.example?device.local")]
        [DataRow("http://device.local:8080")]
        [DataRow("http://device.local http://evil.example")]
        [DataRow("http://evil.example, http://device.local")]
        [DataRow("file://")]
        [DataRow("chrome-extension://device.local")]
        [DataRow("device.local")]
        public void CrossSiteHijacking_PageFromElsewhere_Gets403(string origin)
        {
            AssertRefused(Scene.Options(), WirePeer.UpgradeRequest("/", "Origin: " + origin + "\r\n"), 403);
        }

        [TestMethod]
        public void CrossSiteHijacking_TwoOrigins_AreRefused()
        {
            AssertRefused(Scene.Options(), WirePeer.UpgradeRequest("/", "Origin: http://device.local\r\nOrigin: http://evil.example\r\n"), 4);
        }

        // CWE-22; Vite CVE-2025-30208 and many before: content is found by name alone.
        [TestMethod]
        [DataRow("/../secret")]
        [DataRow("/%2e%2e/secret")]
        [DataRow("/./secret")]
        [DataRow("//secret")]
        [DataRow("/secret/")]
        [DataRow("/secret%00")]
        [DataRow("/SECRET")]
        [DataRow("/secret;x")]
        public void PathTricks_FindNothing(string path)
        {
            Scene scene = new Scene();
            scene.Server.AddContent("/secret", new ByteArrayContent([1], "text/plain", null, false));
            string text = Answer(scene, scene.Host.Connect(), "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
            StringAssert.StartsWith(text, "HTTP/1.1 404 ", StringComparison.Ordinal);
            StringAssert.StartsWith(Answer(scene, scene.Host.Connect(), "GET /secret?x HTTP/1.1\r\nHost: a\r\n\r\n"), "HTTP/1.1 200 ", StringComparison.Ordinal);
        }

        /// <summary>One refusal with a status that begins like that, and the place is free again.</summary>
        private static void AssertRefused(WebSocketServerOptions options, params object[] requestAndStatuses)
        {
            Scene scene = new Scene(options, 70000);
            string text = Answer(scene, scene.Host.Connect(), (string)requestAndStatuses[0]);
            bool isOne = false;
            for (int i = 1; i < requestAndStatuses.Length; i++)
            {
                isOne |= text.StartsWith("HTTP/1.1 " + requestAndStatuses[i], StringComparison.Ordinal);
            }

            Assert.IsTrue(isOne, text);
            Assert.AreEqual(1, Count(text, "HTTP/1.1 "));
            Assert.AreEqual(1, scene.Host.OpenedCount, "the bystander alone");
            scene.ServesAnother();
            Assert.AreEqual(0, scene.Statistics.PumpErrors);
        }

        /// <summary>Everything that is answered to a request, to the end of the connection, or as far as it goes where it is opened.</summary>
        private static string Answer(Scene scene, WirePeer peer, string request)
        {
            byte[] bytes = Encoding.Latin1.GetBytes(request);
            StringBuilder text = new StringBuilder();
            int sent = 0;
            for (int i = 0; i < 50; i++)
            {
                sent += peer.TrySend(bytes, sent, bytes.Length - sent);
                scene.Pump();
                peer.Receive();
                text.Append(peer.Take(peer.Received));
            }

            scene.Exchange();
            scene.Rest(500);
            peer.Receive();
            text.Append(peer.Take(peer.Received));
            return text.ToString();
        }

        private static int Count(string text, string part)
        {
            return text.Split(part).Length - 1;
        }
    }
}
