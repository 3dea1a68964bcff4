using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Network
{
    /// <summary>Servers that are half open, never read, or send nonsense to a client: each call ends by its deadline.</summary>
    [TestClass]
    public sealed class ClientSilenceTests
    {
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(128)]
        public void HalfOpen_InTheAnswer_TimesOut(int count)
        {
            using ClientScene scene = new ClientScene();
            scene.Script.Answer = a => count == 0 ? [] : [ScriptedServer.Ascii(ScriptedServer.Response(a)).AsSpan(0, count).ToArray()];
            long beganMs = Environment.TickCount64;
            scene.FailsToConnect(WebSocketError.Timeout, "half of an answer");
            AssertLate(beganMs, 1000);
            scene.Works();
        }

        [TestMethod]
        public void HalfOpen_WhileReceiving_IsPingedAndThenLost()
        {
            using ClientScene scene = new ClientScene();
            scene.Connect();
            long beganMs = Environment.TickCount64;
            scene.LosesItsConnection(1, "no Pong came");
            AssertLate(beganMs, 3000 + 2000);
            Assert.HasCount(1, scene.Script.Frames);
            Assert.AreEqual(0x89, scene.Script.Frames[0].Key, "a Ping");
            scene.Works();
        }

        [TestMethod]
        public void HalfOpen_WhileClosing_IsGivenUp()
        {
            using ClientScene scene = new ClientScene();
            scene.Connect();
            long beganMs = Environment.TickCount64;
            Assert.IsFalse(scene.Client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
            AssertLate(beganMs, 1200);
            Assert.HasCount(1, scene.ClosedStates);
            Assert.AreEqual(WebSocketState.Aborted, scene.ClosedStates[0]);
            scene.Works();
        }

        [TestMethod]
        public void ZeroWindow_InTheRequest_TimesOut()
        {
            using ClientScene scene = new ClientScene();
            scene.Script.Connector.MaxWrite = 0;
            long beganMs = Environment.TickCount64;
            scene.FailsToConnect(WebSocketError.Timeout, "the request is stuck");
            AssertLate(beganMs, 1000);
            scene.Script.Connector.MaxWrite = int.MaxValue;
            scene.Works();
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(500)]
        [DataRow(5000)]
        public void ZeroWindow_WhileSending_ThrowsAndGivesTheConnectionUp(int count)
        {
            using ClientScene scene = new ClientScene();
            scene.Connect();
            scene.ClientEnd.Window = 0;
            byte[] message = WirePeer.Pattern(count);
            long beganMs = Environment.TickCount64;
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() =>
            {
                while (true)
                {
                    // Small ones are taken until the send buffer is full.
                    scene.Client.Send(message, 0, count, WebSocketMessageType.Binary);
                }
            });
            AssertLate(beganMs, 1500);
            Assert.AreEqual(WebSocketState.Aborted, scene.Client.State);
            scene.LosesItsConnection(1, e.Message);
            scene.Works();
        }

        [TestMethod]
        public void EveryCall_MovesOneByte_AndEverythingWorks()
        {
            using ClientScene scene = new ClientScene();
            scene.Script.Connector.MaxRead = 1;
            scene.Script.Connector.MaxWrite = 1;

            // The handshake takes a wait for each byte.
            for (int i = 0; i < 3; i++)
            {
                scene.Script.Connector.Pump = scene.Script.Work;
                scene.Script.Answer = a => Array.ConvertAll(
                    WirePeer.Join(ScriptedServer.Ascii(ScriptedServer.Response(a)), WirePeer.Frame(WirePeer.Text, true, ScriptedServer.Ascii("bytes"), 0, 5, null)),
                    b => new[] { b });
                scene.Connect();
                byte[] buffer = new byte[10];
                int got = 0;
                for (bool isOver = false; !isOver;)
                {
                    WebSocketReceiveResult result = scene.Client.Receive(buffer, got, 10 - got);
                    got += result.Count;
                    isOver = result.EndOfMessage;
                }

                Assert.AreEqual("bytes", System.Text.Encoding.ASCII.GetString(buffer, 0, got));
                scene.Client.Send(WirePeer.Pattern(300), 0, 300, WebSocketMessageType.Binary);
                scene.Script.Work();
                CollectionAssert.AreEqual(WirePeer.Pattern(300), scene.Script.Frames[i].Value);
                scene.Client.Abort();
                Assert.IsFalse(scene.Client.RunOnce(0));
            }
        }

        [TestMethod]
        public void Answer_EachBitInverted_OpensOrFailsAndMayBeTriedAgain()
        {
            using ClientScene scene = new ClientScene();
            int opened = 0;
            int failed = 0;
            for (int bit = 0; bit < 129 * 8; bit++)
            {
                scene.Script.Answer = a =>
                {
                    byte[] answer = ScriptedServer.Ascii(ScriptedServer.Response(a));
                    answer[bit / 8] ^= (byte)(1 << (bit % 8));

                    // The end shows that nothing more is to come; a client that waits for it is not what is tested here.
                    scene.Script.End.Write(answer, 0, answer.Length);
                    scene.Script.End.EndWriting();
                    return [];
                };
                try
                {
                    scene.Connect();
                    opened++;
                    scene.LosesItsConnection(opened, bit.ToString());
                }
                catch (WebSocketException e)
                {
                    failed++;
                    Assert.AreNotEqual(WebSocketError.Unknown, e.Error);
                }
            }

            Assert.IsTrue(opened > 50 && failed > 500, opened + " " + failed);
            scene.Works();
        }

        [TestMethod]
        public void Frame_EachBitInverted_IsAMessageOrEndsTheConnection()
        {
            using ClientScene scene = new ClientScene();
            byte[] frame = WirePeer.Frame(WirePeer.Text, true, System.Text.Encoding.UTF8.GetBytes("grüße"), 0, 7, null);
            int messages = 0;
            for (int bit = 0; bit < frame.Length * 8; bit++)
            {
                byte[] corrupt = (byte[])frame.Clone();
                corrupt[bit / 8] ^= (byte)(1 << (bit % 8));
                scene.Connect();
                scene.Script.End.Write(corrupt, 0, corrupt.Length);
                scene.Script.End.EndWriting();
                byte[] buffer = new byte[100];
                try
                {
                    while (true)
                    {
                        WebSocketReceiveResult result = scene.Client.Receive(buffer, 0, 100);
                        if (result.MessageType == WebSocketMessageType.Close)
                        {
                            break;
                        }

                        messages++;
                    }
                }
                catch (WebSocketException e)
                {
                    Assert.AreEqual(WebSocketError.ConnectionClosed, e.Error);
                }

                Assert.HasCount(bit + 1, scene.ClosedStates);
                Assert.IsTrue((int)scene.Client.CloseStatus is 1002 or 1005 or 1006 or 1007 or 1009 || bit < 8, Convert.ToHexString(corrupt));
            }

            Assert.IsTrue(messages > 10, messages.ToString());
            scene.Works();
        }

        /// <summary>It took the deadline, and not half as much again: each wait moves the clock by a little.</summary>
        private static void AssertLate(long beganMs, int deadlineMs)
        {
            long tookMs = Environment.TickCount64 - beganMs;
            Assert.IsTrue(tookMs >= deadlineMs && tookMs <= deadlineMs * 3 / 2, tookMs + " of " + deadlineMs);
        }
    }
}
