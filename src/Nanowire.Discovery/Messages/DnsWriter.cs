using System;

namespace Nanowire.WebSockets.Discovery
{
    /// <summary>
    /// Writes a message of multicast DNS into a buffer of the caller's, names compressed (RFC 1035 section 4.1.4), also within SRV
    /// (RFC 6762 section 18.14). What does not fit is left out whole. Allocates nothing after construction.
    /// </summary>
    internal sealed class DnsWriter
    {
        internal const int QueryFlags = 0;

        /// <summary>QR and AA.</summary>
        internal const int ResponseFlags = 0x8400;

        /// <summary>How many names a later one can be compressed with.</summary>
        private const int MaxSuffixes = 24;

        private readonly int[] _suffixes = new int[MaxSuffixes];
        private readonly int[] _counts = new int[4];
        private byte[] _output;
        private int _position;
        private int _limit;
        private int _suffixCount;
        private int _start;
        private int _startSuffixes;
        private int _dataAt;
        private bool _isFull;

        /// <summary>Whether there is anything behind the header.</summary>
        internal bool IsEmpty => _position == DnsReader.HeaderSize;

        /// <summary>Begins a message.</summary>
        /// <param name="output">Takes it from its start on; borrowed until <see cref="End"/>.</param>
        /// <param name="limit">The most bytes it may have.</param>
        /// <param name="id">Its number, 0 but for answers to those who ask by unicast.</param>
        /// <param name="flags">As above.</param>
        internal void Begin(byte[] output, int limit, int id, int flags)
        {
            _output = output;
            _limit = limit;
            Array.Clear(output, 0, DnsReader.HeaderSize);
            Array.Clear(_counts, 0, 4);
            _position = 0;
            _isFull = false;
            Put16(id);
            Put16(flags);
            _position = DnsReader.HeaderSize;
            _suffixCount = 0;
        }

        /// <summary>Adds a question.</summary>
        /// <returns>False when there is no room for it.</returns>
        internal bool TryAsk(byte[] name, int type, bool unicast)
        {
            Open();
            PutName(name);
            Put16(type);
            Put16(unicast ? DnsType.TopBit | DnsType.Internet : DnsType.Internet);
            return Close(DnsReader.Question);
        }

        /// <summary>Begins a record; its data follow, then <see cref="Close"/>.</summary>
        internal void OpenRecord(byte[] name, int type, bool flush, int ttl)
        {
            Open();
            PutName(name);
            Put16(type);
            Put16(flush ? DnsType.TopBit | DnsType.Internet : DnsType.Internet);
            Put16(ttl >> 16);
            Put16(ttl);
            _dataAt = _position;
            Put16(0);
        }

        /// <summary>Ends a record.</summary>
        /// <returns>False when there was no room; then it is as if it had not been begun.</returns>
        internal bool CloseRecord(int section)
        {
            if (!_isFull)
            {
                int count = _position - _dataAt - 2;
                _output[_dataAt] = (byte)(count >> 8);
                _output[_dataAt + 1] = (byte)count;
            }

            return Close(section);
        }

        internal void Put(byte[] bytes, int count)
        {
            if (Reserve(count))
            {
                Array.Copy(bytes, 0, _output, _position - count, count);
            }
        }

        internal void PutByte(int value)
        {
            if (Reserve(1))
            {
                _output[_position - 1] = (byte)value;
            }
        }

        internal void Put16(int value)
        {
            if (Reserve(2))
            {
                _output[_position - 2] = (byte)(value >> 8);
                _output[_position - 1] = (byte)value;
            }
        }

        /// <summary>Writes a name, with a pointer for as much of its end as is there already.</summary>
        internal void PutName(byte[] name)
        {
            // Not with this name's own labels, which have no end yet: "a.a" is not "a" and a pointer to itself.
            int known = _suffixCount;
            int at = 0;
            while (name[at] != 0)
            {
                for (int i = 0; i < known; i++)
                {
                    if (DnsName.Matches(_output, _suffixes[i], name, at))
                    {
                        Put16(0xC000 | _suffixes[i]);
                        return;
                    }
                }

                int length = name[at] + 1;
                if (!Reserve(length))
                {
                    return;
                }

                Array.Copy(name, at, _output, _position - length, length);
                if (_suffixCount < MaxSuffixes)
                {
                    _suffixes[_suffixCount++] = _position - length;
                }

                at += length;
            }

            PutByte(0);
        }

        /// <summary>Ends the message.</summary>
        /// <returns>Its size in bytes.</returns>
        internal int End()
        {
            int end = _position;
            _position = 4;
            for (int i = 0; i < 4; i++)
            {
                Put16(_counts[i]);
            }

            _output = null;
            return end;
        }

        private void Open()
        {
            _start = _position;
            _startSuffixes = _suffixCount;
            _isFull = false;
        }

        private bool Close(int section)
        {
            if (_isFull)
            {
                _position = _start;
                _suffixCount = _startSuffixes;
                _isFull = false;
                return false;
            }

            _counts[section]++;
            return true;
        }

        private bool Reserve(int count)
        {
            if (_isFull || _position + count > _limit)
            {
                _isFull = true;
                return false;
            }

            _position += count;
            return true;
        }
    }
}
