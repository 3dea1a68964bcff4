using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>
    /// What a target leads to. Paths are names in a table and compared byte by byte as they came: nothing is decoded, no
    /// dots are resolved, and there is no file system behind them, so that the worst of targets is a 404.
    /// </summary>
    [TestClass]
    public sealed class HttpTargetTests
    {
        private const string UpgradeLines = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + WirePeer.Key + "\r\n";

        [TestMethod]
        [DataRow("/index.html", "index")]
        [DataRow("/index.html?", "index")]
        [DataRow("/index.html?a=../../etc/passwd", "index")]
        [DataRow("/index.html?a=b?c=/d", "index")]
        [DataRow("/index.html?%00", "index")]
        [DataRow("/a%20b", "space")]
        [DataRow("/~user", "tilde")]
        [DataRow("/ger%C3%A4t", "device")]
        [DataRow("/", "root")]
        [DataRow("/?x", "root")]
        [DataRow("//", "two slashes")]
        [DataRow("http://a/index.html", "index")]
        [DataRow("HTTP://A:8080/index.html?x", "index")]
        [DataRow("https://a/a%20b", "space")]
        [DataRow("http://a", "root")]
        [DataRow("http://a/", "root")]
        public void Get_TargetAsItIsRegistered_IsServed(string target, string content)
        {
            string head = HttpContentTests.Request(Start(), "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n", out string body);
            StringAssert.StartsWith(head, "HTTP/1.1 200 ");
            Assert.AreEqual(content, body);
        }

        [TestMethod]

        // Equal by RFC 3986 section 6.2.2, but not as they came: no browser writes them so of its own.
        [DataRow("/index%2Ehtml")]
        [DataRow("/%69ndex.html")]
        [DataRow("/%7Euser")]
        [DataRow("/%7euser")]
        [DataRow("/ger%c3%a4t")]
        [DataRow("/a+b")]
        [DataRow("/a%2520b")]
        [DataRow("/INDEX.html")]

        // Nowhere to climb to.
        [DataRow("/../index.html")]
        [DataRow("/./index.html")]
        [DataRow("/x/../index.html")]
        [DataRow("/%2e%2e/index.html")]
        [DataRow("/%2E%2E%2Findex.html")]
        [DataRow("/..%2findex.html")]
        [DataRow("/..%5cindex.html")]
        [DataRow("/..\\index.html")]
        [DataRow("/%c0%ae%c0%ae/index.html")]
        [DataRow("/..;/index.html")]
        [DataRow("/../../../../etc/passwd")]
        [DataRow("//index.html")]
        [DataRow("/index.html/")]
        [DataRow("/index.html/.")]
        [DataRow("/index.html;x=1")]
        [DataRow("/index.html%00.png")]
        [DataRow("/index.html%3Fx")]
        [DataRow("/index.html%20")]
        [DataRow("/%")]
        [DataRow("/%zz")]
        [DataRow("http://a/%2e%2e/index.html")]
        [DataRow("http://a//index.html")]
        [DataRow("http://a/http://a/index.html")]
        public void Get_TargetInAnotherForm_Is404(string target)
        {
            foreach (string method in new[] { "GET", "HEAD" })
            {
                HostingServer host = Start();
                string head = HttpContentTests.Request(host, method + " " + target + " HTTP/1.1\r\nHost: a\r\n\r\n", out string body);
                StringAssert.StartsWith(head, "HTTP/1.1 404 ");
                HttpContentTests.AssertHeader(head, "Content-Type", "text/plain");
                Assert.AreEqual(method == "GET" ? "Not Found\n" : "", body);
                Assert.AreEqual(1, host.Server.Statistics.GetRefused(404));
            }
        }

        [TestMethod]
        [DataRow("/ws", 101)]
        [DataRow("/ws?token=%2e%2e", 101)]
        [DataRow("http://a/ws", 101)]
        [DataRow("http://a/ws?x", 101)]
        [DataRow("/%77s", 404)]
        [DataRow("/ws/", 404)]
        [DataRow("/./ws", 404)]
        [DataRow("/x/../ws", 404)]
        [DataRow("//ws", 404)]
        [DataRow("/ws%3Fx", 404)]
        [DataRow("http://a/x/ws", 404)]
        public void Upgrade_Target_IsComparedAsItCame(string target, int status)
        {
            HostingServer host = Start();
            WirePeer peer = host.Connect();
            peer.Send("GET " + target + " HTTP/1.1\r\nHost: a\r\n" + UpgradeLines + "\r\n");
            host.Settle();
            peer.Receive();
            StringAssert.StartsWith(peer.ReadHead(), "HTTP/1.1 " + status + " ");
            Assert.AreEqual(status == 101 ? 1 : 0, host.OpenedCount);
            if (status == 101)
            {
                string path = target.StartsWith("http://a", StringComparison.Ordinal) ? target.Substring(8) : target;
                Assert.AreEqual(path, ((ServerWebSocket)host.Socket).Path);
            }
        }

        [TestMethod]
        public void Upgrade_AbsoluteTarget_GoesBeforeTheHostHeader()
        {
            // RFC 9112 section 3.2.2: so the Origin is compared with the host of the target.
            HostingServer host = Start();
            WirePeer peer = host.Connect();
            peer.Send("GET http://a/ws HTTP/1.1\r\nHost: b\r\nOrigin: http://b\r\n" + UpgradeLines + "\r\n");
            host.Settle();
            peer.Receive();
            StringAssert.StartsWith(peer.ReadHead(), "HTTP/1.1 403 ");
            peer = host.Connect();
            peer.Send("GET http://a/ws HTTP/1.1\r\nHost: b\r\nOrigin: http://a\r\n" + UpgradeLines + "\r\n");
            host.Settle();
            peer.Receive();
            StringAssert.StartsWith(peer.ReadHead(), "HTTP/1.1 101 ");
        }

        [TestMethod]
        [DataRow("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")]
        [DataRow("OPTIONS / HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\nAccess-Control-Request-Method: GET\r\n\r\n")]
        [DataRow("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n")]
        [DataRow("TRACE / HTTP/1.1\r\nHost: a\r\nX: secret\r\n\r\n")]
        [DataRow("PUT /index.html HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")]
        [DataRow("DELETE http://a/index.html HTTP/1.1\r\nHost: a\r\n\r\n")]
        [DataRow("PATCH /nowhere HTTP/1.0\r\n\r\n")]
        public void OtherMethod_AnyTarget_Is405AndRepeatsNothing(string request)
        {
            string head = HttpContentTests.Request(Start(), request, out string body);
            StringAssert.StartsWith(head, "HTTP/1.1 405 ");
            HttpContentTests.AssertHeader(head, "Allow", "GET, HEAD");
            HttpContentTests.AssertHeader(head, "Content-Length", Encoding.UTF8.GetByteCount(body).ToString());
            HttpContentTests.AssertHeader(head, "Access-Control-Allow-Origin", null);
            Assert.IsFalse((head + body).Contains("secret", StringComparison.Ordinal));
        }

        private static HostingServer Start()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws" }, 4096);
            Add(host, "/", "root");
            Add(host, "//", "two slashes");
            Add(host, "/index.html", "index");
            Add(host, "/a%20b", "space");
            Add(host, "/~user", "tilde");
            Add(host, "/ger%C3%A4t", "device");
            return host;
        }

        private static void Add(HostingServer host, string path, string content)
        {
            host.Server.AddContent(path, new ByteArrayContent(Encoding.ASCII.GetBytes(content), "text/plain", null, false));
        }
    }
}
