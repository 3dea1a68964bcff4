using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Rabbit;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Interop.Stomp
{
    /// <summary>The client against RabbitMQ's web_stomp.</summary>
    [TestClass]
    public class RabbitStompTests
    {
        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow("v12.stomp")]
        [DataRow("v11.stomp")]
        public void Client_AllItSays_IsUnderstood(string protocol)
        {
            using StompSession session = new StompSession(RabbitBroker.Single.StompUri, protocol, "guest");
            StompClient client = session.Client;
            session.Until(() => client.State == StompState.Connected);
            Assert.AreEqual(protocol == "v11.stomp", client.IsVersion11);
            Assert.AreEqual(3000, client.SendIntervalMs);
            Assert.AreEqual(3000, client.ReceiveIntervalMs);

            // Individually acknowledged: what is refused without requeue is gone, the rest is confirmed.
            string queue = "/queue/nanowire-" + protocol.Replace('.', '-');
            int subscription = client.Subscribe(
                queue, StompAckMode.ClientIndividual, ["durable", "false", "auto-delete", "true", "x", "a:b\\c"], true, out int subscribed);
            session.UntilConfirmed(subscribed);
            byte[] headers = StompEncoder.EncodeHeaders(["destination", queue, "content-type", "application/octet-stream", "note", "a:b\\c\nd"]);
            byte[] body = [0, 1, 0, 255, (byte)'\n', 0];
            session.UntilConfirmed(client.Send(headers, body, 0, body.Length, WebSocketMessageType.Binary, true));
            session.Until(() => session.Messages.Count == 1);
            Assert.AreEqual(subscription + " a:b\\c\nd " + Convert.ToHexString(body), session.Messages[0]);

            // A transaction that is dropped, and one that takes effect; receipts within one only come with its end.
            session.UntilConfirmed(client.Begin("dropped", true));
            byte[] dropped = StompEncoder.EncodeHeaders(["destination", queue, "transaction", "dropped", "note", "dropped"]);
            Assert.AreEqual(0, client.Send(dropped, body, 0, 1, WebSocketMessageType.Text, false));
            session.UntilConfirmed(client.Abort("dropped", true));
            session.UntilConfirmed(client.Begin("kept", true));
            byte[] kept = StompEncoder.EncodeHeaders(["destination", queue, "transaction", "kept", "note", "kept"]);
            Assert.AreEqual(0, client.Send(kept, body, 0, 1, WebSocketMessageType.Text, false));
            Assert.AreEqual(1, session.Messages.Count);
            session.UntilConfirmed(client.Commit("kept", true));
            session.Until(() => session.Messages.Count == 2);
            Assert.AreEqual(subscription + " kept 00", session.Messages[1]);

            // Not taken: it comes again.
            session.RefuseNext = true;
            byte[] refused = StompEncoder.EncodeHeaders(["destination", queue, "note", "refused"]);
            session.UntilConfirmed(client.Send(refused, body, 0, 1, WebSocketMessageType.Text, true));
            session.Until(() => session.Messages.Count == 4);
            Assert.AreEqual(subscription + " refused 00", session.Messages[3]);

            session.UntilConfirmed(client.Unsubscribe(subscription, true));

            // Its receipt need not come: RabbitMQ 3.10's web_stomp closes first.
            Assert.IsGreaterThan(0, client.Disconnect());
            session.Until(() => client.State == StompState.Disconnected);
            Assert.AreEqual(StompFailure.None, client.Failure);
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow("v12.stomp", StompAckMode.Auto, "end")]
        [DataRow("v12.stomp", StompAckMode.Client, "3 end")]
        [DataRow("v12.stomp", StompAckMode.ClientIndividual, "1 3 end")]
        [DataRow("v11.stomp", StompAckMode.Client, "3 end")]
        [DataRow("v11.stomp", StompAckMode.ClientIndividual, "1 3 end")]
        public void Acknowledgement_OfTheSecondOfThree_CoversWhatItsModeSays(string protocol, StompAckMode mode, string left)
        {
            string queue = "/queue/nanowire-" + mode + protocol.Replace('.', '-');
            using (StompSession session = CreateSession(protocol, (client, message, count) =>
            {
                // In auto the message has nothing to acknowledge it by in 1.2.
                if (count == 2 && mode != StompAckMode.Auto)
                {
                    Assert.AreEqual(0, client.Ack(message, null, false));
                }
            }))
            {
                Send(session, queue, "1", "2", "3");
                session.Client.Subscribe(queue, mode, null);
                session.Until(() => session.Messages.Count == 3);
                session.Client.Disconnect();
                session.Until(() => session.Client.State == StompState.Disconnected);
            }

            AssertLeft(left, protocol, queue);
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow(false, "end x")]
        [DataRow(true, "end")]
        public void Acknowledgement_InATransaction_CountsWithItsCommit(bool commits, string left)
        {
            string queue = "/queue/nanowire-transaction-" + commits;
            using (StompSession session = CreateSession("v12.stomp", (client, message, _) => Assert.AreEqual(0, client.Ack(message, "t", false))))
            {
                Send(session, queue, "x");
                session.UntilConfirmed(session.Client.Begin("t", true));
                session.Client.Subscribe(queue, StompAckMode.ClientIndividual, null);
                session.Until(() => session.Messages.Count == 1);
                session.UntilConfirmed(commits ? session.Client.Commit("t", true) : session.Client.Abort("t", true));
                session.Client.Disconnect();
                session.Until(() => session.Client.State == StompState.Disconnected);
            }

            AssertLeft(left, "v12.stomp", queue);
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public void HeartBeats_BothWays_KeepAQuietStompSession()
        {
            using StompSession session = new StompSession(RabbitBroker.Single.StompUri, "v12.stomp", "guest");
            session.Until(() => session.Client.State == StompState.Connected);

            // Three intervals: by then each side would have given up the other (nothing is asserted about when).
            long end = Environment.TickCount64 + 9500;
            session.Until(() => Environment.TickCount64 >= end);
            Assert.AreEqual(StompState.Connected, session.Client.State);
            session.UntilConfirmed(session.Client.Begin("t", true));
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public void Login_Wrong_IsAnErrorFrame()
        {
            using StompSession session = new StompSession(RabbitBroker.Single.StompUri, "v12.stomp", "nobody");
            session.Until(() => session.Client.State == StompState.Disconnected);
            Assert.AreEqual(StompFailure.ErrorFrame, session.Client.Failure);
            Assert.AreEqual("Bad CONNECT", session.Error);
        }

        private static StompSession CreateSession(string protocol, Action<StompClient, StompFrame, int> answer)
        {
            StompSession session = null;
            session = new StompSession(RabbitBroker.Single.StompUri, protocol, "guest")
            {
                Answering = (message, count) => answer(session.Client, message, count),
            };
            session.Until(() => session.Client.State == StompState.Connected);
            return session;
        }

        private static void Send(StompSession session, string queue, params string[] notes)
        {
            foreach (string note in notes)
            {
                session.UntilConfirmed(session.Client.Send(StompEncoder.EncodeHeaders(["destination", queue, "note", note]), [], 0, 0, WebSocketMessageType.Text, true));
            }
        }

        /// <summary>Takes what is left in a queue and one more that is put behind it; and nothing else comes behind these.</summary>
        private static void AssertLeft(string notes, string protocol, string queue)
        {
            Assert.AreEqual(notes, TakeAll(protocol, queue, notes.Split(' ').Length));
            Assert.AreEqual("end", TakeAll(protocol, queue, 1));
        }

        /// <summary>In any order: the broker puts back what was not acknowledged in its own time.</summary>
        private static string TakeAll(string protocol, string queue, int least)
        {
            using StompSession session = new StompSession(RabbitBroker.Single.StompUri, protocol, "guest");
            session.Until(() => session.Client.State == StompState.Connected);
            Send(session, queue, "end");
            session.Client.Subscribe(queue, StompAckMode.ClientIndividual, null, true, out int subscribed);
            session.UntilConfirmed(subscribed);
            session.Until(() => session.Messages.Exists(m => m.Contains(" end ", StringComparison.Ordinal)) && session.Messages.Count >= least);
            session.UntilConfirmed(session.Client.Begin("all is acknowledged", true));
            return string.Join(' ', session.Messages.Select(m => m.Split(' ')[1]).Order(StringComparer.Ordinal));
        }
    }
}
