namespace Nanowire.WebSockets.Topics
{
    // Who is subscribed. All of it with the lock on _sockets held.
    public sealed partial class TopicHub
    {
        /// <summary>The subscribers; the hub's lock too.</summary>
        private readonly ServerWebSocket[] _sockets;

        /// <summary>What waits for each, over all topics.</summary>
        private readonly int[] _waitingFor;

        private bool SubscribeLocked(ServerWebSocket socket, Topic topic, SlowReaderPolicy policy)
        {
            int subscriber = Find(socket);
            if (socket.State != WebSocketState.Open)
            {
                if (subscriber >= 0)
                {
                    Remove(subscriber);
                }

                return false;
            }

            if (subscriber < 0)
            {
                subscriber = FindFree();
                if (subscriber < 0)
                {
                    return false;
                }

                _sockets[subscriber] = socket;
            }

            // A place in line of its own.
            _sequence++;
            Cancel(topic, subscriber);
            int subscription = topic.FirstSubscription + subscriber;
            _modes[subscription] = (byte)((int)policy + 1);
            if (topic.FrameCount == 0)
            {
                return true;
            }

            Statistics.Offered++;
            if (TrySendLast(topic, subscriber))
            {
                return true;
            }

            if (!IsKept(subscriber))
            {
                Statistics.Skipped++;
                return false;
            }

            if (policy == SlowReaderPolicy.DropNewest)
            {
                Skip(subscription);
            }
            else
            {
                WaitForLast(subscription, subscriber);
            }

            return true;
        }

        /// <summary>The place of a subscriber; -1 when it is none.</summary>
        private int Find(WebSocket socket)
        {
            ServerWebSocket[] sockets = _sockets;
            for (int i = 0; i < sockets.Length; i++)
            {
                if (sockets[i] == socket && socket != null)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>A free place, or that of a connection which is over though its Closed did not get here; -1 when there is none.</summary>
        private int FindFree()
        {
            for (int i = 0; i < _sockets.Length; i++)
            {
                ServerWebSocket socket = _sockets[i];
                if (socket == null)
                {
                    return i;
                }

                if (socket.State >= WebSocketState.Closed)
                {
                    // A handler of the application's that was called before this hub's threw.
                    Remove(i);
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Ends all subscriptions of a subscriber, whose place is free then.</summary>
        private void Remove(int subscriber)
        {
            for (int i = 0; i < _topicCount; i++)
            {
                Cancel(_topics[i], subscriber);
            }

            _sockets[subscriber] = null;
        }

        /// <summary>Ends a subscription; what waits is skipped. Returns whether there was one.</summary>
        private bool Cancel(Topic topic, int subscriber)
        {
            int subscription = topic.FirstSubscription + subscriber;
            if (_modes[subscription] == 0)
            {
                return false;
            }

            while (_waiting[subscription] != 0)
            {
                Unwait(subscription, subscriber);
                Statistics.Skipped++;
            }

            _modes[subscription] = 0;
            _skipped[subscription] = 0;
            return true;
        }
    }
}
