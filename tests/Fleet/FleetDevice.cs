using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Fleet
{
    /// <summary>
    /// A simulated device: takes a reading now and then, sends it with a receipt, and keeps it until it is confirmed; what was not confirmed it sends
    /// again.
    /// </summary>
    internal sealed class FleetDevice : StompLink
    {
        private readonly FleetSettings _settings;
        private readonly int _number;
        private readonly byte[] _headers;
        private readonly List<Reading> _kept = [];
        private readonly HashSet<int> _confirmed = [];
        private long _dueMs;
        private int _taken;
        private int _confirmedCount;
        private volatile bool _isQuiet;
        private volatile bool _isDone;

        internal FleetDevice(int number, string[] uris, FleetSettings settings)
            : base(number, uris, 1024, settings.MaxReceipts)
        {
            _number = number;
            _settings = settings;
            _headers = StompEncoder.EncodeHeaders(["destination", FleetSettings.Queue, "content-type", "text/plain", .. FleetSettings.QueueHeaders]);
            Stomp.ReceiptReceived += OnReceipt;

            // Not all at once.
            _dueMs = Environment.TickCount64 + Random.Shared.Next(settings.ReadingMs);
        }

        /// <summary>Readings for which there was no room any more.</summary>
        internal int NotKept { get; private set; }

        /// <summary>Messages sent, those that were sent again included.</summary>
        internal int Sent { get; private set; }

        /// <summary>Messages whose receipt did not come before the connection was over, or in time.</summary>
        internal int Unconfirmed { get; private set; }

        /// <summary>Whether it takes no more readings and all that it took are confirmed.</summary>
        internal bool IsDone => _isDone;

        /// <summary>How many readings were confirmed.</summary>
        internal int ConfirmedCount => Volatile.Read(ref _confirmedCount);

        /// <summary>The numbers of those; to be read when it is disposed of.</summary>
        internal IReadOnlyCollection<int> Confirmed => _confirmed;

        /// <summary>For the message of a wait that was in vain.</summary>
        public override string ToString()
        {
            return "device " + _number + " (" + base.ToString() + ", " + ConfirmedCount + " confirmed, " + _kept.Count + " kept, "
                + _kept.FindAll(r => r.Receipt != 0).Count + " of them on their way, " + Unconfirmed + " without a receipt)";
        }

        /// <summary>No more readings; what is kept is sent on.</summary>
        internal void StopReading()
        {
            _isQuiet = true;
        }

        protected override void Work(long nowMs)
        {
            bool isQuiet = _isQuiet;
            if (!isQuiet && nowMs >= _dueMs)
            {
                _dueMs = Math.Max(_dueMs + _settings.ReadingMs, nowMs);
                int sequence = _taken++;
                if (_kept.Count < _settings.MaxKept)
                {
                    _kept.Add(new Reading(sequence, Encoding.ASCII.GetBytes(_number + " " + sequence + " " + nowMs)));
                }
                else
                {
                    NotKept++;
                }
            }

            for (int i = 0; i < _kept.Count && Stomp.State == StompState.Connected; i++)
            {
                Reading reading = _kept[i];
                if (reading.Receipt == 0)
                {
                    int receipt = Stomp.Send(_headers, reading.Body, 0, reading.Body.Length, WebSocketMessageType.Text, true);
                    if (receipt == StompClient.Refused)
                    {
                        break;
                    }

                    reading.Receipt = receipt;
                    Sent++;
                }
            }

            _isDone = isQuiet && _kept.Count == 0;
        }

        private void OnReceipt(StompClient client, int receipt, bool isConfirmed)
        {
            Reading reading = _kept.Find(r => r.Receipt == receipt);
            if (isConfirmed)
            {
                _kept.Remove(reading);
                _confirmed.Add(reading.Sequence);
                Volatile.Write(ref _confirmedCount, _confirmed.Count);
            }
            else
            {
                reading.Receipt = 0;
                Unconfirmed++;

                // It is late. RabbitMQ 3.10 may confirm nothing any more on a connection to which that happens when a queue's leader is lost
                // (rabbitmq-server#9208); on a new one it does.
                if (client.State == StompState.Connected)
                {
                    GiveUp();
                }
            }
        }

        private sealed class Reading(int sequence, byte[] body)
        {
            internal int Sequence { get; } = sequence;

            internal byte[] Body { get; } = body;

            /// <summary>0 while it is not on its way.</summary>
            internal int Receipt { get; set; }
        }
    }
}
