using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Heads in the manner of the peers there are, each however it arrives.</summary>
    [TestClass]
    public class PeerHeadTests
    {
        [TestMethod]
        public void Check_Chromium_IsAccepted()
        {
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nHost: 192.168.178.42\r\nConnection: Upgrade\r\nPragma: no-cache\r\nCache-Control: no-cache\r\n"
                + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n"
                + "Upgrade: websocket\r\nOrigin: http://192.168.178.42\r\nSec-WebSocket-Version: 13\r\n"
                + "Accept-Encoding: gzip, deflate\r\nAccept-Language: en-US,en;q=0.9,de;q=0.8\r\nCookie: theme=dark; session=0123456789abcdef\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n",
                "http://192.168.178.42");
        }

        [TestMethod]
        public void Check_Firefox_IsAccepted()
        {
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nHost: nanowire.local:8080\r\nUser-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0\r\n"
                + "Accept: */*\r\nAccept-Language: de,en-US;q=0.7,en;q=0.3\r\nAccept-Encoding: gzip, deflate\r\nSec-WebSocket-Version: 13\r\n"
                + "Origin: http://nanowire.local:8080\r\nSec-WebSocket-Extensions: permessage-deflate\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "DNT: 1\r\nSec-GPC: 1\r\nConnection: keep-alive, Upgrade\r\nSec-Fetch-Dest: empty\r\nSec-Fetch-Mode: websocket\r\n"
                + "Sec-Fetch-Site: same-origin\r\nPragma: no-cache\r\nCache-Control: no-cache\r\nUpgrade: websocket\r\n\r\n",
                "http://nanowire.local:8080");
        }

        [TestMethod]
        public void Check_Safari_IsAccepted()
        {
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nHost: 10.0.0.7\r\nOrigin: http://10.0.0.7\r\nPragma: no-cache\r\n"
                + "Cache-Control: no-cache\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Extensions: x-webkit-deflate-frame\r\nAccept-Encoding: gzip, deflate\r\nAccept-Language: en-GB,en;q=0.9\r\n"
                + "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1\r\n\r\n",
                "http://10.0.0.7");
        }

        [TestMethod]
        public void Check_Curl_IsAccepted()
        {
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: curl/8.15.0\r\nAccept: */*\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nConnection: Upgrade\r\n\r\n",
                null);
        }

        [TestMethod]
        public void Check_NodeWs_IsAccepted()
        {
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nHost: localhost:8080\r\n\r\n",
                null);
        }

        [TestMethod]
        public void Check_PythonWebsockets_IsAccepted()
        {
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nHost: localhost:8080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
                + "User-Agent: Python/3.13 websockets/15.0.1\r\n\r\n",
                null);
        }

        [TestMethod]
        public void Check_DotNet_IsAccepted()
        {
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nHost: localhost:8080\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                null);
        }

        [TestMethod]
        public void Check_ThroughNginx_IsAccepted()
        {
            ExpectAccepted(
                "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: upgrade\r\nHost: home.example.org\r\nX-Real-IP: 203.0.113.7\r\n"
                + "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\nPragma: no-cache\r\nCache-Control: no-cache\r\n"
                + "User-Agent: Mozilla/5.0\r\nOrigin: https://home.example.org\r\nSec-WebSocket-Version: 13\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n"
                + "Accept-Language: en\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n",
                "https://home.example.org");
        }

        [TestMethod]
        public void ParseRequest_ChromiumLoadsAPage_IsPlainContent()
        {
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            Assert.AreEqual(
                0,
                Heads.OfRequest(
                    head,
                    "GET / HTTP/1.1\r\nHost: 192.168.178.42\r\nConnection: keep-alive\r\nCache-Control: max-age=0\r\nUpgrade-Insecure-Requests: 1\r\n"
                    + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n"
                    + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8\r\nAccept-Encoding: gzip, deflate\r\n"
                    + "Accept-Language: en-US,en;q=0.9\r\nIf-None-Match: \"5f3a-1\"\r\n\r\n"),
                "parse");
            Assert.IsFalse(new ServerHandshake(null).IsUpgrade(head), "plain");
            Assert.IsTrue(head.AcceptsGzip(), "gzip");
            Assert.IsTrue(head.MatchesEntityTag(Ascii.GetBytes("\"5f3a-1\"")), "tag");
        }

        [TestMethod]
        public void Check_AnswersOfServers_AreAccepted()
        {
            string[] answers =
            {
                // npm ws, ASP.NET Core behind Kestrel, python websockets, nginx in front of something
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\nServer: Kestrel\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nServer: Python/3.13 websockets/15.0.1\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nServer: nginx/1.29.1\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\nConnection: upgrade\r\n"
                + "Upgrade: WebSocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nStrict-Transport-Security: max-age=63072000\r\n\r\n",
            };
            ClientHandshake client = new ClientHandshake("a", 80, false, "/", null, null, null);
            byte[] request = new byte[client.RequestCount];
            client.WriteRequest(Ascii.GetBytes("the sample nonce"), request, 0, request.Length);
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            for (int i = 0; i < answers.Length; i++)
            {
                Assert.AreEqual(0, Heads.OfResponse(head, answers[i]), answers[i]);
                Assert.AreEqual((int)HandshakeError.None, (int)client.Check(head), answers[i]);
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
