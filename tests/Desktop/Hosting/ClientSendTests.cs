using System;
using System.IO;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>What a client sends, to the server in memory and to scripts.</summary>
    [TestClass]
    public sealed class ClientSendTests
    {
        [TestMethod]
        [DataRow(524, 100000)]
        [DataRow(1024, 885)]
        [DataRow(1024, 886)]
        [DataRow(1024, 889)]
        [DataRow(4096, 100000)]
        public void Send_Large_IsOutWhenItReturns(int sendBufferSize, int count)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { AllowPartialMessages = true }, 1000);
            using MemoryStream got = new MemoryStream();
            host.Server.MessageReceived += (s, buffer, offset, length, type, end) => got.Write(buffer, offset, length);
            using ClientWebSocket client = ClientFixture.Connect(host, o => o.SendBufferSize = sendBufferSize);
            byte[] message = WirePeer.Pattern(count);
            byte[] copy = (byte[])message.Clone();
            Assert.IsTrue(client.Send(message, 0, count, WebSocketMessageType.Binary));
            CollectionAssert.AreEqual(copy, message, "the caller's array was changed");

            // What is not out is in the client's own buffer now.
            Array.Clear(message, 0, count);
            for (int i = 0; i < 1000 && got.Length < count; i++)
            {
                client.RunOnce(0);
                host.Server.RunOnce(0);
            }

            CollectionAssert.AreEqual(copy, got.ToArray());
        }

        [TestMethod]
        public void Send_ServerNeverReads_ThrowsInTimeAndGivesUp()
        {
            ScriptedServer server = new ScriptedServer(1000) { Answer = a => new[] { ScriptedServer.Ascii(ScriptedServer.Response(a)) } };
            using ClientWebSocket client = server.CreateClient(o => o.SendTimeoutMs = 40);
            client.Connect("ws://h/");
            server.Connector.Last.Pump = null;
            byte[] large = WirePeer.Pattern(10000);
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Send(large, 0, large.Length, WebSocketMessageType.Binary));
            Assert.AreEqual(WebSocketError.ConnectionClosed, e.Error);
            Assert.AreEqual(WebSocketState.Aborted, client.State);

            using ClientWebSocket other = server.CreateClient(o => o.SendTimeoutMs = 40);
            other.Connect("ws://h/");
            server.Connector.Last.Pump = null;
            byte[] small = new byte[100];
            e = Assert.ThrowsExactly<WebSocketException>(() =>
            {
                for (int i = 0; i < 100; i++)
                {
                    other.Send(small, 0, small.Length, WebSocketMessageType.Binary);
                }
            });
            Assert.AreEqual(WebSocketError.Timeout, e.Error);
        }

        [TestMethod]
        public void Send_ConnectionEndsInTheMidst_ThrowsThoughAnotherThreadSawTheEnd()
        {
            ScriptedServer server = new ScriptedServer(1000) { Answer = a => new[] { ScriptedServer.Ascii(ScriptedServer.Response(a)) } };
            using ClientWebSocket client = server.CreateClient();
            client.Connect("ws://h/");
            server.Connector.Last.Pump = null;
            using ManualResetEventSlim over = new ManualResetEventSlim();
            client.Closed += s => over.Set();
            byte[] large = WirePeer.Pattern(100000);
            WebSocketException thrown = null;
            Thread sender = new Thread(() =>
            {
                try
                {
                    client.Send(large, 0, large.Length, WebSocketMessageType.Binary);
                }
                catch (WebSocketException e)
                {
                    thrown = e;
                }
            });
            sender.Start();
            for (int i = 0; i < 5000 && client.BufferedAmount == 0; i++)
            {
                Thread.Sleep(1);
            }

            Assert.AreNotEqual(0, client.BufferedAmount);
            server.End.Lose();
            client.Start();
            Assert.IsTrue(over.Wait(10000));
            Assert.IsTrue(sender.Join(10000));
            Assert.IsNotNull(thrown, "a message cut short was reported as sent");
        }

        [TestMethod]
        public void Send_LargeToAServerThatEchoesAndPings_DoesNotStandStill()
        {
            const int Count = 30000;
            HostingServer host = new HostingServer(new WebSocketServerOptions { AllowPartialMessages = true }, 600);
            host.Echo();
            MemoryConnector connector = null;
            using ClientWebSocket client = ClientFixture.Connect(host, o =>
            {
                connector = (MemoryConnector)o.Connector;
                o.AllowPartialMessages = true;
                o.SendTimeoutMs = 1000;
            });
            int got = 0;
            client.MessageReceived += (s, buffer, offset, count, type, end) => got += count;
            int rounds = 0;
            connector.Last.Pump = () =>
            {
                // As another thread would, while this one waits for room.
                host.Server.RunOnce(0);
                client.RunOnce(0);
                if (++rounds % 10 == 0)
                {
                    host.Socket.Ping(null, 0, 0);
                }
            };
            Assert.IsTrue(client.Send(WirePeer.Pattern(Count), 0, Count, WebSocketMessageType.Binary));
            for (int i = 0; i < 1000 && got < Count; i++)
            {
                host.Server.RunOnce(0);
                client.RunOnce(0);
            }

            Assert.AreEqual(Count, got);
            Assert.AreEqual(0, host.EchoesRefused);
        }

        [TestMethod]
        public void SendFragment_Parts_AreOneMessage()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Echo();
            using ClientWebSocket client = ClientFixture.Connect(host);
            byte[] text = Encoding.UTF8.GetBytes("aä");
            client.SendFragment(text, 0, 2, WebSocketMessageType.Text, false);
            client.SendFragment(text, 2, 0, WebSocketMessageType.Text, false);
            Expect.Throws(typeof(InvalidOperationException), () => client.SendFragment(text, 0, 1, WebSocketMessageType.Binary, true));
            Assert.IsTrue(client.Ping(text, 0, 1));
            client.SendFragment(text, 2, 1, WebSocketMessageType.Text, true);
            byte[] buffer = new byte[10];
            WebSocketReceiveResult result = client.Receive(buffer, 0, 10);
            Assert.AreEqual("aä", Encoding.UTF8.GetString(buffer, 0, result.Count));
            Assert.AreEqual(1, host.Server.Statistics.MessagesReceived);
        }
    }
}
