using System;
using System.Collections.Generic;
using System.Linq;
using Nanowire.WebSockets.Discovery;

namespace Nanowire.Tests.Discovery
{
    /// <summary>
    /// Devices on one network in memory with one clock, which is moved from deadline to deadline. Everybody hears every
    /// multicast, the sender too, unless it is lost.
    /// </summary>
    internal sealed class MdnsBus
    {
        private readonly List<Node> _nodes = new List<Node>();
        private readonly byte[] _output = new byte[1472];
        private readonly byte[] _answer = new byte[1472];

        public long NowMs { get; set; } = 5000;

        /// <summary>Whether a message is lost on its way to one; none is unless a test says so.</summary>
        public Func<bool> IsLost { get; set; } = () => false;

        public int Messages { get; private set; }

        public Node Join(string name, int last, int maxNeighbours = 8)
        {
            Node node = new Node(name, maxNeighbours, new byte[] { 192, 168, 1, (byte)last });
            node.Responder.Start(node.Address, NowMs);
            node.Browser.SetOwnName(name);
            node.Browser.Start(NowMs, last);
            _nodes.Add(node);
            return node;
        }

        /// <summary>The device is gone without a word.</summary>
        public void Unplug(Node node)
        {
            _nodes.Remove(node);
        }

        public void Pass(long ms)
        {
            long end = NowMs + ms;
            while (true)
            {
                foreach (Node node in _nodes.ToArray())
                {
                    node.Browser.SetOwnName(node.Responder.Name);
                    int count;
                    while ((count = node.Responder.GetMessage(_output, NowMs)) > 0 || (count = node.Browser.GetMessage(_output, NowMs)) > 0)
                    {
                        Messages++;
                        Deliver(node, _output, count);
                    }
                }

                int wait = _nodes.Min(n => Math.Min(n.Responder.GetWaitMs(NowMs), n.Browser.GetWaitMs(NowMs)));
                if (NowMs + wait > end)
                {
                    NowMs = end;
                    return;
                }

                NowMs += wait;
            }
        }

        private void Deliver(Node sender, byte[] message, int count)
        {
            foreach (Node node in _nodes.ToArray())
            {
                if (IsLost())
                {
                    continue;
                }

                int answer = node.Responder.Receive(message, count, MdnsResponder.Port, _answer, NowMs);
                node.Browser.Receive(message, count, MdnsResponder.Port, NowMs);
                if (answer > 0 && !IsLost())
                {
                    Messages++;
                    sender.Responder.Receive(_answer, answer, MdnsResponder.Port, new byte[1472], NowMs);
                    sender.Browser.Receive(_answer, answer, MdnsResponder.Port, NowMs);
                }
            }
        }

        internal sealed class Node
        {
            public Node(string name, int maxNeighbours, byte[] address)
            {
                DiscoveryOptions options = new DiscoveryOptions { Name = name, MaxNeighbours = maxNeighbours };
                Address = address;
                Responder = new MdnsResponder(options, Statistics) { NameChanged = Names.Add };
                Responder.AddService("_nanowire._tcp", 8000 + address[3], null);
                Browser = new MdnsBrowser(options, Statistics);
            }

            public byte[] Address { get; }

            public DiscoveryStatistics Statistics { get; } = new DiscoveryStatistics();

            public MdnsResponder Responder { get; }

            public MdnsBrowser Browser { get; }

            public List<string> Names { get; } = new List<string>();

            /// <summary>The neighbours it knows, "name address:port", sorted.</summary>
            public string Neighbours => string.Join(", ", Enumerable.Range(0, Browser.Capacity)
                .Select(Browser.GetAt)
                .Where(n => n != null)
                .Select(n => n.GetName() + (n.IsResolved ? " " + n.GetAddress() + ":" + n.Port : " ?"))
                .OrderBy(n => n, StringComparer.Ordinal));
        }
    }
}
