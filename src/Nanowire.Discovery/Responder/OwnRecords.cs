using System;
using System.Text;

namespace Nanowire.WebSockets.Discovery
{
    /// <summary>
    /// The records that this device speaks for, each a bit of a set: its address, that it has no other (NSEC, RFC 6762 section
    /// 6.1), and for each service the pointer to it, where it is, what is told of it, and that it exists (RFC 6763 sections 4, 6, 9).
    /// </summary>
    internal sealed class OwnRecords
    {
        /// <summary>Services of one device.</summary>
        internal const int MaxServices = 4;

        // Records by number: two of the host, then five a service.
        internal const int Address = 0;
        internal const int NoOtherAddress = 1;
        internal const int FirstOfServices = 2;
        internal const int PerService = 5;
        internal const int Pointer = 0;
        internal const int Location = 1;
        internal const int Text = 2;
        internal const int Listing = 3;
        internal const int NoOtherType = 4;

        /// <summary>Seconds, of records that have to do with the host's name and address, and of the others (RFC 6762 section 10).</summary>
        internal const int HostTtl = 120;
        internal const int OtherTtl = 4500;

        internal readonly byte[] HostAddress = new byte[4];
        internal byte[] HostName;
        internal int ServiceCount;

        private readonly byte[] _listing = DnsName.Create("", "_services._dns-sd._udp.local");
        private readonly string[] _typeNames = new string[MaxServices];
        private readonly byte[][] _types = new byte[MaxServices][];
        private readonly byte[][] _instances = new byte[MaxServices][];
        private readonly byte[][] _texts = new byte[MaxServices][];
        private readonly int[] _ports = new int[MaxServices];

        /// <summary>How many records there are.</summary>
        internal int Count => FirstOfServices + (PerService * ServiceCount);

        /// <summary>All of them.</summary>
        internal int All => (1 << Count) - 1;

        internal void Add(string type, int port, string[] text)
        {
            if (ServiceCount == MaxServices)
            {
                throw new InvalidOperationException("too many services");
            }

            _typeNames[ServiceCount] = type + ".local";
            _types[ServiceCount] = DnsName.Create("", type + ".local");
            _ports[ServiceCount] = port;
            _texts[ServiceCount] = CreateText(text);
            ServiceCount++;
        }

        /// <summary>Gives host and instances a name.</summary>
        internal void SetName(string name)
        {
            HostName = DnsName.Create(name, "local");
            for (int i = 0; i < ServiceCount; i++)
            {
                _instances[i] = DnsName.Create(name, _typeNames[i]);
            }
        }

        /// <summary>The host's name, or that of an instance.</summary>
        internal byte[] UniqueName(int index)
        {
            return index == 0 ? HostName : _instances[index - 1];
        }

        /// <summary>Which kind of a service's records it is; -1 for those of the host.</summary>
        internal static int Kind(int record)
        {
            return record < FirstOfServices ? -1 : (record - FirstOfServices) % PerService;
        }

        /// <summary>Whether other hosts have records of the same name and type (RFC 6762 section 2).</summary>
        internal static bool IsShared(int record)
        {
            int kind = Kind(record);
            return kind == Pointer || kind == Listing;
        }

        internal static int Ttl(int record)
        {
            int kind = Kind(record);
            return kind < 0 || kind == Location || kind == NoOtherType ? HostTtl : OtherTtl;
        }

        /// <summary>The records that answer a question, or are of a record's name and type.</summary>
        internal int Find(byte[] message, int name, int type)
        {
            int set = 0;
            if (DnsName.Matches(message, name, HostName, 0))
            {
                set |= type == DnsType.A ? 1 << Address : type == DnsType.Any ? 3 << Address : 1 << NoOtherAddress;
            }

            if (type == DnsType.Ptr || type == DnsType.Any)
            {
                if (DnsName.Matches(message, name, _listing, 0))
                {
                    for (int i = 0; i < ServiceCount; i++)
                    {
                        set |= Bit(i, Listing);
                    }
                }
            }

            for (int i = 0; i < ServiceCount; i++)
            {
                if ((type == DnsType.Ptr || type == DnsType.Any) && DnsName.Matches(message, name, _types[i], 0))
                {
                    set |= Bit(i, Pointer);
                }

                if (DnsName.Matches(message, name, _instances[i], 0))
                {
                    set |= type == DnsType.Srv ? Bit(i, Location)
                        : type == DnsType.Txt ? Bit(i, Text)
                        : type == DnsType.Any ? Bit(i, Location) | Bit(i, Text)
                        : Bit(i, NoOtherType);
                }
            }

            return set;
        }

        /// <summary>What those who ask for these will ask for next (RFC 6763 section 12).</summary>
        internal int Additional(int records)
        {
            int set = 0;
            for (int i = 0; i < ServiceCount; i++)
            {
                if ((records & Bit(i, Pointer)) != 0)
                {
                    set |= Bit(i, Location) | Bit(i, Text);
                }

                if (((records | set) & Bit(i, Location)) != 0)
                {
                    set |= 1 << Address;
                }
            }

            return ((records | set) & (1 << Address)) != 0 ? set | (1 << NoOtherAddress) : set;
        }

        /// <summary>Whether a record of a message has the same data as one of ours, whose name and type it has.</summary>
        internal bool IsSame(byte[] message, DnsReader reader, int record)
        {
            int at = reader.DataOffset;
            int service = (record - FirstOfServices) / PerService;
            switch (Kind(record))
            {
                case Pointer:
                    return DnsName.Matches(message, at, _instances[service], 0);
                case Listing:
                    return DnsName.Matches(message, at, _types[service], 0);
                case Text:
                    return Compare(_texts[service], _texts[service].Length, message, at, reader.DataCount) == 0;
                case Location:
                    return message[at] == 0 && message[at + 1] == 0 && message[at + 2] == 0 && message[at + 3] == 0
                        && ((message[at + 4] << 8) | message[at + 5]) == _ports[service]
                        && DnsName.Matches(message, at + 6, HostName, 0);
                default:
                    return record == Address && Compare(HostAddress, 4, message, at, reader.DataCount) == 0;
            }
        }

        /// <summary>Adds a record to a message.</summary>
        /// <returns>False when there was no room.</returns>
        internal bool Write(DnsWriter writer, int record, int section, int ttl, bool flush)
        {
            int service = (record - FirstOfServices) / PerService;
            flush = flush && !IsShared(record);
            switch (Kind(record))
            {
                case Pointer:
                    writer.OpenRecord(_types[service], DnsType.Ptr, flush, ttl);
                    writer.PutName(_instances[service]);
                    break;
                case Listing:
                    writer.OpenRecord(_listing, DnsType.Ptr, flush, ttl);
                    writer.PutName(_types[service]);
                    break;
                case Text:
                    writer.OpenRecord(_instances[service], DnsType.Txt, flush, ttl);
                    writer.Put(_texts[service], _texts[service].Length);
                    break;
                case Location:
                    writer.OpenRecord(_instances[service], DnsType.Srv, flush, ttl);
                    writer.Put16(0);
                    writer.Put16(0);
                    writer.Put16(_ports[service]);
                    writer.PutName(HostName);
                    break;
                case NoOtherType:
                    // Window 0, five bytes of it: TXT is bit 16, SRV 33 (RFC 4034 section 4.1.2).
                    writer.OpenRecord(_instances[service], DnsType.Nsec, flush, ttl);
                    writer.PutName(_instances[service]);
                    writer.Put16(5);
                    writer.Put16(0);
                    writer.Put16(0x8000);
                    writer.PutByte(0x40);
                    break;
                default:
                    if (record == Address)
                    {
                        writer.OpenRecord(HostName, DnsType.A, flush, ttl);
                        writer.Put(HostAddress, 4);
                    }
                    else
                    {
                        // Window 0, one byte of it: A is bit 1.
                        writer.OpenRecord(HostName, DnsType.Nsec, flush, ttl);
                        writer.PutName(HostName);
                        writer.Put16(1);
                        writer.PutByte(0x40);
                    }

                    break;
            }

            return writer.CloseRecord(section);
        }

        /// <summary>The i-th of the records that a name is claimed with, by type (RFC 6762 section 8.2.1); -1 behind the last.</summary>
        internal static int Claim(int nameIndex, int i)
        {
            if (nameIndex == 0)
            {
                return i == 0 ? Address : -1;
            }

            int first = FirstOfServices + (PerService * (nameIndex - 1));
            return i == 0 ? first + Text : i == 1 ? first + Location : -1;
        }

        internal static int ClaimType(int record)
        {
            return record == Address ? DnsType.A : Kind(record) == Text ? DnsType.Txt : DnsType.Srv;
        }

        /// <summary>Compares the data of a claim with another's, as unsigned bytes and without compression; below 0 when ours come first.</summary>
        /// <param name="record">Which claim.</param>
        /// <param name="message">Has the other's data.</param>
        /// <param name="offset">Where.</param>
        /// <param name="count">How many bytes.</param>
        /// <param name="scratch">At least <see cref="DnsName.MaxSize"/> bytes, which are overwritten.</param>
        internal int CompareClaim(int record, byte[] message, int offset, int count, byte[] scratch)
        {
            int service = (record - FirstOfServices) / PerService;
            if (record == Address)
            {
                return Compare(HostAddress, 4, message, offset, count);
            }

            if (Kind(record) == Text)
            {
                return Compare(_texts[service], _texts[service].Length, message, offset, count);
            }

            // Priority and weight are 0, so ours cannot come last by them.
            for (int i = 0; i < 4; i++)
            {
                if (message[offset + i] != 0)
                {
                    return -1;
                }
            }

            int port = _ports[service] - ((message[offset + 4] << 8) | message[offset + 5]);
            int size = DnsName.Expand(message, offset + 6, scratch, 0, scratch.Length);
            return port != 0 ? port : Compare(HostName, HostName.Length, scratch, 0, size);
        }

        private static int Compare(byte[] ours, int count, byte[] theirs, int offset, int theirCount)
        {
            for (int i = 0; i < count && i < theirCount; i++)
            {
                int difference = ours[i] - theirs[offset + i];
                if (difference != 0)
                {
                    return difference;
                }
            }

            return count - theirCount;
        }

        private static int Bit(int service, int kind)
        {
            return 1 << (FirstOfServices + (PerService * service) + kind);
        }

        // Strings with their lengths in front; without any a single empty one (RFC 6763 section 6.1).
        private static byte[] CreateText(string[] text)
        {
            byte[] all = new byte[1];
            int count = 0;
            for (int i = 0; text != null && i < text.Length; i++)
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text[i]);
                if (bytes.Length == 0 || bytes.Length > 255)
                {
                    throw new ArgumentException("a text of 1 to 255 bytes", nameof(text));
                }

                byte[] longer = new byte[count + 1 + bytes.Length];
                Array.Copy(all, 0, longer, 0, count);
                longer[count] = (byte)bytes.Length;
                Array.Copy(bytes, 0, longer, count + 1, bytes.Length);
                all = longer;
                count = all.Length;
            }

            return all;
        }
    }
}
