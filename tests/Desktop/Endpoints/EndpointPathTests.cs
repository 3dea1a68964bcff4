using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Endpoints;
using Nanowire.WebSockets.SockJS;

namespace Nanowire.Tests.Endpoints
{
    /// <summary>Which endpoint a path means, and what its parameters are.</summary>
    [TestClass]
    public sealed class EndpointPathTests
    {
        [TestMethod]
        [DataRow("/", "/", true)]
        [DataRow("/", "/a", false)]
        [DataRow("/rooms/{room}", "/rooms/kitchen", true)]
        [DataRow("/rooms/{room}", "/rooms/kitchen?x=/1", true)]
        [DataRow("/rooms/{room}", "/rooms/", false)]
        [DataRow("/rooms/{room}", "/rooms", false)]
        [DataRow("/rooms/{room}", "/rooms/a/b", false)]
        [DataRow("/rooms/{room}", "/Rooms/a", false)]
        [DataRow("/rooms/{room}", "/room/a", false)]
        [DataRow("/rooms/", "/rooms/", true)]
        [DataRow("/rooms/", "/rooms", false)]
        [DataRow("/{a}/x/{b}", "/1/x/2", true)]
        [DataRow("/{a}/x/{b}", "/1/y/2", false)]
        [DataRow("/{a}/x/{b}", "//x/2", false)]
        public void Path_MatchesOrIs404(string template, string target, bool matches)
        {
            EndpointFixture fixture = new EndpointFixture(null, new EndpointConfig(template, new NotingEndpoint()));
            Assert.AreEqual(matches ? 101 : 404, fixture.Status(target));
        }

        [TestMethod]
        [DataRow("rooms")]
        [DataRow("")]
        [DataRow("/a b")]
        [DataRow("/ä")]
        [DataRow("/a?b")]
        [DataRow("/a#b")]
        [DataRow("/{}")]
        [DataRow("/{a")]
        [DataRow("/a}")]
        [DataRow("/x{a}")]
        [DataRow("/{a}x")]
        [DataRow("/{a}/{a}")]
        [DataRow("/{{a}}")]
        public void Path_ThatCannotBe_IsRefused(string template)
        {
            Assert.ThrowsExactly<ArgumentException>(() => new EndpointConfig(template, null));
        }

        [TestMethod]
        [DataRow("/a/b", 0)]
        [DataRow("/a/c", 1)]
        [DataRow("/c/b", 2)]
        [DataRow("/c/d", 3)]
        public void Path_SeveralMatch_LiteralsGoFirst(string target, int expected)
        {
            NotingEndpoint[] handlers = { new NotingEndpoint(), new NotingEndpoint(), new NotingEndpoint(), new NotingEndpoint() };
            EndpointFixture fixture = new EndpointFixture(
                null,
                new EndpointConfig("/{x}/{y}", handlers[3]),
                new EndpointConfig("/{x}/b", handlers[2]),
                new EndpointConfig("/a/{y}", handlers[1]),
                new EndpointConfig("/a/b", handlers[0]));
            fixture.Open(target);
            for (int i = 0; i < handlers.Length; i++)
            {
                Assert.AreEqual(i == expected ? "open" : "", handlers[i].Notes(), i.ToString());
            }
        }

        [TestMethod]
        public void Path_OfAnHttpHandler_IsLeftToIt()
        {
            // One slot for both, and the endpoint's limit is not to stay with it.
            EndpointFixture fixture = new EndpointFixture(
                new WebSocketServerOptions { MaxConnections = 1 }, new EndpointConfig("/e", new NotingEndpoint()) { MaxMessageSize = 10 });
            SockJSServer sockjs = new SockJSServer(fixture.Server, new SockJSOptions { Prefix = "/echo", ClientUrl = "/sockjs.js" });
            sockjs.MessageReceived += (session, buffer, offset, count) => session.Send(buffer, offset, count);
            fixture.Open("/e").Transport.Close();
            fixture.Settle();

            WirePeer peer = fixture.Open("/echo/websocket");
            peer.Send(WirePeer.TextFrame("more than ten bytes"));
            fixture.Settle();
            peer.Receive();
            Assert.IsTrue(peer.ReadFrame());
            Assert.AreEqual("more than ten bytes", peer.PayloadText);
            Assert.AreEqual(0, fixture.Server.Statistics.HandlerErrors);
            peer.Transport.Close();
            fixture.Settle();
            Assert.AreEqual(404, fixture.Status("/elsewhere"));
        }

        [TestMethod]
        public void Add_TheSamePathsTwice_IsRefused()
        {
            EndpointTable table = new EndpointTable();
            EndpointConfig config = new EndpointConfig("/a/{x}", null);
            table.Add(config);
            Assert.ThrowsExactly<ArgumentException>(() => table.Add(new EndpointConfig("/a/{y}", null)));
            Assert.ThrowsExactly<ArgumentException>(() => new EndpointTable().Add(config));
            table.Add(new EndpointConfig("/{y}/a", null));
            using WebSocketServer server = table.CreateServer(new WebSocketServerOptions());
            Assert.ThrowsExactly<InvalidOperationException>(() => table.Add(new EndpointConfig("/b", null)));
            Assert.ThrowsExactly<InvalidOperationException>(() => table.CreateServer(new WebSocketServerOptions()));
        }

        [TestMethod]
        [DataRow("/rooms/kitchen/7", "kitchen", "7", "")]
        [DataRow("/rooms/caf%C3%A9%20a/7?x=/1&y", "café a", "7", "x=/1&y")]
        [DataRow("/rooms/%2fa%2F/%37", "/a/", "7", "")]
        [DataRow("/rooms/a%zz/%4", "a%zz", "%4", "")]
        [DataRow("/rooms/%ff/%00", "%ff", "%00", "")]
        public void Parameters_AreDecodedWhereTheyCanBe(string target, string room, string seat, string query)
        {
            NotingEndpoint handler = new NotingEndpoint();
            EndpointFixture fixture = new EndpointFixture(null, new EndpointConfig("/rooms/{room}/{seat}", handler));
            fixture.Open(target);
            Assert.AreEqual(room, handler.Session.GetPathParameter("room"));
            Assert.AreEqual(seat, handler.Session.GetPathParameter("seat"));
            Assert.IsNull(handler.Session.GetPathParameter("rooms"));
            Assert.AreEqual(query, handler.Session.QueryString);
        }

        [TestMethod]
        public void Path_AskedForWithoutAnUpgrade_Is426AndContentIsServedBesides()
        {
            EndpointFixture fixture = new EndpointFixture(null, new EndpointConfig("/rooms/{room}", new NotingEndpoint()));
            fixture.Server.AddContent("/", new ByteArrayContent(new byte[3], "text/plain", null, false));
            Assert.AreEqual("HTTP/1.1 426 Upgrade Required", Get(fixture, "/rooms/a"));
            Assert.AreEqual("HTTP/1.1 404 Not Found", Get(fixture, "/rooms"));
            Assert.AreEqual("HTTP/1.1 200 OK", Get(fixture, "/"));
        }

        [TestMethod]
        public void CreateServer_WithAPathOfItsOwn_IsRefused()
        {
            Assert.ThrowsExactly<ArgumentException>(() => new EndpointTable().CreateServer(new WebSocketServerOptions { Path = "/" }));
            Assert.ThrowsExactly<ArgumentException>(
                () => new EndpointTable().CreateServer(new WebSocketServerOptions { UpgradeHandler = new EndpointTable() }));
        }

        private static string Get(EndpointFixture fixture, string target)
        {
            WirePeer peer = new WirePeer(fixture.Listener.Connect(), 4096);
            peer.Send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
            fixture.Settle();
            peer.Receive();
            string head = peer.ReadHead();
            peer.Transport.Close();
            fixture.Settle();
            return head.Substring(0, head.IndexOf('\r', StringComparison.Ordinal));
        }
    }
}
