using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.SockJS;
using Nanowire.Tests.Stomp;
using Nanowire.WebSockets;
using Nanowire.WebSockets.EventStream;
using Nanowire.WebSockets.SockJS;
using Nanowire.WebSockets.Stomp;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Tests.Topics
{
    /// <summary>What a hub publishes, for readers that are no subscribers of it.</summary>
    [TestClass]
    public sealed class TopicPublishedTests
    {
        [TestMethod]
        public void Published_IsToldOfEachMessageBehindTheSubscribers()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions());
            Topic topic = fixture.Hub.AddTopic("a", 8);
            fixture.Subscribe(topic, SlowReaderPolicy.DropNewest);
            List<string> told = new List<string>();
            fixture.Hub.Published += (of, buffer, offset, count, type) =>
                told.Add(of.Name + " " + Encoding.ASCII.GetString(buffer, offset, count) + " " + type + " behind " + fixture.Statistics.Sent);
            byte[] bytes = Encoding.ASCII.GetBytes("xabcdefghi");
            Assert.AreEqual(1, fixture.Hub.Publish(topic, bytes, 1, 2, WebSocketMessageType.Text));
            Assert.AreEqual(1, fixture.Hub.Publish(topic, bytes, 0, 0, WebSocketMessageType.Binary));
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Hub.Publish(topic, bytes, 0, 9, WebSocketMessageType.Text));
            Assert.AreEqual("a ab Text behind 1 | a  Binary behind 2", string.Join(" | ", told));
        }

        [TestMethod]
        public void Published_HandlerThatThrows_ReachesThePublisherAndNotTheSubscribers()
        {
            TopicsFixture fixture = new TopicsFixture(new TopicHubOptions());
            Topic topic = fixture.Hub.AddTopic("a", 8);
            fixture.Subscribe(topic, SlowReaderPolicy.DropNewest);
            fixture.Hub.Published += (of, buffer, offset, count, type) => throw new NotSupportedException();
            Assert.ThrowsExactly<NotSupportedException>(() => fixture.Hub.Publish(topic, new byte[1], 0, 1, WebSocketMessageType.Text));
            Assert.AreEqual(1, fixture.Statistics.Sent);
        }

        /// <summary>As docs/topics.md shows it: one Publish for pages by WebSocket, SockJS, STOMP and EventSource.</summary>
        [TestMethod]
        public void Published_FeedsPagesOfEveryKind()
        {
            HostingServer host = new HostingServer(
                new WebSocketServerOptions { Path = "/ws", SubProtocols = StompClient.GetSubProtocols(), MaxConnections = 8, PingIntervalMs = 0 }, 8192);
            TopicHub hub = new TopicHub(host.Server, new TopicHubOptions());
            Topic temperature = hub.AddTopic("temp", 32);
            Topic others = hub.AddTopic("others", 32);
            EventStreamServer events = new EventStreamServer(host.Server, new EventStreamOptions());
            SockJSServer sockjs = new SockJSServer(host.Server, new SockJSOptions { Prefix = "/readings" });
            StompBroker broker = new StompBroker(host.Server, new StompBrokerOptions());
            StompDestination destination = broker.AddDestination("/topic/temp", false);
            hub.Published += (topic, buffer, offset, count, messageType) =>
            {
                events.Publish(topic.Name, buffer, offset, count);
                if (topic == temperature)
                {
                    sockjs.Broadcast(buffer, offset, count);
                    broker.Publish(destination, null, buffer, offset, count, messageType);
                }
            };

            WirePeer plain = host.Open("/ws", "");
            hub.Subscribe(host.Socket, temperature);
            WirePeer stomp = host.Open("/ws", "Sec-WebSocket-Protocol: v12.stomp\r\n");
            Send(stomp, "CONNECT\naccept-version:1.2\nhost:h\n\n^@SUBSCRIBE\nid:1\ndestination:/topic/temp\n\n^@");
            Read(host, stomp);
            WirePeer socket = host.Open("/readings/000/abc/websocket", "");
            Assert.AreEqual("o", Read(host, socket));
            SockJSReply stream = Begin(host, "GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
            SockJSReply xhr = Begin(host, "POST /readings/000/def/xhr_streaming HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            StringAssert.EndsWith(xhr.Body, "o\n", StringComparison.Ordinal);

            byte[] bytes = Encoding.ASCII.GetBytes("21.5");
            hub.Publish(temperature, bytes, 0, bytes.Length, WebSocketMessageType.Text);
            hub.Publish(others, bytes, 0, 2, WebSocketMessageType.Text);
            Assert.AreEqual("21.5", Read(host, plain));
            Assert.AreEqual("MESSAGE\nsubscription:1\nmessage-id:1\ndestination:/topic/temp\ncontent-length:4\n\n21.5^@", Read(host, stomp));
            Assert.AreEqual("a[\"21.5\"]", Read(host, socket));
            Assert.AreEqual("a[\"21.5\"]\n", xhr.Read());
            Assert.AreEqual(
                "id: E-1\nevent: temp\ndata: 21.5\n\nid: E-2\nevent: others\ndata: 21\n\n", Regex.Replace(stream.Read(), "id: [0-9]+-", "id: E-"));
        }

        private static void Send(WirePeer peer, string text)
        {
            byte[] bytes = StompText.Bytes(text);
            peer.Send(WirePeer.Frame(WirePeer.Text, true, bytes, 0, bytes.Length));
        }

        private static string Read(HostingServer host, WirePeer peer)
        {
            List<string> texts = new List<string>();
            host.Settle();
            peer.Receive();
            while (peer.ReadFrame())
            {
                texts.Add(peer.PayloadText.Replace("\0", "^@"));
            }

            return string.Join(" ", texts);
        }

        private static SockJSReply Begin(HostingServer host, string request)
        {
            WirePeer peer = new WirePeer(host.Listener.Connect(), 1 << 20);
            peer.Send(request);
            SockJSReply reply = new SockJSReply(host, peer);
            reply.Read();
            return reply;
        }
    }
}
