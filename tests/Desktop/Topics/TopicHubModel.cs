using System.Collections.Generic;
using System.Linq;
using Nanowire.WebSockets.Topics;

namespace Nanowire.Tests.Topics
{
    /// <summary>
    /// What a hub should do, said in the simplest way: a list of waiting items for each subscriber, a list of frames in the queue with
    /// those who wait for each, the queue's bytes as a map of what is taken. It knows nothing of cursors and numbers.
    /// </summary>
    internal sealed class TopicHubModel
    {
        private readonly int _sendCapacity;
        private readonly int _pipeCapacity;
        private readonly int _maxQueued;
        private readonly bool[] _isTaken;
        private readonly Peer[] _places;
        private readonly byte[][] _last;
        private readonly List<Frame> _queue = new List<Frame>();
        private int _queueEnd;

        public TopicHubModel(TopicHubOptions options, int topics, int sendCapacity, int pipeCapacity)
        {
            _sendCapacity = sendCapacity;
            _pipeCapacity = pipeCapacity;
            _maxQueued = options.MaxQueuedMessages;
            _isTaken = new bool[options.QueueSize];
            _places = new Peer[options.MaxSubscribers];
            _last = new byte[topics][];
        }

        public int Offered { get; private set; }

        public int Sent { get; private set; }

        public int Skipped { get; private set; }

        public int ClosedSlow { get; private set; }

        public int Waiting => _places.Where(p => p != null).Sum(p => p.Line.Count);

        public void Publish(int topic, byte[] payload)
        {
            _last[topic] = payload;
            Frame frame = new Frame { Payload = payload };
            List<Peer> subscribers = _places.Where(p => p != null && p.Topics.ContainsKey(topic)).ToList();
            Offered += subscribers.Count;
            foreach (Peer peer in subscribers)
            {
                if (peer.IsClosing)
                {
                    // Closed for being slow meanwhile, when this frame took another's place.
                    Skipped++;
                }
                else if (peer.Line.Count == 0 && Take(peer, payload))
                {
                    Sent++;
                    Flush(peer);
                }
                else
                {
                    Wait(peer, topic, frame);
                }
            }
        }

        public bool Subscribe(Peer peer, int topic, SlowReaderPolicy policy)
        {
            if (peer.IsClosing)
            {
                return false;
            }

            if (!_places.Contains(peer))
            {
                int place = System.Array.IndexOf(_places, null);
                if (place < 0)
                {
                    return false;
                }

                _places[place] = peer;
            }

            if (peer.Topics.ContainsKey(topic))
            {
                Cancel(peer, topic);
            }

            peer.Topics[topic] = policy;
            peer.Skipped[topic] = 0;
            if (_last[topic] == null)
            {
                return true;
            }

            Offered++;
            if (peer.Line.Count == 0 && Take(peer, _last[topic]))
            {
                Sent++;
                Flush(peer);
            }
            else if (policy == SlowReaderPolicy.DropNewest)
            {
                Skip(peer, topic);
            }
            else
            {
                peer.Line.Add(new Item { Topic = topic });
            }

            return true;
        }

        public void Unsubscribe(Peer peer, int topic)
        {
            if (peer.Topics.ContainsKey(topic))
            {
                Cancel(peer, topic);
                if (peer.Topics.Count == 0)
                {
                    Remove(peer);
                }
            }
        }

        public void Remove(Peer peer)
        {
            foreach (int topic in peer.Topics.Keys.ToList())
            {
                Cancel(peer, topic);
            }

            int place = System.Array.IndexOf(_places, peer);
            if (place >= 0)
            {
                _places[place] = null;
            }
        }

        /// <summary>The peer has read some bytes: what the server's rounds do then.</summary>
        public void Read(Peer peer, int count)
        {
            peer.Piped -= count;
            Flush(peer);
            while (peer.Pending == 0 && peer.IsRefused)
            {
                peer.IsRefused = false;
                while (peer.Line.Count > 0 && Take(peer, peer.Line[0].Frame?.Payload ?? _last[peer.Line[0].Topic]))
                {
                    peer.Line[0].Frame?.Waiting.Remove(peer);
                    peer.Line.RemoveAt(0);
                    Sent++;
                }

                Flush(peer);
            }
        }

        private void Wait(Peer peer, int topic, Frame frame)
        {
            SlowReaderPolicy policy = peer.Topics[topic];
            Item last = peer.Line.Find(i => i.Topic == topic && i.Frame == null);
            if (policy == SlowReaderPolicy.DropNewest)
            {
                Skip(peer, topic);
                return;
            }

            if (policy == SlowReaderPolicy.LatestPerTopic)
            {
                if (last == null)
                {
                    peer.Line.Add(new Item { Topic = topic });
                }
                else
                {
                    Skip(peer, topic);
                }

                return;
            }

            if (last != null)
            {
                peer.Line.Remove(last);
                Skip(peer, topic);
            }

            if (!_queue.Contains(frame) || _queue.All(f => f.Waiting.Count == 0))
            {
                // Or again, when whom it was put there for was closed for it: the queue begins anew when nobody waits.
                Enqueue(frame);
            }

            if (peer.IsClosing)
            {
                Skipped++;
                return;
            }

            frame.Waiting.Add(peer);
            peer.Line.Add(new Item { Topic = topic, Frame = frame });
        }

        private void Enqueue(Frame frame)
        {
            frame.Size = Size(frame.Payload);
            if (_queue.All(f => f.Waiting.Count == 0))
            {
                while (_queue.Count > 0)
                {
                    Dequeue();
                }
            }

            while (!TryPlace(frame))
            {
                foreach (Peer peer in _places.Where(p => p != null && _queue[0].Waiting.Contains(p)).ToList())
                {
                    Item item = peer.Line.Find(i => i.Frame == _queue[0]);
                    if (peer.Topics[item.Topic] == SlowReaderPolicy.Close)
                    {
                        ClosedSlow++;
                        peer.IsClosing = true;
                        Remove(peer);
                    }
                    else
                    {
                        peer.Line.Remove(item);
                        Skip(peer, item.Topic);
                    }
                }

                Dequeue();
            }
        }

        /// <summary>In one piece behind the newest, or at the start when there is none or no room behind it.</summary>
        private bool TryPlace(Frame frame)
        {
            if (_queue.Count == 0)
            {
                _queueEnd = 0;
            }

            if (_queue.Count == _maxQueued)
            {
                return false;
            }

            foreach (int start in new[] { _queueEnd, 0 })
            {
                if (start + frame.Size <= _isTaken.Length && !_isTaken.Skip(start).Take(frame.Size).Contains(true))
                {
                    frame.Start = start;
                    System.Array.Fill(_isTaken, true, start, frame.Size);
                    _queueEnd = start + frame.Size;
                    _queue.Add(frame);
                    return true;
                }
            }

            return false;
        }

        private void Dequeue()
        {
            System.Array.Fill(_isTaken, false, _queue[0].Start, _queue[0].Size);
            _queue.RemoveAt(0);
        }

        private void Skip(Peer peer, int topic)
        {
            Skipped++;
            peer.Skipped[topic]++;
        }

        private void Cancel(Peer peer, int topic)
        {
            foreach (Item item in peer.Line.Where(i => i.Topic == topic))
            {
                item.Frame?.Waiting.Remove(peer);
                Skipped++;
            }

            peer.Line.RemoveAll(i => i.Topic == topic);
            peer.Topics.Remove(topic);
            peer.Skipped.Remove(topic);
        }

        /// <summary>Whether the connection's send buffer takes a message.</summary>
        private bool Take(Peer peer, byte[] payload)
        {
            if (Size(payload) > _sendCapacity - peer.Pending)
            {
                peer.IsRefused = true;
                return false;
            }

            peer.Pending += Size(payload);
            peer.Expected.Add(payload);
            return true;
        }

        private void Flush(Peer peer)
        {
            int moved = System.Math.Min(peer.Pending, _pipeCapacity - peer.Piped);
            peer.Pending -= moved;
            peer.Piped += moved;
        }

        private static int Size(byte[] payload)
        {
            return payload.Length < 126 ? 2 + payload.Length : 4 + payload.Length;
        }

        /// <summary>A connection as the model sees it.</summary>
        internal sealed class Peer
        {
            /// <summary>Its subscriptions.</summary>
            public Dictionary<int, SlowReaderPolicy> Topics { get; } = new Dictionary<int, SlowReaderPolicy>();

            public Dictionary<int, int> Skipped { get; } = new Dictionary<int, int>();

            /// <summary>What waits for it.</summary>
            public List<Item> Line { get; } = new List<Item>();

            /// <summary>What it will have received in the end.</summary>
            public List<byte[]> Expected { get; } = new List<byte[]>();

            /// <summary>The bytes in its send buffer.</summary>
            public int Pending { get; set; }

            /// <summary>The bytes under way to it.</summary>
            public int Piped { get; set; }

            public bool IsRefused { get; set; }

            public bool IsClosing { get; set; }
        }

        /// <summary>What waits: a frame of the queue, or where there is none the last message of the topic.</summary>
        internal sealed class Item
        {
            public int Topic { get; set; }

            public Frame Frame { get; set; }
        }

        internal sealed class Frame
        {
            public byte[] Payload { get; set; }

            public int Start { get; set; }

            public int Size { get; set; }

            public List<Peer> Waiting { get; } = new List<Peer>();
        }
    }
}
