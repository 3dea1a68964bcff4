using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Tests.Stomp
{
    /// <summary>What the client sends and says, against a broker whose words the tests choose.</summary>
    [TestClass]
    public sealed class StompClientTests
    {
        [TestMethod]
        public void Connect_WithLogin_SendsItAndTakesTheAnswer()
        {
            StompFixture fixture = new StompFixture(o =>
            {
                o.Login = "me";
                o.Passcode = "a:b";
                o.Headers = new[] { "client-id", "x" };
            });
            fixture.Open();
            Assert.AreEqual("v12.stomp", fixture.Socket.SubProtocol);
            Assert.AreEqual(
                "CONNECT\naccept-version:1.1,1.2\nhost:h\nheart-beat:10000,10000\nlogin:me\npasscode:a:b\nclient-id:x\n\n^@", fixture.Sent);
            Assert.AreEqual(StompState.Connecting, fixture.Client.State);
            Assert.AreEqual(StompClient.Refused, fixture.Client.Send("/a", "too early", false));

            fixture.Say("CONNECTED\nversion:1.2\n\n^@");
            Assert.AreEqual("connected", fixture.Said);
            Assert.AreEqual(StompState.Connected, fixture.Client.State);
            Assert.AreEqual(string.Empty, fixture.Sent);
        }

        [TestMethod]
        [DataRow("CONNECTED\n\n^@", StompFailure.Version)]
        [DataRow("CONNECTED\nversion:1.0\n\n^@", StompFailure.Version)]
        [DataRow("CONNECTED\nversion:1.2\nheart-beat:1\n\n^@", StompFailure.Violation)]
        [DataRow("CONNECTED\nversion:1.2\nheart-beat:1,x\n\n^@", StompFailure.Violation)]
        [DataRow("MESSAGE\nsubscription:1\n\n^@", StompFailure.Violation)]
        [DataRow("RECEIPT\nreceipt-id:1\n\n^@", StompFailure.Violation)]
        [DataRow("SEND\n\n^@", StompFailure.Violation)]
        [DataRow("nonsense that is no command", StompFailure.Violation)]
        [DataRow("CONNECTED\nversion:1.2\n\n^@CONNECTED\nversion:1.2\n\n^@", StompFailure.Violation)]
        [DataRow("CONNECTED\nversion:1.2\n\n^@MESSAGE\n\n^@", StompFailure.Violation)]
        public void Broker_ThatMustNotSayThat_IsGivenUp(string text, StompFailure expected)
        {
            StompFixture fixture = new StompFixture();
            fixture.Open();
            fixture.Say(text);
            Assert.AreEqual("disconnected " + expected, fixture.Said.Replace("connected | ", ""));
            Assert.AreEqual(StompState.Disconnected, fixture.Client.State);
            Assert.AreEqual(WebSocketState.Aborted, fixture.Socket.State);
        }

        [TestMethod]
        public void Send_AllKinds_AreAsTheSpecificationSays()
        {
            StompFixture fixture = StompFixture.Connect();
            byte[] headers = StompEncoder.EncodeHeaders(new[] { "destination", "/queue/a", "transaction", "tx" });
            byte[] body = { (byte)'-', 0, 1, (byte)'-' };
            Assert.AreEqual(1, fixture.Client.Begin("tx", true));
            Assert.AreEqual("BEGIN\nreceipt:1\ntransaction:tx\n\n^@", fixture.Sent);
            Assert.AreEqual(0, fixture.Client.Send(headers, body, 1, 2, WebSocketMessageType.Binary, false));
            Assert.AreEqual("b:SEND\ndestination:/queue/a\ntransaction:tx\ncontent-length:2\n\n^@\u0001^@", fixture.Sent);
            Assert.AreEqual(0, fixture.Client.Commit("tx", false));
            Assert.AreEqual(0, fixture.Client.Abort("t:x", false));
            Assert.AreEqual("COMMIT\ntransaction:tx\n\n^@ABORT\ntransaction:t\\cx\n\n^@", fixture.Sent);
            Assert.AreEqual(2, fixture.Client.Send("/b", "ä", true));
            Assert.AreEqual("SEND\nreceipt:2\ndestination:/b\ncontent-type:text/plain\ncontent-length:2\n\nä^@", fixture.Sent);
            fixture.Say("RECEIPT\nreceipt-id:2\n\n^@\nRECEIPT\nreceipt-id:1\n\n^@RECEIPT\nreceipt-id:1\n\n^@");
            Assert.AreEqual("receipt 2 True | receipt 1 True", fixture.Said);
        }

        [TestMethod]
        public void Send_LargerThanTheBuffer_Throws()
        {
            StompFixture fixture = StompFixture.Connect("1.2", o => o.SendBufferSize = 100);
            byte[] headers = StompEncoder.EncodeHeaders(new[] { "destination", "/a" });
            byte[] body = new byte[100];
            int most = 100 - "SEND\ndestination:/a\ncontent-length:nn\n\n^".Length;
            Assert.AreEqual(0, fixture.Client.Send(headers, body, 0, most, WebSocketMessageType.Text, false));
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Client.Send(headers, body, 0, most + 1, WebSocketMessageType.Text, true));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => fixture.Client.Send(headers, body, 1, 100, WebSocketMessageType.Text, false));
            Assert.ThrowsExactly<ArgumentNullException>(() => fixture.Client.Send(null, body, 0, 0, WebSocketMessageType.Text, false));
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Client.Subscribe("/" + new string('a', 100), StompAckMode.Auto, null));
            Assert.AreEqual(1, fixture.Client.Subscribe("/a", StompAckMode.Auto, null) - 1);
        }

        [TestMethod]
        [DataRow(StompAckMode.Auto, "auto")]
        [DataRow(StompAckMode.Client, "client")]
        [DataRow(StompAckMode.ClientIndividual, "client-individual")]
        public void Subscribe_WithMode_BringsItsMessages(StompAckMode mode, string name)
        {
            StompFixture fixture = StompFixture.Connect();
            Assert.AreEqual(1, fixture.Client.Subscribe("/queue/a", mode, new[] { "selector", "x" }, true, out int receipt));
            Assert.AreEqual(1, receipt);
            Assert.AreEqual("SUBSCRIBE\nreceipt:1\nid:1\ndestination:/queue/a\nack:" + name + "\nselector:x\n\n^@", fixture.Sent);
            fixture.Say("MESSAGE\nsubscription:1\nmessage-id:7\ndestination:/queue/a\n\nhello^@MESSAGE\nsubscription:2\n\nno^@");
            Assert.AreEqual("1: hello", fixture.Said);
            Assert.AreEqual(1, fixture.Client.MessagesDropped);

            Assert.AreEqual(2, fixture.Client.Unsubscribe(1, true));
            Assert.AreEqual(StompClient.Refused, fixture.Client.Unsubscribe(1, true));
            Assert.AreEqual("UNSUBSCRIBE\nreceipt:2\nid:1\n\n^@", fixture.Sent);
            fixture.Say("MESSAGE\nsubscription:1\n\nlate^@");
            Assert.AreEqual(string.Empty, fixture.Said);
            Assert.AreEqual(2, fixture.Client.MessagesDropped);
        }

        [TestMethod]
        [DataRow("1.2", "ACK\nid:a\\c1\n\n^@NACK\nreceipt:1\nid:a\\c1\ntransaction:t\n\n^@")]
        [DataRow("1.1", "ACK\nmessage-id:7\nsubscription:1\n\n^@NACK\nreceipt:1\nmessage-id:7\nsubscription:1\ntransaction:t\n\n^@")]
        public void Ack_EachVersion_NamesTheMessage(string version, string expected)
        {
            StompFixture fixture = StompFixture.Connect(version);
            fixture.Client.Subscribe("/queue/a", StompAckMode.Client, null);
            fixture.Client.MessageReceived += (client, subscription, message) =>
            {
                client.Ack(message, null, false);
                client.Nack(message, "t", true);
            };
            _ = fixture.Sent;
            fixture.Say("MESSAGE\nsubscription:1\nmessage-id:7\nack:a\\c1\n\n^@");
            Assert.AreEqual(expected, fixture.Sent);
            fixture.Say("MESSAGE\nsubscription:1\n\n^@");
            Assert.AreEqual(string.Empty, fixture.Sent);
        }

        [TestMethod]
        public void Subscriptions_OnTheNextConnection_AreAskedForAgain()
        {
            StompFixture fixture = new StompFixture();
            Assert.AreEqual(1, fixture.Client.Subscribe("/a", StompAckMode.Auto, null, true, out int receipt));
            Assert.AreEqual(StompClient.Refused, receipt);
            Assert.AreEqual(2, fixture.Client.Subscribe("/b", StompAckMode.Client, null));
            for (int i = 0; i < 2; i++)
            {
                fixture.Open();
                _ = fixture.Sent;
                fixture.Say("CONNECTED\nversion:1.2\n\n^@");
                Assert.AreEqual("connected", fixture.Said);
                Assert.AreEqual("SUBSCRIBE\nid:1\ndestination:/a\nack:auto\n\n^@SUBSCRIBE\nid:2\ndestination:/b\nack:client\n\n^@", fixture.Sent);
                Assert.AreEqual(1, fixture.Client.Send("/c", "x", true) - i);
                fixture.Host.Socket.Abort();
                Assert.AreEqual("receipt " + (1 + i) + " False | disconnected ConnectionLost", fixture.Said);
            }
        }

        [TestMethod]
        public void Bounds_OfReceiptsAndSubscriptions_OneMoreIsRefused()
        {
            StompFixture fixture = StompFixture.Connect("1.2", o =>
            {
                o.MaxReceipts = 2;
                o.MaxSubscriptions = 2;
            });
            Assert.AreEqual(1, fixture.Client.Subscribe("/a", StompAckMode.Auto, null));
            Assert.AreEqual(2, fixture.Client.Subscribe("/a", StompAckMode.Auto, null));
            Assert.AreEqual(StompClient.Refused, fixture.Client.Subscribe("/a", StompAckMode.Auto, null));
            Assert.AreEqual(1, fixture.Client.Begin("t", true));
            Assert.AreEqual(2, fixture.Client.Begin("u", true));
            _ = fixture.Sent;
            Assert.AreEqual(StompClient.Refused, fixture.Client.Begin("v", true));
            Assert.AreEqual(string.Empty, fixture.Sent);
            Assert.AreEqual(0, fixture.Client.Begin("w", false));
            fixture.Say("RECEIPT\nreceipt-id:1\n\n^@");
            Assert.AreEqual(3, fixture.Client.Begin("v", true));
        }

        [TestMethod]
        public void Error_FromTheBroker_IsToldAndEndsIt()
        {
            StompFixture fixture = StompFixture.Connect();
            fixture.Say("ERROR\nmessage:bad\ncontent-length:2\n\nno^@BEGIN\n\n^@");
            Assert.AreEqual("error bad: no | disconnected ErrorFrame", fixture.Said);
        }

        [TestMethod]
        public void Disconnect_WithItsReceipt_ClosesTheWebSocket()
        {
            StompFixture fixture = StompFixture.Connect();
            Assert.AreEqual(1, fixture.Client.Disconnect());
            Assert.AreEqual("DISCONNECT\nreceipt:1\n\n^@", fixture.Sent);
            Assert.AreEqual(StompState.Disconnecting, fixture.Client.State);
            Assert.AreEqual(StompClient.Refused, fixture.Client.Send("/a", "x", false));
            fixture.Say("RECEIPT\nreceipt-id:1\n\n^@");
            Assert.AreEqual("receipt 1 True | disconnected None", fixture.Said);
            Assert.AreEqual(WebSocketState.Closed, fixture.Socket.State);
        }

        [TestMethod]
        public void Input_InAnyPieces_IsTheSame()
        {
            StompFixture fixture = new StompFixture();
            fixture.Open();
            fixture.Client.Subscribe("/a", StompAckMode.Auto, null);
            foreach (char c in "CONNECTED\nversion:1.1\n\n^@\nMESSAGE\nsubscription:1\nx:b\r\n\nhello^@".Replace("^@", "\0"))
            {
                byte[] one = Encoding.ASCII.GetBytes(new[] { c });
                fixture.Host.Socket.Send(one, 0, 1, WebSocketMessageType.Text);
                fixture.Work();
            }

            Assert.AreEqual("connected | 1: hello", fixture.Said);
            Assert.IsTrue(fixture.Client.IsVersion11);
        }

        [TestMethod]
        public void Send_WithPreparedHeaders_MakesNoGarbage()
        {
            byte[] headers = StompEncoder.EncodeHeaders(new[] { "destination", "/a" });
            byte[] body = new byte[50];
            byte[] message = StompText.Bytes("MESSAGE\nsubscription:1\nack:12\n\nhello^@");
            StompEncoder encoder = new StompEncoder(100);
            int acks = 0;
            StompClient client = new StompClient(new StompClientOptions { Host = "h" });
            NullSocket socket = new NullSocket();
            client.OnOpened(socket);
            byte[] connected = StompText.Bytes("CONNECTED\nversion:1.2\n\n^@");
            client.OnMessageReceived(socket, connected, 0, connected.Length, WebSocketMessageType.Text, true);
            client.Subscribe("/a", StompAckMode.Client, null);
            client.MessageReceived += (c, s, m) => acks += c.Ack(m, null, false) == 0 ? 1 : 0;
            long least = long.MaxValue;
            for (int run = 0; run < 4 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 300; i++)
                {
                    int number = client.Send(headers, body, 0, body.Length, WebSocketMessageType.Text, true);
                    encoder.Begin(StompCommand.Receipt);
                    encoder.Add("receipt-id", number);
                    client.OnMessageReceived(socket, encoder.Buffer, 0, encoder.End(), WebSocketMessageType.Text, true);
                    client.OnMessageReceived(socket, message, 0, message.Length, WebSocketMessageType.Text, true);
                    client.Tick(i);
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
            Assert.AreEqual(0, acks % 300);
            Assert.AreNotEqual(0, acks);
            Assert.AreEqual(StompFailure.None, client.Failure);
        }

        /// <summary>Takes everything.</summary>
        private sealed class NullSocket : WebSocket
        {
            public override string SubProtocol => null;

            public override bool Send(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
            {
                return true;
            }
        }
    }
}
