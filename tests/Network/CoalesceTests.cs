using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>What is sent outside of handlers waits for more, for as long as the application says, to the clock's millisecond.</summary>
    [TestClass]
    public sealed class CoalesceTests
    {
        private const int CoalesceMs = 7;

        private Scene _scene;
        private WirePeer _peer;
        private int _before;

        /// <summary>The writes to the newest connection since the test began.</summary>
        private int Writes => _scene.ServerEnd.Writes - _before;

        [TestMethod]
        public void Coalesce_Off_EachSendIsAWrite()
        {
            Start(0);
            Push(3);

            Assert.AreEqual(3, Writes);
            AssertTexts(3);
        }

        [TestMethod]
        public void Coalesce_SendsWithinTheTime_AreOneWriteWhenItIsOver()
        {
            Start(CoalesceMs);
            Push(10);
            Environment.TickCount64 += CoalesceMs - 1;
            Push(10);
            _scene.Pump();
            Assert.AreEqual(0, Writes, "a millisecond before the end of the first one's time");
            Environment.TickCount64 += 1;
            _scene.Pump();

            Assert.AreEqual(1, Writes, "its end, whatever came after it");
            AssertTexts(10);
            AssertTexts(10);
            _scene.Rest(CoalesceMs * 3);
            Assert.AreEqual(1, Writes, "nothing is left");
        }

        [TestMethod]
        public void Coalesce_ThePumpIsLate_TheNextSendTakesAllAlong()
        {
            Start(CoalesceMs);
            Push(1);
            Environment.TickCount64 += CoalesceMs;
            Push(1);

            Assert.AreEqual(1, Writes);
            AssertTexts(1);
            AssertTexts(1);
        }

        [TestMethod]
        public void Coalesce_MoreThanHalfOfTheSendBuffer_IsWrittenAtOnce()
        {
            Start(CoalesceMs);

            // Of 1,024 bytes 131 are reserved; frames of 2 + 100 and 4 + 340 bytes are half of the rest.
            Assert.IsTrue(_scene.Host.Socket.Send(new byte[100], 0, 100, WebSocketMessageType.Binary));
            Assert.IsTrue(_scene.Host.Socket.Send(new byte[340], 0, 340, WebSocketMessageType.Binary));
            _scene.Pump();
            Assert.AreEqual(0, Writes, "half of it");
            Assert.AreEqual(446, _scene.Host.Socket.BufferedAmount);
            Assert.IsTrue(_scene.Host.Socket.Send(new byte[0], 0, 0, WebSocketMessageType.Binary));

            Assert.AreEqual(1, Writes, "two bytes more");
            Assert.AreEqual(0, _scene.Host.Socket.BufferedAmount);
        }

        [TestMethod]
        public void Coalesce_AHandlersAnswer_GoesAtOnceAndTakesAlongWhatWaits()
        {
            Start(CoalesceMs);
            Push(2);
            _peer.Send(WirePeer.TextFrame("echo"));
            _scene.Pump();

            Assert.AreEqual(1, Writes);
            AssertTexts(2);
            Assert.IsTrue(_scene.Host.ReadFrame(_peer));
            Assert.AreEqual("echo", _peer.PayloadText);
        }

        [TestMethod]
        public void Coalesce_AClose_GoesAtOnceBehindWhatWaits()
        {
            Start(CoalesceMs);
            Push(2);
            _scene.Host.Socket.Close();

            Assert.AreEqual(1, Writes);
            AssertTexts(2);
            Assert.IsTrue(_scene.Host.ReadFrame(_peer));
            Assert.AreEqual(1000, _peer.CloseStatus);
        }

        [TestMethod]
        public void Coalesce_ABroadcast_WaitsForEachConnection()
        {
            Start(CoalesceMs);
            byte[] text = System.Text.Encoding.UTF8.GetBytes("0");
            Assert.AreEqual(2, _scene.Server.Broadcast(text, 0, 1, WebSocketMessageType.Text));
            Push(1);
            Assert.AreEqual(0, Writes);
            Environment.TickCount64 += CoalesceMs;
            _scene.Pump();

            Assert.AreEqual(1, Writes);
            AssertTexts(1);
            AssertTexts(1);
        }

        private void Start(int coalesceMs)
        {
            WebSocketServerOptions options = Scene.Options();
            options.CoalesceMs = coalesceMs;
            _scene = new Scene(options);
            _peer = _scene.Host.Open();
            _scene.Pump();
            _before = _scene.ServerEnd.Writes;
        }

        /// <summary>The application sends numbers to the newest connection, outside of any handler.</summary>
        private void Push(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Assert.IsTrue(_scene.Host.Socket.SendString(i.ToString()));
            }
        }

        private void AssertTexts(int count)
        {
            _peer.Receive();
            for (int i = 0; i < count; i++)
            {
                Assert.IsTrue(_peer.ReadFrame(), i.ToString());
                Assert.AreEqual(i.ToString(), _peer.PayloadText);
            }
        }
    }
}
