using System.IO;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.SubProtocols
{
    /// <summary>
    /// AMQP 1.0 (subprotocol amqp), of which the libraries know nothing: npm's rhea at both ends, and between them our server, which it
    /// connects to, and our client, which connects to it.
    /// </summary>
    [TestClass]
    public class AmqpTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Rhea_ThroughOurServerAndClient_SignsInSendsAndReceives()
        {
            string node = Need.Node();
            Need.NodeModule("rhea");
            string script = Path.Combine(Places.Peers, "amqp-peer.mjs");
            using ChildProcess far = ChildProcess.Start(node, [script, "serve"]);
            int port = JsonDocument.Parse(far.ReadLine()).RootElement.GetProperty("port").GetInt32();
            using Relay relay = new Relay("ws://127.0.0.1:" + port + "/", "amqp");
            using ChildProcess near = ChildProcess.Start(node, [script, "talk", relay.Uri]);

            Assert.AreEqual("{\"event\":\"open\",\"container\":\"far\"}", near.ReadLine());
            Assert.AreEqual("{\"event\":\"connection\",\"protocol\":\"amqp\"}", far.ReadLine());
            Assert.AreEqual("{\"event\":\"closed\",\"sent\":8,\"accepted\":8,\"same\":8}", near.ReadLine());
            const int Bodies = 0 + 1 + 125 + 126 + 1000 + 65535 + 65536 + 300000;
            Assert.IsGreaterThan(Bodies, relay.Forth);
            Assert.IsGreaterThan(Bodies, relay.Back);
        }
    }
}
