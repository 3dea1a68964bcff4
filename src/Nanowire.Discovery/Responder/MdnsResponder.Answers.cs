using System;

namespace Nanowire.WebSockets.Discovery
{
    // Questions and what is answered to them (RFC 6762 sections 5, 6 and 7).
    public sealed partial class MdnsResponder
    {
        // Where others may answer too, an answer waits a moment; where the question says that it goes on, longer (sections 6, 7.2).
        private const int SharedLeastMs = 20;
        private const int SharedMostMs = 120;
        private const int TruncatedLeastMs = 400;
        private const int TruncatedMostMs = 500;

        /// <summary>Seconds, for those who know DNS only: they do not hear of changes (section 6.7).</summary>
        private const int LegacyTtl = 10;

        /// <summary>Records that are to be multicast, from when on, and those of them that answer a probe.</summary>
        private int _pending;
        private long _pendingMs;
        private int _defence;

        /// <summary>Records whose question goes on in the next message.</summary>
        private int _deferred;
        private long _deferredMs;

        private int _unicastCount;
        private long _unicastMs;

        /// <summary>Takes a message that came to the group's address or to this device's.</summary>
        /// <param name="message">Holds it from its start on; not modified, and not borrowed.</param>
        /// <param name="count">Its size in bytes.</param>
        /// <param name="senderPort">The port that it came from.</param>
        /// <param name="output">Takes an answer to its sender alone, at least <see cref="DiscoveryOptions.SendSize"/> bytes.</param>
        /// <param name="nowMs">The time.</param>
        /// <returns>The bytes of that answer; 0 when there is none. What is answered to all comes from <see cref="GetMessage"/>.</returns>
        /// <exception cref="ArgumentException">An argument is null, or the count is not of that array.</exception>
        public int Receive(byte[] message, int count, int senderPort, byte[] output, long nowMs)
        {
            if (message == null || output == null || count < 0 || count > message.Length)
            {
                throw new ArgumentException("no such message", nameof(message));
            }

            _statistics.Received++;
            if (!_reader.Open(message, count))
            {
                _statistics.Malformed++;
                return 0;
            }

            if (_state == ResponderState.Stopped || _goodbye != 0)
            {
                return 0;
            }

            if (_reader.IsResponse)
            {
                // Those of other ports may be forged from further away (section 6).
                if (senderPort == Port)
                {
                    CheckConflict(message, nowMs);
                }

                return 0;
            }

            if (_state == ResponderState.Probing)
            {
                CheckTie(message, nowMs);
                return 0;
            }

            return senderPort == Port ? Answer(message, output, nowMs) : AnswerLegacy(message, output, nowMs);
        }

        private int Answer(byte[] message, byte[] output, long nowMs)
        {
            DnsReader reader = _reader;
            int wanted = 0;
            int single = 0;
            int known = 0;
            bool isProbe = false;
            bool hasQuestions = false;
            reader.Rewind();
            while (reader.Next())
            {
                if (reader.Class != DnsType.Internet && !(reader.Section == DnsReader.Question && reader.Class == DnsType.Any))
                {
                    continue;
                }

                int set = _records.Find(message, reader.NameOffset, reader.Type);
                switch (reader.Section)
                {
                    case DnsReader.Question:
                        hasQuestions = true;
                        if (reader.HasTopBit)
                        {
                            single |= set;
                        }
                        else
                        {
                            wanted |= set;
                        }

                        break;
                    case DnsReader.Answer:
                        known |= FindKnown(message, set);
                        break;
                    case DnsReader.Authority:
                        isProbe |= set != 0;
                        break;
                }
            }

            if (!hasQuestions)
            {
                // The rest of what somebody knows whose question said that it goes on (section 7.2).
                _deferred &= ~known;
                return 0;
            }

            wanted &= ~known;
            single &= ~known;

            // What was not multicast lately is, for the benefit of all (section 5.4).
            for (int i = 0; i < _records.Count; i++)
            {
                if ((single & (1 << i)) != 0 && nowMs - _multicastMs[i] > OwnRecords.Ttl(i) * 250L)
                {
                    single &= ~(1 << i);
                    wanted |= 1 << i;
                }
            }

            Schedule(wanted, isProbe, reader.IsTruncated, nowMs);
            if (single == 0 || !MayAnswerAlone(nowMs))
            {
                return 0;
            }

            _writer.Begin(output, _options.SendSize, 0, DnsWriter.ResponseFlags);
            int left = WriteSet(single, DnsReader.Answer, int.MaxValue, true);
            WriteSet(_records.Additional(single) & ~(single | known), DnsReader.Additional, int.MaxValue, true);
            Schedule(left, isProbe, false, nowMs);
            return _writer.End();
        }

        private int AnswerLegacy(byte[] message, byte[] output, long nowMs)
        {
            DnsReader reader = _reader;
            reader.Rewind();
            if (!reader.Next() || reader.Section != DnsReader.Question)
            {
                return 0;
            }

            // One question, as anybody asks who knows DNS only; it is repeated.
            int set = _records.Find(message, reader.NameOffset, reader.Type);
            if (set == 0 || (reader.Class != DnsType.Internet && reader.Class != DnsType.Any) || !MayAnswerAlone(nowMs))
            {
                return 0;
            }

            int type = reader.Type;
            int size = DnsName.Expand(message, reader.NameOffset, _scratch, 0, _scratch.Length);
            if (size < 0)
            {
                return 0;
            }

            _writer.Begin(output, _options.SendSize, reader.Id, DnsWriter.ResponseFlags);
            _writer.TryAsk(_scratch, type, false);
            WriteSet(set, DnsReader.Answer, LegacyTtl, false);
            WriteSet(_records.Additional(set) & ~set, DnsReader.Additional, LegacyTtl, false);
            return _writer.End();
        }

        /// <summary>Those of a set that the asker's answer says with at least half of their time left (section 7.1).</summary>
        private int FindKnown(byte[] message, int set)
        {
            int known = 0;
            for (int i = 0; i < _records.Count; i++)
            {
                int bit = 1 << i;
                if ((set & bit) != 0 && _reader.Ttl >= OwnRecords.Ttl(i) / 2 && _records.IsSame(message, _reader, i))
                {
                    known |= bit;
                }
            }

            return known;
        }

        private void Schedule(int set, bool isProbe, bool isTruncated, long nowMs)
        {
            if (set == 0)
            {
                return;
            }

            if (isTruncated)
            {
                _deferredMs = _deferred == 0 ? nowMs + _jitter.Next(TruncatedLeastMs, TruncatedMostMs) : _deferredMs;
                _deferred |= set;
                return;
            }

            bool isShared = false;
            for (int i = 0; i < _records.Count; i++)
            {
                isShared |= (set & (1 << i)) != 0 && OwnRecords.IsShared(i);
            }

            long due = isShared && !isProbe ? nowMs + _jitter.Next(SharedLeastMs, SharedMostMs) : nowMs;
            _pendingMs = _pending == 0 || due < _pendingMs ? due : _pendingMs;
            _pending |= set;
            _defence |= isProbe ? set : 0;
        }

        private bool MayAnswerAlone(long nowMs)
        {
            if (nowMs - _unicastMs >= 1000)
            {
                _unicastMs = nowMs;
                _unicastCount = 0;
            }

            if (_unicastCount == _options.MaxUnicastAnswers)
            {
                _statistics.AnswersLimited++;
                return false;
            }

            _unicastCount++;
            return true;
        }

        /// <summary>When the next message is due that no one has to ask for any more.</summary>
        private long NextMs()
        {
            long next = _state == ResponderState.Running ? long.MaxValue : _nextMs;
            if (_pending != 0 && _pendingMs < next)
            {
                next = _pendingMs;
            }

            return _deferred != 0 && _deferredMs < next ? _deferredMs : next;
        }

        private int WritePending(byte[] output, long nowMs)
        {
            if (_deferred != 0 && nowMs >= _deferredMs)
            {
                _pendingMs = _pending == 0 || nowMs < _pendingMs ? nowMs : _pendingMs;
                _pending |= _deferred;
                _deferred = 0;
            }

            if (_pending == 0 || nowMs < _pendingMs)
            {
                return 0;
            }

            int ready = 0;
            long next = long.MaxValue;
            for (int i = 0; i < _records.Count; i++)
            {
                int bit = 1 << i;
                if ((_pending & bit) != 0)
                {
                    long due = _multicastMs[i] + ((_defence & bit) != 0 ? DefenceIntervalMs : RecordIntervalMs);
                    if (due <= nowMs)
                    {
                        ready |= bit;
                    }
                    else if (due < next)
                    {
                        next = due;
                    }
                }
            }

            if (ready == 0)
            {
                _pendingMs = next;
                return 0;
            }

            _writer.Begin(output, _options.SendSize, 0, DnsWriter.ResponseFlags);
            int left = WriteSet(ready, DnsReader.Answer, int.MaxValue, true);
            Said(ready & ~left, nowMs);
            _pending &= left | ~ready;
            _defence &= _pending;
            _pendingMs = left != 0 ? nowMs : next;
            if (left == 0)
            {
                int more = 0;
                int additional = _records.Additional(ready) & ~(ready | _pending);
                for (int i = 0; i < _records.Count; i++)
                {
                    if ((additional & (1 << i)) != 0 && nowMs - _multicastMs[i] >= RecordIntervalMs)
                    {
                        more |= 1 << i;
                    }
                }

                Said(more & ~WriteSet(more, DnsReader.Additional, int.MaxValue, true), nowMs);
            }

            return _writer.End();
        }

        private void Said(int set, long nowMs)
        {
            for (int i = 0; i < _records.Count; i++)
            {
                if ((set & (1 << i)) != 0)
                {
                    _multicastMs[i] = nowMs;
                }
            }
        }

        /// <summary>Adds records.</summary>
        /// <returns>Those that there was no room for.</returns>
        private int WriteSet(int set, int section, int maxTtl, bool flush)
        {
            int left = 0;
            for (int i = 0; i < _records.Count; i++)
            {
                int ttl = OwnRecords.Ttl(i);
                if ((set & (1 << i)) != 0 && !_records.Write(_writer, i, section, ttl < maxTtl ? ttl : maxTtl, flush))
                {
                    left |= 1 << i;
                }
            }

            return left;
        }
    }
}
