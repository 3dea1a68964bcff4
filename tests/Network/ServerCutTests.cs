using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>FIN and RST at every byte of what a server receives and sends. Its place is free at once, by no deadline.</summary>
    [TestClass]
    public sealed class ServerCutTests
    {
        [TestMethod]
        [DataRow(Going.Fin)]
        [DataRow(Going.Reset)]
        public void Request_CutAtEveryByte_IsNoConnectionAndThePlaceIsFree(Going going)
        {
            Scene scene = new Scene();
            byte[] request = Encoding.ASCII.GetBytes(WirePeer.UpgradeRequest("/", ""));
            for (int count = 0; count < request.Length; count++)
            {
                WirePeer peer = scene.Host.Connect();
                peer.Send(request, 0, count);
                scene.Pump();
                scene.Exchange();
                ((MemoryTransport)peer.Transport).Go(going);
                scene.Exchange();
                scene.Pump();
                Assert.IsTrue(scene.ServerEnd.IsClosed, count.ToString());
                Assert.AreEqual(1, scene.Server.ConnectionCount, count.ToString());
            }

            Assert.AreEqual(1, scene.Host.OpenedCount, "the bystander alone");
            Assert.AreEqual(0, scene.ClosedCount);
            scene.ServesAnother();
            Assert.AreEqual(0, scene.Statistics.PumpErrors);
        }

        [TestMethod]
        [DataRow(Going.Fin)]
        [DataRow(Going.Reset)]
        public void Answer_CutAtEveryByte_ClosesWith1006(Going going)
        {
            Scene scene = new Scene();
            for (int count = 0; count < 129; count++)
            {
                WirePeer peer = scene.Host.Connect();
                peer.Send(WirePeer.UpgradeRequest("/", ""));
                MemoryTransport end = scene.ServerEnd;
                end.Window = count;
                scene.Host.Run(10);
                Assert.AreEqual(count, end.Unread, "what the server could send");
                scene.Exchange();
                ((MemoryTransport)peer.Transport).Go(going);
                scene.Exchange();
                scene.Pump();
                scene.AssertOver(count + 1, WebSocketCloseStatus.AbnormalClosure, count.ToString());
                Assert.AreEqual(WebSocketState.Aborted, scene.Host.ClosedSocket.State);
            }

            scene.ServesAnother();
        }

        [TestMethod]
        [DataRow(Going.Fin, false)]
        [DataRow(Going.Fin, true)]
        [DataRow(Going.Reset, true)]
        public void Frames_CutAtEveryByte_DeliverWhatWasWholeAndCloseWith1006(Going going, bool isSeenBefore)
        {
            Scene scene = new Scene();
            int closed = 0;
            foreach (KeyValuePair<byte[], int[]> frames in Sequences())
            {
                for (int count = 0; count < frames.Key.Length; count++)
                {
                    int before = scene.Statistics.MessagesReceived;
                    WirePeer peer = scene.Host.Open();
                    peer.Send(frames.Key, 0, count);
                    if (isSeenBefore)
                    {
                        scene.Pump();
                    }

                    ((MemoryTransport)peer.Transport).Go(going);
                    scene.Pump();
                    closed++;
                    string what = Convert.ToHexString(frames.Key, 0, Math.Min(20, frames.Key.Length)) + " cut at " + count;
                    scene.AssertOver(closed, WebSocketCloseStatus.AbnormalClosure, what);
                    int whole = 0;
                    while (whole < frames.Value.Length && frames.Value[whole] <= count)
                    {
                        whole++;
                    }

                    Assert.AreEqual(whole, scene.Statistics.MessagesReceived - before, what);
                    scene.Exchange();
                }
            }

            scene.ServesAnother();
            Assert.AreEqual(0, scene.Statistics.PumpErrors);
        }

        [TestMethod]
        public void MessageOfTheServer_ResetAtEveryByte_ClosesWith1006AndTheLentArrayIsFree()
        {
            // Twice the send buffer, so that it is lent and passes through in pieces.
            Scene scene = new Scene();
            byte[] message = WirePeer.Pattern(2 * ConnectionOptions.DefaultSendBufferSize);
            for (int count = 0; count < message.Length + 4; count += count < 150 || count > message.Length - 20 ? 1 : 13)
            {
                WirePeer peer = scene.Host.Open();
                WebSocket socket = scene.Host.Socket;
                scene.ServerEnd.Window = count;
                Assert.IsTrue(socket.Send(message, 0, message.Length, WebSocketMessageType.Binary));
                scene.Host.Run(20);
                Assert.AreEqual(message.Length + 4 - count, socket.BufferedAmount, count.ToString());
                scene.Exchange();
                ((MemoryTransport)peer.Transport).Lose();
                scene.Pump();
                Assert.AreEqual(0, socket.BufferedAmount);
                scene.AssertOver(scene.ClosedCount, WebSocketCloseStatus.AbnormalClosure, count.ToString());
                Assert.AreSame(socket, scene.Host.ClosedSocket);
            }

            scene.ServesAnother();
        }

        [TestMethod]
        public void CloseFrame_OfThePeerWithAFinBehindIt_IsClean()
        {
            Scene scene = new Scene();
            byte[] close = WirePeer.CloseFrame(1000);
            for (int window = 0; window < 5; window++)
            {
                WirePeer peer = scene.Host.Open();
                scene.ServerEnd.Window = window;
                peer.Send(close);
                ((MemoryTransport)peer.Transport).EndWriting();
                scene.Pump();
                if (window < 4)
                {
                    // Its answer cannot go out yet, and the peer may still read it.
                    scene.Exchange();
                    Assert.AreEqual(window, scene.ClosedCount);
                    scene.ServerEnd.Window = 4;
                    scene.Pump();
                }

                scene.AssertOver(window + 1, WebSocketCloseStatus.NormalClosure, window.ToString());
                Assert.AreEqual(WebSocketState.Closed, scene.Host.ClosedSocket.State);
            }
        }

        /// <summary>Frames, and where in them messages end.</summary>
        private static List<KeyValuePair<byte[], int[]>> Sequences()
        {
            byte[] bytes = WirePeer.Pattern(300);
            byte[] text = WirePeer.TextFrame("tëxt");
            byte[] first = WirePeer.Frame(WirePeer.Text, false, Encoding.UTF8.GetBytes("ä"), 0, 1);
            byte[] ping = WirePeer.Frame(WirePeer.Ping, true, bytes, 0, 5);
            byte[] last = WirePeer.Frame(WirePeer.Continuation, true, Encoding.UTF8.GetBytes("ä"), 1, 1);
            byte[] fragments = WirePeer.Join(WirePeer.Join(first, ping), last);
            byte[] two = WirePeer.Join(text, WirePeer.Frame(WirePeer.Binary, true, bytes, 0, 0));
            return
            [
                new(text, [text.Length]),
                new(two, [text.Length, two.Length]),
                new(WirePeer.Frame(WirePeer.Binary, true, bytes, 0, 300), [308]),
                new(ping, []),
                new(WirePeer.CloseFrame(1000), []),
                new(fragments, [fragments.Length]),
            ];
        }
    }
}
