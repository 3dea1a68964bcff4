using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>Redirects at the client's handshake: RFC 9110 section 15.4, references by RFC 3986 section 5, RFC 6455 section 4.1.</summary>
    [TestClass]
    public sealed class ClientRedirectTests
    {
        // Host, port, security and target of every connection, in order.
        private readonly List<string> _asked = new List<string>();
        private readonly List<string> _requests = new List<string>();

        [TestMethod]
        [DataRow(301)]
        [DataRow(302)]
        [DataRow(303)]
        [DataRow(307)]
        [DataRow(308)]
        public void Connect_RedirectIsFollowed_OpensThere(int status)
        {
            using ClientWebSocket client = Create(o => { }, Redirect(status, "ws://other.example:81/new?x=1"));
            client.Connect("ws://h/ws");
            Assert.AreEqual(WebSocketState.Open, client.State);
            Assert.AreEqual("h:80 /ws|other.example:81 /new?x=1", string.Join("|", _asked));
        }

        [TestMethod]
        public void Connect_FollowRedirectsIsOff_ThrowsWithTheLocation()
        {
            using ClientWebSocket client = Create(o => o.FollowRedirects = false, Redirect(301, "ws://other/"));
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/ws"));
            Assert.AreEqual(WebSocketError.Refused, e.Error);
            Assert.AreEqual(301, e.HttpStatus);
            Assert.AreEqual("ws://other/", e.Location);
            Assert.AreEqual(1, _asked.Count);
            Assert.IsFalse(new ClientWebSocketOptions().FollowRedirects, "the default");
        }

        [TestMethod]
        [DataRow(300, "Location: ws://other/\r\n", DisplayName = "300 leaves the choice to a human")]
        [DataRow(304, "Location: ws://other/\r\n", DisplayName = "304 is about a copy that nobody has")]
        [DataRow(200, "Location: ws://other/\r\n", DisplayName = "200")]
        [DataRow(503, "Location: ws://other/\r\n", DisplayName = "503")]
        [DataRow(302, "", DisplayName = "302 without a Location")]
        public void Connect_AnswerIsNoRedirect_IsRefusedAsItIs(int status, string header)
        {
            using ClientWebSocket client = Create(o => { }, "HTTP/1.1 " + status + " x\r\n" + header + "\r\n");
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/ws"));
            Assert.AreEqual(status, e.HttpStatus);
            Assert.AreEqual(1, _asked.Count);
        }

        [TestMethod]
        public void Connect_Refused_TellsWhenToTryAgain()
        {
            using ClientWebSocket client = Create(o => { }, "HTTP/1.1 503 Full\r\nRetry-After: 120\r\n\r\n", "HTTP/1.1 503 Full\r\n\r\n");
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/"));
            Assert.AreEqual("120", e.RetryAfter);
            Assert.IsNull(e.Location);
            Assert.IsNull(Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/")).RetryAfter, "that of the answer before");
        }

        [TestMethod]
        [DataRow("ws://h/a/b?q", "http://o/x", "o:80 /x")]
        [DataRow("ws://h/a/b?q", "HTTPS://o/x", "o:443s /x")]
        [DataRow("ws://h/a/b?q", "wss://o:8443", "o:8443s /")]
        [DataRow("ws://h:8080/a/b?q", "//o/x", "o:80 /x")]
        [DataRow("wss://h/a/b?q", "//o/x", "o:443s /x")]
        [DataRow("ws://h:8080/a/b?q", "/x/y", "h:8080 /x/y")]
        [DataRow("wss://h:8443/a/b?q", "/x?http://y/", "h:8443s /x?http://y/")]
        [DataRow("ws://h/a/b?q", "x", "h:80 /a/x")]
        [DataRow("ws://h/a/b?q=/c/", "x?y=../z", "h:80 /a/x?y=../z")]
        [DataRow("ws://h/a/b/c", "../x", "h:80 /a/x")]
        [DataRow("ws://h/a/b/c", "../../../x", "h:80 /x")]
        [DataRow("ws://h/a/b/c", "./x/./y", "h:80 /a/b/x/y")]
        [DataRow("ws://h/a/b/c", "..", "h:80 /a/")]
        [DataRow("ws://h/a/b/c", ".", "h:80 /a/b/")]
        [DataRow("ws://h/a/b/c", "/.", "h:80 /")]
        [DataRow("ws://h/a/b/c", "x..y/...", "h:80 /a/b/x..y/...")]
        [DataRow("ws://h/a/b?q", "?p", "h:80 /a/b?p")]
        [DataRow("ws://h/a/b?q", "#f", "h:80 /a/b?q")]
        [DataRow("ws://h/a/b?q", "ws://o/x#f", "o:80 /x")]
        [DataRow("ws://h", "x", "h:80 /x")]
        [DataRow("ws://h/a/b", "x:y", null, DisplayName = "a scheme of nobody's")]
        [DataRow("ws://h/a/b", "./x:y", "h:80 /a/x:y")]
        [DataRow("ws://h/a/b", "ftp://o/x", null)]
        [DataRow("ws://h/a/b", "ws://user:password@o/", null)]
        [DataRow("ws://h/a/b", "ws://o:99999/", null)]
        [DataRow("ws://h/a/b", "ws:///x", null)]
        [DataRow("ws://h/a/b", "/x y", null)]
        [DataRow("ws://h/a/b", "ws://[::1]/", null)]
        public void Connect_Location_IsResolved(string uri, string location, string expected)
        {
            using ClientWebSocket client = Create(o => { }, Redirect(302, location));
            if (expected == null)
            {
                WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect(uri));
                Assert.AreEqual("bad redirect to " + location, e.Message);
                Assert.AreEqual(302, e.HttpStatus);
                Assert.AreEqual(WebSocketState.Aborted, client.State);
                Assert.AreEqual(1, _asked.Count);
                return;
            }

            client.Connect(uri);
            Assert.AreEqual(expected, _asked[1]);
        }

        [TestMethod]
        [DataRow("ws://o/")]
        [DataRow("http://h/ws")]
        [DataRow("ws://h:443/ws")]
        public void Connect_RedirectFromSecureToPlain_IsNeverFollowed(string location)
        {
            using ClientWebSocket client = Create(o => { }, Redirect(301, location));
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect("wss://h/ws"));
            Assert.AreEqual("redirect from wss to " + location, e.Message);
            Assert.AreEqual(WebSocketError.Refused, e.Error);
            Assert.AreEqual(1, _asked.Count);
        }

        [TestMethod]
        public void Connect_RedirectToSecureWithoutTls_IsTheServersFaultAndNotTheCallers()
        {
            using ClientWebSocket client = Create(o => o.Connector = new PlainConnector(o.Connector), Redirect(301, "https://h/"));
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/"));
            Assert.AreEqual("no TLS for https://h/", e.Message);
            Assert.AreEqual(301, e.HttpStatus);
            Assert.AreEqual(WebSocketState.Aborted, client.State);
            Assert.ThrowsExactly<NotSupportedException>(() => client.Connect("wss://h/"), "which is the caller's");
        }

        [TestMethod]
        public void Connect_SecureAfterARedirect_IsNotLeftAgain()
        {
            using ClientWebSocket client = Create(o => { }, Redirect(301, "wss://h/"), Redirect(301, "ws://h/"));
            StringAssert.StartsWith(
                Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/")).Message, "redirect from wss", StringComparison.Ordinal);
            Assert.AreEqual(2, _asked.Count);
        }

        [TestMethod]
        public void Connect_RedirectsUpToTheLimit_AreFollowedAndOneMoreIsNot()
        {
            using ClientWebSocket client = Create(o => o.MaxRedirects = 2, Redirect(301, "/1"), Redirect(301, "/2"));
            client.Connect("ws://h/0");
            Assert.AreEqual(3, _asked.Count);

            _asked.Clear();
            using ClientWebSocket other = Create(o => o.MaxRedirects = 2, Redirect(301, "/1"), Redirect(301, "/2"), Redirect(308, "/3"));
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => other.Connect("ws://h/0"));
            Assert.AreEqual("more than 2 redirects, then to /3", e.Message);
            Assert.AreEqual(308, e.HttpStatus);
            Assert.AreEqual(3, _asked.Count);
        }

        [TestMethod]
        public void Connect_RedirectToItself_EndsAtTheDefaultLimit()
        {
            string[] loop = new string[100];
            Array.Fill(loop, Redirect(302, "ws://h/0"));
            using ClientWebSocket client = Create(o => { }, loop);
            Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://h/0"));
            Assert.AreEqual(1 + ClientWebSocketOptions.DefaultMaxRedirects, _asked.Count);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(-1)]
        public void Options_MaxRedirectsOutOfRange_IsRefused(int limit)
        {
            ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => new ClientWebSocket(new ClientWebSocketOptions { MaxRedirects = limit }));
            StringAssert.Contains(e.Message, "MaxRedirects is " + limit, StringComparison.Ordinal);
        }

        [TestMethod]
        [DataRow("ws://h/", "/next", true)]
        [DataRow("ws://h/", "ws://H/next", true)]
        [DataRow("ws://h/", "https://h/next", true, DisplayName = "the same host by TLS")]
        [DataRow("ws://h/", "ws://other/", false)]
        [DataRow("ws://h/", "ws://h:81/", false)]
        [DataRow("ws://h:8080/", "wss://h/", false)]
        [DataRow("ws://h/", "ws://h.other/", false)]
        public void Connect_RedirectToAnotherHostOrPort_GoesWithoutTheHeaders(string uri, string location, bool isKept)
        {
            ClientWebSocketOptions options = null;
            using ClientWebSocket client = Create(
                o =>
                {
                    options = o;
                    o.Headers = new[] { "Authorization", "Bearer secret", "X-Api-Key", "secret" };
                    o.SubProtocols = new[] { "chat" };
                },
                Redirect(307, location));
            client.Connect(uri);
            StringAssert.Contains(_requests[0], "Authorization: Bearer secret\r\nX-Api-Key: secret\r\n", StringComparison.Ordinal);
            Assert.AreEqual(isKept, _requests[1].Contains("secret", StringComparison.Ordinal));
            StringAssert.Contains(_requests[1], "Sec-WebSocket-Protocol: chat\r\n", StringComparison.Ordinal);
            Assert.AreEqual(4, options.Headers.Length, "for the next Connect they are there");
        }

        [TestMethod]
        public void Connect_RedirectThereAndBack_HasLostTheHeaders()
        {
            using ClientWebSocket client = Create(
                o => o.Headers = new[] { "Authorization", "Bearer secret" }, Redirect(302, "ws://other/"), Redirect(302, "ws://h/"));
            client.Connect("ws://h/");
            Assert.IsTrue(_requests[0].Contains("secret", StringComparison.Ordinal));
            Assert.IsFalse(_requests[2].Contains("secret", StringComparison.Ordinal), "who redirects must not learn to have them sent");
        }

        [TestMethod]
        public void Connect_LocationThatDoesNotFitTheSendBuffer_IsTheServersFault()
        {
            string location = "/" + new string('x', 600);
            using ClientWebSocket client = Create(o => { }, Redirect(302, location));
            client.Connect("ws://h/");
            Assert.AreEqual("h:80 " + location, _asked[1]);

            using ClientWebSocket small = Create(o => o.SendBufferSize = 700, Redirect(302, location));
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => small.Connect("ws://h/"));
            StringAssert.StartsWith(e.Message, "bad redirect to /xxx", StringComparison.Ordinal);
        }

        private static string Redirect(int status, string location)
        {
            return "HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + location + "\r\nContent-Length: 3\r\n\r\nabc";
        }

        /// <summary>A client whose connections are answered with these texts in turn, and then opened.</summary>
        private ClientWebSocket Create(Action<ClientWebSocketOptions> configure, params string[] answers)
        {
            int answered = 0;
            ScriptedServer server = new ScriptedServer();
            server.Answer = accept =>
            {
                _requests.Add(server.Request);
                MemoryConnector connector = server.Connector;
                _asked.Add(connector.Host + ":" + connector.Port + (connector.IsSecure ? "s " : " ") + server.Request.Split(' ')[1]);
                string answer = answered < answers.Length ? answers[answered] : ScriptedServer.Response(accept);
                answer = answered == answers.Length && server.Request.Contains("chat", StringComparison.Ordinal) ? ScriptedServer.Response(accept, "Sec-WebSocket-Protocol: chat\r\n") : answer;
                answered++;
                return new[] { ScriptedServer.Ascii(answer) };
            };
            return server.CreateClient(o =>
            {
                o.FollowRedirects = true;
                configure(o);
            });
        }

        /// <summary>Without TLS, as SocketConnector.</summary>
        private sealed class PlainConnector : TransportConnector
        {
            private readonly TransportConnector _inner;

            internal PlainConnector(TransportConnector inner)
            {
                _inner = inner;
            }

            public override Transport Connect(string host, int port, bool isSecure, int timeoutMs)
            {
                return isSecure ? throw new NotSupportedException() : _inner.Connect(host, port, false, timeoutMs);
            }
        }
    }
}
