using System;
using System.Net;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Extras
{
    /// <summary>Servers that go away and come back.</summary>
    [TestClass]
    public sealed class ReconnectTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Node_KilledAndStartedAgain_GetsWhatWasSentMeanwhile()
        {
            NodeServer server = NodeServer.Start();
            try
            {
                using Comeback comeback = new(server.Url + "/ws");
                comeback.Client.Start();
                comeback.Expect("opened");
                Assert.IsTrue(comeback.Client.SendString("one"));
                comeback.Expect("one");
                server.Dispose();
                comeback.Expect("closed 1006");
                Assert.IsTrue(comeback.Client.SendString("two"));
                Assert.IsTrue(comeback.Client.SendString("three"));
                server = NodeServer.Start(server.Port);
                comeback.Expect("opened");
                comeback.Expect("two");
                comeback.Expect("three");
                comeback.Client.Stop();
                comeback.Expect("closed 1000");
                comeback.Expect("stopped");
            }
            finally
            {
                server.Dispose();
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Node_ClosesWith1012And1013_IsComeBackTo()
        {
            using NodeServer server = NodeServer.Start();
            using Comeback comeback = new(server.Url + "/ws");
            comeback.Client.Start();
            comeback.Expect("opened");
            comeback.Client.SendString("1012");
            comeback.Expect("closed 1012");
            comeback.Expect("opened");
            comeback.Client.SendString("1013");
            comeback.Expect("closed 1013");
            Assert.IsTrue(comeback.Client.DelayMs >= 300, comeback.Client.DelayMs + " ms");
            comeback.Expect("opened");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Node_SaysWhenToComeBack_IsHeard()
        {
            using NodeServer server = NodeServer.Start();
            using Comeback comeback = new(server.Url + "/busy");
            int delayMs = -1;
            comeback.Client.BeforeAttempt = c =>
            {
                delayMs = c.DelayMs;
                return true;
            };
            comeback.Client.Start();
            comeback.Expect("opened");
            Assert.AreEqual(2, comeback.Client.Attempts);
            Assert.IsTrue(delayMs >= 1000, delayMs + " ms");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void OurServer_ShutDownAndStartedAgain_IsComeBackTo()
        {
            WebSocketServer server = Serve(0);
            using Comeback comeback = new("ws://127.0.0.1:" + server.Port + "/");
            comeback.Client.Start();
            for (int i = 0; i < 3; i++)
            {
                comeback.Expect("opened");
                Assert.IsTrue(comeback.Client.SendString("hello"));
                comeback.Expect("hello");
                int port = server.Port;
                server.Dispose();
                comeback.Expect("closed 1001");
                server = Serve(port);
            }

            comeback.Expect("opened");
            server.Dispose();
        }

        private static WebSocketServer Serve(int port)
        {
            WebSocketServer server = new(new WebSocketServerOptions { Address = IPAddress.Loopback, Port = port });
            server.MessageReceived += (s, buffer, offset, count, type, end) => s.Send(buffer, offset, count, type);
            server.Start();
            return server;
        }
    }
}
