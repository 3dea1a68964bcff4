using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Diagnostics
{
    /// <summary>
    /// Keeps the last events of a server in a ring of fixed size and counts all of them by reason; for
    /// <see cref="WebSocketServerOptions.Observer"/>. An event allocates nothing.
    /// </summary>
    /// <remarks>
    /// What happens again to the same address with nothing between is one entry with a count, so that a flood does not wash out
    /// what was before it. May be read from any thread, as Dropped is told from any. Counters only grow.
    /// </remarks>
    public class EventLog : ServerObserver
    {
        /// <summary>Default of the entries kept.</summary>
        public const int DefaultCapacity = 32;

        /// <summary>Close codes that are counted one by one: 1000 to 1015.</summary>
        public const int FirstCloseCode = 1000;

        /// <summary>The last of them.</summary>
        public const int LastCloseCode = 1015;

        private readonly long[] _times;
        private readonly ServerEventKind[] _kinds;
        private readonly string[] _addresses;
        private readonly int[] _statuses;
        private readonly RefusalReason[] _reasons;
        private readonly int[] _repeats;

        // By number; the last of the close codes counts all others.
        private readonly int[] _byKind = new int[(int)ServerEventKind.Slow + 1];
        private readonly int[] _byReason = new int[(int)RefusalReason.Error + 1];
        private readonly int[] _byCloseCode = new int[LastCloseCode - FirstCloseCode + 2];
        private readonly int[] _byViolation = new int[(int)Violation.ExtensionData + 1];
        private int _total;

        /// <summary>Reserves the ring.</summary>
        /// <param name="capacity">Entries kept, 1 to 4096.</param>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is out of range.</exception>
        public EventLog(int capacity)
        {
            if (capacity < 1 || capacity > 4096)
            {
                throw new ArgumentOutOfRangeException(nameof(capacity));
            }

            _times = new long[capacity];
            _kinds = new ServerEventKind[capacity];
            _addresses = new string[capacity];
            _statuses = new int[capacity];
            _reasons = new RefusalReason[capacity];
            _repeats = new int[capacity];
        }

        /// <summary>The clock, in milliseconds: that of the server's pump unless a derived class has another.</summary>
        public virtual long NowMs => Environment.TickCount64;

        /// <summary>Entries made so far; they are numbered from 0, and the last of them are kept.</summary>
        public int Total => _total;

        /// <summary>The number of the oldest entry that is kept; <see cref="Total"/> when there is none.</summary>
        public int Oldest => _total > _times.Length ? _total - _times.Length : 0;

        /// <summary>Copies an entry.</summary>
        /// <param name="number">Its number.</param>
        /// <param name="into">Gets it.</param>
        /// <returns>False when it is not kept any more, or not there yet.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="into"/> is null.</exception>
        public bool TryGet(int number, ServerEvent into)
        {
            if (into == null)
            {
                throw new ArgumentNullException(nameof(into));
            }

            lock (_times)
            {
                if (number < Oldest || number >= _total)
                {
                    return false;
                }

                int at = number % _times.Length;
                into.TimeMs = _times[at];
                into.Kind = _kinds[at];
                into.Address = _addresses[at];
                into.Status = _statuses[at];
                into.Reason = _reasons[at];
                into.Count = _repeats[at];
                return true;
            }
        }

        /// <summary>How often something happened.</summary>
        public int GetCount(ServerEventKind kind)
        {
            return _byKind[(int)kind];
        }

        /// <summary>How often something was refused, or a connection limited, for a reason.</summary>
        public int GetCount(RefusalReason reason)
        {
            return _byReason[(int)reason];
        }

        /// <summary>How often a rule was broken.</summary>
        public int GetCount(Violation violation)
        {
            return _byViolation[(int)violation];
        }

        /// <summary>WebSockets that ended with a code, with a closing handshake or not.</summary>
        /// <param name="code">1000 to 1015; any other for the sum of all others.</param>
        public int GetClosed(int code)
        {
            return _byCloseCode[GetIndex(code)];
        }

        /// <inheritdoc/>
        public override void Happened(ServerEventKind kind, string address, int status, RefusalReason reason)
        {
            int count = 1;
            switch (kind)
            {
                case ServerEventKind.Refused:
                case ServerEventKind.Limited:
                    _byReason[(int)reason]++;
                    break;
                case ServerEventKind.Closed:
                case ServerEventKind.Lost:
                    _byCloseCode[GetIndex(status)]++;
                    break;
                case ServerEventKind.Violated:
                    _byViolation[status]++;
                    break;
                case ServerEventKind.Dropped:
                    count = status;
                    status = 0;
                    break;
            }

            Add(kind, address, status, reason, count);
        }

        private static int GetIndex(int code)
        {
            return code >= FirstCloseCode && code <= LastCloseCode ? code - FirstCloseCode : LastCloseCode - FirstCloseCode + 1;
        }

        private void Add(ServerEventKind kind, string address, int status, RefusalReason reason, int count)
        {
            long nowMs = NowMs;
            lock (_times)
            {
                _byKind[(int)kind] += count;
                int at = (_total + _times.Length - 1) % _times.Length;
                if (_total == 0 || _kinds[at] != kind || _statuses[at] != status || _reasons[at] != reason || _addresses[at] != address)
                {
                    at = _total % _times.Length;
                    _total++;
                    _kinds[at] = kind;
                    _addresses[at] = address;
                    _statuses[at] = status;
                    _reasons[at] = reason;
                    _repeats[at] = 0;
                }

                _times[at] = nowMs;
                _repeats[at] += count;
            }
        }
    }
}
