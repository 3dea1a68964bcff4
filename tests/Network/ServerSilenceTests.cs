using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>
    /// Peers that are half open, close their window or never read. For each: the deadline that ends it, to the hand-moved clock's
    /// millisecond where it is exact, what the application is told, and that the place is free then.
    /// </summary>
    [TestClass]
    public sealed class ServerSilenceTests
    {
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(100)]
        public void HalfOpen_InTheRequest_FreesThePlaceAtTheRequestsDeadline(int count)
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Connect();
            peer.Send(Encoding.ASCII.GetBytes(WirePeer.UpgradeRequest("/", "")), 0, count);
            scene.Pump();
            scene.Rest(3000 - 1);
            Assert.IsFalse(scene.ServerEnd.IsClosed);
            scene.Rest(1);

            // One that has said something is answered 408, and may read it before the connection ends.
            scene.Rest(count > 0 ? 250 : 0);
            Assert.IsTrue(scene.ServerEnd.IsClosed);
            Assert.AreEqual(count > 0 ? 1 : 0, scene.Statistics.GetRefused(408));
            Assert.AreEqual(0, scene.ClosedCount, "it never was a connection of the application's");
            scene.ServesAnother();
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void HalfOpen_WhileOpen_IsPingedAndThenClosedWith1006(bool inAMessage)
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Open();
            byte[] frame = WirePeer.TextFrame("half");
            peer.Send(frame, 0, inAMessage ? frame.Length - 1 : 0);
            scene.Pump();
            scene.Rest(20000 - 1);
            peer.Receive();
            Assert.IsFalse(peer.ReadFrame());
            scene.Rest(1);
            peer.Receive();
            Assert.IsTrue(peer.ReadFrame() && peer.Opcode == WirePeer.Ping);
            scene.Rest(5000 - 1);
            Assert.AreEqual(0, scene.ClosedCount);
            scene.Rest(1);
            scene.AssertOver(1, WebSocketCloseStatus.AbnormalClosure, "no Pong came");
            scene.ServesAnother();
        }

        [TestMethod]
        public void HalfOpen_AfterItsOwnCloseWasAsked_IsGivenUpAtTheCloseDeadline()
        {
            Scene scene = new Scene();
            scene.Host.Open();
            scene.Host.Socket.Close(WebSocketCloseStatus.NormalClosure, null);
            scene.Pump();
            scene.Rest(2000 - 1);
            Assert.AreEqual(0, scene.ClosedCount);
            scene.Rest(1);
            Assert.AreEqual(WebSocketState.Aborted, scene.Host.ClosedSocket.State);
            scene.AssertOver(1, WebSocketCloseStatus.AbnormalClosure, "no Close came back");
            scene.ServesAnother();
        }

        [TestMethod]
        public void ZeroWindow_InTheHandshake_ClosesWith1006AtTheSendDeadline()
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Connect();
            scene.ServerEnd.Window = 0;
            peer.Send(WirePeer.UpgradeRequest("/", ""));
            scene.Host.Run(10);
            AssertSendDeadline(scene);
            scene.AssertOver(1, WebSocketCloseStatus.AbnormalClosure, "the 101 is stuck");
            scene.ServesAnother();
        }

        [TestMethod]
        [DataRow(100)]
        [DataRow(5000)]
        public void ZeroWindow_InAMessage_ClosesWith1006AtTheSendDeadline(int count)
        {
            Scene scene = new Scene();
            scene.Host.Open();
            scene.ServerEnd.Window = 10;
            WebSocket socket = scene.Host.Socket;
            Assert.IsTrue(socket.Send(WirePeer.Pattern(count), 0, count, WebSocketMessageType.Binary));
            scene.Host.Run(10);
            AssertSendDeadline(scene);
            scene.AssertOver(1, WebSocketCloseStatus.AbnormalClosure, "a message is stuck");
            Assert.AreEqual(0, socket.BufferedAmount);
            scene.ServesAnother();
        }

        [TestMethod]
        public void ZeroWindow_InContent_FreesThePlaceAtTheSendDeadline()
        {
            Scene scene = new Scene();
            scene.Server.AddContent("/page", new ByteArrayContent(new byte[100000], "text/plain", null, false));
            WirePeer peer = scene.Host.Connect();
            scene.ServerEnd.Window = 500;
            peer.Send("GET /page HTTP/1.1\r\nHost: a\r\n\r\n");
            scene.Host.Run(10);
            AssertSendDeadline(scene);
            Assert.IsTrue(scene.ServerEnd.IsClosed);
            scene.ServesAnother();
        }

        [TestMethod]
        public void SlowReader_OfContent_FreesThePlaceAtTheAnswersDeadline()
        {
            WebSocketServerOptions options = Scene.Options();
            options.AnswerTimeoutMs = 30000;
            Scene scene = new Scene(options, 200000);
            scene.Server.AddContent("/page", new ByteArrayContent(new byte[100000], "text/plain", null, false));
            WirePeer peer = scene.Host.Connect();
            scene.ServerEnd.Window = 10;
            peer.Send("GET /page HTTP/1.1\r\nHost: a\r\n\r\n");
            long beganMs = Environment.TickCount64;
            scene.Pump();

            // Always a little before the deadline for sending.
            for (int i = 0; i < 14; i++)
            {
                scene.ServerEnd.Window = 10;
                scene.Rest(2000);
                Assert.IsFalse(scene.ServerEnd.IsClosed, i.ToString());
            }

            scene.ServerEnd.Window = 10;
            scene.Rest((int)(beganMs + options.AnswerTimeoutMs - 1 - Environment.TickCount64));
            Assert.IsFalse(scene.ServerEnd.IsClosed);
            scene.Rest(1);
            Assert.IsTrue(scene.ServerEnd.IsClosed);
            scene.ServesAnother();
        }

        [TestMethod]
        public void ZeroWindow_InThe503_FreesTheBusyPlaceInTime()
        {
            Scene scene = new Scene();
            scene.Host.Open();
            for (int i = 0; i < 3; i++)
            {
                WirePeer refused = scene.Host.Connect();
                scene.ServerEnd.Window = 0;
                refused.Send(WirePeer.UpgradeRequest("/", ""));
                scene.Pump();
                Assert.AreEqual(i + 1, scene.Statistics.GetRefused(503));
                scene.Rest(450);
                Assert.IsTrue(scene.ServerEnd.IsClosed, i.ToString());
            }
        }

        [TestMethod]
        [DataRow(WirePeer.Text)]
        [DataRow(WirePeer.Ping)]
        public void Peer_SendsAndNeverReads_IsNotReadAnyMoreAndThenClosed(int opcode)
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Open();
            scene.ServerEnd.Window = 0;
            byte[] frame = WirePeer.Frame(opcode, true, Encoding.ASCII.GetBytes(new string('t', 100)), 0, 100);
            int sent = 0;
            int since = 0;
            for (int ms = 0; scene.ClosedCount == 0; ms += 20)
            {
                int count = peer.TrySend(frame, sent, frame.Length - sent);
                sent = (sent + count) % frame.Length;
                since = count > 0 ? 0 : since + 1;
                scene.Rest(20);
                Assert.IsTrue(ms < 4000 + 1000 + 20, "a quarter later than the deadline, which is for progress");
            }

            Assert.IsTrue(since > 0, "the peer met a window of zero as well");
            scene.AssertOver(1, WebSocketCloseStatus.AbnormalClosure, "its answers are stuck");
            Assert.AreEqual(0, scene.Host.EchoesRefused, "no answer was lost meanwhile");
            scene.ServesAnother();
        }

        [TestMethod]
        public void Window_OpenedByAByteAtATime_IsProgressAndAllArrives()
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Open();
            MemoryTransport end = scene.ServerEnd;
            end.Window = 0;
            byte[] message = WirePeer.Pattern(200);
            Assert.IsTrue(scene.Host.Socket.Send(message, 0, 200, WebSocketMessageType.Binary));
            for (int i = 0; i < 204; i++)
            {
                // Half of the deadline for each byte; the peer answers Pings, which are behind the message.
                scene.Rest(2000);
                end.Window = 1;
                scene.Pump();
                peer.Receive();
                if (i % 9 == 8)
                {
                    peer.Send(WirePeer.Frame(WirePeer.Pong, true, message, 0, 0));
                }
            }

            Assert.IsTrue(peer.ReadFrame() && peer.PayloadIs(message, 0, 200));
            Assert.AreEqual(0, scene.ClosedCount);
        }

        [TestMethod]
        public void EveryCall_MovesOneByte_AndEverythingWorks()
        {
            Scene scene = new Scene();
            WirePeer peer = scene.Host.Connect();
            scene.ServerEnd.MaxRead = 1;
            scene.ServerEnd.MaxWrite = 1;
            byte[] all = Encoding.ASCII.GetBytes(WirePeer.UpgradeRequest("/", ""));
            byte[] payload = WirePeer.Pattern(300);
            all = WirePeer.Join(all, WirePeer.TextFrame("one byte at a time"));
            all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Ping, true, payload, 0, 125));
            all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Binary, false, payload, 0, 200));
            all = WirePeer.Join(all, WirePeer.Frame(WirePeer.Continuation, true, payload, 200, 100));
            all = WirePeer.Join(all, WirePeer.CloseFrame(1000));
            foreach (byte b in all)
            {
                peer.Send(new[] { b });
                scene.Pump();
                scene.Exchange();
            }

            peer.Receive();
            StringAssert.StartsWith(peer.ReadHead(), "HTTP/1.1 101 ", StringComparison.Ordinal);
            Assert.IsTrue(peer.ReadFrame() && peer.PayloadText == "one byte at a time");
            Assert.IsTrue(peer.ReadFrame() && peer.Opcode == WirePeer.Pong && peer.PayloadIs(payload, 0, 125));
            Assert.IsTrue(peer.ReadFrame() && peer.PayloadIs(payload, 0, 300));
            Assert.IsTrue(peer.ReadFrame() && peer.CloseStatus == 1000);
            scene.AssertOver(1, WebSocketCloseStatus.NormalClosure, "closed in good order");
        }

        /// <summary>Nothing ends before the deadline for sending, and not more than a quarter of it after (as ProtocolOptions says).</summary>
        private static void AssertSendDeadline(Scene scene)
        {
            MemoryTransport end = scene.ServerEnd;
            scene.Rest(4000 - 1);
            Assert.IsFalse(end.IsClosed, "before the deadline");
            scene.Rest(1001);
            Assert.IsTrue(end.IsClosed, "after the deadline");
        }
    }
}
