using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using Nanowire.Firmware;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Fleet
{
    /// <summary>
    /// A simulated device: the firmware's telemetry of a simulated board, now and then, in an outbox that keeps it until it is confirmed.
    /// </summary>
    internal sealed class FleetDevice : StompLink
    {
        private readonly FleetSettings _settings;
        private readonly int _number;
        private readonly Telemetry _telemetry;
        private readonly StompOutbox _outbox;
        private readonly HashSet<int> _confirmed = [];
        private long _dueMs;
        private int _confirmedCount;
        private volatile bool _isQuiet;
        private volatile bool _isDone;

        internal FleetDevice(int number, string[] uris, FleetSettings settings)
            : base(number, uris, 1024, settings.MaxReceipts)
        {
            _number = number;
            _settings = settings;
            HostBoard board = new HostBoard();
            _telemetry = new Telemetry(board, new SensorSet(board.Sensors));
            byte[] headers = StompEncoder.EncodeHeaders(
                ["destination", FleetSettings.Queue, "content-type", "application/json", "device", number.ToString(), .. FleetSettings.QueueHeaders]);
            _outbox = new StompOutbox(Stomp, headers, WebSocketMessageType.Text, settings.MaxKept, _telemetry.Capacity, settings.MaxReceipts);
            _outbox.MessageConfirmed += OnConfirmed;

            // Not all at once.
            _dueMs = Environment.TickCount64 + Random.Shared.Next(settings.ReadingMs);
        }

        /// <summary>Readings for which there was no room any more.</summary>
        internal int NotKept => _outbox.MessagesRefused;

        /// <summary>Messages sent, those that were sent again included.</summary>
        internal int Sent => _outbox.MessagesSent;

        /// <summary>Messages whose receipt did not come before the connection was over, or in time.</summary>
        internal int Unconfirmed => _outbox.MessagesUnconfirmed;

        /// <summary>Whether it takes no more readings and all that it took are confirmed.</summary>
        internal bool IsDone => _isDone;

        /// <summary>How many readings were confirmed.</summary>
        internal int ConfirmedCount => Volatile.Read(ref _confirmedCount);

        /// <summary>The numbers of those; to be read when it is disposed of.</summary>
        internal IReadOnlyCollection<int> Confirmed => _confirmed;

        internal override int GivenUp => _outbox.SessionsGivenUp;

        /// <summary>For the message of a wait that was in vain.</summary>
        public override string ToString()
        {
            return "device " + _number + " (" + base.ToString() + ", " + ConfirmedCount + " confirmed, " + _outbox.Count + " kept, "
                + Unconfirmed + " without a receipt)";
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
                int count = _telemetry.Compose(nowMs, _settings.ReadingMs);
                _outbox.Add(_telemetry.Frame.Buffer, MessageFrame.PayloadOffset, count);
            }

            _outbox.Work();
            _isDone = isQuiet && _outbox.Count == 0;
        }

        private void OnConfirmed(StompOutbox outbox, byte[] buffer, int offset, int count)
        {
            using JsonDocument reading = JsonDocument.Parse(buffer.AsMemory(offset, count));
            _confirmed.Add(reading.RootElement.GetProperty("seq").GetInt32());
            Volatile.Write(ref _confirmedCount, _confirmed.Count);
        }
    }
}
