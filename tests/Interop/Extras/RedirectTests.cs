using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Extras
{
    /// <summary>Redirects by a real HTTP server.</summary>
    [TestClass]
    public sealed class RedirectTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Node_RedirectsWithEachStatus_IsFollowed()
        {
            using NodeServer server = NodeServer.Start();
            foreach (int status in new[] { 301, 302, 303, 307, 308 })
            {
                using ClientWebSocket client = Create();
                client.Connect(server.Url + "/redirect/" + status);
                client.SendString("there");
                Assert.AreEqual("there", Read(client));
                Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Node_RedirectsToAnotherHost_DoesNotGetTheCredentials()
        {
            using NodeServer server = NodeServer.Start();
            using ClientWebSocket direct = Create();
            direct.Connect(server.Url + "/who");
            Assert.AreEqual("Bearer secret", Read(direct));
            using ClientWebSocket away = Create();
            away.Connect(server.Url + "/away/307");
            Assert.AreEqual("nobody", Read(away));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Node_RedirectsForEver_EndsAtTheLimit()
        {
            using NodeServer server = NodeServer.Start();
            using ClientWebSocket client = Create();
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect(server.Url + "/loop"));
            Assert.AreEqual("more than 5 redirects, then to /loop", e.Message);
        }

        private static ClientWebSocket Create()
        {
            return new ClientWebSocket(new ClientWebSocketOptions
            {
                FollowRedirects = true, Headers = ["Authorization", "Bearer secret"], ReceiveTimeoutMs = Patience.WireMs,
            });
        }

        private static string Read(ClientWebSocket client)
        {
            byte[] buffer = new byte[100];
            return Encoding.UTF8.GetString(buffer, 0, client.Receive(buffer, 0, buffer.Length).Count);
        }
    }
}
