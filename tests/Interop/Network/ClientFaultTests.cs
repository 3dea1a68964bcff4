using System;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Network
{
    /// <summary>Our client behind a proxy that cuts, goes silent and stalls.</summary>
    [TestClass]
    public class ClientFaultTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow((int)LinkFault.Fin)]
        [DataRow((int)LinkFault.Reset)]
        public void AnswerAndEcho_CutAtEveryByte_FailOrLoseTheConnectionAndItWorksAgain(int fault)
        {
            using NetworkScene scene = new NetworkScene();
            using ClientWebSocket client = new ClientWebSocket();
            int closed = 0;
            client.Closed += s => closed++;
            byte[] buffer = new byte[100];
            for (int count = 0; count < 129 + 7; count++)
            {
                scene.Proxy.Prepare = l => l.Down.CutAt(count, (LinkFault)fault);
                int before = closed;
                bool isOpen = false;
                WebSocketException e = Assert.ThrowsExactly<WebSocketException>(
                    () =>
                    {
                        client.Connect(scene.ProxyUrl);
                        isOpen = true;
                        client.SendString("hello");
                        while (true)
                        {
                            client.Receive(buffer, 0, buffer.Length);
                        }
                    },
                    count.ToString());
                Assert.AreEqual(WebSocketError.ConnectionClosed, e.Error, count.ToString());
                Assert.IsTrue(isOpen == count >= 129 || fault == (int)LinkFault.Reset, count.ToString());
                if (isOpen && closed == before)
                {
                    // Lost in a send: the next round tells of it.
                    Assert.IsFalse(client.RunOnce(0));
                }

                Assert.AreEqual(before + (isOpen ? 1 : 0), closed, count.ToString());
                Assert.AreEqual(WebSocketState.Aborted, client.State);
            }

            scene.Proxy.Prepare = null;
            client.Connect(scene.ProxyUrl);
            client.SendString("again");
            Assert.AreEqual(5, client.Receive(buffer, 0, buffer.Length).Count);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void HalfOpenServer_IsPingedAndLost()
        {
            using NetworkScene scene = new NetworkScene();
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { PingIntervalMs = 100, PongTimeoutMs = 300 });
            using ManualResetEventSlim closed = new ManualResetEventSlim();
            client.Closed += s => closed.Set();
            FaultyLink link = null;
            scene.Proxy.Prepare = l => link = l;
            client.Connect(scene.ProxyUrl);
            client.Start();
            link.Cut(LinkFault.Silence);
            Assert.IsTrue(closed.Wait(Patience.Ms));
            Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, client.CloseStatus);
            Assert.ThrowsExactly<WebSocketException>(() => client.SendString("nobody is there"));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void HalfOpenServer_InTheHandshake_TimesOut()
        {
            using NetworkScene scene = new NetworkScene();
            scene.Proxy.Prepare = l => l.Down.IsSwallowing = true;
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { HandshakeTimeoutMs = 300 });
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect(scene.ProxyUrl));
            Assert.AreEqual(WebSocketError.Timeout, e.Error);
            scene.Exchange();
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void ServerThatNeverReads_SendThrowsInTime()
        {
            using NetworkScene scene = new NetworkScene(null, 4096);
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { SendTimeoutMs = 500 });
            client.Connect(scene.ProxyUrl);
            scene.Proxy.Links[0].Up.IsStalled = true;
            byte[] large = new byte[16 * 1024 * 1024];
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Send(large, 0, large.Length, WebSocketMessageType.Binary));
            Assert.IsTrue(e.Error is WebSocketError.Timeout or WebSocketError.ConnectionClosed, e.Message);
            Assert.AreEqual(WebSocketState.Aborted, client.State);
            scene.Exchange();
        }
    }
}
