using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>RFC 6455 section 3.</summary>
    [TestClass]
    public sealed class WebSocketUriTests
    {
        [TestMethod]
        [DataRow("ws://h", false, "h", 80, "/", "h")]
        [DataRow("WS://H/", false, "H", 80, "/", "H")]
        [DataRow("wss://h", true, "h", 443, "/", "h")]
        [DataRow("ws://h:8080/a/b?c=/d", false, "h", 8080, "/a/b?c=/d", "h:8080")]
        [DataRow("ws://h?x=1", false, "h", 80, "/?x=1", "h")]
        [DataRow("ws://h?x=/1", false, "h", 80, "/?x=/1", "h")]
        [DataRow("ws://h:443/", false, "h", 443, "/", "h:443")]
        [DataRow("wss://h:443/", true, "h", 443, "/", "h")]
        [DataRow("ws://h:80", false, "h", 80, "/", "h")]
        [DataRow("ws://192.168.1.20:1/", false, "192.168.1.20", 1, "/", "192.168.1.20:1")]
        [DataRow("ws://h:65535", false, "h", 65535, "/", "h:65535")]
        [DataRow("ws://h/a:b@c", false, "h", 80, "/a:b@c", "h")]
        public void Uri_OfTheScheme_IsTakenApart(string uri, bool isSecure, string host, int port, string target, string authority)
        {
            WebSocketUri parsed = new WebSocketUri(uri);
            Assert.AreEqual(isSecure, parsed.IsSecure);
            Assert.AreEqual(host, parsed.Host);
            Assert.AreEqual(port, parsed.Port);
            Assert.AreEqual(target, parsed.Target);
            Assert.AreEqual(authority, parsed.Authority);
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("h")]
        [DataRow("http://h/")]
        [DataRow("ws:/h")]
        [DataRow("ws://")]
        [DataRow("ws:///path")]
        [DataRow("ws://:80/")]
        [DataRow("ws://h/#f")]
        [DataRow("ws://h#f")]
        [DataRow("ws://u:p@h/")]
        [DataRow("ws://h:0/")]
        [DataRow("ws://h:65536/")]
        [DataRow("ws://h:x/")]
        [DataRow("ws://h:-1/")]
        [DataRow("ws://h:123456/")]
        [DataRow("ws://h:+8/")]
        [DataRow("ws://::1/")]
        public void Uri_ThatIsNone_IsRefused(string uri)
        {
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new WebSocketUri(uri)));
        }

        [TestMethod]
        [DataRow("ws://h/ö")]
        [DataRow("ws://h/a b")]
        [DataRow("ws://h h/")]
        [DataRow("ws://h\r\n/")]
        [DataRow("ws://h/\r\nX: y")]
        public void Uri_WithWhatCannotBeSent_IsRefusedByConnect(string uri)
        {
            using ClientWebSocket client = new ClientWebSocket();
            Expect.Throws(typeof(ArgumentException), () => client.Connect(uri));
        }

        [TestMethod]
        public void Uri_Null_Throws()
        {
            Expect.Throws(typeof(ArgumentNullException), () => GC.KeepAlive(new WebSocketUri(null)));
        }
    }
}
