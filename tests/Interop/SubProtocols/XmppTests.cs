using System;
using System.Text;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Interop.SubProtocols
{
    /// <summary>XMPP (RFC 7395), of which the library knows nothing, by the client's plain API against Prosody.</summary>
    [TestClass]
    public class XmppTests
    {
        private const string Framing = "urn:ietf:params:xml:ns:xmpp-framing";
        private const string Stream = "http://etherx.jabber.org/streams";
        private const string Sasl = "urn:ietf:params:xml:ns:xmpp-sasl";
        private const string Client = "jabber:client";

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void TwoClients_SignedInAtProsody_TalkToEachOther()
        {
            using ProsodyServer server = new ProsodyServer("device", "panel");
            using Talk device = new Talk(server.Uri);
            using Talk panel = new Talk(server.Uri);
            Assert.AreEqual("xmpp", device.Socket.SubProtocol);
            Assert.AreEqual("device@localhost/nanowire", device.SignIn("device"));
            Assert.AreEqual("panel@localhost/nanowire", panel.SignIn("panel"));

            foreach (string text in new[] { "21.5 °C", "<&>", new string('x', 3000) })
            {
                device.Send(new XElement(
                    XName.Get("message", Client), new XAttribute("to", "panel@localhost/nanowire"), new XElement(XName.Get("body", Client), text)));
                XElement message = panel.Receive("message", Client);
                Assert.AreEqual("device@localhost/nanowire", message.Attribute("from").Value);
                Assert.AreEqual(text, message.Element(XName.Get("body", Client)).Value);
            }

            // Both say that the stream ends, and then the WebSocket does.
            device.Send(new XElement(XName.Get("close", Framing)));
            device.Receive("close", Framing);
            Assert.IsTrue(device.Socket.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Password_Wrong_IsRefusedAndTheConnectionLives()
        {
            using ProsodyServer server = new ProsodyServer("device");
            using Talk device = new Talk(server.Uri);
            device.Open();
            device.Authenticate("device", "wrong");
            Assert.IsNotNull(device.Receive("failure", Sasl).Element(XName.Get("not-authorized", Sasl)));
            device.Authenticate("device", "secret of device");
            device.Receive("success", Sasl);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void SubProtocol_NotOffered_IsAnErrorOfTheHandshake()
        {
            using ProsodyServer server = new ProsodyServer("device");
            using ClientWebSocket socket = new ClientWebSocket(new ClientWebSocketOptions { SubProtocols = ["mqtt"] });
            Assert.ThrowsExactly<WebSocketException>(() => socket.Connect(server.Uri));
        }

        /// <summary>One XMPP client: each WebSocket message is one element.</summary>
        private sealed class Talk : IDisposable
        {
            private readonly byte[] _buffer = new byte[8192];

            internal Talk(string uri)
            {
                Socket = new ClientWebSocket(new ClientWebSocketOptions
                {
                    SubProtocols = ["xmpp"],
                    ReceiveBufferSize = 8192,
                    ReceiveTimeoutMs = Patience.Ms,
                });
                Socket.Connect(uri);
            }

            internal ClientWebSocket Socket { get; }

            public void Dispose()
            {
                Socket.Dispose();
            }

            /// <summary>The whole way in; the address that it got.</summary>
            internal string SignIn(string name)
            {
                Open();
                Authenticate(name, "secret of " + name);
                Receive("success", Sasl);

                // RFC 6120 section 6.4.6: a new stream; then a resource is bound to it (section 7).
                Open();
                const string Bind = "urn:ietf:params:xml:ns:xmpp-bind";
                Send(new XElement(
                    XName.Get("iq", Client), new XAttribute("type", "set"), new XAttribute("id", "1"),
                    new XElement(XName.Get("bind", Bind), new XElement(XName.Get("resource", Bind), "nanowire"))));
                XElement answer = Receive("iq", Client);
                Assert.AreEqual("result", answer.Attribute("type").Value);
                return answer.Element(XName.Get("bind", Bind)).Element(XName.Get("jid", Bind)).Value;
            }

            /// <summary>Begins a stream.</summary>
            internal void Open()
            {
                Send(new XElement(XName.Get("open", Framing), new XAttribute("to", "localhost"), new XAttribute("version", "1.0")));
                Assert.AreEqual("localhost", Receive("open", Framing).Attribute("from").Value);
                Receive("features", Stream);
            }

            /// <summary>SASL PLAIN (RFC 4616); the answer is still to be received.</summary>
            internal void Authenticate(string name, string password)
            {
                string plain = Convert.ToBase64String(Encoding.UTF8.GetBytes("\0" + name + "\0" + password));
                Send(new XElement(XName.Get("auth", Sasl), new XAttribute("mechanism", "PLAIN"), plain));
            }

            internal void Send(XElement element)
            {
                Assert.IsTrue(Socket.SendString(element.ToString(SaveOptions.DisableFormatting)));
            }

            internal XElement Receive(string name, string space)
            {
                int count = 0;
                WebSocketReceiveResult result;
                do
                {
                    result = Socket.Receive(_buffer, count, _buffer.Length - count);
                    Assert.AreEqual(WebSocketMessageType.Text, result.MessageType);
                    count += result.Count;
                }
                while (!result.EndOfMessage);
                XElement element = XElement.Parse(Encoding.UTF8.GetString(_buffer, 0, count));
                Assert.AreEqual(XName.Get(name, space), element.Name, element.ToString());
                return element;
            }
        }
    }
}
