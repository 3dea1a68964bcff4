using System;

namespace Nanowire.WebSockets.Discovery
{
    /// <summary>
    /// Answers for a name, its address and its services by multicast DNS (RFC 6762) and DNS-SD (RFC 6763), without any I/O: messages and
    /// the time are handed in, messages come out. It allocates nothing after construction but when its name changes.
    /// </summary>
    /// <remarks>
    /// States:
    ///   Stopped     Start, SetAddress   -> Probing     with an address
    ///   Probing     three probes, no answer -> Announcing
    ///               an answer           -> Probing     by the next name
    ///               another's probe wins -> Probing    by the same name, a second later
    ///   Announcing  three announcements -> Running
    ///   both        another's record    -> Probing     by the same name
    ///               SetAddress          -> Probing, or Stopped without one
    ///               SetName             -> Probing     after a goodbye
    ///               Stop                -> Stopped     after a goodbye
    /// </remarks>
    public sealed partial class MdnsResponder
    {
        /// <summary>The port of multicast DNS; a question from another is of somebody who knows DNS only (RFC 6762 section 6.7).</summary>
        public const int Port = 5353;

        /// <summary>What <see cref="GetWaitMs"/> says when nothing is due.</summary>
        public const int Forever = int.MaxValue;

        /// <summary>The least time between two multicasts of a record, and between those that answer a probe (RFC 6762 section 6).</summary>
        internal const int RecordIntervalMs = 1000;
        internal const int DefenceIntervalMs = 250;

        private const int Announcements = 3;
        private const long Never = long.MinValue / 2;

        private readonly DiscoveryOptions _options;
        private readonly DiscoveryStatistics _statistics;
        private readonly DnsReader _reader = new DnsReader();
        private readonly DnsWriter _writer = new DnsWriter();
        private readonly OwnRecords _records = new OwnRecords();
        private readonly Jitter _jitter = new Jitter();
        private readonly long[] _multicastMs = new long[OwnRecords.FirstOfServices + (OwnRecords.PerService * OwnRecords.MaxServices)];
        private ResponderState _state;
        private int _step;
        private long _nextMs;

        /// <summary>Records that go out with TTL 0, and the name that is taken after that; null: then it stops.</summary>
        private int _goodbye;
        private string _newName;

        /// <summary>Makes one that is stopped.</summary>
        /// <param name="options">Its name and bounds.</param>
        /// <param name="statistics">Gets the counts.</param>
        /// <exception cref="ArgumentException">An option is out of its range.</exception>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        public MdnsResponder(DiscoveryOptions options, DiscoveryStatistics statistics)
        {
            if (options == null || statistics == null)
            {
                throw new ArgumentNullException(options == null ? nameof(options) : nameof(statistics));
            }

            options.Check();
            _options = options;
            _statistics = statistics;
            Name = options.Name;
            _baseName = Name;
            _records.SetName(Name);
        }

        /// <summary>Told, within Receive or GetMessage, when a conflict has changed the name.</summary>
        public NameChangedHandler NameChanged;

        /// <summary>The name without ".local": that of the options or of <see cref="SetName"/>, with -2, -3 and so on when others have it.</summary>
        public string Name { get; private set; }

        /// <summary>How far it is.</summary>
        public ResponderState State => _state;

        /// <summary>Adds a service that the device offers. Before <see cref="Start"/>.</summary>
        /// <param name="type">Such as "_http._tcp" (RFC 6763 section 7).</param>
        /// <param name="port">1 to 65535.</param>
        /// <param name="text">What is to be known before connecting, such as "path=/ws", each 1 to 255 bytes; null: nothing.</param>
        /// <exception cref="ArgumentException">An argument is not as it should be, or with the longest name all would not fit into one message of SendSize.</exception>
        /// <exception cref="InvalidOperationException">There are four already, or it has been started.</exception>
        public void AddService(string type, int port, string[] text)
        {
            DiscoveryOptions.CheckType(type);
            if (port < 1 || port > 65535)
            {
                throw new ArgumentOutOfRangeException(nameof(port));
            }

            if (_state != ResponderState.Stopped)
            {
                throw new InvalidOperationException();
            }

            _records.Add(type, port, text);

            // The largest that must go out in one piece is a probe, by the longest name.
            _records.SetName(new string('x', DiscoveryOptions.MaxNameLength));
            byte[] output = new byte[_options.SendSize];
            bool fits = TryWriteProbe(output);
            _records.SetName(Name);
            if (!fits)
            {
                _records.ServiceCount--;
                throw new ArgumentException("no room in a message", nameof(text));
            }
        }

        /// <summary>Begins to claim the name. Without an address it waits for <see cref="SetAddress"/>.</summary>
        /// <param name="address">Four bytes, which are copied; null or zeros: there is none yet.</param>
        /// <param name="nowMs">The time, any clock that does not go back.</param>
        public void Start(byte[] address, long nowMs)
        {
            for (int i = 0; i < _multicastMs.Length; i++)
            {
                _multicastMs[i] = Never;
            }

            _goodbye = 0;
            _newName = null;
            _state = ResponderState.Stopped;
            TakeAddress(address);
            Claim(nowMs);
        }

        /// <summary>Another address, or the same one on a network that came back: the name is claimed anew and announced.</summary>
        /// <param name="address">Four bytes, which are copied; null or zeros: there is none now.</param>
        /// <param name="nowMs">The time.</param>
        public void SetAddress(byte[] address, long nowMs)
        {
            for (int i = 0; i < 4; i++)
            {
                _oldAddress[i] = _records.HostAddress[i];
            }

            TakeAddress(address);
            _goodbye = 0;
            if (_newName != null)
            {
                Rename(_newName);
            }

            Claim(nowMs);
        }

        /// <summary>Another name. The old one is taken back first.</summary>
        /// <param name="name">As <see cref="DiscoveryOptions.Name"/>.</param>
        /// <param name="nowMs">The time.</param>
        /// <exception cref="ArgumentException">It is no host name.</exception>
        public void SetName(string name, long nowMs)
        {
            DiscoveryOptions.CheckName(name);
            _baseName = name;
            _suffix = 1;
            _newName = name;
            SayGoodbye(nowMs);
        }

        /// <summary>Takes everything back; the messages that say so are the last ones.</summary>
        /// <param name="nowMs">The time.</param>
        public void Stop(long nowMs)
        {
            _newName = null;
            SayGoodbye(nowMs);
        }

        /// <summary>How long nothing is to be sent, when nothing comes in; <see cref="Forever"/> when nothing is due. In milliseconds.</summary>
        /// <param name="nowMs">The time.</param>
        public int GetWaitMs(long nowMs)
        {
            long next = _goodbye != 0 ? nowMs : _state == ResponderState.Stopped ? long.MaxValue : NextMs();
            return next <= nowMs ? 0 : next - nowMs >= Forever ? Forever : (int)(next - nowMs);
        }

        /// <summary>Composes the next message that is due. To be called until there is none.</summary>
        /// <param name="output">Takes it from its start on, at least <see cref="DiscoveryOptions.SendSize"/> bytes.</param>
        /// <param name="nowMs">The time.</param>
        /// <returns>Its bytes, for 224.0.0.251 port 5353; 0 when nothing is due.</returns>
        public int GetMessage(byte[] output, long nowMs)
        {
            if (_goodbye != 0)
            {
                return WriteGoodbye(output, nowMs);
            }

            if (_state == ResponderState.Stopped)
            {
                return 0;
            }

            if (_state != ResponderState.Running && nowMs >= _nextMs)
            {
                if (_state == ResponderState.Probing)
                {
                    if (_step < Probes)
                    {
                        _step++;
                        _nextMs = nowMs + ProbeIntervalMs;
                        TryWriteProbe(output);
                        return _writer.End();
                    }

                    _state = ResponderState.Announcing;
                    _step = 0;
                }

                // Those it has been too little time since are sent then.
                _pending |= _records.All;
                _pendingMs = nowMs;
                _nextMs = nowMs + (RecordIntervalMs << _step);
                if (++_step == Announcements)
                {
                    _state = ResponderState.Running;
                }
            }

            return WritePending(output, nowMs);
        }

        private void Claim(long nowMs)
        {
            _pending = 0;
            _deferred = 0;
            byte[] address = _records.HostAddress;
            if ((address[0] | address[1] | address[2] | address[3]) == 0)
            {
                _state = ResponderState.Stopped;
                return;
            }

            _jitter.Mix((uint)((address[0] << 24) | (address[1] << 16) | (address[2] << 8) | address[3]));
            _jitter.Mix((uint)nowMs);
            StartProbing(nowMs, _jitter.Next(0, ProbeIntervalMs));
        }

        private void TakeAddress(byte[] address)
        {
            if (address != null && address.Length != 4)
            {
                throw new ArgumentException("four bytes", nameof(address));
            }

            for (int i = 0; i < 4; i++)
            {
                _records.HostAddress[i] = address == null ? (byte)0 : address[i];
            }
        }

        private void SayGoodbye(long nowMs)
        {
            bool isKnown = _state == ResponderState.Announcing || _state == ResponderState.Running;
            _pending = 0;
            _deferred = 0;
            _goodbye = isKnown ? _records.All : 0;
            if (!isKnown)
            {
                AfterGoodbye(nowMs);
            }
        }

        private int WriteGoodbye(byte[] output, long nowMs)
        {
            _writer.Begin(output, _options.SendSize, 0, DnsWriter.ResponseFlags);
            for (int i = 0; i < _records.Count; i++)
            {
                // That there is a service of that type somewhere others may say as well.
                int bit = 1 << i;
                if (OwnRecords.Kind(i) == OwnRecords.Listing || ((_goodbye & bit) != 0 && _records.Write(_writer, i, DnsReader.Answer, 0, true)))
                {
                    _goodbye &= ~bit;
                }
            }

            if (_goodbye == 0)
            {
                AfterGoodbye(nowMs);
            }

            return _writer.End();
        }

        private void AfterGoodbye(long nowMs)
        {
            bool wasStarted = _state != ResponderState.Stopped;
            _state = ResponderState.Stopped;
            if (_newName != null)
            {
                Rename(_newName);
                if (wasStarted)
                {
                    Claim(nowMs);
                }
            }
        }
    }
}
