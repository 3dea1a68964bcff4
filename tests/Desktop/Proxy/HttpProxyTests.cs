using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Proxy;

namespace Nanowire.Tests.Proxy
{
    /// <summary>CONNECT through a proxy in memory: RFC 9110 section 9.3.6, Basic authentication by RFC 7617.</summary>
    [TestClass]
    public sealed class HttpProxyTests
    {
        private readonly ScriptedProxy _proxy = new ScriptedProxy();

        [TestMethod]
        public void Connect_Request_NamesTheHostAndPortInBothPlaces()
        {
            Create().Connect("device.local", 8080, false, 5000);
            Assert.AreEqual("CONNECT device.local:8080 HTTP/1.1\r\nHost: device.local:8080\r\n\r\n", _proxy.Requests[0]);
            Assert.AreEqual("proxy.example:3128", _proxy.Connector.Host + ":" + _proxy.Connector.Port);
            Assert.IsFalse(_proxy.Connector.IsSecure);
        }

        [TestMethod]
        [DataRow("Aladdin", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ==", DisplayName = "RFC 7617 section 2")]
        [DataRow("test", "123£", "dGVzdDoxMjPCow==", DisplayName = "RFC 7617 section 2.1")]
        [DataRow("user", null, "dXNlcjo=")]
        [DataRow("", "a:b", "OmE6Yg==")]
        public void Connect_WithCredentials_SendsThemAsBasic(string name, string password, string expected)
        {
            HttpProxyConnector connector = Create();
            connector.UserName = name;
            connector.Password = password;
            connector.Connect("h", 80, false, 5000);
            Assert.AreEqual("CONNECT h:80 HTTP/1.1\r\nHost: h:80\r\nProxy-Authorization: Basic " + expected + "\r\n\r\n", _proxy.Requests[0]);
        }

        [TestMethod]
        [DataRow(ScriptedProxy.Established)]
        [DataRow("HTTP/1.0 200 OK\r\n\r\n")]
        [DataRow("HTTP/1.1 299\r\nVia: x\r\n\r\n")]
        [DataRow("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
        public void Connect_ProxySays2xx_ReturnsTheInnerTransport(string answer)
        {
            _proxy.Answer = answer;
            for (int piece = 1; piece <= answer.Length; piece++)
            {
                _proxy.PieceCount = piece;
                Transport transport = Create().Connect("h", 80, false, 5000);
                Assert.AreSame(_proxy.Connector.Last, transport, "nothing lies between");
                Assert.IsFalse(_proxy.Connector.Last.IsClosed);
            }
        }

        [TestMethod]
        [DataRow("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 3\r\n\r\nabc", 407, "HTTP/1.1 407 Proxy Authentication Required")]
        [DataRow("HTTP/1.1 403 Forbidden\r\n\r\n", 403, "HTTP/1.1 403 Forbidden")]
        [DataRow("HTTP/1.1 503\r\n\r\n", 503, "HTTP/1.1 503")]
        [DataRow("HTTP/1.1 302 Login\r\nLocation: http://hotel.example/\r\n\r\n", 302, "HTTP/1.1 302 Login")]
        [DataRow("HTTP/1.1 101 Switching Protocols\r\n\r\n", 101, "HTTP/1.1 101 Switching Protocols")]
        public void Connect_ProxyRefuses_SaysWhatItAnswered(string answer, int status, string quoted)
        {
            _proxy.Answer = answer;
            WebSocketException e = Fails(Create());
            Assert.AreEqual(WebSocketError.ProxyRefused, e.Error);
            Assert.AreEqual(status, e.HttpStatus);
            Assert.AreEqual("the proxy answered " + quoted, e.Message);
            Assert.IsTrue(_proxy.Connector.Last.IsClosed);
        }

        [TestMethod]
        public void Connect_RefusalWithALongReason_IsQuotedInPart()
        {
            _proxy.Answer = "HTTP/1.1 500 " + new string('x', 500) + "\r\n\r\n";
            Assert.AreEqual("the proxy answered HTTP/1.1 500 ".Length + 80 - 13, Fails(Create()).Message.Length);
        }

        [TestMethod]
        [DataRow("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
        [DataRow("HTTP/2 200 OK\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nBad Header: x\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\n\n")]
        [DataRow("\u0016\u0003\u0001\r\n\r\n", DisplayName = "a TLS handshake")]
        public void Connect_AnswerIsNoHttp_IsNoTunnel(string answer)
        {
            _proxy.Answer = answer;
            WebSocketException e = Fails(Create());
            Assert.AreEqual(WebSocketError.HandshakeFailed, e.Error);
            Assert.AreEqual(0, e.HttpStatus);
            StringAssert.StartsWith(e.Message, "the proxy answered ", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Connect_BytesBehindTheAnswer_AreNotTakenForTheServers()
        {
            _proxy.Answer = ScriptedProxy.Established + "x";
            WebSocketException e = Fails(Create());
            Assert.AreEqual("bytes behind the proxy's answer", e.Message);
        }

        [TestMethod]
        public void Connect_HeadOfMaxHeadSize_IsTakenAndOneByteMoreIsNot()
        {
            const string Start = "HTTP/1.1 200 OK\r\nX: ";
            int room = HttpProxyConnector.DefaultMaxHeadSize - Start.Length - 4;
            _proxy.Answer = Start + new string('x', room) + "\r\n\r\n";
            Create().Connect("h", 80, false, 5000);

            _proxy.Answer = Start + new string('x', room + 1) + "\r\n\r\n";
            WebSocketException e = Fails(Create());
            Assert.AreEqual("the proxy's answer exceeds MaxHeadSize", e.Message);
            HttpProxyConnector larger = Create();
            larger.MaxHeadSize++;
            larger.Connect("h", 80, false, 5000);
        }

        [TestMethod]
        public void Connect_MaxHeadSizeAtItsLimit_IsTakenAndBelowRefused()
        {
            HttpProxyConnector connector = Create();
            connector.MaxHeadSize = HttpProxyConnector.MinHeadSize;
            connector.Connect("h", 80, false, 5000);
            connector.MaxHeadSize--;
            StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => connector.Connect("h", 80, false, 5000)).Message, "MaxHeadSize is below 128", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Connect_ProxyEndsAnywhere_IsAnError()
        {
            for (int count = 0; count < ScriptedProxy.Established.Length; count++)
            {
                _proxy.EndsAfter = count;
                WebSocketException e = Fails(Create());
                Assert.AreEqual(WebSocketError.ConnectionClosed, e.Error);
                Assert.AreEqual("the proxy closed the connection", e.Message);
                Assert.IsTrue(_proxy.Connector.Last.IsClosed);
            }
        }

        [TestMethod]
        [DataRow(null, DisplayName = "no answer")]
        [DataRow("HTTP/1.1 200 OK\r\n", DisplayName = "half an answer")]
        [DataRow("HTTP/1.1 100 Continue\r\n\r\n", DisplayName = "the announcement of one")]
        public void Connect_ProxyIsLate_EndsAtTheDeadline(string answer)
        {
            _proxy.Answer = answer;
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => Create().Connect("h", 80, false, 30));
            Assert.AreEqual(WebSocketError.Timeout, e.Error);
            Assert.AreEqual("the proxy took more than 30 ms", e.Message);
            Assert.IsTrue(_proxy.Connector.Last.IsClosed);
        }

        [TestMethod]
        public void Connect_RequestThatDoesNotGoOut_EndsAtTheDeadline()
        {
            _proxy.Connector.MaxWrite = 0;
            Assert.AreEqual(WebSocketError.Timeout, Assert.ThrowsExactly<WebSocketException>(() => Create().Connect("h", 80, false, 30)).Error);
        }

        [TestMethod]
        public void Connect_RequestInSingleBytes_IsTheSame()
        {
            _proxy.Connector.MaxWrite = 1;
            Create().Connect("h", 80, false, 5000);
            Assert.AreEqual("CONNECT h:80 HTTP/1.1\r\nHost: h:80\r\n\r\n", _proxy.Requests[0]);
        }

        [TestMethod]
        [DataRow("h\r\nX: y", 80)]
        [DataRow("h x", 80)]
        [DataRow("", 80)]
        [DataRow(null, 80)]
        [DataRow("h", 0)]
        [DataRow("h", 65536)]
        public void EndPoint_ThatIsNone_IsRefusedBeforeAnythingIsConnected(string host, int port)
        {
            Assert.ThrowsExactly<ArgumentException>(() => new HttpProxyConnector(host, port));
            Assert.ThrowsExactly<ArgumentException>(() => Create().Connect(host, port, false, 5000));
            Assert.IsNull(_proxy.Connector.Last);
        }

        [TestMethod]
        public void UserName_WithAColon_IsRefused()
        {
            HttpProxyConnector connector = Create();
            connector.UserName = "a:b";
            StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => connector.Connect("h", 80, false, 5000)).Message, "a colon in UserName", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Connect_Secure_BelongsToATlsConnectorOnTop()
        {
            Assert.ThrowsExactly<NotSupportedException>(() => Create().Connect("h", 443, true, 5000));
            Assert.ThrowsExactly<NotSupportedException>(() => new HttpProxyConnector("p", 3128).Connect("h", 443, true, 5000));
            Assert.IsNull(_proxy.Connector.Last);
        }

        [TestMethod]
        public void Connect_ProxyIsReachedByTls_AsksTheInnerConnectorForIt()
        {
            new HttpProxyConnector("proxy.example", 3128, _proxy.Connector, true).Connect("h", 80, false, 5000);
            Assert.IsTrue(_proxy.Connector.IsSecure);
            Assert.ThrowsExactly<NotSupportedException>(() => new HttpProxyConnector("p", 3128, _proxy.Connector, true).ConnectSocket("h", 443, 5000));
        }

        [TestMethod]
        public void Client_ThroughAProxy_TalksToTheServerBehindIt()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Echo();
            ScriptedProxy proxy = new ScriptedProxy(host.Listener) { Behind = () => host.Server.RunOnce(0) };
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions
            {
                Connector = new HttpProxyConnector("proxy.example", 3128, proxy.Connector, false),
            });
            client.Connect("ws://device.local:8080/ws");
            client.SendString("through");
            byte[] buffer = new byte[100];
            Assert.AreEqual("through", Encoding.UTF8.GetString(buffer, 0, client.Receive(buffer, 0, 100).Count));
            StringAssert.StartsWith(proxy.Requests[0], "CONNECT device.local:8080 ", StringComparison.Ordinal);
            Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
        }

        private HttpProxyConnector Create()
        {
            return new HttpProxyConnector("proxy.example", 3128, _proxy.Connector, false);
        }

        private static WebSocketException Fails(HttpProxyConnector connector)
        {
            return Assert.ThrowsExactly<WebSocketException>(() => connector.Connect("h", 80, false, 5000));
        }
    }
}
