using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Interop.Stomp
{
    /// <summary>npm's @stomp/stompjs, which pages use, against the broker.</summary>
    [TestClass]
    public class StompJsTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("1.2")]
        [DataRow("1.1")]
        public void Page_AllItSays_IsUnderstood(string version)
        {
            string node = Need.Node();
            Need.NodeModule("@stomp/stompjs");
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions
            {
                Address = IPAddress.Loopback,
                Port = 0,
                SubProtocols = StompClient.GetSubProtocols(),
            });
            StompBroker broker = new StompBroker(server, new StompBrokerOptions { HeartBeatSendMs = 1000, HeartBeatReceiveMs = 1000, MaxIdLength = 40 });
            broker.AddDestination("/topic/t", true);
            broker.AddDestination("/app", false);
            List<string> received = [];
            broker.SendReceived += (_, _, destination, frame) => received.Add(destination.Name + " " + frame.GetBody());
            broker.Connecting = (_, _, frame) => frame.HasValue("login", "a:b") && frame.HasValue("passcode", "c\\d");
            server.Start();
            using Timer timer = new Timer(_ => broker.Tick(Environment.TickCount64), null, 0, 50);

            using ChildProcess page = ChildProcess.Start(node, [Path.Combine(Places.Peers, "stompjs-peer.mjs"), "ws://127.0.0.1:" + server.Port + "/", version]);
            string hello = Convert.ToHexStringLower("hällo"u8);
            string note = version == "1.1" ? "plain" : "a:b\\\\-\\nd";
            string[] expected =
            [
                Message("first", hello, note), Message("second", hello, note), Message("first", "00ff0a00", null), Message("second", "00ff0a00", null),
                Message("second", Convert.ToHexStringLower("one"u8), null),
            ];
            Assert.AreEqual("{\"event\":\"connected\",\"version\":\"" + version + "\"}", page.ReadLine());
            foreach (string line in expected)
            {
                Assert.AreEqual(line, page.ReadLine());
            }

            Assert.AreEqual("{\"event\":\"quiet\",\"connected\":true}", page.ReadLine());
            StringAssert.StartsWith(page.ReadLine(), "{\"event\":\"close\",\"code\":1000", StringComparison.Ordinal);
            Assert.AreEqual("{\"event\":\"connected\",\"version\":\"" + version + "\"}", page.ReadLine());
            Assert.AreEqual("{\"event\":\"error\",\"message\":\"no such destination\"}", page.ReadLine());
            StringAssert.StartsWith(page.ReadLine(), "{\"event\":\"close\",\"code\":1008", StringComparison.Ordinal);
            Assert.AreEqual("", page.Errors);
            Assert.Contains("/app for you", received);
            Assert.AreEqual(1, broker.Errors);
        }

        private static string Message(string name, string body, string note)
        {
            return "{\"event\":\"message\",\"name\":\"" + name + "\",\"destination\":\"/topic/t\"" + (note == null ? "" : ",\"note\":\"" + note + "\"")
                + ",\"body\":\"" + body + "\"}";
        }
    }
}
