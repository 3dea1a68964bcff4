using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests.SockJS
{
    /// <summary>What sockjs-protocol asks of the answers that need no session.</summary>
    [TestClass]
    public sealed class SockJSStaticTests
    {
        private const string NoStore = "no-store, no-cache, no-transform, must-revalidate, max-age=0";

        [TestMethod]
        [DataRow("/echo")]
        [DataRow("/echo/")]
        [DataRow("/echo?a=b")]
        public void Greeting_IsWelcome(string path)
        {
            SockJSReply reply = new SockJSFixture().Get(path);
            Assert.AreEqual(200, reply.Status);
            Assert.AreEqual("text/plain; charset=UTF-8", reply["Content-Type"]);
            Assert.AreEqual("Welcome to SockJS!\n", reply.Body);
            Assert.IsNull(reply["Set-Cookie"]);
        }

        [TestMethod]
        [DataRow("/a")]
        [DataRow("/a.html")]
        [DataRow("//")]
        [DataRow("///")]
        [DataRow("/a/a")]
        [DataRow("/a/a/")]
        [DataRow("/a/")]
        [DataRow("/a/b/c/xhr")]
        [DataRow("/a/b/xhr/")]
        [DataRow("/a./a/xhr")]
        [DataRow("/a/a./xhr")]
        [DataRow("/./././xhr")]
        [DataRow("//a/xhr")]
        [DataRow("/a//xhr")]
        [DataRow("///xhr")]
        [DataRow("/a/b/XHR")]
        [DataRow("/a/b/htmlfile?c=a")]
        [DataRow("/a/b/jsonp?c=a")]
        [DataRow("/iframe.htm")]
        [DataRow("/iframe")]
        [DataRow("/IFRAME.HTML")]
        [DataRow("/iframe.HTML")]
        [DataRow("/iframe.xml")]
        [DataRow("/iframe-/.html")]
        [DataRow("/iframea.html")]
        public void Path_OfNothing_Is404WhateverTheMethod(string suffix)
        {
            SockJSFixture fixture = new SockJSFixture();
            Assert.AreEqual(404, fixture.Get(SockJSFixture.Prefix + suffix).Status);
            Assert.AreEqual(404, fixture.Post(SockJSFixture.Prefix + suffix).Status);
            Assert.AreEqual("", fixture.Events);
        }

        [TestMethod]
        [DataRow("/echoes/info")]
        [DataRow("/ech")]
        [DataRow("/Echo/info")]
        public void Path_BesideThePrefix_IsTheServers(string path)
        {
            SockJSFixture fixture = new SockJSFixture();
            Assert.AreEqual(404, fixture.Get(path).Status);
            Assert.AreEqual(405, fixture.Post(path).Status);
        }

        [TestMethod]
        [DataRow("/iframe.html")]
        [DataRow("/iframe-a.html")]
        [DataRow("/iframe-.html")]
        [DataRow("/iframe-0.1.2abc-dirty.2144.html?t=qweqweq123")]
        public void Iframe_IsThePageOfTheProtocolAndCached(string suffix)
        {
            SockJSFixture fixture = new SockJSFixture();
            SockJSReply reply = fixture.Get(SockJSFixture.Prefix + suffix);
            Assert.AreEqual(200, reply.Status);
            Assert.AreEqual("text/html; charset=UTF-8", reply["Content-Type"]);
            Assert.AreEqual("public, max-age=31536000", reply["Cache-Control"]);
            Assert.IsNotNull(reply["Expires"]);
            Assert.IsNull(reply["Set-Cookie"]);
            StringAssert.Contains(reply.Body, "<script src=\"/sockjs.js\"></script>");
            StringAssert.Contains(reply.Body, "SockJS.bootstrap_iframe();");
            StringAssert.Matches(reply["ETag"], new Regex("^\"[0-9]+\"$"));

            SockJSReply again = fixture.Get(SockJSFixture.Prefix + suffix, "If-None-Match: " + reply["ETag"] + "\r\n");
            Assert.AreEqual(304, again.Status);
            Assert.AreEqual("", again.Body);
            Assert.IsNull(again["Content-Type"]);
            Assert.AreEqual(200, fixture.Get(SockJSFixture.Prefix + suffix, "If-None-Match: \"1\"\r\n").Status);
        }

        [TestMethod]
        public void Iframe_WithoutAClientUrl_Is404()
        {
            Assert.AreEqual(404, new SockJSFixture(o => o.ClientUrl = null).Get("/echo/iframe.html").Status);
        }

        [TestMethod]
        [DataRow(true, false)]
        [DataRow(false, true)]
        public void Info_SaysWhatThereIs(bool webSocket, bool cookie)
        {
            SockJSFixture fixture = new SockJSFixture(o =>
            {
                o.WebSocket = webSocket;
                o.CookieNeeded = cookie;
            });
            SockJSReply reply = fixture.Get("/echo/info", "Origin: http://a\r\n");
            Assert.AreEqual(200, reply.Status);
            Assert.AreEqual("application/json; charset=UTF-8", reply["Content-Type"]);
            Assert.AreEqual(NoStore, reply["Cache-Control"]);
            Assert.AreEqual("http://a", reply["Access-Control-Allow-Origin"]);
            Assert.AreEqual("true", reply["Access-Control-Allow-Credentials"]);
            Assert.IsNull(reply["Set-Cookie"]);
            using JsonDocument info = JsonDocument.Parse(reply.Body);
            Assert.AreEqual(webSocket, info.RootElement.GetProperty("websocket").GetBoolean());
            Assert.AreEqual(cookie, info.RootElement.GetProperty("cookie_needed").GetBoolean());
            Assert.AreEqual("*:*", info.RootElement.GetProperty("origins")[0].GetString());
            using JsonDocument other = JsonDocument.Parse(fixture.Get("/echo/info").Body);
            Assert.AreNotEqual(info.RootElement.GetProperty("entropy").GetUInt32(), other.RootElement.GetProperty("entropy").GetUInt32());
        }

        [TestMethod]
        [DataRow("/info", "OPTIONS, GET")]
        [DataRow("/a/b/xhr", "OPTIONS, POST")]
        [DataRow("/a/b/xhr_streaming", "OPTIONS, POST")]
        [DataRow("/a/b/xhr_send", "OPTIONS, POST")]
        public void Options_OfAPreflight_AllowAndAreCached(string suffix, string methods)
        {
            SockJSFixture fixture = new SockJSFixture(null, o => o.AllowedOrigins = new[] { "*" });
            foreach (string origin in new[] { "test", "null" })
            {
                SockJSReply reply = fixture.Options(
                    SockJSFixture.Prefix + suffix, "Origin: " + origin + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: a, b, c\r\n");
                Assert.AreEqual(204, reply.Status);
                Assert.AreEqual("", reply.Body);
                Assert.AreEqual("public, max-age=31536000", reply["Cache-Control"]);
                Assert.IsNotNull(reply["Expires"]);
                Assert.AreEqual("31536000", reply["Access-Control-Max-Age"]);
                Assert.AreEqual(methods, reply["Access-Control-Allow-Methods"]);
                Assert.AreEqual("a, b, c", reply["Access-Control-Allow-Headers"]);
                Assert.AreEqual(origin, reply["Access-Control-Allow-Origin"]);
            }

            Assert.IsNull(fixture.Options(SockJSFixture.Prefix + suffix, "Access-Control-Request-Headers: \r\n")["Access-Control-Allow-Headers"]);
            Assert.IsNull(fixture.Options(SockJSFixture.Prefix + suffix, "Access-Control-Request-Headers: " + new string('a', 129) + "\r\n")["Access-Control-Allow-Headers"]);
            Assert.AreEqual("", fixture.Events);
        }

        [TestMethod]
        [DataRow("GET", "/a/b/xhr", "OPTIONS, POST")]
        [DataRow("GET", "/a/b/xhr_send", "OPTIONS, POST")]
        [DataRow("HEAD", "/a/b/xhr_streaming", "OPTIONS, POST")]
        [DataRow("XPOST", "/a/b/xhr", "OPTIONS, POST")]
        [DataRow("POST", "/a/b/eventsource", "GET")]
        [DataRow("POST", "/a/b/websocket", "GET")]
        [DataRow("POST", "/websocket", "GET")]
        [DataRow("PUT", "/info", "OPTIONS, GET")]
        [DataRow("DELETE", "/iframe.html", "GET")]
        public void Method_ThatIsNotAllowed_Is405(string method, string suffix, string allow)
        {
            SockJSFixture fixture = new SockJSFixture();
            SockJSReply reply = fixture.Ask(method + " " + SockJSFixture.Prefix + suffix + " HTTP/1.1\r\nHost: a\r\n\r\n");
            Assert.AreEqual(405, reply.Status);
            Assert.AreEqual(allow, reply["Allow"]);
            Assert.IsNull(reply["Content-Type"]);
            Assert.AreEqual("", reply.Body);
            Assert.AreEqual("", fixture.Events);
        }

        [TestMethod]
        public void Head_OfInfo_HasNoBody()
        {
            WirePeer peer = new SockJSFixture().Begin("HEAD /echo/info HTTP/1.1\r\nHost: a\r\n\r\n").Peer;
            Assert.AreEqual(0, peer.Received);
        }

        [TestMethod]
        [DataRow("/websocket", "")]
        [DataRow("/0/0/websocket", "")]
        [DataRow("/0/0/websocket", "Upgrade: WebSocket\r\nConnection: close\r\n")]
        public void WebSocket_WithoutUpgrade_Is400(string suffix, string headers)
        {
            Assert.AreEqual(400, new SockJSFixture().Get(SockJSFixture.Prefix + suffix, headers).Status);
        }

        [TestMethod]
        public void Origin_OfAnotherSite_IsRefusedEverywhereAndOpensNothing()
        {
            SockJSFixture fixture = new SockJSFixture();
            foreach (string path in new[] { "/echo", "/echo/info", "/echo/0/a/eventsource" })
            {
                Assert.AreEqual(403, fixture.Get(path, "Origin: http://evil\r\n").Status);
            }

            Assert.AreEqual(403, fixture.Post("/echo/0/a/xhr", "", "Origin: http://evil\r\n").Status);
            Assert.AreEqual(403, fixture.Options("/echo/0/a/xhr", "Origin: http://evil\r\n").Status);
            Assert.AreEqual(5, fixture.Host.Server.Statistics.GetRefused(403));
            Assert.AreEqual("", fixture.Events);
        }
    }
}
