namespace Nanowire.WebSockets.Discovery
{
    // How a name becomes one's own, and what happens when another has it (RFC 6762 sections 8.1, 8.2 and 9).
    public sealed partial class MdnsResponder
    {
        internal const int Probes = 3;
        internal const int ProbeIntervalMs = 250;

        /// <summary>How long the one who loses a tie waits (section 8.2).</summary>
        internal const int TieWaitMs = 1000;

        /// <summary>So many conflicts in so much time, and each further try waits so long (section 8.1).</summary>
        internal const int ConflictLimit = 15;
        internal const int ConflictWindowMs = 10000;
        internal const int ConflictWaitMs = 5000;

        /// <summary>Records of another's probe that are looked at for one name.</summary>
        private const int MaxClaims = 8;

        private readonly byte[] _oldAddress = new byte[4];
        private readonly byte[] _scratch = new byte[DnsName.MaxSize];
        private readonly int[] _claimTypes = new int[MaxClaims];
        private readonly int[] _claimOffsets = new int[MaxClaims];
        private readonly int[] _claimCounts = new int[MaxClaims];
        private string _baseName;
        private int _suffix = 1;
        private int _conflicts;
        private long _conflictsMs;

        private void StartProbing(long nowMs, int waitMs)
        {
            _state = ResponderState.Probing;
            _step = 0;
            _nextMs = nowMs + waitMs;
        }

        /// <summary>Asks for anything of each name, and says what it is going to be.</summary>
        private bool TryWriteProbe(byte[] output)
        {
            _writer.Begin(output, _options.SendSize, 0, DnsWriter.QueryFlags);
            bool fits = true;
            for (int i = 0; i <= _records.ServiceCount; i++)
            {
                // The first by unicast, as section 8.1 wants it; then by multicast, since where several programs share the
                // port a unicast answer goes to any of them (section 15.1).
                fits &= _writer.TryAsk(_records.UniqueName(i), DnsType.Any, _step < 2);
            }

            for (int i = 0; i <= _records.ServiceCount; i++)
            {
                for (int claim = 0; OwnRecords.Claim(i, claim) >= 0; claim++)
                {
                    int record = OwnRecords.Claim(i, claim);
                    fits &= _records.Write(_writer, record, DnsReader.Authority, OwnRecords.Ttl(record), false);
                }
            }

            return fits;
        }

        /// <summary>Looks in a response for another's records by one of our names.</summary>
        private void CheckConflict(byte[] message, long nowMs)
        {
            DnsReader reader = _reader;
            reader.Rewind();
            while (reader.Next())
            {
                if (reader.Section == DnsReader.Question || reader.Class != DnsType.Internet || reader.Ttl == 0)
                {
                    continue;
                }

                int set = _records.Find(message, reader.NameOffset, reader.Type);
                for (int i = 0; i < _records.Count; i++)
                {
                    if ((set & (1 << i)) != 0 && IsConflict(message, i))
                    {
                        _statistics.Conflicts++;
                        if (_state == ResponderState.Probing)
                        {
                            TakeNextName(nowMs);
                        }
                        else
                        {
                            Claim(nowMs);
                        }

                        return;
                    }
                }
            }
        }

        private bool IsConflict(byte[] message, int record)
        {
            if (OwnRecords.IsShared(record) || _reader.Type == DnsType.Nsec)
            {
                return false;
            }

            // Types that we do not have are only of interest while the name is not ours yet.
            if (record == OwnRecords.NoOtherAddress || OwnRecords.Kind(record) == OwnRecords.NoOtherType)
            {
                return _state == ResponderState.Probing;
            }

            // What we said ourselves before the address changed may still come back to us.
            return !_records.IsSame(message, _reader, record) && !(record == OwnRecords.Address && IsOldAddress(message));
        }

        private bool IsOldAddress(byte[] message)
        {
            for (int i = 0; i < 4; i++)
            {
                if (_oldAddress[i] != message[_reader.DataOffset + i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Another probes for one of our names at the same time: the one whose records are later by bytes gets it.</summary>
        private void CheckTie(byte[] message, long nowMs)
        {
            for (int i = 0; i <= _records.ServiceCount; i++)
            {
                if (IsTieLost(message, i))
                {
                    _statistics.Conflicts++;
                    StartProbing(nowMs, TieWaitMs);
                    return;
                }
            }
        }

        private bool IsTieLost(byte[] message, int nameIndex)
        {
            int count = CollectClaims(message, _records.UniqueName(nameIndex));
            if (count == 0)
            {
                return false;
            }

            for (int i = 0; ; i++)
            {
                int record = OwnRecords.Claim(nameIndex, i);
                if (record < 0 || i == count)
                {
                    // Whose run out first loses.
                    return record < 0 && i < count;
                }

                int difference = OwnRecords.ClaimType(record) - _claimTypes[i];
                if (difference == 0)
                {
                    difference = _records.CompareClaim(record, message, _claimOffsets[i], _claimCounts[i], _scratch);
                }

                if (difference != 0)
                {
                    return difference < 0;
                }
            }
        }

        /// <summary>The records of that name that another claims, sorted by type and then by data.</summary>
        private int CollectClaims(byte[] message, byte[] name)
        {
            DnsReader reader = _reader;
            int count = 0;
            reader.Rewind();
            while (reader.Next() && count < MaxClaims)
            {
                if (reader.Section != DnsReader.Authority || reader.Class != DnsType.Internet || !DnsName.Matches(message, reader.NameOffset, name, 0))
                {
                    continue;
                }

                int at = count;
                while (at > 0 && IsLater(message, at - 1))
                {
                    _claimTypes[at] = _claimTypes[at - 1];
                    _claimOffsets[at] = _claimOffsets[at - 1];
                    _claimCounts[at] = _claimCounts[at - 1];
                    at--;
                }

                _claimTypes[at] = reader.Type;
                _claimOffsets[at] = reader.DataOffset;
                _claimCounts[at] = reader.DataCount;
                count++;
            }

            return count;
        }

        private bool IsLater(byte[] message, int claim)
        {
            int difference = _claimTypes[claim] - _reader.Type;
            for (int i = 0; difference == 0 && i < _claimCounts[claim] && i < _reader.DataCount; i++)
            {
                difference = message[_claimOffsets[claim] + i] - message[_reader.DataOffset + i];
            }

            return difference != 0 ? difference > 0 : _claimCounts[claim] > _reader.DataCount;
        }

        private void TakeNextName(long nowMs)
        {
            if (nowMs - _conflictsMs > ConflictWindowMs)
            {
                _conflictsMs = nowMs;
                _conflicts = 0;
            }

            string tail = "-" + (++_suffix).ToString();
            int room = DiscoveryOptions.MaxNameLength - tail.Length;
            string name = _baseName.Length > room ? _baseName.Substring(0, room) : _baseName;
            Rename(name + tail);
            StartProbing(nowMs, ++_conflicts >= ConflictLimit ? ConflictWaitMs : _jitter.Next(0, ProbeIntervalMs));
            if (NameChanged != null)
            {
                NameChanged(Name);
            }
        }

        private void Rename(string name)
        {
            _newName = null;
            Name = name;
            _records.SetName(name);
        }
    }
}
