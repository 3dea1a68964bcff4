using System;

namespace Nanowire.Firmware
{
    /// <summary>
    /// One record that outlives a loss of power at any moment: two files written in turn, of which the newest whole one
    /// counts. What is
    /// written goes over the other one, so that the last state that was confirmed stays until the new one is whole.
    /// </summary>
    /// <remarks>
    /// <code>
    /// 0  'N' 'W'          4  sequence number                       12         payload
    /// 2  kind             8  length of the payload                 12+length  CRC-32 (IEEE 802.3) of all before it
    /// 3  version             numbers have their least byte first
    /// </code>
    /// </remarks>
    public sealed class RecordFile
    {
        /// <summary>Where the payload starts in the caller's array.</summary>
        public const int PayloadOffset = 12;

        /// <summary>What a record has besides its payload, in bytes.</summary>
        public const int Overhead = PayloadOffset + 4;

        private const int VersionOffset = 3;
        private const int SequenceOffset = 4;
        private const int CountOffset = 8;

        private readonly Storage _storage;
        private readonly string _name;
        private readonly byte _kind;
        private readonly byte _version;

        // That of the newest record seen, also of one that cannot be used: the next must be newer than all.
        private uint _sequence;
        private bool _isCurrentB;
        private bool _isLoaded;

        /// <summary>A record in the files name.a and name.b.</summary>
        /// <param name="storage">Where they are.</param>
        /// <param name="name">1 to 14 characters; see <see cref="Storage.Read"/>.</param>
        /// <param name="kind">What the record is, so that one cannot be taken for another.</param>
        /// <param name="version">The version of the payload that is written, 1 to 255; later ones are not read.</param>
        public RecordFile(Storage storage, string name, byte kind, int version)
        {
            if (storage == null || name == null)
            {
                throw new ArgumentNullException(storage == null ? nameof(storage) : nameof(name));
            }

            if (version < 1 || version > 255)
            {
                throw new ArgumentOutOfRangeException(nameof(version));
            }

            _storage = storage;
            _name = name;
            _kind = kind;
            _version = (byte)version;
        }

        /// <summary>What <see cref="Load"/> found in name.a.</summary>
        public RecordState StateA { get; private set; }

        /// <summary>What <see cref="Load"/> found in name.b.</summary>
        public RecordState StateB { get; private set; }

        /// <summary>The version of the payload that was loaded.</summary>
        public int LoadedVersion { get; private set; }

        /// <summary>Reads the newest whole record.</summary>
        /// <param name="buffer">Gets it, the payload from <see cref="PayloadOffset"/> on; what does not fit it counts as too
        /// large.</param>
        /// <returns>The payload's length in bytes; -1 when there is no record that can be read.</returns>
        public int Load(byte[] buffer)
        {
            _isLoaded = true;
            StateA = Look(false, buffer);
            bool hasA = StateA == RecordState.Valid;
            bool isSequenceKnown = hasA || StateA == RecordState.Newer;
            uint sequenceA = isSequenceKnown ? Get(buffer, SequenceOffset) : 0;
            StateB = Look(true, buffer);
            bool hasB = StateB == RecordState.Valid;
            _sequence = sequenceA;
            if (hasB || StateB == RecordState.Newer)
            {
                uint sequenceB = Get(buffer, SequenceOffset);
                bool isBLater = (int)(sequenceB - sequenceA) > 0;
                _isCurrentB = hasB && (!hasA || isBLater);
                _sequence = !isSequenceKnown || isBLater ? sequenceB : sequenceA;
            }
            else
            {
                _isCurrentB = false;
            }

            if (!hasA && !hasB)
            {
                return -1;
            }

            // The array holds the second; read once more when the first is what counts.
            if (!_isCurrentB && Look(false, buffer) != RecordState.Valid)
            {
                return -1;
            }

            LoadedVersion = buffer[VersionOffset];
            return (int)Get(buffer, CountOffset);
        }

        /// <summary>Writes a record and reads it back.</summary>
        /// <param name="buffer">Holds the payload from <see cref="PayloadOffset"/> on and has room for a CRC behind it;
        /// overwritten.</param>
        /// <param name="count">The payload's length in bytes.</param>
        /// <returns>Whether it is stored; when not, the last one that was is still there.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no room for it.</exception>
        public bool Save(byte[] buffer, int count)
        {
            if (count < 0 || count > buffer.Length - Overhead || count > Storage.MaxFileSize - Overhead)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            if (!_isLoaded)
            {
                throw new InvalidOperationException("Load comes first");
            }

            uint sequence = _sequence + 1;
            buffer[0] = (byte)'N';
            buffer[1] = (byte)'W';
            buffer[2] = _kind;
            buffer[VersionOffset] = _version;
            Put(buffer, SequenceOffset, sequence);
            Put(buffer, CountOffset, (uint)count);
            uint crc = Crc32.Compute(buffer, 0, PayloadOffset + count);
            Put(buffer, PayloadOffset + count, crc);

            // Where nothing counts yet this is B; the order of the two means nothing.
            if (!_storage.Write(GetName(!_isCurrentB), buffer, count + Overhead)
                || Look(!_isCurrentB, buffer) != RecordState.Valid || Get(buffer, SequenceOffset) != sequence || Get(buffer, PayloadOffset + count) != crc)
            {
                return false;
            }

            _sequence = sequence;
            _isCurrentB = !_isCurrentB;
            return true;
        }

        /// <summary>
        /// Deletes both files, the one that counts last, so that an older state cannot come back when the power goes
        /// between.
        /// </summary>
        /// <returns>Whether both are gone.</returns>
        public bool Delete()
        {
            return _storage.Delete(GetName(!_isCurrentB)) && _storage.Delete(GetName(_isCurrentB));
        }

        /// <summary>The name of one of the files; made when it is needed, which is seldom.</summary>
        private string GetName(bool isB)
        {
            return _name + (isB ? ".b" : ".a");
        }

        /// <summary>Reads a file; its head is in the array when it is valid or newer.</summary>
        private RecordState Look(bool isB, byte[] buffer)
        {
            int length = _storage.Read(GetName(isB), buffer);
            if (length < 0)
            {
                return RecordState.Missing;
            }

            if (length > buffer.Length)
            {
                return RecordState.TooLarge;
            }

            if (length == 0)
            {
                // A file that was made, and the power went before anything was in it.
                return RecordState.Damaged;
            }

            if (buffer[0] != 'N' || (length > 1 && buffer[1] != 'W') || (length > 2 && buffer[2] != _kind))
            {
                return RecordState.Foreign;
            }

            if (length < Overhead)
            {
                return RecordState.Damaged;
            }

            uint count = Get(buffer, CountOffset);
            if (count != (uint)(length - Overhead)
                || Get(buffer, length - 4) != Crc32.Compute(buffer, 0, length - 4))
            {
                return RecordState.Damaged;
            }

            return buffer[VersionOffset] > _version ? RecordState.Newer : RecordState.Valid;
        }

        private static void Put(byte[] buffer, int offset, uint value)
        {
            buffer[offset] = (byte)value;
            buffer[offset + 1] = (byte)(value >> 8);
            buffer[offset + 2] = (byte)(value >> 16);
            buffer[offset + 3] = (byte)(value >> 24);
        }

        private static uint Get(byte[] buffer, int offset)
        {
            return buffer[offset] | ((uint)buffer[offset + 1] << 8) | ((uint)buffer[offset + 2] << 16) | ((uint)buffer[offset + 3] << 24);
        }
    }
}
