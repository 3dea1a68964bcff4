using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>What is sent outside of handlers waits for more, for as long as the application says, to the clock's millisecond.</summary>
    [TestClass]
    public sealed class CoalesceTests
    {
        private const int CoalesceMs = 7;

        [TestMethod]
        public void Coalesce_Off_EachSendIsAWrite()
        {
            Scene scene = Start(0);
            WirePeer peer = scene.Host.Open();
            int writes = scene.ServerEnd.Writes;
            Push(scene, 3);

            Assert.AreEqual(writes + 3, scene.ServerEnd.Writes);
            AssertTexts(peer, 3);
        }

        [TestMethod]
        public void Coalesce_SendsWithinTheTime_AreOneWriteWhenItIsOver()
        {
            Scene scene = Start(CoalesceMs);
            WirePeer peer = scene.Host.Open();
            scene.Pump();
            int writes = scene.ServerEnd.Writes;
            Push(scene, 10);
            Environment.TickCount64 += CoalesceMs - 1;
            Push(scene, 10);
            scene.Pump();
            Assert.AreEqual(writes, scene.ServerEnd.Writes, "a millisecond before the end of the first one's time");
            Environment.TickCount64 += 1;
            scene.Pump();

            Assert.AreEqual(writes + 1, scene.ServerEnd.Writes, "its end, whatever came after it");
            AssertTexts(peer, 10);
            AssertTexts(peer, 10);
            scene.Rest(CoalesceMs * 3);
            Assert.AreEqual(writes + 1, scene.ServerEnd.Writes, "nothing is left");
        }

        [TestMethod]
        public void Coalesce_ThePumpIsLate_TheNextSendTakesAllAlong()
        {
            Scene scene = Start(CoalesceMs);
            WirePeer peer = scene.Host.Open();
            scene.Pump();
            int writes = scene.ServerEnd.Writes;
            Push(scene, 1);
            Environment.TickCount64 += CoalesceMs;
            Push(scene, 1);

            Assert.AreEqual(writes + 1, scene.ServerEnd.Writes);
            AssertTexts(peer, 1);
            AssertTexts(peer, 1);
        }

        [TestMethod]
        public void Coalesce_MoreThanHalfOfTheSendBuffer_IsWrittenAtOnce()
        {
            Scene scene = Start(CoalesceMs);
            scene.Host.Open();
            scene.Pump();
            int writes = scene.ServerEnd.Writes;

            // Of 1,024 bytes 131 are reserved; frames of 2 + 100 and 4 + 340 bytes are half of the rest.
            Assert.IsTrue(scene.Host.Socket.Send(new byte[100], 0, 100, WebSocketMessageType.Binary));
            Assert.IsTrue(scene.Host.Socket.Send(new byte[340], 0, 340, WebSocketMessageType.Binary));
            scene.Pump();
            Assert.AreEqual(writes, scene.ServerEnd.Writes, "half of it");
            Assert.AreEqual(446, scene.Host.Socket.BufferedAmount);
            Assert.IsTrue(scene.Host.Socket.Send(new byte[0], 0, 0, WebSocketMessageType.Binary));

            Assert.AreEqual(writes + 1, scene.ServerEnd.Writes, "two bytes more");
            Assert.AreEqual(0, scene.Host.Socket.BufferedAmount);
        }

        [TestMethod]
        public void Coalesce_AHandlersAnswer_GoesAtOnceAndTakesAlongWhatWaits()
        {
            Scene scene = Start(CoalesceMs);
            WirePeer peer = scene.Host.Open();
            scene.Pump();
            int writes = scene.ServerEnd.Writes;
            Push(scene, 2);
            peer.Send(WirePeer.TextFrame("echo"));
            scene.Pump();

            Assert.AreEqual(writes + 1, scene.ServerEnd.Writes);
            AssertTexts(peer, 2);
            Assert.IsTrue(scene.Host.ReadFrame(peer));
            Assert.AreEqual("echo", peer.PayloadText);
        }

        [TestMethod]
        public void Coalesce_AClose_GoesAtOnceBehindWhatWaits()
        {
            Scene scene = Start(CoalesceMs);
            WirePeer peer = scene.Host.Open();
            scene.Pump();
            int writes = scene.ServerEnd.Writes;
            Push(scene, 2);
            scene.Host.Socket.Close();

            Assert.AreEqual(writes + 1, scene.ServerEnd.Writes);
            AssertTexts(peer, 2);
            Assert.IsTrue(scene.Host.ReadFrame(peer));
            Assert.AreEqual(1000, peer.CloseStatus);
        }

        [TestMethod]
        public void Coalesce_ABroadcast_WaitsForEachConnection()
        {
            Scene scene = Start(CoalesceMs);
            WirePeer peer = scene.Host.Open();
            scene.Pump();
            int writes = scene.ServerEnd.Writes;
            byte[] text = System.Text.Encoding.UTF8.GetBytes("0");
            Assert.AreEqual(2, scene.Server.Broadcast(text, 0, 1, WebSocketMessageType.Text));
            Push(scene, 1);
            Assert.AreEqual(writes, scene.ServerEnd.Writes);
            Environment.TickCount64 += CoalesceMs;
            scene.Pump();

            Assert.AreEqual(writes + 1, scene.ServerEnd.Writes);
            AssertTexts(peer, 1);
            AssertTexts(peer, 1);
        }

        private static Scene Start(int coalesceMs)
        {
            WebSocketServerOptions options = Scene.Options();
            options.CoalesceMs = coalesceMs;
            return new Scene(options);
        }

        /// <summary>The application sends numbers to the newest connection, outside of any handler.</summary>
        private static void Push(Scene scene, int count)
        {
            for (int i = 0; i < count; i++)
            {
                Assert.IsTrue(scene.Host.Socket.SendString(i.ToString()));
            }
        }

        private static void AssertTexts(WirePeer peer, int count)
        {
            peer.Receive();
            for (int i = 0; i < count; i++)
            {
                Assert.IsTrue(peer.ReadFrame(), i.ToString());
                Assert.AreEqual(i.ToString(), peer.PayloadText);
            }
        }
    }
}
