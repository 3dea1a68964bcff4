namespace Nanowire.WebSockets.Discovery
{
    /// <summary>
    /// Reads a message of multicast DNS in the caller's buffer (RFC 1035 section 4, RFC 6762 section 18). All of it is checked
    /// before anything is reported, so that half of a bad message does nothing. Allocates nothing.
    /// </summary>
    internal sealed class DnsReader
    {
        internal const int HeaderSize = 12;

        // Sections, in their order.
        internal const int Question = 0;
        internal const int Answer = 1;
        internal const int Authority = 2;
        internal const int Additional = 3;

        /// <summary>A day, in seconds: what is promised for longer is not believed for longer.</summary>
        internal const int MaxTtl = 86400;

        /// <summary>QR, and of what else counts opcode and rcode, which must be 0 (RFC 6762 sections 18.3, 18.11).</summary>
        private const int ResponseFlag = 0x8000;
        private const int MustBeZero = 0x780F;
        private const int TruncatedFlag = 0x0200;

        // Type and class behind a question's name; those, TTL and length behind a record's.
        private const int QuestionTail = 4;
        private const int RecordTail = 10;

        private byte[] _message;
        private int _count;
        private int _position;
        private int _left;

        /// <summary>The query's number, which matters to those who are not asking by multicast.</summary>
        internal int Id;
        internal bool IsResponse;
        internal bool IsTruncated;

        // Of what Next found.
        internal int Section;
        internal int NameOffset;
        internal int Type;
        internal int Class;

        /// <summary>Whether the class has its top bit set.</summary>
        internal bool HasTopBit;

        /// <summary>Seconds, 0 to <see cref="MaxTtl"/>.</summary>
        internal int Ttl;
        internal int DataOffset;
        internal int DataCount;

        /// <summary>Borrows a message until the next call.</summary>
        /// <param name="message">Holds it from its start on.</param>
        /// <param name="count">Its size in bytes.</param>
        /// <returns>False when it breaks a rule or is nothing to answer.</returns>
        internal bool Open(byte[] message, int count)
        {
            _message = message;
            _count = count;
            if (count < HeaderSize)
            {
                return false;
            }

            int flags = Get16(2);
            Id = Get16(0);
            IsResponse = (flags & ResponseFlag) != 0;
            IsTruncated = (flags & TruncatedFlag) != 0;
            if ((flags & MustBeZero) != 0)
            {
                return false;
            }

            Rewind();
            while (Next())
            {
            }

            return _position > 0;
        }

        /// <summary>Begins with the first question again.</summary>
        internal void Rewind()
        {
            _position = HeaderSize;
            Section = Question;
            _left = Get16(4);
        }

        /// <summary>Goes to the next question or record.</summary>
        /// <returns>False when there is none.</returns>
        internal bool Next()
        {
            while (_left == 0)
            {
                if (Section == Additional)
                {
                    return false;
                }

                Section++;
                _left = Get16(4 + (2 * Section));
            }

            _left--;
            NameOffset = _position;
            int position = DnsName.Skip(_message, _count, _position);
            if (position < 0 || position + QuestionTail > _count)
            {
                return Fail();
            }

            Type = Get16(position);
            Class = Get16(position + 2);
            HasTopBit = Class >= DnsType.TopBit;
            Class &= DnsType.TopBit - 1;
            _position = position + QuestionTail;
            return Section == Question || ReadData(position);
        }

        private bool ReadData(int position)
        {
            DataOffset = position + RecordTail;
            if (DataOffset > _count)
            {
                return Fail();
            }

            // One with the top bit set is as 0 (RFC 2181 section 8).
            int high = Get16(position + 4);
            int low = Get16(position + 6);
            Ttl = high >= 0x8000 ? 0 : high > 1 || (high << 16) + low > MaxTtl ? MaxTtl : (high << 16) + low;
            DataCount = Get16(position + 8);
            _position = DataOffset + DataCount;
            if (_position > _count)
            {
                return Fail();
            }

            switch (Type)
            {
                case DnsType.A:
                    return DataCount == 4 || Fail();
                case DnsType.Ptr:
                    return DnsName.Skip(_message, _position, DataOffset) == _position || Fail();
                case DnsType.Srv:
                    return (DataCount > 6 && DnsName.Skip(_message, _position, DataOffset + 6) == _position) || Fail();
                default:
                    return true;
            }
        }

        private bool Fail()
        {
            _position = -1;
            _left = 0;
            Section = Additional;
            return false;
        }

        private int Get16(int position)
        {
            return (_message[position] << 8) | _message[position + 1];
        }
    }
}
