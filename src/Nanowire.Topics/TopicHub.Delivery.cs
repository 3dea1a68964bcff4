using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Topics
{
    // Who gets what and when. All of it with the lock on _sockets held.
    //
    // A subscription is a number: its topic's FirstSubscription plus its subscriber's place in _sockets. What waits for it is
    //   - nothing (_waiting 0), or
    //   - its topic's last message, whichever that will be when its turn comes (_waiting 1), or
    //   - with the flag InQueue the frames of its topic in the queue from number _firsts on (_waiting of them).
    // _firsts says its place in line in both cases. While anything waits for a subscriber nothing is sent past it, so the
    // order is that of publishing, and no topic starves another. Room is told by Drained, which follows every refused send.
    public sealed partial class TopicHub
    {
        /// <summary>In _modes, beside the policy plus 1; 0 is no subscription.</summary>
        private const int InQueue = 0x80;

        private readonly byte[] _modes;
        private readonly int[] _firsts;
        private readonly int[] _waiting;
        private readonly int[] _skipped;

        /// <summary>Null without a QueueSize.</summary>
        private readonly FrameQueue _queue;

        /// <summary>The sum of what waits in the queue, over all subscriptions.</summary>
        private int _waitingInQueue;

        /// <summary>The number of the last Publish or Subscribe. Only differences count, so it may wrap.</summary>
        private int _sequence;

        private int PublishLocked(Topic topic, Opcode opcode, byte[] buffer, int offset, int count)
        {
            topic.Set(opcode, buffer, offset, count);
            _sequence++;
            Statistics.Published++;
            byte[] modes = _modes;
            int first = topic.FirstSubscription;
            int subscribers = _sockets.Length;
            int offered = 0;
            for (int i = 0; i < subscribers; i++)
            {
                if (modes[first + i] != 0)
                {
                    offered++;
                }
            }

            Statistics.Offered += offered;
            int taken = 0;
            for (int i = 0; i < subscribers; i++)
            {
                if (modes[first + i] == 0)
                {
                    continue;
                }

                offered--;
                if (TrySendLast(topic, i))
                {
                    taken++;
                }
                else if (IsKept(i))
                {
                    Wait(topic, i);
                }
                else
                {
                    Statistics.Skipped++;
                }
            }

            // Those whose connections were closed for being slow before it was their turn.
            Statistics.Skipped += offered;
            return taken;
        }

        /// <summary>Sends a topic's last message, unless others wait before it or there is no room.</summary>
        private bool TrySendLast(Topic topic, int subscriber)
        {
            if (_waitingFor[subscriber] != 0 || !_sockets[subscriber].SendFrame(topic.Buffer, topic.FrameOffset, topic.FrameCount))
            {
                return false;
            }

            Statistics.Sent++;
            return true;
        }

        /// <summary>Whether a subscriber that took nothing may do so later. One whose connection ends is removed.</summary>
        private bool IsKept(int subscriber)
        {
            if (_sockets[subscriber].State == WebSocketState.Open)
            {
                return true;
            }

            Remove(subscriber);
            return false;
        }

        /// <summary>The message just published found no room: what the policy says.</summary>
        private void Wait(Topic topic, int subscriber)
        {
            int subscription = topic.FirstSubscription + subscriber;
            SlowReaderPolicy policy = (SlowReaderPolicy)((_modes[subscription] & ~InQueue) - 1);
            if (policy == SlowReaderPolicy.DropNewest)
            {
                Skip(subscription);
                return;
            }

            if (policy == SlowReaderPolicy.LatestPerTopic)
            {
                if (_waiting[subscription] == 0)
                {
                    WaitForLast(subscription, subscriber);
                }
                else
                {
                    // The newest takes the place of the one before, also in line.
                    Skip(subscription);
                }

                return;
            }

            if (_waiting[subscription] != 0 && _modes[subscription] < InQueue)
            {
                // The last message at the time of Subscribe, which is not the last any more.
                Unwait(subscription, subscriber);
                Skip(subscription);
            }

            Enqueue(topic);
            if (_modes[subscription] == 0)
            {
                // Its own oldest message had to go for this one, and it was closed for it.
                Statistics.Skipped++;
                return;
            }

            if (_waiting[subscription] == 0)
            {
                _firsts[subscription] = _sequence;
                _modes[subscription] |= InQueue;
            }

            _waitingInQueue++;
            _waiting[subscription]++;
            _waitingFor[subscriber]++;
            Statistics.Waiting++;
        }

        private void WaitForLast(int subscription, int subscriber)
        {
            _firsts[subscription] = _sequence;
            _waiting[subscription] = 1;
            _waitingFor[subscriber]++;
            Statistics.Waiting++;
        }

        private void Skip(int subscription)
        {
            _skipped[subscription]++;
            Statistics.Skipped++;
        }

        /// <summary>One message less waits for a subscription, the first in its line.</summary>
        private void Unwait(int subscription, int subscriber)
        {
            _waiting[subscription]--;
            _waitingFor[subscriber]--;
            Statistics.Waiting--;
            if (_modes[subscription] >= InQueue)
            {
                _waitingInQueue--;
                if (_waiting[subscription] == 0)
                {
                    _modes[subscription] &= InQueue - 1;
                }
            }
        }

        /// <summary>Puts the message just published in the queue, once, in place of the oldest ones.</summary>
        private void Enqueue(Topic topic)
        {
            FrameQueue queue = _queue;
            if (_waitingInQueue == 0)
            {
                queue.Clear();
            }
            else if (queue.EndsWith(_sequence))
            {
                return;
            }

            while (!queue.TryAdd(topic.Buffer, topic.FrameOffset, topic.FrameCount, _sequence, topic.FirstSubscription))
            {
                SkipOldest();
            }
        }

        /// <summary>The oldest message of the queue goes, for all who still wait for it.</summary>
        private void SkipOldest()
        {
            FrameQueue queue = _queue;
            int subscription = queue.Subscriptions[queue.First];
            int sequence = queue.Sequences[queue.First];
            for (int i = 0; i < _sockets.Length; i++)
            {
                if (IsWaiting(subscription, sequence))
                {
                    if ((_modes[subscription] & ~InQueue) == (int)SlowReaderPolicy.Close + 1)
                    {
                        Statistics.ClosedSlow++;
                        _sockets[i].Close(WebSocketCloseStatus.TryAgainLater, null);
                        Remove(i);
                    }
                    else
                    {
                        Unwait(subscription, i);
                        Skip(subscription);
                    }
                }

                subscription++;
            }

            queue.RemoveOldest();
        }

        /// <summary>Whether that message of its topic in the queue is still to be sent to that subscription.</summary>
        private bool IsWaiting(int subscription, int sequence)
        {
            return _modes[subscription] >= InQueue && sequence - _firsts[subscription] >= 0;
        }

        /// <summary>Sends what waits for a subscriber, in its order and as far as there is room.</summary>
        private void SendWaiting(int subscriber)
        {
            ServerWebSocket socket = _sockets[subscriber];
            FrameQueue queue = _queue;
            int position = 0;
            while (_waitingFor[subscriber] != 0)
            {
                // Who is first in line: a frame in the queue, or a topic whose last message is wanted.
                int index = -1;
                int subscription = -1;
                for (; queue != null && position < queue.Count; position++)
                {
                    int i = queue.IndexOf(position);
                    if (IsWaiting(queue.Subscriptions[i] + subscriber, queue.Sequences[i]))
                    {
                        index = i;
                        subscription = queue.Subscriptions[i] + subscriber;
                        break;
                    }
                }

                Topic topic = FindWaitingTopic(subscriber);
                if (topic != null && (index < 0 || _firsts[topic.FirstSubscription + subscriber] - queue.Sequences[index] < 0))
                {
                    index = -1;
                    subscription = topic.FirstSubscription + subscriber;
                }

                if (!(index < 0
                    ? socket.SendFrame(topic.Buffer, topic.FrameOffset, topic.FrameCount)
                    : socket.SendFrame(queue.Bytes, queue.Offsets[index], queue.Sizes[index])))
                {
                    // Drained comes again, or Closed.
                    return;
                }

                if (index >= 0)
                {
                    _firsts[subscription] = queue.Sequences[index] + 1;
                }

                Statistics.Sent++;
                Unwait(subscription, subscriber);
            }
        }

        /// <summary>The topic whose last message has waited longest for a subscriber, or null.</summary>
        private Topic FindWaitingTopic(int subscriber)
        {
            Topic first = null;
            for (int i = 0; i < _topicCount; i++)
            {
                Topic topic = _topics[i];
                int subscription = topic.FirstSubscription + subscriber;
                if (_waiting[subscription] != 0
                    && _modes[subscription] < InQueue
                    && (first == null || _firsts[subscription] - _firsts[first.FirstSubscription + subscriber] < 0))
                {
                    first = topic;
                }
            }

            return first;
        }
    }
}
