using System;
using System.Net.Sockets;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Network
{
    /// <summary>
    /// Our server behind a proxy that cuts, stalls, splits and corrupts: what tests/Network shows in memory, with the system's sockets.
    /// </summary>
    [TestClass]
    public class ServerFaultTests
    {
        // A masked text frame, "hello".
        private static readonly byte[] _frame = [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x5F, 0x9F, 0x4D, 0x51, 0x58];

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow((int)LinkFault.Fin)]
        [DataRow((int)LinkFault.Reset)]
        public void RequestAndFrame_CutAtEveryByte_FreeThePlace(int fault)
        {
            using NetworkScene scene = new NetworkScene();
            byte[] request = Encoding.ASCII.GetBytes(NetworkScene.Request);
            byte[] all = [.. request, .. _frame];
            int closed = 0;
            for (int count = 0; count < all.Length; count++)
            {
                using Socket socket = scene.Dial(l => l.Up.CutAt(count, (LinkFault)fault));
                TrySend(socket, all);
                scene.Exchange();
                NetworkScene.ReadToEnd(socket);
                if (count >= request.Length)
                {
                    closed++;
                    NetworkScene.Await(() => scene.ClosedCount == closed || fault == (int)LinkFault.Reset, "Closed " + count);
                }
            }

            scene.ServesAnother();
            scene.Exchange();
            Assert.AreEqual(scene.OpenedCount - 1, scene.ClosedCount);
            Assert.AreEqual(0, scene.Server.Statistics.PumpErrors);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow((int)LinkFault.Fin)]
        [DataRow((int)LinkFault.Reset)]
        public void AnswerAndEcho_CutAtEveryByte_CloseWith1006(int fault)
        {
            using NetworkScene scene = new NetworkScene();
            for (int count = 0; count < 129 + 7; count++)
            {
                using Socket socket = scene.Dial(l => l.Down.CutAt(count, (LinkFault)fault));
                TrySend(socket, [.. Encoding.ASCII.GetBytes(NetworkScene.Request), .. _frame]);
                scene.Exchange();
                Assert.IsTrue(NetworkScene.ReadToEnd(socket).Length <= count);
                if (count > 0)
                {
                    // At 0 the link is cut before the request has passed.
                    scene.Exchange();
                    NetworkScene.Await(() => scene.ClosedCount == scene.OpenedCount - 1, "Closed " + count);
                    Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, scene.Closed.CloseStatus);
                }
            }

            scene.ServesAnother();
            Assert.AreEqual(0, scene.Server.Statistics.PumpErrors);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void HalfOpenPeer_IsPingedAndClosedWith1006()
        {
            using NetworkScene scene = new NetworkScene(o =>
            {
                o.PingIntervalMs = 200;
                o.PongTimeoutMs = 1000;
            });
            FaultyLink link = null;
            using Socket socket = scene.Dial(l => link = l);
            TrySend(socket, Encoding.ASCII.GetBytes(NetworkScene.Request));
            NetworkScene.Await(() => scene.OpenedCount == 2, "Opened");
            link.Cut(LinkFault.Silence);
            while (scene.ClosedCount == 0)
            {
                scene.Exchange();
            }

            Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, scene.Closed.CloseStatus);
            scene.ServesAnother();
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(false)]
        [DataRow(true)]
        public void ZeroWindow_ClosesWith1006WhileOthersGoOn(bool isSeenInTheHandshake)
        {
            using NetworkScene scene = new NetworkScene(o => o.SendTimeoutMs = 500, 4096);
            using Socket socket = scene.Dial(l => l.Down.IsStalled = isSeenInTheHandshake);
            TrySend(socket, Encoding.ASCII.GetBytes(NetworkScene.Request));
            NetworkScene.Await(() => scene.OpenedCount == 2, "Opened");
            foreach (FaultyLink link in scene.Proxy.Links)
            {
                link.Down.IsStalled = true;
            }

            // More than the system keeps.
            byte[] large = new byte[16 * 1024 * 1024];
            NetworkScene.Await(() => scene.Opened.Send(large, 0, large.Length, WebSocketMessageType.Binary), "taken");
            int echoes = 0;
            while (scene.ClosedCount == 0)
            {
                scene.Exchange();
                echoes++;
            }

            Assert.IsTrue(echoes > 0);
            Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, scene.Closed.CloseStatus);
            scene.ServesAnother();
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(1, 0)]
        [DataRow(3, 1)]
        [DataRow(100, 20)]
        public void PiecesAndPauses_ChangeNothing(int size, int pauseMs)
        {
            using NetworkScene scene = new NetworkScene();
            scene.Proxy.Prepare = l =>
            {
                foreach (FaultyDirection direction in new[] { l.Up, l.Down })
                {
                    direction.PieceSize = size;
                    direction.PauseMs = pauseMs;
                }
            };
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { HandshakeTimeoutMs = Patience.Ms });
            client.Connect(scene.ProxyUrl);
            byte[] message = new byte[500];
            new Random(1).NextBytes(message);
            byte[] buffer = new byte[1000];
            for (int i = 1; i <= 3; i++)
            {
                client.Send(message, 0, message.Length, WebSocketMessageType.Binary);
                int got = 0;
                for (bool isOver = false; !isOver;)
                {
                    WebSocketReceiveResult result = client.Receive(buffer, got, buffer.Length - got);
                    got += result.Count;
                    isOver = result.EndOfMessage;
                }

                CollectionAssert.AreEqual(message, buffer.AsSpan(0, got).ToArray());
                scene.Exchange();
            }

            Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, "slowly"));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void CorruptBytes_AreAnsweredOrRefusedAndThePlaceIsFree()
        {
            using NetworkScene scene = new NetworkScene(o => o.RequestTimeoutMs = 300);
            byte[] all = [.. Encoding.ASCII.GetBytes(NetworkScene.Request), .. _frame];
            for (int at = 0; at < all.Length; at++)
            {
                using Socket socket = scene.Dial(l => l.Up.CorruptAt(at, 1 << (at % 8)));
                TrySend(socket, all);
                scene.Exchange();
                byte[] buffer = new byte[1000];
                int read;
                try
                {
                    read = socket.Receive(buffer);
                }
                catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
                {
                    read = 0;
                }

                Assert.IsTrue(read == 0 || Encoding.ASCII.GetString(buffer, 0, 9) == "HTTP/1.1 ", at.ToString());
                socket.Shutdown(SocketShutdown.Send);
                NetworkScene.ReadToEnd(socket);
            }

            scene.ServesAnother();
            Assert.AreEqual(0, scene.Server.Statistics.PumpErrors);
        }

        private static void TrySend(Socket socket, byte[] bytes)
        {
            try
            {
                socket.Send(bytes);
            }
            catch (SocketException)
            {
                // The proxy has cut before.
            }
        }
    }
}
