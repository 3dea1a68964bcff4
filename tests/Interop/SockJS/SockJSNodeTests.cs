using System;
using System.IO;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.SockJS;

namespace Nanowire.Interop.SockJS
{
    /// <summary>npm's sockjs-client in Node.js, each transport in turn.</summary>
    [TestClass]
    public class SockJSNodeTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("websocket", nameof(SockJSTransport.WebSocket))]
        [DataRow("xhr-streaming", nameof(SockJSTransport.XhrStreaming))]
        [DataRow("eventsource", nameof(SockJSTransport.EventSource))]
        [DataRow("xhr-polling", nameof(SockJSTransport.XhrPolling))]
        public void Transport_Each_CarriesBothWaysAndCloses(string transport, string name)
        {
            using SockJSDevice device = new SockJSDevice(o => o.ResponseLimit = 4096);
            using ChildProcess client = Start(device.Url, transport);
            Assert.AreEqual("{\"event\":\"open\",\"transport\":\"" + transport + "\"}", client.ReadLine());
            Assert.AreEqual("opened " + name, device.NextEvent());

            // Beyond the limit of an answer, so that streams are renewed on the way.
            foreach (string text in new[] { "", "plain", "\"\\\b\n\u0000%41 100%", "käse \u2028\u200c\ufffe \ud83d\ude00" })
            {
                Echo(client, text);
            }

            for (int i = 0; i < 12; i++)
            {
                Echo(client, i + new string('x', 700));
            }

            client.WriteLine("\"go away\"");
            Assert.AreEqual("{\"event\":\"close\",\"code\":3000,\"reason\":\"Go away!\",\"clean\":true}", client.ReadLine());
            Assert.AreEqual("closed 3000", device.NextEvent());
            Assert.AreEqual("", client.Errors);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("websocket")]
        [DataRow("xhr-streaming")]
        [DataRow("eventsource")]
        [DataRow("xhr-polling")]
        public void Client_ThatCloses_EndsTheSession(string transport)
        {
            using SockJSDevice device = new SockJSDevice();
            using ChildProcess client = Start(device.Url, transport);
            client.ReadLine();
            StringAssert.StartsWith(device.NextEvent(), "opened ", StringComparison.Ordinal);
            Echo(client, "x");
            client.WriteLine("close");
            StringAssert.StartsWith(client.ReadLine(), "{\"event\":\"close\",\"code\":1000,", StringComparison.Ordinal);
            StringAssert.StartsWith(device.NextEvent(), "closed ", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void WebSocket_ThatDoesNotPass_IsReplacedByWhatDoes()
        {
            using SockJSDevice device = new SockJSDevice();
            using UpgradeBlocker proxy = new UpgradeBlocker(device.Port);
            using ChildProcess client = Start(proxy.Url + "echo", "websocket,xhr-streaming,eventsource,xhr-polling");
            Assert.AreEqual("{\"event\":\"open\",\"transport\":\"xhr-streaming\"}", client.ReadLine());
            Assert.AreEqual("opened XhrStreaming", device.NextEvent());
            Echo(client, "through");
            Assert.IsGreaterThan(0, proxy.Blocked);
            Assert.AreEqual(0, device.Statistics.WebSocketsOpened);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void WebSocket_SwitchedOff_IsNotTried()
        {
            using SockJSDevice device = new SockJSDevice(o => o.WebSocket = false);
            using ChildProcess client = Start(device.Url, "websocket,xhr-polling");
            Assert.AreEqual("{\"event\":\"open\",\"transport\":\"xhr-polling\"}", client.ReadLine());
            Echo(client, "x");
            Assert.AreEqual(0, device.Statistics.GetRefused(404));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("websocket")]
        [DataRow("eventsource")]
        [DataRow("xhr-polling")]
        public void Heartbeat_IsHeard(string transport)
        {
            using SockJSDevice device = new SockJSDevice(o => o.HeartbeatMs = 200);
            using ChildProcess client = Start(device.Url, transport);
            client.ReadLine();
            Assert.AreEqual("{\"event\":\"heartbeat\"}", client.ReadLine());
            Assert.AreEqual("{\"event\":\"heartbeat\"}", client.ReadLine());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Message_TooLarge_EndsTheClientAndNotTheServer()
        {
            using SockJSDevice device = new SockJSDevice();
            using ChildProcess client = Start(device.Url, "xhr-polling");
            client.ReadLine();
            client.WriteLine("\"" + new string('x', 5000) + "\"");
            StringAssert.Contains(client.ReadLine(), "\"reason\":\"Sending error: Error: http status 413\"", StringComparison.Ordinal);
            using ChildProcess other = Start(device.Url, "xhr-polling");
            other.ReadLine();
            Echo(other, "x");
        }

        private static ChildProcess Start(string url, string transports)
        {
            SockJSDevice.NeedClient();
            return ChildProcess.Start(Need.Node(), [Path.Combine(Places.Peers, "sockjs-peer.mjs"), url, transports]);
        }

        private static void Echo(ChildProcess client, string text)
        {
            client.WriteLine(JsonSerializer.Serialize(text));
            string line = client.ReadLine();
            while (line == "{\"event\":\"heartbeat\"}")
            {
                line = client.ReadLine();
            }

            using JsonDocument answer = JsonDocument.Parse(line ?? "{}");
            Assert.IsTrue(answer.RootElement.TryGetProperty("data", out JsonElement data), line);
            Assert.AreEqual(text, data.GetString());
        }
    }
}
