using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>
    /// Heads of the peers there are, each however it arrives. A selection for both runtimes: the whole corpus is in
    /// tests/Desktop/Corpus, since the strings of a device assembly may have 64 KB in all.
    /// </summary>
    [TestClass]
    public class PeerHeadTests
    {
        [TestMethod]
        public void Check_Chromium_IsAccepted()
        {
            // Chromium 156.0.8078.79, headless; captured on Debian 12, 2026-11-20.
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nHost: device.local:8080\r\nConnection: Upgrade\r\nPragma: no-cache\r\nCache-Control: no-cache\r\n"
                + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36\r\n"
                + "Upgrade: websocket\r\nOrigin: http://device.local:8080\r\nSec-WebSocket-Version: 13\r\n"
                + "Accept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: en-US,en;q=0.9\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nSec-WebSocket-Protocol: chat, v1.telemetry\r\n"
                + "\r\n",
                "http://device.local:8080");
        }

        [TestMethod]
        public void Check_Firefox_IsAccepted()
        {
            // Firefox ESR 153.7, headless; captured on Debian 12, 2026-11-20.
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nHost: device.local:8080\r\n"
                + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0\r\nAccept: */*\r\n"
                + "Accept-Language: en-US,en;q=0.9\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nSec-WebSocket-Version: 13\r\n"
                + "Origin: http://device.local:8080\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nConnection: Upgrade\r\nSec-Fetch-Dest: empty\r\n"
                + "Sec-Fetch-Mode: websocket\r\nSec-Fetch-Site: same-origin\r\nPragma: no-cache\r\nCache-Control: no-cache\r\n"
                + "Upgrade: websocket\r\n\r\n",
                "http://device.local:8080");
        }

        [TestMethod]
        public void Check_Safari_IsAccepted()
        {
            // Safari of 2013; written from its documentation, not captured.
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nHost: 10.0.0.7\r\nOrigin: http://10.0.0.7\r\n"
                + "Pragma: no-cache\r\nCache-Control: no-cache\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: x-webkit-deflate-frame\r\n"
                + "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 7_0 like Mac OS X) AppleWebKit/537.51.1 (KHTML, like Gecko) Version/7.0 Mobile/11A465 Safari/9537.53\r\n"
                + "\r\n",
                "http://10.0.0.7");
        }

        [TestMethod]
        public void Check_Curl_IsAccepted()
        {
            // curl 7.88.1 with the headers of a handshake given to it; captured on Debian 12, 2026-11-20.
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nHost: device.local:8080\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                null);
        }

        [TestMethod]
        public void Check_NodeWs_IsAccepted()
        {
            // npm ws 8.23.0; captured on Debian 12, 2026-11-20.
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
                + "Sec-WebSocket-Protocol: chat,v1.telemetry\r\nHost: device.local:8080\r\n\r\n",
                null);
        }

        [TestMethod]
        public void Check_PythonWebsockets_IsAccepted()
        {
            // python3-websockets 10.4; captured on Debian 12, 2026-11-20.
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nHost: device.local:8080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nSec-WebSocket-Protocol: chat, v1.telemetry\r\n"
                + "User-Agent: Python/3.11 websockets/10.4\r\n\r\n",
                null);
        }

        [TestMethod]
        public void Check_DotNet_IsAccepted()
        {
            // .NET 10.0.12 ClientWebSocket with a user agent, subprotocols, compression and a cookie; captured on Debian 12, 2026-11-20.
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nHost: device.local:8080\r\nUser-Agent: app/1.0\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Protocol: chat, v1.telemetry\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
                + "Cookie: session=0123456789abcdef\r\n\r\n",
                null);
        }

        [TestMethod]
        public void Check_ThroughNginx_IsAccepted()
        {
            // nginx 1.22.1 in front, with Host and the forwarding headers set; Chromium 156.0.8078.79, headless; captured on Debian 12, 2026-11-20.
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: upgrade\r\nHost: home.example.org\r\nX-Real-IP: 203.0.113.7\r\n"
                + "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: http\r\nPragma: no-cache\r\nCache-Control: no-cache\r\n"
                + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36\r\n"
                + "Origin: http://home.example.org\r\nSec-WebSocket-Version: 13\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n"
                + "Accept-Language: en-US,en;q=0.9\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n",
                "http://home.example.org");
        }

        [TestMethod]
        public void Check_ThroughHaproxy_IsAccepted()
        {
            // HAProxy 2.6.12 in front, with forwardfor; Chromium 156.0.8078.79, headless; captured on Debian 12, 2026-11-20.
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nhost: home.example.org\r\nconnection: Upgrade\r\npragma: no-cache\r\ncache-control: no-cache\r\n"
                + "user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36\r\n"
                + "upgrade: websocket\r\norigin: http://home.example.org\r\nsec-websocket-version: 13\r\n"
                + "accept-encoding: gzip, deflate, br, zstd\r\naccept-language: en-US,en;q=0.9\r\n"
                + "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "sec-websocket-extensions: permessage-deflate; client_max_window_bits\r\nx-forwarded-for: 203.0.113.7\r\n\r\n",
                "http://home.example.org");
        }

        [TestMethod]
        public void ParseRequest_ChromiumLoadsAPageAgain_IsPlainContent()
        {
            // Chromium 156.0.8078.79, headless, the page in its cache; captured on Debian 12, 2026-11-20.
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            Assert.AreEqual(
                0,
                Heads.OfRequest(
                    head,
                    "GET /page HTTP/1.1\r\nHost: device.local:8080\r\nConnection: keep-alive\r\n"
                    + "sec-ch-ua: \"Not:A-Brand\";v=\"8\", \"Chromium\";v=\"156\"\r\nsec-ch-ua-mobile: ?0\r\n"
                    + "sec-ch-ua-platform: \"Linux\"\r\nUpgrade-Insecure-Requests: 1\r\n"
                    + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36\r\n"
                    + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/jxl,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7\r\n"
                    + "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-User: ?1\r\nSec-Fetch-Dest: document\r\n"
                    + "Accept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: en-US,en;q=0.9\r\nIf-None-Match: \"p1\"\r\n\r\n"),
                "parse");
            Assert.IsFalse(new ServerHandshake(null).IsUpgrade(head), "plain");
            Assert.IsTrue(head.AcceptsGzip(), "gzip");
            Assert.IsTrue(head.MatchesEntityTag(Ascii.GetBytes("\"p1\"")), "tag");
        }

        [TestMethod]
        public void Check_AnswersOfServers_AreAccepted()
        {
            // Captured on Debian 12, 2026-11-20.
            string[] answers =
            {
                // npm ws 8.23.0
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",

                // ASP.NET Core 10.0.12 (Kestrel)
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\nServer: Kestrel\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",

                // python3-websockets 10.4, which chose a subprotocol
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: chat\r\n"
                + "Date: Fri, 20 Nov 2026 12:00:00 GMT\r\nServer: Python/3.11 websockets/10.4\r\n\r\n",

                // python3-websockets 10.4 behind nginx 1.22.1
                "HTTP/1.1 101 Switching Protocols\r\nServer: nginx/1.22.1\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\n"
                + "Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",

                // ASP.NET Core 10.0.12 (Kestrel) behind HAProxy 2.6.12
                "HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\ndate: Fri, 20 Nov 2026 12:00:00 GMT\r\nserver: Kestrel\r\n"
                + "upgrade: websocket\r\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",

                // python3-aiohttp 3.8.4 behind Apache 2.4.71
                "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
                + "Content-Type: application/octet-stream\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\nServer: Python/3.11 aiohttp/3.8.4\r\n"
                + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
            };
            string[] subProtocols = { "chat" };
            ClientHandshake client = new ClientHandshake("a", 80, false, "/", subProtocols, null, null);
            byte[] request = new byte[client.RequestCount];
            client.WriteRequest(Ascii.GetBytes("the sample nonce"), request, 0, request.Length);
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            for (int i = 0; i < answers.Length; i++)
            {
                Assert.AreEqual(0, Heads.OfResponse(head, answers[i]), answers[i]);
                Assert.AreEqual((int)HandshakeError.None, (int)client.Check(head), answers[i]);
                Assert.AreEqual(i == 2 ? "chat" : null, client.SubProtocol, answers[i]);
            }
        }

        private static void ExpectAccepted(string text, string origin)
        {
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            ServerHandshake server = new ServerHandshake(null);
            Assert.AreEqual(0, Heads.OfRequest(head, text), "parse");
            Assert.IsTrue(server.IsUpgrade(head), "upgrade");
            Assert.AreEqual(101, server.Check(head), "check");
            Assert.AreEqual("/ws", Heads.Target(head), "target");
            Assert.AreEqual(origin, Heads.Value(head, HttpHeader.Origin), "origin");
            byte[] output = new byte[server.MaxResponseCount];
            int count = server.WriteResponse(head, output, 0, output.Length);
            Assert.IsTrue(Heads.Text(output, 0, count).IndexOf("Sec-WebSocket-Accept: " + Heads.SampleAccept + "\r\n\r\n") > 0, "response");
        }
    }
}
