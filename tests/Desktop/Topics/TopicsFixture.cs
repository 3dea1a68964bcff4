using System.Collections.Generic;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Tests.Topics
{
    /// <summary>A hub on a server in memory, and connections whose reading the test stops and resumes.</summary>
    internal sealed class TopicsFixture
    {
        /// <summary>A send buffer of which frames may have 400 bytes, so four of 100.</summary>
        public const int FrameCapacity = 400;

        private const int SendBufferSize = FrameCapacity + Nanowire.WebSockets.Protocol.WebSocketProtocol.SendBufferReserve;

        public TopicsFixture(TopicHubOptions options)
            : this(options, 65536)
        {
        }

        public TopicsFixture(TopicHubOptions options, int pipe)
        {
            Host = new HostingServer(new WebSocketServerOptions { MaxConnections = 8, SendBufferSize = SendBufferSize, PingIntervalMs = 0 }, pipe);
            Hub = new TopicHub(Host.Server, options);
        }

        public HostingServer Host { get; }

        public TopicHub Hub { get; }

        public TopicHubStatistics Statistics => Hub.Statistics;

        public Subscriber Open()
        {
            WirePeer peer = Host.Open();
            return new Subscriber(this, peer, Host.Socket, Host.Listener.LastServerEnd);
        }

        public Subscriber Subscribe(Topic topic, SlowReaderPolicy policy)
        {
            Subscriber subscriber = Open();
            Assert.IsTrue(Hub.Subscribe(subscriber.Socket, topic, policy));
            return subscriber;
        }

        /// <summary>Publishes text, filled up with dots to a size.</summary>
        public int Publish(Topic topic, string text, int size)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(text.PadRight(size, '.'));
            return Hub.Publish(topic, bytes, 0, bytes.Length, WebSocketMessageType.Text);
        }

        /// <summary>Publishes that text with numbers, each as a frame of 100 bytes.</summary>
        public void PublishAll(Topic topic, string name, int first, int last)
        {
            for (int i = first; i <= last; i++)
            {
                Publish(topic, name + i.ToString(), 98);
            }
        }

        public void AssertCounts(int offered, int sent, int skipped, int waiting)
        {
            Assert.AreEqual(
                "offered " + offered + ", sent " + sent + ", skipped " + skipped + ", waiting " + waiting,
                "offered " + Statistics.Offered + ", sent " + Statistics.Sent + ", skipped " + Statistics.Skipped + ", waiting " + Statistics.Waiting);
            Assert.AreEqual(offered, sent + skipped + waiting);
        }

        /// <summary>One connection, seen from both of its ends.</summary>
        internal sealed class Subscriber
        {
            private readonly TopicsFixture _fixture;

            public Subscriber(TopicsFixture fixture, WirePeer peer, WebSocket socket, MemoryTransport end)
            {
                _fixture = fixture;
                Peer = peer;
                Socket = socket;
                End = end;
            }

            public WirePeer Peer { get; }

            public WebSocket Socket { get; }

            public MemoryTransport End { get; }

            public void Stall()
            {
                End.MaxWrite = 0;
            }

            public void Resume()
            {
                End.MaxWrite = int.MaxValue;
            }

            /// <summary>All that arrives, the texts without their dots.</summary>
            public string Read()
            {
                List<string> texts = new List<string>();
                bool isActive = true;
                while (isActive)
                {
                    // A server that cannot get rid of another's bytes never settles.
                    _fixture.Host.Run(50);
                    Peer.Receive();
                    isActive = false;
                    while (Peer.ReadFrame())
                    {
                        isActive = true;
                        texts.Add(Peer.Opcode == WirePeer.Close ? "close " + Peer.CloseStatus : Peer.PayloadText.TrimEnd('.'));
                    }
                }

                return string.Join(" ", texts);
            }
        }
    }
}
