using System;

namespace Nanowire.WebSockets.Discovery
{
    /// <summary>
    /// Finds the other devices that offer a service (RFC 6763 section 4, RFC 6762 sections 5.2 and 10) and keeps what it heard as long as it holds,
    /// in a table of fixed size. Without any I/O, as <see cref="MdnsResponder"/>; it allocates nothing after construction.
    /// </summary>
    public sealed partial class MdnsBrowser
    {
        // Questions: after a moment, then 1 s later, then each time twice as long, up to an hour (RFC 6762 section 5.2).
        internal const int FirstLeastMs = 20;
        internal const int FirstMostMs = 120;
        internal const int SecondMs = 1000;
        internal const int MostMs = 3600000;

        /// <summary>What was taken back is kept for a second, as another may have it still (section 10.1).</summary>
        internal const int GoodbyeMs = 1000;

        /// <summary>A record is asked for again at 80, 85, 90 and 95 per cent of its time (section 5.2).</summary>
        internal const int Refreshes = 4;

        private const long Never = long.MaxValue;

        private readonly DiscoveryOptions _options;
        private readonly DiscoveryStatistics _statistics;

        // Null where there is no place for a neighbour: such a browser is never started, and takes next to no memory.
        private readonly DnsReader _reader;
        private readonly DnsWriter _writer;
        private readonly byte[] _type;
        private readonly byte[] _instance;
        private readonly int _typeCount;

        private readonly Jitter _jitter = new Jitter();
        private readonly Neighbour[] _table;
        private string _ownName;
        private byte[] _ownLabel = new byte[0];
        private bool _isStarted;
        private bool _isFirst;
        private long _askMs;
        private int _intervalMs;

        /// <summary>Makes one that is stopped.</summary>
        /// <param name="options">What it looks for, and its bounds.</param>
        /// <param name="statistics">Gets the counts of neighbours; messages are counted by the responder.</param>
        /// <exception cref="ArgumentException">An option is out of its range.</exception>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        public MdnsBrowser(DiscoveryOptions options, DiscoveryStatistics statistics)
        {
            if (options == null || statistics == null)
            {
                throw new ArgumentNullException(options == null ? nameof(options) : nameof(statistics));
            }

            options.Check();
            _options = options;
            _statistics = statistics;
            _table = new Neighbour[options.MaxNeighbours];
            if (_table.Length == 0)
            {
                return;
            }

            for (int i = 0; i < _table.Length; i++)
            {
                _table[i] = new Neighbour();
            }

            _reader = new DnsReader();
            _writer = new DnsWriter();
            _instance = new byte[DnsName.MaxSize];
            _type = DnsName.Create("", options.BrowsedType + ".local");
            _typeCount = _type.Length;
        }

        /// <summary>Changes with each change of the table, so that a page knows when to show it again.</summary>
        public int Version;

        /// <summary>How many places the table has.</summary>
        public int Capacity => _table.Length;

        /// <summary>How many neighbours there are, resolved or not.</summary>
        public int Count
        {
            get
            {
                int count = 0;
                for (int i = 0; i < _table.Length; i++)
                {
                    count += _table[i].NameCount != 0 ? 1 : 0;
                }

                return count;
            }
        }

        /// <summary>The neighbour at a place of the table.</summary>
        /// <param name="place">0 to <see cref="Capacity"/> - 1.</param>
        /// <returns>Null when nobody is there. It holds until the browser is called the next time.</returns>
        public Neighbour GetAt(int place)
        {
            Neighbour neighbour = _table[place];
            return neighbour.NameCount == 0 ? null : neighbour;
        }

        /// <summary>Begins to look, with an empty table.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="seed">Something that other devices do not have, such as the address; it shifts the questions.</param>
        public void Start(long nowMs, int seed)
        {
            Stop();
            _jitter.Mix((uint)seed);
            _jitter.Mix((uint)nowMs);
            _isStarted = _table.Length > 0;
            _isFirst = true;
            _askMs = nowMs + _jitter.Next(FirstLeastMs, FirstMostMs);
            _intervalMs = SecondMs;
        }

        /// <summary>Ends it and forgets what was found.</summary>
        public void Stop()
        {
            _isStarted = false;
            for (int i = 0; i < _table.Length; i++)
            {
                if (_table[i].NameCount != 0)
                {
                    Forget(_table[i]);
                }
            }
        }

        /// <summary>The name by which this device offers the service itself, which is no neighbour; null: it does not.</summary>
        public void SetOwnName(string name)
        {
            if (name == _ownName || _table.Length == 0)
            {
                return;
            }

            _ownName = name;
            _ownLabel = name == null ? new byte[0] : DnsName.Create(name, "");
            for (int i = 0; i < _table.Length; i++)
            {
                if (_table[i].NameCount != 0 && IsOwn(_table[i].Name, 0, _table[i].NameCount))
                {
                    Forget(_table[i]);
                }
            }
        }

        /// <summary>How long nothing is to be asked and nothing expires, when nothing comes in; in milliseconds.</summary>
        /// <param name="nowMs">The time.</param>
        public int GetWaitMs(long nowMs)
        {
            if (!_isStarted)
            {
                return MdnsResponder.Forever;
            }

            long next = _askMs;
            for (int i = 0; i < _table.Length; i++)
            {
                Neighbour neighbour = _table[i];
                for (int record = 0; record < Neighbour.Records && neighbour.NameCount != 0; record++)
                {
                    long ask = neighbour.AskMs[record];
                    long end = neighbour.TtlMs[record] == 0 ? Never : neighbour.ReceivedMs[record] + neighbour.TtlMs[record];
                    next = ask < next ? ask : next;
                    next = end < next ? end : next;
                }
            }

            return next <= nowMs ? 0 : (int)(next - nowMs);
        }

        /// <summary>Composes the next question that is due. To be called until there is none.</summary>
        /// <param name="output">Takes it from its start on, at least <see cref="DiscoveryOptions.SendSize"/> bytes.</param>
        /// <param name="nowMs">The time.</param>
        /// <returns>Its bytes, for 224.0.0.251 port 5353; 0 when nothing is due.</returns>
        public int GetMessage(byte[] output, long nowMs)
        {
            if (!_isStarted)
            {
                return 0;
            }

            Expire(nowMs);
            bool all = nowMs >= _askMs;
            _writer.Begin(output, _options.SendSize, 0, DnsWriter.QueryFlags);
            if (all)
            {
                _writer.TryAsk(_type, DnsType.Ptr, _isFirst);
                _isFirst = false;
                _askMs = nowMs + _intervalMs + _jitter.Next(0, _intervalMs / 50);
                _intervalMs = _intervalMs < MostMs / 2 ? _intervalMs * 2 : MostMs;
            }

            for (int i = 0; i < _table.Length; i++)
            {
                if (_table[i].NameCount != 0)
                {
                    all |= AskFor(_table[i], all, nowMs);
                }
            }

            if (_writer.IsEmpty)
            {
                return 0;
            }

            // What is known well need not be answered (section 7.1).
            for (int i = 0; i < _table.Length && all; i++)
            {
                Neighbour neighbour = _table[i];
                long left = neighbour.ExpiresMs - nowMs;
                if (neighbour.NameCount != 0 && left > neighbour.TtlMs[Neighbour.Pointer] / 2)
                {
                    WriteInstance(neighbour);
                    _writer.OpenRecord(_type, DnsType.Ptr, false, (int)(left / 1000));
                    _writer.PutName(_instance);
                    _writer.CloseRecord(DnsReader.Answer);
                }
            }

            return _writer.End();
        }

        /// <summary>Asks for what is due of one.</summary>
        /// <returns>Whether the pointers were asked for.</returns>
        private bool AskFor(Neighbour neighbour, bool hasAsked, long nowMs)
        {
            bool isAsked = false;
            for (int record = 0; record < Neighbour.Records; record++)
            {
                if (nowMs < neighbour.AskMs[record])
                {
                    continue;
                }

                bool done = true;
                switch (record)
                {
                    case Neighbour.Pointer:
                        done = hasAsked || isAsked || _writer.TryAsk(_type, DnsType.Ptr, false);
                        isAsked |= done;
                        break;
                    case Neighbour.Location:
                        WriteInstance(neighbour);
                        done = _writer.TryAsk(_instance, DnsType.Srv, false);
                        break;
                    default:
                        done = _writer.TryAsk(neighbour.HostName, DnsType.A, false);
                        break;
                }

                // What found no room stays due.
                if (done)
                {
                    SetNextAsk(neighbour, record, nowMs);
                }
            }

            return isAsked;
        }

        private void SetNextAsk(Neighbour neighbour, int record, long nowMs)
        {
            int asked = ++neighbour.Asked[record];
            int ttl = neighbour.TtlMs[record];
            if (ttl == 0)
            {
                neighbour.AskMs[record] = nowMs + (asked < 6 ? SecondMs << asked : MostMs);
            }
            else if (asked < Refreshes)
            {
                neighbour.AskMs[record] = neighbour.ReceivedMs[record] + Refresh(ttl, asked);
            }
            else
            {
                neighbour.AskMs[record] = Never;
            }
        }

        // Up to 2 per cent later, so that those who heard the same do not ask together.
        private int Refresh(int ttlMs, int asked)
        {
            int part = ttlMs / 100;
            return (part * (80 + (5 * asked))) + _jitter.Next(0, part * 2);
        }

        private void WriteInstance(Neighbour neighbour)
        {
            int count = neighbour.NameCount;
            _instance[0] = (byte)count;
            Array.Copy(neighbour.Name, 0, _instance, 1, count);
            Array.Copy(_type, 0, _instance, count + 1, _typeCount);
        }
    }
}
