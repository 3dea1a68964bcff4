using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>FIN and RST at every byte of what a client receives and sends.</summary>
    [TestClass]
    public sealed class ClientCutTests
    {
        [TestMethod]
        [DataRow(Going.Fin)]
        [DataRow(Going.Reset)]
        public void Answer_CutAtEveryByte_FailsAndMayBeTriedAgain(Going going)
        {
            using ClientScene scene = new ClientScene();
            for (int count = 0; count < 129; count++)
            {
                scene.Script.Answer = a => Cut(scene, ScriptedServer.Ascii(ScriptedServer.Response(a)), count, going);
                scene.FailsToConnect(WebSocketError.ConnectionClosed, count.ToString());
            }

            Assert.IsEmpty(scene.ClosedStates, "what was never open is not closed");
            scene.Works();
        }

        [TestMethod]
        [DataRow(Going.Fin)]
        [DataRow(Going.Reset)]
        public void Request_CutAtEveryByte_Fails(Going going)
        {
            using ClientScene scene = new ClientScene();
            for (int count = 0; count < 150; count++)
            {
                // The server reads that much of the request and goes.
                MemoryListener listener = scene.Script.Listener;
                scene.Script.Connector.Pump = () =>
                {
                    Environment.TickCount64 += 20;
                    if (listener.WaitPending(0))
                    {
                        MemoryTransport end = (MemoryTransport)listener.Accept();
                        if (count > 0)
                        {
                            end.Read(new byte[count], 0, count);
                        }

                        end.Go(going);
                    }
                };
                scene.FailsToConnect(WebSocketError.ConnectionClosed, count.ToString());
            }

            scene.Script.Connector.Pump = () =>
            {
                Environment.TickCount64 += 20;
                scene.Script.Work();
            };
            scene.Works();
        }

        [TestMethod]
        [DataRow(Going.Fin)]
        [DataRow(Going.Reset)]
        public void Frames_CutAtEveryByte_LoseTheConnectionOnceAndItWorksAgain(Going going)
        {
            using ClientScene scene = new ClientScene();
            int closed = 0;
            foreach (byte[] frame in Frames())
            {
                for (int count = 0; count < frame.Length; count++)
                {
                    scene.Script.Answer = a => [ScriptedServer.Ascii(ScriptedServer.Response(a))];
                    scene.Connect();
                    MemoryTransport end = scene.Script.End;
                    end.Write(frame, 0, count);
                    end.Go(going);
                    closed++;
                    scene.LosesItsConnection(closed, Convert.ToHexString(frame) + " cut at " + count);
                }
            }

            scene.Works();
        }

        [TestMethod]
        [DataRow(Going.Fin, false)]
        [DataRow(Going.Reset, false)]
        [DataRow(Going.Fin, true)]
        [DataRow(Going.Reset, true)]
        public void Events_CutAtEveryByte_TellOfTheEndOnce(Going going, bool isLarge)
        {
            using ClientScene scene = new ClientScene();
            int messages = 0;
            scene.Client.MessageReceived += (s, buffer, offset, count, type, end) => messages++;
            byte[] frame = WirePeer.Frame(WirePeer.Binary, true, WirePeer.Pattern(200), 0, isLarge ? 200 : 3, null);
            for (int count = 0; count <= frame.Length; count++)
            {
                scene.Connect();
                scene.Script.End.Write(frame, 0, count);
                scene.Script.End.Go(going);
                for (int rounds = 0; scene.Client.RunOnce(0) && rounds < 100; rounds++)
                {
                }

                Assert.HasCount(count + 1, scene.ClosedStates, count.ToString());
                Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, scene.Client.CloseStatus);
                Assert.AreEqual(count == frame.Length && going == Going.Fin ? 1 : 0, messages, count.ToString());
            }
        }

        [TestMethod]
        public void MessageOfTheClient_ResetAtEveryByte_ThrowsAndReleasesTheArray()
        {
            // Larger than the send buffer, so that the array is lent.
            byte[] message = WirePeer.Pattern(3000);
            byte[] untouched = (byte[])message.Clone();
            using ClientScene scene = new ClientScene();
            int closed = 0;
            for (int count = 0; count < 3000; count += count < 20 ? 1 : 101)
            {
                scene.Connect();
                MemoryTransport end = scene.ClientEnd;
                MemoryTransport server = scene.Script.End;
                end.Window = count;
                scene.Script.Connector.Last.Pump = () =>
                {
                    Environment.TickCount64 += 20;
                    server.Lose();
                };
                WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => scene.Client.Send(message, 0, 3000, WebSocketMessageType.Binary));
                Assert.AreEqual(WebSocketError.ConnectionClosed, e.Error, e.Message);
                CollectionAssert.AreEqual(untouched, message);
                closed++;
                scene.LosesItsConnection(closed, count.ToString());
            }
        }

        private static List<byte[]> Cut(ClientScene scene, byte[] answer, int count, Going going)
        {
            scene.Script.End.Write(answer, 0, count);
            scene.Script.End.Go(going);
            return [];
        }

        private static List<byte[]> Frames()
        {
            byte[] bytes = WirePeer.Pattern(200);
            byte[] fragments = WirePeer.Join(
                WirePeer.Join(WirePeer.Frame(WirePeer.Binary, false, bytes, 0, 3, null), WirePeer.Frame(WirePeer.Ping, true, bytes, 0, 2, null)),
                WirePeer.Frame(WirePeer.Continuation, true, bytes, 0, 3, null));
            return
            [
                WirePeer.Frame(WirePeer.Text, true, bytes, 0, 4, null),
                WirePeer.Frame(WirePeer.Binary, true, bytes, 0, 200, null),
                fragments,
                WirePeer.Frame(WirePeer.Close, true, [3, 232], 0, 2, null),
            ];
        }
    }
}
