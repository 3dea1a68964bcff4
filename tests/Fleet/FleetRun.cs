using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Nanowire.Fleet
{
    /// <summary>Devices, their consumer, and what became of them; who runs it does to the nodes what it likes meanwhile.</summary>
    internal sealed class FleetRun : IDisposable
    {
        private readonly FleetConsumer _consumer;
        private readonly FleetDevice[] _devices;
        private readonly int _patienceMs;

        /// <param name="uris">The nodes.</param>
        /// <param name="settings">The fleet.</param>
        /// <param name="patienceMs">How long to wait for anything at most.</param>
        internal FleetRun(string[] uris, FleetSettings settings, int patienceMs)
        {
            _patienceMs = patienceMs;
            _consumer = new FleetConsumer(settings.Devices, uris, settings.Devices);
            _devices = new FleetDevice[settings.Devices];
            for (int i = 0; i < _devices.Length; i++)
            {
                _devices[i] = new FleetDevice(i, uris, settings);
            }
        }

        /// <summary>All that came back, devices and the consumer.</summary>
        internal IEnumerable<Outage> Outages => Links.SelectMany(l => l.GetOutages());

        /// <summary>Readings that were confirmed to their device.</summary>
        internal int Confirmed => _devices.Sum(d => d.ConfirmedCount);

        /// <summary>Readings that came to the consumer.</summary>
        internal int Received => _consumer.Distinct;

        /// <summary>Readings that came more than once.</summary>
        internal int Duplicates => _consumer.Duplicates;

        /// <summary>Messages sent, those that were sent again included.</summary>
        internal int Sent => _devices.Sum(d => d.Sent);

        /// <summary>Messages without a receipt.</summary>
        internal int Unconfirmed => _devices.Sum(d => d.Unconfirmed);

        /// <summary>Readings that found no room on their device.</summary>
        internal int NotKept => _devices.Sum(d => d.NotKept);

        /// <summary>Sessions that devices gave up because a receipt was late.</summary>
        internal int GivenUpByDevices => _devices.Sum(d => d.GivenUp);

        /// <summary>Sessions that the consumer gave up because nothing came.</summary>
        internal int GivenUpByConsumer => _consumer.GivenUp;

        /// <summary>Waits beyond the backoff.</summary>
        internal int LateWaits => Links.Sum(l => l.LateWaits);

        /// <summary>From a reading to the consumer, in milliseconds; after <see cref="Finish"/>.</summary>
        internal List<int> DelaysMs => _consumer.DelaysMs;

        /// <summary>What the brokers said of their queues when not all arrived.</summary>
        internal string Queues { get; private set; } = "all arrived";

        private IEnumerable<StompLink> Links => _devices.Cast<StompLink>().Append(_consumer);

        public void Dispose()
        {
            // All at once, since each may take the rest of its round.
            foreach (StompLink link in Links)
            {
                link.End();
            }

            foreach (StompLink link in Links)
            {
                link.Dispose();
            }
        }

        /// <summary>Connects all, the consumer first.</summary>
        internal void Start()
        {
            _consumer.Start();
            Await(() => _consumer.IsSubscribed, "the consumer is subscribed");
            foreach (FleetDevice device in _devices)
            {
                device.Start();
            }

            AwaitConnected();
        }

        internal void AwaitConnected()
        {
            Await(() => Links.All(l => l.IsConnected), "all are connected");
        }

        /// <summary>Waits until so many connections were lost and are back.</summary>
        internal void AwaitOutages(int count)
        {
            Await(() => Outages.Count() >= count, "connections are lost and back");
        }

        /// <summary>Waits until each device has had so many further readings confirmed.</summary>
        internal void AwaitConfirmed(int count)
        {
            int[] goals = _devices.Select(d => d.ConfirmedCount + count).ToArray();
            Await(() => _devices.Zip(goals).All(p => p.First.ConfirmedCount >= p.Second), "readings are confirmed");
        }

        /// <summary>No more readings, and all that there are arrive; then all go.</summary>
        /// <param name="describeQueues">Asked where not all that was confirmed arrives.</param>
        /// <returns>Readings that were confirmed and did not arrive.</returns>
        internal int Finish(Func<string> describeQueues)
        {
            foreach (FleetDevice device in _devices)
            {
                device.StopReading();
            }

            Await(() => _devices.All(d => d.IsDone), "all is confirmed");
            try
            {
                Await(() => _consumer.Distinct >= Confirmed, "all arrives");
            }
            catch (TimeoutException)
            {
                // It is counted below.
                Queues = describeQueues();
            }

            Dispose();
            return _devices.Select((d, i) => d.Confirmed.Count(sequence => !_consumer.Has(i, sequence))).Sum();
        }

        private void Await(Func<bool> condition, string what)
        {
            long end = Environment.TickCount64 + _patienceMs;
            while (!condition())
            {
                if (Environment.TickCount64 > end)
                {
                    throw new TimeoutException("in vain: " + what + "; " + Links.Count(l => l.IsConnected) + " are connected, " + Confirmed
                        + " confirmed, " + Received + " received; behind are "
                        + string.Join(", ", _devices.OrderBy(d => d.ConfirmedCount).Take(5)) + "; the consumer: " + _consumer);
                }

                Thread.Sleep(20);
            }
        }
    }
}
