using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Fleet
{
    /// <summary>Takes all readings from the queue, acknowledges each, and remembers which came; it comes back as a device does.</summary>
    internal sealed class FleetConsumer : StompLink
    {
        /// <summary>
        /// A session on which nothing comes for so long is given up: with the leader of a queue RabbitMQ may lose what was on its way to a
        /// consumer, and then sends it again to the next session only (rabbitmq-server#15473).
        /// </summary>
        internal const int SilenceMs = 10000;

        private readonly HashSet<int>[] _received;
        private readonly List<int> _delaysMs = [];
        private int _distinct;
        private int _subscribed;
        private volatile bool _isSubscribed;
        private long _heardMs;

        /// <param name="number">Tells it from all others.</param>
        /// <param name="uris">The nodes.</param>
        /// <param name="devices">How many devices there are.</param>
        /// <param name="destination">What it subscribes to, in a quorum queue.</param>
        internal FleetConsumer(int number, string[] uris, int devices, string destination = FleetSettings.Queue)
            : base(number, uris, 8192, 1)
        {
            _received = new HashSet<int>[devices];
            for (int i = 0; i < devices; i++)
            {
                _received[i] = [];
            }

            Stomp.MessageReceived += OnMessage;
            Stomp.Subscribe(destination, StompAckMode.ClientIndividual, [.. FleetSettings.QueueHeaders, "prefetch-count", "100"]);

            // Its receipt says that what was sent before is done: the subscription.
            Stomp.Connected += client => _subscribed = client.Begin("subscribed", true);
            Stomp.ReceiptReceived += (client, receipt, isConfirmed) =>
            {
                if (receipt == _subscribed && isConfirmed)
                {
                    _isSubscribed = true;
                    client.Abort("subscribed", false);
                }
            };
        }

        /// <summary>Whether its queue is there, and is sent what is published.</summary>
        internal bool IsSubscribed => _isSubscribed;

        /// <summary>Readings that came, each counted once.</summary>
        internal int Distinct => Volatile.Read(ref _distinct);

        /// <summary>Messages that came with a reading that had come before.</summary>
        internal int Duplicates { get; private set; }

        /// <summary>From the reading to here, in milliseconds, of each that came; to be read when it is disposed of.</summary>
        internal List<int> DelaysMs => _delaysMs;

        /// <summary>Whether a reading came; to be asked when it is disposed of.</summary>
        internal bool Has(int device, int sequence)
        {
            return _received[device].Contains(sequence);
        }

        protected override void Work(long nowMs)
        {
            if (!IsConnected)
            {
                _heardMs = nowMs;
            }
            else if (nowMs - _heardMs >= SilenceMs)
            {
                _heardMs = nowMs;
                GiveUp();
            }
        }

        private void OnMessage(StompClient client, int subscription, StompFrame message)
        {
            _heardMs = Environment.TickCount64;
            using JsonDocument reading = JsonDocument.Parse(message.Buffer.AsMemory(message.BodyOffset, message.BodyCount));
            JsonElement root = reading.RootElement;

            // MQTT 3.1.1 has no headers.
            int device = message.GetNumber("device");
            device = device >= 0 ? device : root.GetProperty("device").GetInt32();
            if (_received[device].Add(root.GetProperty("seq").GetInt32()))
            {
                _delaysMs.Add((int)(Environment.TickCount64 - root.GetProperty("uptimeMs").GetInt64()));
                Volatile.Write(ref _distinct, _distinct + 1);
            }
            else
            {
                Duplicates++;
            }

            client.Ack(message, null, false);
        }
    }
}
