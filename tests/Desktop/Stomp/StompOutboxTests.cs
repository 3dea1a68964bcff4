using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Tests.Stomp
{
    /// <summary>What is kept, sent, sent again and given up, by the receipts that the test gives.</summary>
    [TestClass]
    public sealed class StompOutboxTests
    {
        private static readonly byte[] _headers = StompEncoder.EncodeHeaders(new[] { "destination", "/queue/a" });

        private readonly List<string> _confirmed = new List<string>();
        private StompFixture _fixture;
        private StompOutbox _outbox;

        [TestMethod]
        public void Work_TheFirstOfASession_GoesAloneAndThenAsManyAsMay()
        {
            Start();
            Add("a", "b", "c", "d", "e");
            Assert.AreEqual("a1", Sent());
            Assert.AreEqual("", Sent());
            Confirm(1);
            Assert.AreEqual("b2 c3 d4", Sent());
            Confirm(3);
            Assert.AreEqual("e5", Sent());
            Confirm(2, 5, 4);
            Assert.AreEqual("", Sent());
            Assert.AreEqual("a c b e d", string.Join(" ", _confirmed));
            Assert.AreEqual(0, _outbox.Count);
            Assert.AreEqual(5, _outbox.MessagesConfirmed);
            Assert.AreEqual(5, _outbox.MessagesSent);
            Assert.AreEqual(0, _outbox.MessagesUnconfirmed);
        }

        [TestMethod]
        public void ConnectionLost_WhatWasNotConfirmed_GoesAgainInOrderAndTheFirstAlone()
        {
            Start();
            Add("a", "b", "c", "d");
            Sent();
            Confirm(1);
            Assert.AreEqual("b2 c3 d4", Sent());
            Confirm(3);
            _fixture.Host.Socket.Abort();
            _fixture.Work();
            Assert.AreEqual(2, _outbox.MessagesUnconfirmed);
            Assert.AreEqual(0, _outbox.SessionsGivenUp);
            Assert.AreEqual("", Sent());
            Add("e");

            Reconnect();
            Assert.AreEqual("b5", Sent());
            Confirm(5);
            Assert.AreEqual("d6 e7", Sent());
            Confirm(6, 7);
            Assert.AreEqual("a c b d e", string.Join(" ", _confirmed));
            Assert.AreEqual(0, _outbox.Count);
        }

        [TestMethod]
        public void Receipt_ThatIsLate_EndsTheSessionOnce()
        {
            Start(o => o.ReceiptTimeoutMs = 700);
            Add("a", "b", "c");
            Sent();
            Confirm(1);
            Assert.AreEqual("b2 c3", Sent());
            _fixture.Pass(0);
            _fixture.Pass(699);
            Assert.AreEqual(StompState.Connected, _fixture.Client.State);
            _fixture.Pass(1);
            Assert.AreEqual("receipt 1 True | receipt 2 False | receipt 3 False | disconnected ReceiptTimeout", _fixture.Said);
            Assert.AreEqual(WebSocketState.Aborted, _fixture.Socket.State);
            Assert.AreEqual(1, _outbox.SessionsGivenUp);
            Assert.AreEqual(2, _outbox.MessagesUnconfirmed);

            Reconnect();
            Assert.AreEqual("b4", Sent());
        }

        [TestMethod]
        public void Receipt_OfAnother_IsNone()
        {
            Start();
            Add("a", "b");
            Sent();
            Assert.AreEqual(2, _fixture.Client.Begin("t", true));
            Confirm(2);
            Assert.AreEqual("", string.Join(" ", _confirmed));
            Assert.AreEqual("", Sent());
        }

        [TestMethod]
        public void Add_OneMoreThanMaxMessages_IsRefusedUntilTheOldestIsConfirmed()
        {
            Start();
            Add("a", "b", "c", "d", "e");
            Assert.IsFalse(_outbox.Add(new byte[1], 0, 1));
            Assert.AreEqual(1, _outbox.MessagesRefused);
            Sent();
            Confirm(1);
            Add("f");
            Assert.IsFalse(_outbox.Add(new byte[1], 0, 1));
            Assert.AreEqual("b2 c3 d4", Sent());

            // The oldest holds the places behind it, since they are a ring.
            Confirm(3, 4);
            Assert.IsFalse(_outbox.Add(new byte[1], 0, 1));
            Confirm(2);
            Add("g", "h", "i");
            Assert.IsFalse(_outbox.Add(new byte[1], 0, 1));
            Assert.AreEqual("e5 f6 g7", Sent());
        }

        [TestMethod]
        public void MaxMessageSize_BothSidesOfIt()
        {
            Start();
            Assert.IsTrue(_outbox.Add(Encoding.ASCII.GetBytes("-12345678"), 1, 8));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _outbox.Add(new byte[9], 0, 9));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _outbox.Add(new byte[2], 1, 2));
            Assert.ThrowsExactly<ArgumentNullException>(() => _outbox.Add(null, 0, 0));
            Assert.AreEqual("123456781", Sent());
        }

        [TestMethod]
        public void Construct_WhatCannotWork_IsRefused()
        {
            StompClient client = new StompClient(new StompClientOptions { Host = "h", SendBufferSize = 100 });
            int most = 100 - "SEND\nreceipt:123456789\ndestination:/queue/a\ncontent-length:nn\n\n^".Length;
            StompOutbox Create(int messages, int size, int inFlight) =>
                new StompOutbox(client, _headers, WebSocketMessageType.Text, messages, size, inFlight);
            Assert.IsNotNull(Create(4096, most, 1024));
            Assert.ThrowsExactly<ArgumentException>(() => Create(4096, most + 1, 1));
            Assert.ThrowsExactly<ArgumentException>(() => Create(4097, 1, 1));
            Assert.ThrowsExactly<ArgumentException>(() => Create(0, 1, 1));
            Assert.ThrowsExactly<ArgumentException>(() => Create(1, 0, 1));
            Assert.ThrowsExactly<ArgumentException>(() => Create(1, 65536, 1));
            Assert.ThrowsExactly<ArgumentException>(() => Create(1, 1, 0));
            Assert.ThrowsExactly<ArgumentException>(() => Create(1, 1, 1025));
            Assert.ThrowsExactly<ArgumentNullException>(() => new StompOutbox(null, _headers, WebSocketMessageType.Text, 1, 1, 1));
            Assert.ThrowsExactly<ArgumentNullException>(() => new StompOutbox(client, null, WebSocketMessageType.Text, 1, 1, 1));
        }

        [TestMethod]
        public void MaxReceipts_OfTheClient_HoldToo()
        {
            Start(o => o.MaxReceipts = 2);
            Add("a", "b", "c", "d");
            Sent();
            Confirm(1);
            Assert.AreEqual("b2 c3", Sent());
            Assert.AreEqual("", Sent());
            Confirm(2);
            Assert.AreEqual("d4", Sent());
        }

        [TestMethod]
        public void MessageConfirmed_ThatThrows_ConfirmsAllTheSame()
        {
            Start();
            _outbox.MessageConfirmed += (outbox, buffer, offset, count) => throw new NotSupportedException();
            Add("a", "b");
            Sent();

            // A client's own thread takes what a handler throws; here the round does.
            try
            {
                Confirm(1);
            }
            catch (NotSupportedException)
            {
                _fixture.Work();
            }

            Assert.AreEqual(1, _outbox.Count);
            Assert.AreEqual(1, _outbox.MessagesConfirmed);
        }

        [TestMethod]
        public void Messages_AddedSentAndConfirmed_MakeNoGarbage()
        {
            StompClient client = new StompClient(new StompClientOptions { Host = "h" });
            StompOutbox outbox = new StompOutbox(client, _headers, WebSocketMessageType.Text, 4, 50, 2);
            TakingSocket socket = new TakingSocket();
            client.OnOpened(socket);
            byte[] connected = StompText.Bytes("CONNECTED\nversion:1.2\n\n^@");
            client.OnMessageReceived(socket, connected, 0, connected.Length, WebSocketMessageType.Text, true);
            StompEncoder encoder = new StompEncoder(100);
            byte[] body = new byte[50];
            long least = long.MaxValue;
            int receipt = 0;
            for (int run = 0; run < 4 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 300; i++)
                {
                    outbox.Add(body, 0, body.Length);
                    outbox.Work();
                    encoder.Begin(StompCommand.Receipt);
                    encoder.Add("receipt-id", ++receipt);
                    client.OnMessageReceived(socket, encoder.Buffer, 0, encoder.End(), WebSocketMessageType.Text, true);
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
            Assert.AreEqual(receipt, outbox.MessagesConfirmed);
            Assert.AreEqual(0, outbox.Count);
        }

        private void Start(Action<StompClientOptions> configure = null)
        {
            _fixture = StompFixture.Connect("1.2", configure);
            _outbox = new StompOutbox(_fixture.Client, _headers, WebSocketMessageType.Text, 5, 8, 3);
            _outbox.MessageConfirmed += (outbox, buffer, offset, count) => _confirmed.Add(Encoding.ASCII.GetString(buffer, offset, count));
        }

        private void Reconnect()
        {
            _fixture.Open();
            _fixture.Say("CONNECTED\nversion:1.2\n\n^@");
            Assert.AreEqual(StompState.Connected, _fixture.Client.State);
            _ = _fixture.Sent;
        }

        private void Add(params string[] bodies)
        {
            foreach (string body in bodies)
            {
                Assert.IsTrue(_outbox.Add(Encoding.ASCII.GetBytes(body), 0, body.Length));
            }
        }

        /// <summary>What Work sends: of each message its body and the number of its receipt.</summary>
        private string Sent()
        {
            _outbox.Work();
            MatchCollection frames = Regex.Matches(
                _fixture.Sent, @"SEND\nreceipt:(\d+)\ndestination:/queue/a\ncontent-length:\d+\n\n(\w*)\^@");
            return string.Join(" ", frames.Select(m => m.Groups[2].Value + m.Groups[1].Value));
        }

        private void Confirm(params int[] receipts)
        {
            foreach (int receipt in receipts)
            {
                _fixture.Say("RECEIPT\nreceipt-id:" + receipt + "\n\n^@");
            }
        }

        private sealed class TakingSocket : WebSocket
        {
            public override string SubProtocol => null;

            public override bool Send(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
            {
                return true;
            }
        }
    }
}
