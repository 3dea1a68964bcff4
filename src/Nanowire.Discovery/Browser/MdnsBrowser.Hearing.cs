namespace Nanowire.WebSockets.Discovery
{
    // What others say, and what becomes of it with time.
    public sealed partial class MdnsBrowser
    {
        /// <summary>Takes a message that came to the group's address or to this device's.</summary>
        /// <param name="message">Holds it from its start on; not modified, and not borrowed.</param>
        /// <param name="count">Its size in bytes.</param>
        /// <param name="senderPort">The port that it came from.</param>
        /// <param name="nowMs">The time.</param>
        public void Receive(byte[] message, int count, int senderPort, long nowMs)
        {
            DnsReader reader = _reader;
            if (!_isStarted || senderPort != MdnsResponder.Port || !reader.Open(message, count) || !reader.IsResponse)
            {
                return;
            }

            // Each kind leads to the next one, in whatever order they are.
            Take(message, DnsType.Ptr, nowMs);
            Take(message, DnsType.Srv, nowMs);
            Take(message, DnsType.A, nowMs);
        }

        private void Take(byte[] message, int type, long nowMs)
        {
            DnsReader reader = _reader;
            reader.Rewind();
            while (reader.Next())
            {
                if (reader.Section == DnsReader.Question || reader.Type != type || reader.Class != DnsType.Internet)
                {
                    continue;
                }

                if (type == DnsType.Ptr)
                {
                    TakePointer(message, nowMs);
                }
                else
                {
                    for (int i = 0; i < _table.Length; i++)
                    {
                        if (_table[i].NameCount != 0)
                        {
                            TakeOf(_table[i], message, type, nowMs);
                        }
                    }
                }
            }
        }

        private void TakePointer(byte[] message, long nowMs)
        {
            DnsReader reader = _reader;
            if (!DnsName.Matches(message, reader.NameOffset, _type, 0))
            {
                return;
            }

            int size = DnsName.Expand(message, reader.DataOffset, _instance, 0, _instance.Length);
            int length = _instance[0];
            if (size < 0 || length == 0 || size != length + 1 + _typeCount || !DnsName.Matches(_instance, length + 1, _type, 0) || IsOwn(_instance, 1, length))
            {
                return;
            }

            Neighbour found = Find(length);
            if (found == null)
            {
                if (reader.Ttl == 0)
                {
                    return;
                }

                found = Find(0);
                if (found == null)
                {
                    _statistics.NeighboursDropped++;
                    return;
                }

                for (int i = 0; i < length; i++)
                {
                    found.Name[i] = _instance[1 + i];
                }

                found.NameCount = length;
                found.TtlMs[Neighbour.Location] = 0;
                found.TtlMs[Neighbour.Host] = 0;
                found.AskMs[Neighbour.Location] = nowMs + SecondMs / 10;
                found.AskMs[Neighbour.Host] = Never;
                found.Asked[Neighbour.Location] = 0;
                Version++;
            }

            Hold(found, Neighbour.Pointer, nowMs);
        }

        private void TakeOf(Neighbour neighbour, byte[] message, int type, long nowMs)
        {
            DnsReader reader = _reader;
            if (type == DnsType.A)
            {
                if (neighbour.TtlMs[Neighbour.Location] == 0 || !DnsName.Matches(message, reader.NameOffset, neighbour.HostName, 0))
                {
                    return;
                }

                for (int i = 0; i < 4 && reader.Ttl != 0; i++)
                {
                    byte part = message[reader.DataOffset + i];
                    Version += neighbour.Address[i] != part ? 1 : 0;
                    neighbour.Address[i] = part;
                }

                Hold(neighbour, Neighbour.Host, nowMs);
                return;
            }

            WriteInstance(neighbour);
            if (!DnsName.Matches(message, reader.NameOffset, _instance, 0))
            {
                return;
            }

            int target = reader.DataOffset + 6;
            if (reader.Ttl != 0)
            {
                bool isNew = neighbour.TtlMs[Neighbour.Location] == 0 || !DnsName.Matches(message, target, neighbour.HostName, 0);
                if (isNew)
                {
                    if (DnsName.Expand(message, target, neighbour.HostName, 0, Neighbour.MaxHostSize) < 0)
                    {
                        // Not of this network; it stays without an address.
                        neighbour.TtlMs[Neighbour.Location] = 0;
                        return;
                    }

                    neighbour.TtlMs[Neighbour.Host] = 0;
                    neighbour.Asked[Neighbour.Host] = 0;
                    neighbour.AskMs[Neighbour.Host] = nowMs + SecondMs / 10;
                }

                int port = (message[reader.DataOffset + 4] << 8) | message[reader.DataOffset + 5];
                Version += isNew || port != neighbour.Port ? 1 : 0;
                neighbour.Port = port;
            }

            Hold(neighbour, Neighbour.Location, nowMs);
        }

        private void Hold(Neighbour neighbour, int record, long nowMs)
        {
            int ttl = _reader.Ttl;
            if (ttl == 0)
            {
                // Nothing to keep for a moment when it is not there.
                if (neighbour.TtlMs[record] != 0)
                {
                    neighbour.ReceivedMs[record] = nowMs;
                    neighbour.TtlMs[record] = GoodbyeMs;
                    neighbour.AskMs[record] = Never;
                }

                return;
            }

            Version += neighbour.TtlMs[record] == 0 ? 1 : 0;
            neighbour.ReceivedMs[record] = nowMs;
            neighbour.TtlMs[record] = ttl * 1000;
            neighbour.Asked[record] = 0;
            neighbour.AskMs[record] = nowMs + Refresh(ttl * 1000, 0);
        }

        private void Expire(long nowMs)
        {
            for (int i = 0; i < _table.Length; i++)
            {
                Neighbour neighbour = _table[i];
                for (int record = 0; record < Neighbour.Records && neighbour.NameCount != 0; record++)
                {
                    if (neighbour.TtlMs[record] != 0 && nowMs - neighbour.ReceivedMs[record] >= neighbour.TtlMs[record])
                    {
                        if (record == Neighbour.Pointer)
                        {
                            Forget(neighbour);
                        }
                        else
                        {
                            // Asked for anew, ever less often, as long as somebody says that it is there.
                            neighbour.TtlMs[record] = 0;
                            neighbour.Asked[record] = 0;
                            neighbour.AskMs[record] = nowMs + SecondMs;
                            Version++;
                        }
                    }
                }
            }
        }

        private void Forget(Neighbour neighbour)
        {
            neighbour.NameCount = 0;
            for (int i = 0; i < Neighbour.Records; i++)
            {
                neighbour.TtlMs[i] = 0;
            }

            Version++;
        }

        private bool IsOwn(byte[] name, int offset, int count)
        {
            return _ownLabel.Length != 0 && _ownLabel[0] == count && IsEqual(name, offset, _ownLabel, 1, count);
        }

        /// <summary>The neighbour by the name in _instance; the first free place for 0.</summary>
        private Neighbour Find(int length)
        {
            for (int i = 0; i < _table.Length; i++)
            {
                if (_table[i].NameCount == length && IsEqual(_table[i].Name, 0, _instance, 1, length))
                {
                    return _table[i];
                }
            }

            return null;
        }

        private static bool IsEqual(byte[] one, int oneOffset, byte[] other, int otherOffset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (DnsName.Fold(one[oneOffset + i]) != DnsName.Fold(other[otherOffset + i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
