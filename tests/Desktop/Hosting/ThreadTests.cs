using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>Sends from several threads while the pump runs: frames never interleave, and what was taken arrives.</summary>
    [TestClass]
    public sealed class ThreadTests
    {
        private const int Threads = 4;
        private const int MessagesEach = 500;

        [TestMethod]
        public void ServerSends_FromFourThreads_AllArriveInTheirOrder()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { SendBufferSize = 1024 }, 3000);
            host.Echo();
            WirePeer peer = host.Open();
            host.Server.Start();
            WebSocket socket = host.Socket;
            int running = Threads;
            Exception failure = null;
            for (int t = 0; t < Threads; t++)
            {
                int id = t;
                new Thread(() =>
                {
                    try
                    {
                        SendAll(socket, id);
                    }
                    catch (Exception e)
                    {
                        failure = e;
                    }

                    Interlocked.Decrement(ref running);
                })
                { IsBackground = true }.Start();
            }

            // The peer asks for echoes meanwhile, which the pump sends.
            int echoes = 0;
            int[] next = new int[Threads];
            int got = 0;
            for (int i = 0; got < Threads * MessagesEach && i < 30000; i++)
            {
                if (i % 10 == 0 && peer.TrySend(WirePeer.TextFrame("echo"), 0, 10) is > 0 and < 10)
                {
                    Assert.Fail("the test's own pipe is full");
                }

                peer.Receive();
                bool isIdle = true;
                while (peer.ReadFrame())
                {
                    isIdle = false;
                    if (peer.Opcode == WirePeer.Text)
                    {
                        Assert.AreEqual("echo", peer.PayloadText);
                        echoes++;
                        continue;
                    }

                    int id = AssertMessage(peer, next);
                    next[id]++;
                    got++;
                }

                if (isIdle)
                {
                    Thread.Sleep(1);
                }
            }

            host.Server.Stop();
            Assert.IsNull(failure, failure?.ToString());
            Assert.AreEqual(Threads * MessagesEach, got);
            Assert.AreEqual(0, running);
            Assert.IsTrue(echoes > 0);
        }

        [TestMethod]
        public void ClientSends_FromFourThreads_AllArriveInTheirOrder()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { ReceiveBufferSize = 4096 }, 3000);
            int[] next = new int[Threads];
            int got = 0;
            Exception failure = null;
            host.Server.MessageReceived += (s, buffer, offset, count, type, end) =>
            {
                try
                {
                    int id = AssertMessage(buffer, offset, count, next);
                    next[id]++;
                    got++;
                }
                catch (Exception e)
                {
                    failure ??= e;
                }
            };
            host.Server.Start();
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { Connector = new MemoryConnector(host.Listener) });
            client.Connect("ws://h/");
            client.Start();
            List<Thread> threads = new List<Thread>();
            for (int t = 0; t < Threads; t++)
            {
                int id = t;
                Thread thread = new Thread(() =>
                {
                    try
                    {
                        SendAll(client, id);
                    }
                    catch (Exception e)
                    {
                        failure ??= e;
                    }
                })
                { IsBackground = true };
                thread.Start();
                threads.Add(thread);
            }

            foreach (Thread thread in threads)
            {
                Assert.IsTrue(thread.Join(30000));
            }

            for (int i = 0; i < 10000 && Volatile.Read(ref got) < Threads * MessagesEach; i++)
            {
                Thread.Sleep(1);
            }

            host.Server.Stop();
            Assert.IsNull(failure, failure?.ToString());
            Assert.AreEqual(Threads * MessagesEach, got);
        }

        /// <summary>Messages of many sizes, some of them larger than the send buffer; each says whose and which it is.</summary>
        private static void SendAll(WebSocket socket, int id)
        {
            // A borrowed array must stay as it is until it is out, so large ones have an array each.
            byte[] small = new byte[600];
            for (int i = 0; i < MessagesEach; i++)
            {
                int count = i % 50 == 49 ? 2500 : 3 + ((i * 37) % 500);
                byte[] buffer = count > small.Length ? new byte[count] : small;
                buffer[0] = (byte)id;
                buffer[1] = (byte)(i >> 8);
                buffer[2] = (byte)i;
                for (int k = 3; k < count; k++)
                {
                    buffer[k] = (byte)(k + id + i);
                }

                int tries = 0;
                while (!socket.Send(buffer, 0, count, WebSocketMessageType.Binary))
                {
                    if (++tries == 20000)
                    {
                        throw new InvalidOperationException("never taken: " + socket.State);
                    }

                    Thread.Sleep(tries > 100 ? 1 : 0);
                }
            }
        }

        private static int AssertMessage(WirePeer peer, int[] next)
        {
            Assert.IsTrue(peer.IsFinal);
            return AssertMessage(peer.Buffer, peer.PayloadOffset, peer.PayloadCount, next);
        }

        private static int AssertMessage(byte[] buffer, int offset, int count, int[] next)
        {
            int id = buffer[offset];
            int i = (buffer[offset + 1] << 8) | buffer[offset + 2];
            Assert.AreEqual(next[id], i, "of thread " + id);
            Assert.AreEqual(i % 50 == 49 ? 2500 : 3 + ((i * 37) % 500), count);
            for (int k = 3; k < count; k++)
            {
                if (buffer[offset + k] != (byte)(k + id + i))
                {
                    Assert.Fail("byte " + k + " of message " + i);
                }
            }

            return id;
        }
    }
}
