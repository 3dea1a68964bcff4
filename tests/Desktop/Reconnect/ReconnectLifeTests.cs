using System;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Reconnect;

namespace Nanowire.Tests.Reconnect
{
    /// <summary>Its thread, its end, and its memory.</summary>
    [TestClass]
    public sealed class ReconnectLifeTests
    {
        private const int PatienceMs = 20000;

        [TestMethod]
        public void Stop_WhileOpen_ClosesWithAHandshake()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            int closed = 0;
            int stopped = 0;
            fixture.Client.Closed += s => closed++;
            fixture.Client.Stopped += s => stopped++;
            fixture.Open();
            fixture.Client.Close(WebSocketCloseStatus.EndpointUnavailable, "bye");
            fixture.Work();
            Assert.AreEqual(WebSocketCloseStatus.EndpointUnavailable, fixture.Host.ClosedSocket.CloseStatus);
            Assert.AreEqual("bye", fixture.Host.ClosedSocket.CloseStatusDescription);
            Assert.IsFalse(fixture.Client.RunOnce(0));
            Assert.AreEqual("1 1", closed + " " + stopped);
            Assert.AreEqual(WebSocketState.Closed, fixture.Client.State);
            Assert.AreEqual(1, fixture.Client.Attempts);
        }

        [TestMethod]
        public void Close_WithAStatusThatMayNotBeSent_ThrowsAndChangesNothing()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Open();
            Assert.Throws<ArgumentException>(() => fixture.Client.Close(WebSocketCloseStatus.AbnormalClosure, null));
            fixture.Work();
            Assert.AreEqual(WebSocketState.Open, fixture.Client.State);
        }

        [TestMethod]
        public void Dispose_WhileOpen_GivesTheConnectionUpAtOnce()
        {
            ReconnectFixture fixture = new ReconnectFixture();
            fixture.Open();
            fixture.Client.Dispose();
            Assert.IsTrue(fixture.Network.Last.IsClosed);
            Assert.AreEqual(WebSocketState.Closed, fixture.Client.State);
            fixture.Client.RunOnce(0);
            Assert.IsFalse(fixture.Client.RunOnce(0));
        }

        [TestMethod]
        public void Abort_WhileOpen_BringsANewConnection()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Open();
            fixture.Client.Abort();
            fixture.Work();
            Assert.AreEqual(WebSocketState.Connecting, fixture.Client.State);
            fixture.AssertAttemptAfter(1000);
            Assert.AreEqual(WebSocketState.Open, fixture.Client.State);
        }

        [TestMethod]
        public void Stop_DuringALongWait_WakesTheThread()
        {
            AssertThreadEnds(c => c.Stop(), () => throw new WebSocketException("down", WebSocketError.ConnectionFailed, 0));
        }

        [TestMethod]
        public void Dispose_DuringALongWait_WakesTheThread()
        {
            AssertThreadEnds(c => c.Dispose(), () => throw new WebSocketException("down", WebSocketError.ConnectionFailed, 0));
        }

        [TestMethod]
        [DataRow(false, DisplayName = "Stop")]
        [DataRow(true, DisplayName = "Dispose")]
        public void End_DuringAHandshakeThatNeverEnds_IsImmediate(bool disposes)
        {
            MemoryListener nobodyAnswers = new MemoryListener(4, 4096);
            using ManualResetEventSlim waits = new ManualResetEventSlim();
            using ManualResetEventSlim stopped = new ManualResetEventSlim();
            using ReconnectingClient client = new ReconnectingClient("ws://h/", new ReconnectOptions
            {
                DeviceId = new byte[] { 1 },
                Client = new ClientWebSocketOptions { Connector = new MemoryConnector(nobodyAnswers) { Pump = waits.Set }, HandshakeTimeoutMs = 600000 },
            });
            client.Stopped += s => stopped.Set();
            client.Start();
            Assert.IsTrue(waits.Wait(PatienceMs));
            if (disposes)
            {
                client.Dispose();
            }
            else
            {
                client.Stop();
            }

            Assert.IsTrue(stopped.Wait(PatienceMs), "the handshake was awaited");
            Assert.AreEqual(1, client.Attempts);
        }

        [TestMethod]
        public void NetworkAvailable_DuringALongWait_WakesTheThread()
        {
            using ManualResetEventSlim failed = new ManualResetEventSlim();
            using ManualResetEventSlim again = new ManualResetEventSlim();
            using ReconnectFixture fixture = new ReconnectFixture(o =>
            {
                o.Clock = null;
                o.BaseDelayMs = 3600000;
                o.MaxDelayMs = 3600000;
            });
            fixture.Switch.Connecting = () =>
            {
                (failed.IsSet ? again : failed).Set();
                throw new WebSocketException("down", WebSocketError.ConnectionFailed, 0);
            };
            fixture.Client.Start();
            Assert.IsTrue(failed.Wait(PatienceMs));
            while (fixture.Client.DelayMs == 0)
            {
                Thread.Sleep(1);
            }

            fixture.Client.NetworkAvailable();
            Assert.IsTrue(again.Wait(PatienceMs), "the wait of an hour goes on");
        }

        [TestMethod]
        public void Start_AfterStop_TriesAgainAndSendsWhatWaited()
        {
            using ManualResetEventSlim stopped = new ManualResetEventSlim();
            using ManualResetEventSlim received = new ManualResetEventSlim();
            using ReconnectFixture fixture = new ReconnectFixture(o =>
            {
                o.MaxQueuedMessages = 1;
                o.MaxQueuedBytes = 10;
            });
            fixture.Host.Server.MessageReceived += (s, buffer, offset, count, type, end) => received.Set();
            fixture.Client.Stopped += s => stopped.Set();
            fixture.Client.SendString("kept");
            fixture.Switch.Connecting = () => throw new WebSocketException("down", WebSocketError.ConnectionFailed, 0);
            fixture.Client.Start();
            fixture.Client.Stop();
            Assert.IsTrue(stopped.Wait(PatienceMs));
            fixture.Switch.Connecting = null;
            fixture.Client.Start();
            for (int i = 0; i < PatienceMs && !received.IsSet; i++)
            {
                fixture.Host.Server.RunOnce(0);
                Thread.Sleep(1);
            }

            Assert.AreEqual("kept", string.Join(" ", fixture.Received));
        }

        [TestMethod]
        public void Start_Twice_IsOneThread()
        {
            int attempts = 0;
            using ManualResetEventSlim hold = new ManualResetEventSlim();
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Switch.Connecting = () =>
            {
                Interlocked.Increment(ref attempts);
                hold.Wait(PatienceMs);
                throw new WebSocketException("down", WebSocketError.ConnectionFailed, 0);
            };
            fixture.Client.Start();
            fixture.Client.Start();
            fixture.Client.Start();
            for (int i = 0; i < PatienceMs && Volatile.Read(ref attempts) == 0; i++)
            {
                Thread.Sleep(1);
            }

            Thread.Sleep(20);
            Assert.AreEqual(1, Volatile.Read(ref attempts));
            hold.Set();
        }

        [TestMethod]
        public void Reconnects_100000_LeaveTheHeapWhereItWas()
        {
            using ReconnectFixture fixture = new ReconnectFixture(o =>
            {
                o.MaxQueuedMessages = 4;
                o.MaxQueuedBytes = 64;
            });
            int opened = 0;
            int closed = 0;
            int messages = 0;
            byte[] message = { 1, 2, 3 };
            fixture.Client.Opened += s => opened++;
            fixture.Client.Closed += s => closed++;
            fixture.Client.MessageReceived += (s, buffer, offset, count, type, end) => messages++;

            // Every end that a connection may come to, in turn.
            WebSocket socket = null;
            fixture.Host.Server.Opened += s => socket = s;
            Cycle(fixture, 2000, message, () => socket);
            long before = GC.GetTotalMemory(true);
            int threads = System.Diagnostics.Process.GetCurrentProcess().Threads.Count;
            Cycle(fixture, 100000, message, () => socket);
            fixture.Received.Clear();
            long after = GC.GetTotalMemory(true);
            Assert.AreEqual(102000, opened);
            Assert.AreEqual(102000, closed);
            Assert.AreEqual(102000, messages);
            Assert.AreEqual(0, fixture.Client.MessagesRefused + fixture.Client.MessagesDropped);

            // Less than a byte a connection: nothing of one stays.
            Assert.IsTrue(after - before < 50000, "the heap grew from " + before + " to " + after);
            Assert.IsTrue(System.Diagnostics.Process.GetCurrentProcess().Threads.Count < threads + 20, "threads stay");
        }

        private static void Cycle(ReconnectFixture fixture, int count, byte[] message, Func<WebSocket> current)
        {
            ReconnectingClient client = fixture.Client;
            for (int i = 0; i < count; i++)
            {
                client.Send(message, 0, 3, WebSocketMessageType.Binary);
                int openings = client.Openings;
                while (client.Openings == openings)
                {
                    fixture.Clock.Ms += client.DelayMs;
                    client.RunOnce(0);
                }

                WebSocket socket = current();
                socket.Send(message, 0, 3, WebSocketMessageType.Binary);
                client.RunOnce(0);
                client.RunOnce(0);
                switch (i % 3)
                {
                    case 0:
                        socket.Close(WebSocketCloseStatus.ServiceRestart, null);
                        break;
                    case 1:
                        fixture.Network.Last.Lose();
                        break;
                    default:
                        client.Abort();
                        break;
                }

                while (client.State != WebSocketState.Connecting)
                {
                    client.RunOnce(0);
                    fixture.Host.Server.RunOnce(0);
                }

                client.RunOnce(0);
                fixture.Host.Server.RunOnce(0);
                fixture.Host.Server.RunOnce(0);
                fixture.Received.Clear();
            }
        }

        private static void AssertThreadEnds(Action<ReconnectingClient> end, Action connecting)
        {
            using ManualResetEventSlim stopped = new ManualResetEventSlim();
            using ManualResetEventSlim tried = new ManualResetEventSlim();
            using ReconnectFixture fixture = new ReconnectFixture(o =>
            {
                o.Clock = null;
                o.BaseDelayMs = 3600000;
                o.MaxDelayMs = 3600000;
            });
            fixture.Client.Stopped += s => stopped.Set();
            fixture.Switch.Connecting = () =>
            {
                tried.Set();
                connecting();
            };
            fixture.Client.Start();
            Assert.IsTrue(tried.Wait(PatienceMs));
            end(fixture.Client);
            Assert.IsTrue(stopped.Wait(PatienceMs), "the wait of an hour goes on");
            Assert.AreEqual(1, fixture.Client.Attempts);
        }
    }
}
