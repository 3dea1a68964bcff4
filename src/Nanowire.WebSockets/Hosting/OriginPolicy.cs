using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// Which pages may connect (RFC 6455 section 10.2): those that this server served itself, so that Origin names the
    /// same host as Host, and those of an allow-list. Without it any page on the internet could use a visitor's browser to
    /// reach a device at home.
    /// </summary>
    internal sealed class OriginPolicy
    {
        private readonly byte[][] _allowed;
        private readonly bool _allowsAll;
        private readonly byte[] _http = Ascii.GetBytes("http://");
        private readonly byte[] _https = Ascii.GetBytes("https://");
        private readonly byte[] _httpPort = Ascii.GetBytes(":80");
        private readonly byte[] _httpsPort = Ascii.GetBytes(":443");

        internal OriginPolicy(string[] allowed)
        {
            int count = allowed == null ? 0 : allowed.Length;
            _allowed = new byte[count][];
            for (int i = 0; i < count; i++)
            {
                if (string.IsNullOrEmpty(allowed[i]))
                {
                    throw new ArgumentException("an allowed origin is empty", nameof(allowed));
                }

                _allowsAll |= allowed[i] == "*";
                _allowed[i] = Ascii.GetBytes(allowed[i]);
            }
        }

        /// <summary>Whether the client may connect. Only browsers send an Origin, and they cannot be made to leave it out.</summary>
        /// <param name="head">The request.</param>
        /// <param name="host">Where the host that it is for starts in the head's buffer.</param>
        /// <param name="hostCount">Bytes of it, with its port; 0 for none.</param>
        internal bool IsAllowed(HttpHead head, int host, int hostCount)
        {
            int origin;
            int count;
            if (_allowsAll || !head.TryGet(HttpHeader.Origin, out origin, out count))
            {
                return true;
            }

            for (int i = 0; i < _allowed.Length; i++)
            {
                byte[] allowed = _allowed[i];
                if (count == allowed.Length && AreSame(head.Buffer, origin, allowed, 0, count))
                {
                    return true;
                }
            }

            return IsSameHost(head.Buffer, origin, count, host, hostCount, _http, _httpPort)
                || IsSameHost(head.Buffer, origin, count, host, hostCount, _https, _httpsPort);
        }

        /// <summary>Whether an origin of a scheme names the host that the request is for; the scheme's own port may be written or left out.</summary>
        private static bool IsSameHost(byte[] buffer, int origin, int count, int host, int hostCount, byte[] scheme, byte[] port)
        {
            if (count <= scheme.Length || hostCount == 0 || !Ascii.AreEqualIgnoreCase(buffer, origin, scheme.Length, scheme))
            {
                return false;
            }

            origin += scheme.Length;
            if (count - scheme.Length == hostCount && AreSame(buffer, origin, buffer, host, hostCount))
            {
                return true;
            }

            count = WithoutPort(buffer, origin, count - scheme.Length, port);
            return count == WithoutPort(buffer, host, hostCount, port) && AreSame(buffer, origin, buffer, host, count);
        }

        /// <summary>Compares two ranges; large and small letters are the same.</summary>
        private static bool AreSame(byte[] a, int aOffset, byte[] b, int bOffset, int count)
        {
            int i = 0;
            while (i + 8 <= count && BitConverter.ToUInt64(a, aOffset + i) == BitConverter.ToUInt64(b, bOffset + i))
            {
                i += 8;
            }

            for (; i < count; i++)
            {
                int x = a[aOffset + i];
                int y = b[bOffset + i];
                if (x != y && ((x ^ y) != 0x20 || (x | 0x20) < 'a' || (x | 0x20) > 'z'))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>The length of an authority without that port, if it has it.</summary>
        private static int WithoutPort(byte[] buffer, int offset, int count, byte[] port)
        {
            int left = count - port.Length;
            return left > 0 && Ascii.AreEqual(buffer, offset + left, port.Length, port) ? left : count;
        }
    }
}
