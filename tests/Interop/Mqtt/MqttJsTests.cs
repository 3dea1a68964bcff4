using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Browser;
using Nanowire.Interop.Rabbit;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Mqtt;

namespace Nanowire.Interop.Mqtt
{
    /// <summary>The device's channel and npm's mqtt, which pages use, at one broker.</summary>
    [TestClass]
    public sealed class MqttJsTests : IDisposable
    {
        private MosquittoBroker _mosquitto;

        public void Dispose()
        {
            _mosquitto?.Dispose();
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow("mosquitto")]
        [DataRow("rabbitmq")]
        public void Node_HearsTheDevice_AndTheDeviceHearsIt(string broker)
        {
            string node = Need.Node();
            Need.NodeModule("mqtt");
            (string uri, string user) = Start(broker);
            string options = user == null ? "{}" : "{\"username\":\"" + user + "\",\"password\":\"" + user + "\"}";
            using ChildProcess peer = ChildProcess.Start(node, [Path.Combine(Places.Peers, "mqttjs-peer.mjs"), uri, options]);
            Assert.AreEqual("{\"event\":\"subscribed\",\"qos\":1}", peer.ReadLine());
            Exchange(uri, user);
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow("mosquitto")]
        [DataRow("rabbitmq")]
        public async Task Page_HearsTheDevice_AndTheDeviceHearsIt(string broker)
        {
            string library = Path.Combine(Need.NodeModule("mqtt"), "dist", "mqtt.esm.js");
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            (string uri, string user) = Start(broker);
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions { Address = IPAddress.Loopback, Port = 0 });
            LibraryPage.Add(server);
            LibraryPage.AddScript(server, "/mqtt.js", library);
            LibraryPage.AddScript(server, "/echo.js", Path.Combine(Places.Peers, "mqttjs-echo.mjs"));
            server.Start();
            await browser.Page.GotoAsync("http://127.0.0.1:" + server.Port + "/");
            int qos = await browser.Page.EvaluateAsync<int>(
                """
                async ([url, options]) => {
                  const { default: mqtt } = await import(new URL("mqtt.js", location.href));
                  const { echo } = await import(new URL("echo.js", location.href));
                  return await echo(mqtt, url, options);
                }
                """,
                new object[] { uri, user == null ? new { } : new { username = user, password = user } });
            Assert.AreEqual(1, qos);
            Exchange(uri, user);
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        private static void Exchange(string uri, string user)
        {
            ClientWebSocketOptions options = new ClientWebSocketOptions { CloseTimeoutMs = 2000 };
            using MqttWebSocketChannel channel = new MqttWebSocketChannel(uri, options) { MaxPacketSize = 1 << 20 };
            using ClientDouble device = new ClientDouble(channel);
            Assert.AreEqual(0, device.Connect("device-" + Guid.NewGuid().ToString("N")[..8], user, user));
            Assert.AreEqual(1, device.Subscribe("up/#", 1));
            foreach (int count in new[] { 0, 1, 1000, 100000 })
            {
                byte[] message = new byte[count];
                Random.Shared.NextBytes(message);
                device.Send("down/" + count, message, 1);
                KeyValuePair<string, byte[]> back = ClientDouble.Take(device.Messages);
                Assert.AreEqual("up/" + count, back.Key);
                CollectionAssert.AreEqual(message, back.Value);
            }

            device.Disconnect();
            device.AwaitEnd();
        }

        private (string Uri, string User) Start(string broker)
        {
            if (broker == "rabbitmq")
            {
                return (RabbitBroker.Single.MqttUri, "guest");
            }

            _mosquitto = new MosquittoBroker();
            return ("ws://127.0.0.1:" + _mosquitto.Port + "/mqtt", null);
        }
    }
}
