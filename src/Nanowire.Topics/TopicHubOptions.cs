using System;

namespace Nanowire.WebSockets.Topics
{
    /// <summary>What a <see cref="TopicHub"/> is told at construction. Every limit has a default and a unit.</summary>
    /// <remarks>
    /// A hub reserves QueueSize bytes, 16 for each of MaxQueuedMessages, 13 for each subscriber times each topic, 16 for each subscriber and
    /// 12 for each topic; and AddTopic the topic's capacity and its name. On the device some 600 more for its objects, and 150 for
    /// each topic's. What waits for how many takes nothing more.
    /// </remarks>
    public sealed class TopicHubOptions
    {
        /// <summary>Default of <see cref="MaxSubscribers"/>: that of a server's connections.</summary>
        public const int DefaultMaxSubscribers = WebSocketServerOptions.DefaultMaxConnections;

        /// <summary>Default of <see cref="MaxTopics"/>.</summary>
        public const int DefaultMaxTopics = 8;

        /// <summary>Default of <see cref="QueueSize"/>, in bytes.</summary>
        public const int DefaultQueueSize = 2048;

        /// <summary>Default of <see cref="MaxQueuedMessages"/>.</summary>
        public const int DefaultMaxQueuedMessages = 32;

        /// <summary>How many connections may be subscribed at once, each to any topics, 1 to 1024; one more is refused by Subscribe.</summary>
        public int MaxSubscribers = DefaultMaxSubscribers;

        /// <summary>How many topics there may be, 1 to 1024; one more is refused by AddTopic.</summary>
        public int MaxTopics = DefaultMaxTopics;

        /// <summary>
        /// The queue that all slow subscribers share, in bytes of frames; a message is in it once, whoever waits for it. 0
        /// where no subscription has the policy DropOldest or Close.
        /// </summary>
        public int QueueSize = DefaultQueueSize;

        /// <summary>
        /// The most messages in the queue, and so the most that wait for one subscriber, 1 to half of QueueSize (a frame has two bytes at
        /// least). Without meaning where QueueSize is 0.
        /// </summary>
        public int MaxQueuedMessages = DefaultMaxQueuedMessages;

        /// <summary>The policy of subscriptions that name none.</summary>
        public SlowReaderPolicy Policy = SlowReaderPolicy.LatestPerTopic;

        /// <summary>Refuses what cannot work, naming the numbers.</summary>
        /// <exception cref="ArgumentException">An option is out of range or contradicts another.</exception>
        public void Validate()
        {
            Require(nameof(MaxSubscribers), MaxSubscribers, 1, 1024);
            Require(nameof(MaxTopics), MaxTopics, 1, 1024);
            Require(nameof(QueueSize), QueueSize, 0, int.MaxValue);
            if (QueueSize != 0)
            {
                Require("MaxQueuedMessages in a QueueSize of " + QueueSize.ToString(), MaxQueuedMessages, 1, QueueSize >> 1);
            }

            RequirePolicy(Policy, QueueSize);
        }

        /// <summary>Refuses a policy that is none, or one that needs a queue where there is none.</summary>
        internal static void RequirePolicy(SlowReaderPolicy policy, int queueSize)
        {
            int most = queueSize == 0 ? (int)SlowReaderPolicy.DropNewest : (int)SlowReaderPolicy.Close;
            if ((uint)policy > (uint)most)
            {
                // The text is only made when it is wanted: Subscribe asks here too.
                Require("Policy with a QueueSize of " + queueSize.ToString(), (int)policy, 0, most);
            }
        }

        /// <summary>Refuses a number outside of its range, naming the numbers.</summary>
        internal static void Require(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", not " + least.ToString() + " to " + most.ToString());
            }
        }
    }
}
