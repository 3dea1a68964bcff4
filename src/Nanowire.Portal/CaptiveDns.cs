using System;

namespace Nanowire.WebSockets.Portal
{
    /// <summary>
    /// Answers every question for an address with the device's own, so that whatever a phone opens leads to the setup page (RFC 1035).
    /// Without any I/O: a question is handed in, the answer comes out. It allocates nothing. What it says holds for no time (TTL 0), so that it
    /// is forgotten when the phone is back on its own network.
    /// </summary>
    public sealed class CaptiveDns
    {
        /// <summary>The port of DNS.</summary>
        public const int Port = 53;

        /// <summary>The most bytes of a message, asked or answered (RFC 1035 section 4.2.1).</summary>
        public const int MessageSize = 512;

        private const int HeaderSize = 12;
        private const int MaxName = 255;
        private const int MaxLabel = 63;

        // Types (RFC 1035 section 3.2.2, RFC 3596, RFC 9460) and codes (RFC 1035 section 4.1.1).
        private const int AddressType = 1;
        private const int Ipv6Type = 28;
        private const int BindingType = 64;
        private const int HttpsType = 65;
        private const int AnyType = 255;
        private const int NotImplemented = 4;
        private const int Refused = 5;

        /// <summary>Name (a pointer to the question's), A, IN, TTL 0, four bytes.</summary>
        private const int AnswerSize = 16;

        private readonly byte[] _address;
        private readonly PortalStatistics _statistics;

        /// <summary>Makes one.</summary>
        /// <param name="options">The address.</param>
        /// <param name="statistics">Gets the counts.</param>
        /// <exception cref="ArgumentException">An option is out of its range.</exception>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        public CaptiveDns(PortalOptions options, PortalStatistics statistics)
        {
            if (options == null || statistics == null)
            {
                throw new ArgumentNullException(options == null ? nameof(options) : nameof(statistics));
            }

            options.Check();
            _address = options.Address;
            _statistics = statistics;
        }

        /// <summary>Answers a question.</summary>
        /// <param name="message">Holds it from its start on; not modified, and not borrowed.</param>
        /// <param name="count">Its size in bytes.</param>
        /// <param name="output">Another array, takes the answer from its start on, at least <see cref="MessageSize"/> bytes.</param>
        /// <returns>The answer's bytes, for whoever asked; 0 when what came is no question.</returns>
        /// <exception cref="ArgumentException">An array is null or too small.</exception>
        public int Receive(byte[] message, int count, byte[] output)
        {
            if (message == null || output == null || output == message || output.Length < MessageSize || count < 0 || count > message.Length)
            {
                throw new ArgumentException("no such message", nameof(message));
            }

            _statistics.DnsReceived++;

            // A question (QR 0), one of them. What comes behind it, such as EDNS, is optional to know.
            if (count < HeaderSize || count > MessageSize || (message[2] & 0x80) != 0 || message[4] != 0 || message[5] != 1)
            {
                _statistics.DnsIgnored++;
                return 0;
            }

            int end = SkipName(message, count);
            if (end < 0 || end + 4 > count)
            {
                _statistics.DnsIgnored++;
                return 0;
            }

            int type = (message[end] << 8) | message[end + 1];
            bool isInternet = message[end + 2] == 0 && message[end + 3] == 1;
            end += 4;
            Array.Copy(message, 0, output, 0, end);

            // QR and AA, opcode and RD as asked; RA, since a resolver that cannot go further would be passed over.
            output[2] = (byte)((message[2] & 0x79) | 0x84);
            Array.Clear(output, 6, 6);
            bool hasAddress = isInternet && (type == AddressType || type == AnyType);
            int code = (message[2] & 0x78) != 0 ? NotImplemented
                : hasAddress || (isInternet && (type == Ipv6Type || type == HttpsType || type == BindingType)) ? 0
                : Refused;
            output[3] = (byte)(0x80 | code);
            if (code != 0 || !hasAddress)
            {
                return end;
            }

            output[7] = 1;
            Array.Clear(output, end, AnswerSize);
            output[end] = 0xC0;
            output[end + 1] = HeaderSize;
            output[end + 3] = AddressType;
            output[end + 5] = 1;
            output[end + 11] = 4;
            Array.Copy(_address, 0, output, end + 12, 4);
            return end + AnswerSize;
        }

        /// <summary>Finds the end of the question's name, which has nothing in front that a pointer could point to.</summary>
        private static int SkipName(byte[] message, int count)
        {
            int position = HeaderSize;
            while (position < count)
            {
                int length = message[position];
                position += length + 1;
                if (length > MaxLabel || position - HeaderSize > MaxName)
                {
                    return -1;
                }

                if (length == 0)
                {
                    return position;
                }
            }

            return -1;
        }
    }
}
