using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Reconnect;

namespace Nanowire.Tests.Reconnect
{
    /// <summary>Sends without a connection.</summary>
    [TestClass]
    public sealed class ReconnectQueueTests
    {
        [TestMethod]
        public void Send_OfflineByDefault_IsRefusedAndCounted()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            Assert.IsFalse(fixture.Client.SendString("lost"));
            Assert.AreEqual(1, fixture.Client.MessagesRefused);
            fixture.Open();
            Assert.IsTrue(fixture.Client.SendString("sent"));
            fixture.Work();
            Assert.AreEqual("sent", string.Join(" ", fixture.Received));
            Assert.AreEqual(1, fixture.Client.MessagesRefused);
        }

        [TestMethod]
        public void Send_OfflineWithAQueue_GoesOutInOrderWithItsType()
        {
            using ReconnectFixture fixture = Queue(8, 100);
            fixture.Client.SendString("one");
            fixture.Client.Send(Encoding.UTF8.GetBytes("-two-"), 1, 3, WebSocketMessageType.Binary);
            fixture.Client.SendString("");
            fixture.Client.SendString("grüße");
            Assert.AreEqual(4, fixture.Client.QueuedMessages);
            Assert.AreEqual(13, fixture.Client.BufferedAmount);
            fixture.Open();
            fixture.Client.SendString("later");
            fixture.Work();
            Assert.AreEqual("one|b:two||grüße|later", string.Join("|", fixture.Received));
            Assert.AreEqual(0, fixture.Client.QueuedMessages);
            Assert.AreEqual(0, fixture.Client.BufferedAmount);
            Assert.AreEqual(0, fixture.Client.MessagesDropped + fixture.Client.MessagesRefused);
        }

        [TestMethod]
        public void Queue_FullOfMessages_RefusesTheNewest()
        {
            using ReconnectFixture fixture = Queue(2, 100);
            Assert.IsTrue(fixture.Client.SendString("1"));
            Assert.IsTrue(fixture.Client.SendString("2"));
            Assert.IsFalse(fixture.Client.SendString("3"));
            Assert.AreEqual(1, fixture.Client.MessagesRefused);
            fixture.Open();
            Assert.AreEqual("1 2", string.Join(" ", fixture.Received));
        }

        [TestMethod]
        public void Queue_FullOfBytes_RefusesTheNewest()
        {
            using ReconnectFixture fixture = Queue(10, 10);
            Assert.IsTrue(fixture.Client.SendString("123456"));
            Assert.IsFalse(fixture.Client.SendString("12345"));
            Assert.IsTrue(fixture.Client.SendString("abcd"), "that fits to the byte");
            Assert.IsTrue(fixture.Client.SendString(""), "and so does nothing");
            Assert.AreEqual(1, fixture.Client.MessagesRefused);
            fixture.Open();
            Assert.AreEqual("123456|abcd|", string.Join("|", fixture.Received));
        }

        [TestMethod]
        public void Queue_ThatDropsTheOldest_KeepsTheNewest()
        {
            using ReconnectFixture fixture = Queue(3, 10, QueueOverflow.DropOldest);
            for (int i = 1; i <= 5; i++)
            {
                Assert.IsTrue(fixture.Client.SendString(i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }

            Assert.AreEqual(2, fixture.Client.MessagesDropped);
            Assert.IsTrue(fixture.Client.SendString("123456789"), "9 bytes take the place of two messages");
            Assert.AreEqual(4, fixture.Client.MessagesDropped);
            Assert.IsFalse(fixture.Client.SendString("12345678901"), "more than the queue ever holds drops nothing");
            Assert.AreEqual(1, fixture.Client.MessagesRefused);
            Assert.AreEqual(2, fixture.Client.QueuedMessages);
            fixture.Open();
            Assert.AreEqual("5 123456789", string.Join(" ", fixture.Received));
        }

        [TestMethod]
        public void Queue_WrappedManyTimes_LosesNoByte()
        {
            Random random = new Random(7);
            using ReconnectFixture fixture = Queue(5, 64);
            for (int round = 0; round < 300; round++)
            {
                if (fixture.Client.State == WebSocketState.Open)
                {
                    fixture.Lose();
                }

                int count = random.Next(1, 6);
                string[] sent = Enumerable.Range(0, count).Select(i => new string((char)('a' + i), random.Next(0, 12))).ToArray();
                foreach (string text in sent)
                {
                    Assert.IsTrue(fixture.Client.SendString(text));
                }

                fixture.Received.Clear();
                fixture.Clock.Ms += 100000;
                fixture.Work();
                Assert.AreEqual(string.Join("|", sent), string.Join("|", fixture.Received), "round " + round);
            }
        }

        [TestMethod]
        public void Queue_ConnectionIsLostWhileItEmpties_TheRestComesWithTheNext()
        {
            using ReconnectFixture fixture = Queue(10, 20000);
            for (int i = 0; i < 5; i++)
            {
                fixture.Client.SendString(i + new string('x', 3000));
            }

            // The network of the first connection takes one message whole and the next in part.
            fixture.Client.Opened += s =>
            {
                MemoryTransport transport = fixture.Network.Last;
                transport.Pump = fixture.Client.Openings > 1 ? transport.Pump : transport.Lose;
            };
            fixture.Client.RunOnce(0);
            fixture.Client.RunOnce(0);
            int left = fixture.Client.QueuedMessages;
            Assert.IsTrue(left > 0 && left < 5, left + " are left");
            fixture.Work();
            fixture.Clock.Ms += 100000;
            fixture.Work(40);
            Assert.AreEqual(0, fixture.Client.QueuedMessages);

            // What the lost connection had taken is gone, and nothing comes twice.
            Assert.AreEqual("01234".Substring(5 - left), string.Concat(fixture.Received.Select(r => r[0])));
            Assert.IsTrue(fixture.Received.All(r => r.Length == 3001));
        }

        [TestMethod]
        public void Send_ToAConnectionThatIsLostUnderIt_IsKept()
        {
            using ReconnectFixture fixture = Queue(4, 5000);
            fixture.Open();

            // Larger than the send buffer, so it is known not to have gone out whole.
            MemoryTransport transport = fixture.Network.Last;
            transport.Pump = transport.Lose;
            byte[] large = Encoding.UTF8.GetBytes(new string('y', 3500));
            int writes = transport.Writes;
            transport.MaxWrite = 0;
            Assert.IsTrue(fixture.Client.Send(large, 0, large.Length, WebSocketMessageType.Text));
            Assert.AreEqual(writes, transport.Writes);
            Assert.AreEqual(1, fixture.Client.QueuedMessages);
            fixture.Work();
            fixture.AssertAttemptAfter(1000);
            fixture.Work(40);
            Assert.AreEqual(new string('y', 3500), string.Join("", fixture.Received));
        }

        [TestMethod]
        public void SendFragment_Offline_IsRefused()
        {
            using ReconnectFixture fixture = Queue(4, 100);
            Assert.IsFalse(Part(fixture, "a", true));
            Assert.AreEqual(1, fixture.Client.MessagesRefused);
        }

        [TestMethod]
        public void SendFragment_ConnectionIsReplacedInTheMidst_TheRestIsRefusedAndTheNextMessageIsFine()
        {
            using ReconnectFixture fixture = new ReconnectFixture();
            fixture.Open();
            Assert.IsTrue(Part(fixture, "a", false));
            fixture.Lose();
            fixture.AssertAttemptAfter(1000);
            Assert.AreEqual(WebSocketState.Open, fixture.Client.State);
            Assert.IsFalse(Part(fixture, "b", true), "the rest of a message whose start the server of this connection never saw");
            Assert.IsTrue(Part(fixture, "c", false));
            Assert.IsTrue(Part(fixture, "d", true));
            fixture.Work();
            Assert.AreEqual("cd", string.Join(" ", fixture.Received));
        }

        [TestMethod]
        public void Send_WhatCannotBeSent_IsRefusedBeforeItIsKept()
        {
            using ReconnectFixture fixture = Queue(4, 100);
            byte[] buffer = new byte[4];
            Assert.ThrowsExactly<ArgumentNullException>(() => fixture.Client.Send(null, 0, 0, WebSocketMessageType.Text));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => fixture.Client.Send(buffer, 0, 5, WebSocketMessageType.Text));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => fixture.Client.Send(buffer, -1, 1, WebSocketMessageType.Text));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => fixture.Client.Send(buffer, 1, -1, WebSocketMessageType.Text));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => fixture.Client.Send(buffer, 0, 1, WebSocketMessageType.Close));
            Assert.AreEqual(0, fixture.Client.QueuedMessages);
        }

        [TestMethod]
        public void Send_WhenStopped_IsRefusedAndWhatWaitsStays()
        {
            using ReconnectFixture fixture = Queue(4, 100);
            fixture.Client.SendString("waits");
            fixture.Client.Stop();
            Assert.IsFalse(fixture.Client.SendString("late"));
            Assert.AreEqual(1, fixture.Client.QueuedMessages);
        }

        private static ReconnectFixture Queue(int messages, int bytes, QueueOverflow overflow = QueueOverflow.RefuseNewest)
        {
            return new ReconnectFixture(o =>
            {
                o.MaxQueuedMessages = messages;
                o.MaxQueuedBytes = bytes;
                o.Overflow = overflow;
            });
        }

        private static bool Part(ReconnectFixture fixture, string text, bool isLast)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return fixture.Client.SendFragment(bytes, 0, bytes.Length, WebSocketMessageType.Text, isLast);
        }
    }
}
