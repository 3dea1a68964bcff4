using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>A client between its request and the answer: CONNECTING, RFC 6455 section 4.1.</summary>
    [TestClass]
    public sealed class ClientConnectingTests
    {
        [TestMethod]
        public void Connect_UntilTheAnswer_SendsTheRequestAlone()
        {
            ScriptedServer server = new ScriptedServer { Answer = a => ScriptedServer.Ascii(ScriptedServer.Response(a)).Select(b => new[] { b }) };
            using ClientWebSocket client = server.CreateClient();
            int rounds = 0;
            server.Connector.Pump = () =>
            {
                server.Work();
                rounds++;
                Assert.AreEqual(0, server.BytesBehind, "bytes behind the request");
                Assert.AreEqual(0, server.Frames.Count, "a frame behind the request");
                Assert.AreEqual(WebSocketState.Connecting, client.State);

                // Nor does the application get anything past the handshake.
                Assert.ThrowsExactly<WebSocketException>(() => client.SendString("early"));
                Assert.IsFalse(client.Ping(null, 0, 0));
                Assert.IsFalse(client.Close());
            };
            client.Connect("ws://h/");
            Assert.IsTrue(rounds > 100, "the answer came in " + rounds + " rounds");

            server.Connector.Last.Pump = null;
            client.SendString("now");
            server.Work();
            server.Work();
            Assert.AreEqual(1, server.Frames.Count, "just what was sent when it was open");
        }

        [TestMethod]
        public void Connect_WhileConnecting_Throws()
        {
            int asked = 0;
            ScriptedServer server = new ScriptedServer();
            using ClientWebSocket client = server.CreateClient();
            server.Answer = accept =>
            {
                asked++;
                MemoryTransport first = server.Connector.Last;
                Expect.Throws(typeof(InvalidOperationException), () => client.Connect("ws://other/"));
                Assert.AreSame(first, server.Connector.Last, "a second connection was made");
                return new[] { ScriptedServer.Ascii(ScriptedServer.Response(accept)) };
            };
            client.Connect("ws://h/");
            Assert.AreEqual(1, asked);
            Assert.AreEqual(WebSocketState.Open, client.State);
            Expect.Throws(typeof(InvalidOperationException), () => client.Connect("ws://other/"));
        }
    }
}
