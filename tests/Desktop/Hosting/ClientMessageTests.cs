using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>A client's messages, both ways, against the server in memory and against scripts.</summary>
    [TestClass]
    public sealed class ClientMessageTests
    {
        [TestMethod]
        [DataRow(1)]
        [DataRow(7)]
        [DataRow(5000)]
        public void Receive_IntoBuffersOfAnySize_BringsTheMessageWhole(int size)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { ReceiveBufferSize = 8192 }, 4096);
            host.Echo();
            using ClientWebSocket client = Connect(host);
            byte[] message = WirePeer.Pattern(3000);
            byte[] buffer = new byte[size + 4];
            for (int round = 0; round < 2; round++)
            {
                WebSocketMessageType type = round == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
                if (round == 1)
                {
                    message = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("äöü€", 300)));
                }

                Assert.IsTrue(client.Send(message, 0, message.Length, type));
                using MemoryStream got = new MemoryStream();
                WebSocketReceiveResult result;
                do
                {
                    result = client.Receive(buffer, 2, size);
                    Assert.IsTrue(result.Count <= size);
                    Assert.AreEqual(type, result.MessageType);
                    Assert.IsNull(result.CloseStatusDescription);
                    got.Write(buffer, 2, result.Count);
                }
                while (!result.EndOfMessage);
                CollectionAssert.AreEqual(message, got.ToArray());
                Assert.AreEqual(0, buffer[0] + buffer[1] + buffer[size + 2] + buffer[size + 3]);
            }
        }

        [TestMethod]
        public void Receive_EmptyMessagesAndFragments_AreSeen()
        {
            ScriptedServer server = Script();
            using ClientWebSocket client = server.CreateClient();
            client.Connect("ws://h/");
            server.Send(WirePeer.Frame(WirePeer.Text, true, new byte[1], 0, 0, null));
            server.Send(WirePeer.Frame(WirePeer.Binary, false, new byte[1], 0, 0, null));
            server.Send(WirePeer.Frame(WirePeer.Continuation, true, new byte[] { 9 }, 0, 1, null));
            byte[] buffer = new byte[10];
            WebSocketReceiveResult result = client.Receive(buffer, 0, 10);
            Assert.AreEqual(0, result.Count);
            Assert.IsTrue(result.EndOfMessage);
            Assert.AreEqual(WebSocketMessageType.Text, result.MessageType);
            result = client.Receive(buffer, 0, 10);
            Assert.AreEqual(0, result.Count);
            Assert.IsFalse(result.EndOfMessage);
            result = client.Receive(buffer, 0, 10);
            Assert.AreEqual(1, result.Count);
            Assert.IsTrue(result.EndOfMessage);
            Assert.AreEqual(WebSocketMessageType.Binary, result.MessageType);
        }

        [TestMethod]
        public void Receive_ServerNeverPauses_PingsAreAnsweredAllTheSame()
        {
            ScriptedServer server = Script();
            using ClientWebSocket client = server.CreateClient();
            client.Connect("ws://h/");
            byte[] buffer = new byte[100];
            byte[] message = WirePeer.Frame(WirePeer.Binary, true, WirePeer.Pattern(50), 0, 50, null);
            server.Send(WirePeer.Frame(WirePeer.Ping, true, new byte[] { 1, 2 }, 0, 2, null));
            int rounds = 0;
            while (server.Frames.Count == 0 && rounds < 200)
            {
                // There always is another message before the client asks for one.
                server.Send(message);
                server.Send(message);
                server.Work();
                server.Work();
                Assert.AreEqual(50, client.Receive(buffer, 0, 100).Count);
                rounds++;
            }

            Assert.AreEqual(1, server.Frames.Count);
            Assert.AreEqual(0x8A, server.Frames[0].Key);
            CollectionAssert.AreEqual(new byte[] { 1, 2 }, server.Frames[0].Value);
        }

        [TestMethod]
        public void Receive_ServerCloses_BringsItsStatusAndReason()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            using ClientWebSocket client = Connect(host);
            int closed = 0;
            client.Closed += s => closed++;
            host.Socket.SendString("last");
            host.Socket.Close((WebSocketCloseStatus)4001, "genug für heute");
            byte[] buffer = new byte[100];
            Assert.AreEqual(4, client.Receive(buffer, 0, 100).Count);
            WebSocketReceiveResult result = client.Receive(buffer, 0, 100);
            Assert.AreEqual(WebSocketMessageType.Close, result.MessageType);
            Assert.AreEqual(0, result.Count);
            Assert.AreEqual(4001, (int)result.CloseStatus);
            Assert.AreEqual("genug für heute", result.CloseStatusDescription);
            Assert.AreEqual(4001, (int)client.CloseStatus);
            Assert.AreEqual("genug für heute", client.CloseStatusDescription);
            Assert.AreEqual(WebSocketState.Closed, client.State);
            Assert.AreEqual(1, closed);
            Expect.Throws(typeof(InvalidOperationException), () => client.Receive(buffer, 0, 100));
            Assert.AreEqual(1, host.Server.Statistics.WebSocketsClosedCleanly);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void Receive_ServerVanishes_Throws(bool isReset)
        {
            ScriptedServer server = Script();
            using ClientWebSocket client = server.CreateClient();
            client.Connect("ws://h/");
            server.Send(new byte[] { 0x82, 10, 1 });
            byte[] buffer = new byte[10];
            Assert.AreEqual(1, client.Receive(buffer, 0, 10).Count);
            if (isReset)
            {
                server.End.Lose();
            }
            else
            {
                server.End.Close();
            }

            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Receive(buffer, 0, 10));
            Assert.AreEqual(WebSocketError.ConnectionClosed, e.Error);
            Assert.AreEqual(WebSocketCloseStatus.AbnormalClosure, client.CloseStatus);
            Assert.AreEqual(WebSocketState.Aborted, client.State);
            Assert.ThrowsExactly<WebSocketException>(() => client.SendString("x"));
        }

        [TestMethod]
        public void Receive_ServerBreaksARule_FailsWithItsStatus()
        {
            ScriptedServer server = Script();
            using ClientWebSocket client = server.CreateClient(o => o.CloseTimeoutMs = 50);
            client.Connect("ws://h/");
            server.Send(WirePeer.TextFrame("masked"));
            byte[] buffer = new byte[10];
            Assert.ThrowsExactly<WebSocketException>(() => client.Receive(buffer, 0, 10));
            Assert.AreEqual(WebSocketCloseStatus.ProtocolError, client.CloseStatus);
            server.Work();
            Assert.AreEqual(0x88, server.Frames.Single().Key);
            CollectionAssert.AreEqual(new byte[] { 1002 >> 8, 1002 & 255 }, server.Frames[0].Value);
        }

        [TestMethod]
        public void Receive_WrongArguments_Throw()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            using ClientWebSocket client = Connect(host);
            byte[] buffer = new byte[10];
            Expect.Throws(typeof(ArgumentNullException), () => client.Receive(null, 0, 1));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => client.Receive(buffer, 0, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => client.Receive(buffer, 10, 1));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => client.Receive(buffer, -1, 1));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => client.Receive(buffer, 0, 11));
        }

        [TestMethod]
        public void RunOnce_Events_BringWholeMessagesAndTheEnd()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Echo();
            using ClientWebSocket client = Connect(host);
            List<string> got = new List<string>();
            client.MessageReceived += (s, buffer, offset, count, type, end) =>
            {
                Assert.AreSame(client, s);
                Assert.IsTrue(end);
                got.Add(Encoding.UTF8.GetString(buffer, offset, count));
                if (got.Count < 5)
                {
                    s.SendString("message " + got.Count);
                }
                else
                {
                    s.Close(WebSocketCloseStatus.NormalClosure, null);
                }
            };
            client.Closed += s => got.Add("closed " + (int)s.CloseStatus);
            client.SendString("message 0");
            for (int i = 0; client.RunOnce(1) && i < 1000; i++)
            {
            }

            Assert.AreEqual("message 0,message 1,message 2,message 3,message 4,closed 1000", string.Join(",", got));
            Assert.IsFalse(client.RunOnce(0));
        }

        [TestMethod]
        public void RunOnce_MessageLargerThanTheBuffer_ClosesWith1009OrComesInPieces()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            byte[] large = WirePeer.Pattern(5000);
            using (ClientWebSocket client = Connect(host))
            {
                client.MessageReceived += (s, buffer, offset, count, type, end) => Assert.Fail("not whole");
                Assert.IsTrue(host.Socket.Send(large, 0, large.Length, WebSocketMessageType.Binary));
                for (int i = 0; client.RunOnce(1) && i < 1000; i++)
                {
                }

                Assert.AreEqual(WebSocketCloseStatus.MessageTooBig, client.CloseStatus);
            }

            host.Settle();
            using (ClientWebSocket client = Connect(host, o => o.AllowPartialMessages = true))
            {
                using MemoryStream got = new MemoryStream();
                bool isOver = false;
                client.MessageReceived += (s, buffer, offset, count, type, end) =>
                {
                    got.Write(buffer, offset, count);
                    isOver = end;
                };
                Assert.IsTrue(host.Socket.Send(large, 0, large.Length, WebSocketMessageType.Binary));
                for (int i = 0; !isOver && client.RunOnce(1) && i < 1000; i++)
                {
                }

                CollectionAssert.AreEqual(large, got.ToArray());
            }
        }

        [TestMethod]
        public void RunOnce_HandlerThrows_ClosesWith1011()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            using ClientWebSocket client = Connect(host);
            client.MessageReceived += (s, buffer, offset, count, type, end) => throw new InvalidOperationException("the application's own");
            host.Socket.SendString("x");
            for (int i = 0; client.RunOnce(1) && i < 1000; i++)
            {
            }

            Assert.AreEqual(WebSocketCloseStatus.InternalServerError, client.CloseStatus);
            Assert.AreEqual(WebSocketCloseStatus.InternalServerError, host.ClosedSocket.CloseStatus);
        }

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
            using ClientWebSocket client = Connect(host, o => o.SendBufferSize = sendBufferSize);
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
        public void SendFragment_Parts_AreOneMessage()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Echo();
            using ClientWebSocket client = Connect(host);
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

        [TestMethod]
        public void Close_ByTheClient_IsCleanAndSeenByTheServer()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            using ClientWebSocket client = Connect(host);
            host.Socket.SendString("dropped");
            Assert.IsTrue(client.CloseAndWait((WebSocketCloseStatus)3000, "bye"));
            Assert.AreEqual(3000, (int)host.ClosedSocket.CloseStatus);
            Assert.AreEqual("bye", host.ClosedSocket.CloseStatusDescription);
            Assert.AreEqual(WebSocketState.Closed, client.State);
            Assert.IsFalse(client.Close());
            Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null), "closed cleanly before");
            client.Abort();
            client.Dispose();
            client.Dispose();
        }

        [TestMethod]
        public void CloseAndWait_ServerNeverAnswers_IsFalseInTime()
        {
            ScriptedServer server = Script();
            using ClientWebSocket client = server.CreateClient(o => o.CloseTimeoutMs = 40);
            client.Connect("ws://h/");
            Assert.IsFalse(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
            Assert.AreEqual(WebSocketState.Aborted, client.State);
            Assert.IsTrue(server.Connector.Last.IsClosed);
        }

        [TestMethod]
        public void CloseAndWait_ServerNeverEndsTheConnection_IsCleanInTime()
        {
            ScriptedServer server = Script();
            using ClientWebSocket client = server.CreateClient(o => o.CloseTimeoutMs = 40);
            client.Connect("ws://h/");
            server.Send(WirePeer.Frame(WirePeer.Close, true, new byte[] { 3, 232 }, 0, 2, null));
            Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
            Assert.AreEqual(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
        }

        [TestMethod]
        public void Client_NeverConnected_SaysSo()
        {
            using ClientWebSocket client = new ClientWebSocket();
            Assert.AreEqual(WebSocketState.None, client.State);
            Assert.IsFalse(client.RunOnce(0));
            Assert.IsFalse(client.Close());
            Assert.IsFalse(client.Ping(null, 0, 0));
            Assert.IsNull(client.SubProtocol);
            Assert.AreEqual(0, client.BufferedAmount);
            Assert.AreEqual("", client.CloseStatusDescription);
            client.Abort();
            Expect.Throws(typeof(InvalidOperationException), client.Start);
            Expect.Throws(typeof(InvalidOperationException), () => client.Receive(new byte[1], 0, 1));
            Assert.ThrowsExactly<WebSocketException>(() => client.SendString("x"));
        }

        [TestMethod]
        public void Client_WithAThread_KeepsReceiveAndCloseAndWaitOut()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.Start();
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { Connector = new MemoryConnector(host.Listener) });
            using ManualResetEventSlim over = new ManualResetEventSlim();
            client.Closed += s => over.Set();
            client.Connect("ws://h/");
            client.Start();
            Expect.Throws(typeof(InvalidOperationException), client.Start);
            Expect.Throws(typeof(InvalidOperationException), () => client.Receive(new byte[1], 0, 1));
            Expect.Throws(typeof(InvalidOperationException), () => client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
            Assert.AreEqual(WebSocketState.Open, client.State, "closed by a call that was refused");
            client.Dispose();
            Assert.IsTrue(over.Wait(10000));
            Assert.AreEqual(WebSocketState.Aborted, client.State);
            host.Server.Stop();
        }

        [TestMethod]
        public void Client_ReconnectsInItsClosedHandler_AndStartsAnew()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions(), 4096);
            host.Server.MessageReceived += (s, buffer, offset, count, type, end) => s.Close();
            host.Server.Start();
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { Connector = new MemoryConnector(host.Listener) });
            using ManualResetEventSlim over = new ManualResetEventSlim();
            int closed = 0;
            client.Closed += s =>
            {
                closed++;
                if (closed == 3)
                {
                    over.Set();
                    return;
                }

                client.Connect("ws://h/");
                client.Start();
                client.SendString("again");
            };
            client.Connect("ws://h/");
            client.Start();
            client.SendString("first");
            Assert.IsTrue(over.Wait(10000));
            Assert.AreEqual(3, host.OpenedCount);
            host.Server.Stop();
        }

        internal static ClientWebSocket Connect(HostingServer host, Action<ClientWebSocketOptions> configure = null)
        {
            ClientWebSocketOptions options = new ClientWebSocketOptions
            {
                Connector = new MemoryConnector(host.Listener) { Pump = () => host.Server.RunOnce(0) },
            };
            configure?.Invoke(options);
            ClientWebSocket client = new ClientWebSocket(options);
            client.Connect("ws://device.local/");
            return client;
        }

        private static ScriptedServer Script()
        {
            return new ScriptedServer { Answer = a => new[] { ScriptedServer.Ascii(ScriptedServer.Response(a)) } };
        }
    }
}
