namespace Nanowire.WebSockets.Protocol
{
    /// <content>The values of a request that have rules of their own.</content>
    public sealed partial class ServerHandshake
    {
        private const int LargestVersion = 255;

        private static int CheckVersion(HttpHead head)
        {
            if (!head.TryGet(HttpHeader.SecWebSocketVersion, out int offset, out int count))
            {
                return HttpStatus.UpgradeRequired;
            }

            byte[] buffer = head.Buffer;
            if (count == 2 && buffer[offset] == '1' && buffer[offset + 1] == '3')
            {
                return 0;
            }

            // Another number from 0 to 255 without leading zeros (RFC 6455 section 4.3) is a version to negotiate.
            int version = 0;
            for (int i = 0; i < count; i++)
            {
                int digit = buffer[offset + i] - '0';
                if (digit < 0 || digit > 9 || (i > 0 && version == 0))
                {
                    return HttpStatus.BadRequest;
                }

                version = (version * 10) + digit;
                if (version > LargestVersion)
                {
                    return HttpStatus.BadRequest;
                }
            }

            return count == 0 ? HttpStatus.BadRequest : HttpStatus.UpgradeRequired;
        }

        private static bool IsKeyValid(HttpHead head)
        {
            return head.TryGet(HttpHeader.SecWebSocketKey, out int offset, out int count) && count == AcceptKey.KeyCount
                && Base64.GetDecodedCount(head.Buffer, offset, count) == AcceptKey.NonceCount;
        }

        private bool AreExtensionsValid(HttpHead head)
        {
            for (int line = head.FirstLine(HttpHeader.SecWebSocketExtensions); line != 0; line = head.NextLine(line))
            {
                // What Chromium, Node.js and curl send is not worth taking apart: a comparison costs a sixth of that.
                int offset = head.LineOffset(line);
                int count = head.LineCount(line);
                if (!Ascii.AreEqual(head.Buffer, offset, count, _usualExtensions)
                    && !FieldValues.AreExtensions(head.Buffer, offset, count))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Collects the offers: at least one token in each line, all different (RFC 6455 section 4.1, item 10).</summary>
        private bool ReadOffers(HttpHead head)
        {
            byte[] buffer = head.Buffer;
            for (int line = head.FirstLine(HttpHeader.SecWebSocketProtocol); line != 0; line = head.NextLine(line))
            {
                int before = _offered;
                int position = head.LineOffset(line);
                int end = position + head.LineCount(line);
                while (position < end)
                {
                    int c = buffer[position];
                    if (c == ',' || c == ' ' || c == Ascii.Tab)
                    {
                        position++;
                        continue;
                    }

                    int tokenEnd = FieldValues.SkipToken(buffer, position, end);
                    int next = FieldValues.SkipSpace(buffer, tokenEnd, end);
                    if (tokenEnd == position || (next < end && buffer[next] != ',')
                        || !AddOffer(buffer, position, tokenEnd - position))
                    {
                        return false;
                    }

                    position = next;
                }

                if (_offered == before)
                {
                    return false;
                }
            }

            return true;
        }

        private bool AddOffer(byte[] buffer, int offset, int count)
        {
            int offered = _offered;
            if (offered == MaxOfferedSubProtocols)
            {
                return false;
            }

            for (int i = 0; i < offered; i++)
            {
                if (_offeredCount[i] == count)
                {
                    int other = _offeredOffset[i];
                    int at = 0;
                    while (at < count && buffer[other + at] == buffer[offset + at])
                    {
                        at++;
                    }

                    if (at == count)
                    {
                        return false;
                    }
                }
            }

            _offeredOffset[offered] = offset;
            _offeredCount[offered] = count;
            _offered = offered + 1;
            return true;
        }

        /// <summary>The first of the server's own subprotocols that is among the offers; -1 for none.</summary>
        private int Choose(byte[] buffer)
        {
            for (int own = 0; own < _subProtocolBytes.Length; own++)
            {
                for (int i = 0; i < _offered; i++)
                {
                    if (Ascii.AreEqual(buffer, _offeredOffset[i], _offeredCount[i], _subProtocolBytes[own]))
                    {
                        return own;
                    }
                }
            }

            return -1;
        }
    }
}
