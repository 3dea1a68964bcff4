using System;
using System.Text;

namespace Nanowire.Firmware
{
    /// <summary>
    /// The last restarts and their reasons, kept over the restarts themselves. A reason is stored before the restart; a
    /// start that finds
    /// none says so, which means a loss of power, a crash or the reset button. One write a start, and one a restart with a reason.
    /// </summary>
    /// <remarks>
    /// The record: 1 when the next start is expected, starts so far (4 bytes), then for each entry, oldest first: reason,
    /// uptime in seconds
    /// (4), time in seconds since 1970 (4), length of the detail, detail in UTF-8. Numbers have their least byte first.
    /// </remarks>
    public sealed class RestartLog
    {
        /// <summary>Restarts kept.</summary>
        public const int Capacity = 8;

        /// <summary>The longest detail in bytes; the rest is cut off.</summary>
        public const int MaxDetailLength = 24;

        /// <summary>The name of the files, which end in ".a" and ".b".</summary>
        public const string FileName = "restarts";

        private const int Version = 1;
        private const int HeadSize = 5;
        private const int EntrySize = 10;
        private const int FirstYear = 2021;

        private readonly Machine _machine;
        private readonly RecordFile _file;
        private readonly RestartEntry[] _entries = new RestartEntry[Capacity];

        // Reserved from the start on: when it is needed there may be no memory left.
        private readonly byte[] _buffer = new byte[RecordFile.Overhead + HeadSize + (Capacity * (EntrySize + MaxDetailLength))];
        private int _count;
        private bool _isRecorded;

        /// <summary>Reads the log of earlier runs and counts this start.</summary>
        /// <param name="storage">Where it is kept.</param>
        /// <param name="machine">Knows the time.</param>
        /// <param name="log">Is told what was found.</param>
        public RestartLog(Storage storage, Machine machine, DeviceLog log)
        {
            _machine = machine;
            _file = new RecordFile(storage, FileName, (byte)'R', Version);
            bool isExpected = Read();
            if (!isExpected)
            {
                bool isFirst = _file.StateA == RecordState.Missing && _file.StateB == RecordState.Missing;
                Add(new RestartEntry { Reason = isFirst ? RestartReason.FirstStart : RestartReason.Unknown, UptimeSeconds = -1 });
            }

            Starts++;
            log.Add("start", GetText(_count - 1));
            if (!Write(false))
            {
                log.Add("start", "could not be stored");
            }
        }

        /// <summary>How often the device was started, this time included, as far back as its records go.</summary>
        public int Starts { get; private set; }

        /// <summary>Entries kept.</summary>
        public int Count => _count;

        /// <summary>An entry; the oldest is 0.</summary>
        public RestartEntry this[int index] => _entries[index];

        /// <summary>Stores why this run is about to end. A second reason takes the place of the first.</summary>
        /// <param name="reason">Why.</param>
        /// <param name="detail">What more there is to say, without secrets; may be null.</param>
        /// <param name="uptimeMs">How long it ran, in milliseconds.</param>
        /// <returns>Whether it is stored.</returns>
        public bool Record(RestartReason reason, string detail, long uptimeMs)
        {
            if (_isRecorded)
            {
                _count--;
            }

            DateTime now = _machine.UtcNow;
            Add(new RestartEntry
            {
                Reason = reason,
                Detail = detail ?? string.Empty,
                UptimeSeconds = (int)(uptimeMs / 1000),
                TimeSeconds = now.Year < FirstYear ? 0 : (uint)((now.Ticks - new DateTime(1970, 1, 1).Ticks) / 10000000),
            });
            _isRecorded = true;
            return Write(true);
        }

        /// <summary>An entry in words.</summary>
        public string GetText(int index)
        {
            RestartEntry entry = _entries[index];
            string text = GetName(entry.Reason);
            if (entry.Detail.Length > 0)
            {
                text += " (" + entry.Detail + ")";
            }

            return entry.UptimeSeconds < 0 ? text : text + " after " + entry.UptimeSeconds.ToString() + " s";
        }

        /// <summary>The name of a reason.</summary>
        public static string GetName(RestartReason reason)
        {
            switch (reason)
            {
                case RestartReason.FirstStart: return "first start";
                case RestartReason.Requested: return "requested";
                case RestartReason.FactoryReset: return "factory reset";
                case RestartReason.Stalled: return "stalled";
                case RestartReason.Memory: return "memory low";
                case RestartReason.Failed: return "failed";
                case RestartReason.Network: return "network set up";
                default: return "no reason recorded";
            }
        }

        private void Add(RestartEntry entry)
        {
            if (_count == Capacity)
            {
                Array.Copy(_entries, 1, _entries, 0, Capacity - 1);
                _count--;
            }

            _entries[_count] = entry;
            _count++;
        }

        private bool Read()
        {
            int count = _file.Load(_buffer);
            int at = RecordFile.PayloadOffset;
            int end = at + count;
            if (count < HeadSize)
            {
                return false;
            }

            bool isExpected = _buffer[at] == 1;
            Starts = (int)Get(at + 1);
            at += HeadSize;
            while (end - at >= EntrySize && end - at >= EntrySize + _buffer[at + 9])
            {
                Add(new RestartEntry
                {
                    Reason = (RestartReason)_buffer[at],
                    UptimeSeconds = (int)Get(at + 1),
                    TimeSeconds = Get(at + 5),
                    Detail = Encoding.UTF8.GetString(_buffer, at + EntrySize, _buffer[at + 9]),
                });
                at += EntrySize + _buffer[at + 9];
            }

            // An entry that is expected is the last of them.
            return isExpected && _count > 0;
        }

        private bool Write(bool isExpected)
        {
            int at = RecordFile.PayloadOffset;
            _buffer[at] = (byte)(isExpected ? 1 : 0);
            Put(at + 1, (uint)Starts);
            at += HeadSize;
            for (int i = 0; i < _count; i++)
            {
                RestartEntry entry = _entries[i];
                byte[] detail = Encoding.UTF8.GetBytes(entry.Detail);
                int length = detail.Length < MaxDetailLength ? detail.Length : MaxDetailLength;
                _buffer[at] = (byte)entry.Reason;
                Put(at + 1, (uint)entry.UptimeSeconds);
                Put(at + 5, entry.TimeSeconds);
                _buffer[at + 9] = (byte)length;
                Array.Copy(detail, 0, _buffer, at + EntrySize, length);
                at += EntrySize + length;
            }

            return _file.Save(_buffer, at - RecordFile.PayloadOffset);
        }

        private void Put(int at, uint value)
        {
            for (int i = 0; i < 4; i++)
            {
                _buffer[at + i] = (byte)(value >> (8 * i));
            }
        }

        private uint Get(int at)
        {
            return _buffer[at] | ((uint)_buffer[at + 1] << 8) | ((uint)_buffer[at + 2] << 16) | ((uint)_buffer[at + 3] << 24);
        }
    }
}
