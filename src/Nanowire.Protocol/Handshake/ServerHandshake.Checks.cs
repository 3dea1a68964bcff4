using System;

namespace Nanowire.WebSockets.Protocol
{
    /// <content>The values of a request that have rules of their own.</content>
    public sealed partial class ServerHandshake
    {
        /// <summary>Whether the key is canonical Base64 (RFC 4648 section 4) of 16 bytes: 22 digits and two equals signs.</summary>
        private static bool IsKeyValid(HttpHead head)
        {
            byte[] buffer = head.Buffer;
            if (!head.TryGet(HttpHeader.SecWebSocketKey, out int offset, out int count) || count != AcceptKey.KeyCount
                || buffer[offset + 22] != '=' || buffer[offset + 23] != '=')
            {
                return false;
            }

            // The last digit has four bits that carry nothing: A, Q, g or w.
            int last = buffer[offset + 21];
            bool isValid = last == 'A' || last == 'Q' || last == 'g' || last == 'w';
            for (int i = 0; i < 24; i += 8)
            {
                // Eight at a time, as in HttpHead; the last eight overlap. '+' and '/' differ in bit 2 alone.
                ulong block = BitConverter.ToUInt64(buffer, offset + (i == 16 ? 14 : i));
                ulong lower = block | Ascii.Bit5;
                ulong letters = (lower + 0x1F1F1F1F1F1F1F1F) & ~(lower + 0x0505050505050505);
                ulong digits = (block + 0x5050505050505050) & ~(block + 0x4646464646464646);
                ulong others = ~(((block & 0xFBFBFBFBFBFBFBFB) ^ 0x2B2B2B2B2B2B2B2B) + 0x7F7F7F7F7F7F7F7F);
                isValid &= ((letters | digits | others) & ~block & Ascii.Bit7) == Ascii.Bit7;
            }

            return isValid;
        }

        /// <summary>
        /// Whether Sec-WebSocket-Extensions is well-formed (RFC 6455 section 9.1): extensions divided by commas, each a token with
        /// parameters behind semicolons, their values tokens, quoted or not. Empty elements are tolerated, a line without any
        /// extension is not.
        /// </summary>
        private bool AreExtensionsValid(HttpHead head)
        {
            for (int line = head.First[(int)HttpHeader.SecWebSocketExtensions]; line != 0; line = head.Lines[line + 2])
            {
                // What Chromium, Node.js and curl send is not worth taking apart: a comparison costs a tenth of that.
                if (Ascii.AreEqual(head.Buffer, head.Lines[line], head.Lines[line + 1], _usual))
                {
                    continue;
                }

                bool any = false;
                head.Enter(line);
                do
                {
                    if (head.TakeToken() > 0)
                    {
                        any = true;
                        while (head.Take(';'))
                        {
                            if (head.TakeToken() == 0 || (head.Take('=') && !head.TakeValue()))
                            {
                                return false;
                            }
                        }
                    }

                    if (!head.IsElementEnd())
                    {
                        return false;
                    }
                }
                while (head.NextElement());

                if (!any)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>
        /// Collects the offers, at least one token in each line, all different (RFC 6455 section 4.1, item 10), and chooses the one
        /// that the server likes best.
        /// </summary>
        private bool ReadOffers(HttpHead head)
        {
            byte[] buffer = head.Buffer;
            int[] offered = _offered;
            int end = 0;
            for (int line = head.First[(int)HttpHeader.SecWebSocketProtocol]; line != 0; line = head.Lines[line + 2])
            {
                int before = end;
                head.Enter(line);
                do
                {
                    int count = head.TakeToken();
                    int offset = head.Position - count;
                    if (!head.IsElementEnd())
                    {
                        return false;
                    }

                    if (count == 0)
                    {
                        continue;
                    }

                    for (int i = 0; i < end; i += 2)
                    {
                        int at = 0;
                        while (at < count && buffer[offered[i] + at] == buffer[offset + at])
                        {
                            at++;
                        }

                        if (at == count && offered[i + 1] == count)
                        {
                            return false;
                        }
                    }

                    if (end == 2 * MaxOfferedSubProtocols)
                    {
                        return false;
                    }

                    offered[end] = offset;
                    offered[end + 1] = count;
                    end += 2;
                    int own = _own.IndexOf(buffer, offset, count);
                    if (own >= 0 && (uint)own < (uint)SubProtocolIndex)
                    {
                        SubProtocolIndex = own;
                    }
                }
                while (head.NextElement());

                if (end == before)
                {
                    return false;
                }
            }

            OfferedCount = end / 2;
            return true;
        }
    }
}
