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

        internal OriginPolicy(string[] allowed)
        {
            int count = allowed == null ? 0 : allowed.Length;
            _allowed = new byte[count][];
            for (int i = 0; i < count; i++)
            {
                if (allowed[i] == null || allowed[i].Length == 0)
                {
                    throw new ArgumentException("an allowed origin is empty", nameof(allowed));
                }

                _allowsAll |= allowed[i] == "*";
                _allowed[i] = Ascii.GetBytes(allowed[i].ToLower());
            }
        }

        /// <summary>Whether the client may connect. Only browsers send an Origin, and they cannot be made to leave it out.</summary>
        internal bool IsAllowed(HttpHead head)
        {
            int origin;
            int originCount;
            if (_allowsAll || !head.TryGet(HttpHeader.Origin, out origin, out originCount))
            {
                return true;
            }

            byte[] buffer = head.Buffer;
            for (int i = 0; i < _allowed.Length; i++)
            {
                if (Ascii.AreEqualIgnoreCase(buffer, origin, originCount, _allowed[i]))
                {
                    return true;
                }
            }

            int host;
            int hostCount;
            if (!head.TryGet(HttpHeader.Host, out host, out hostCount))
            {
                return false;
            }

            if (StartsWith(buffer, origin, originCount, _http))
            {
                return IsSameHost(buffer, origin + _http.Length, originCount - _http.Length, host, hostCount, 80);
            }

            return StartsWith(buffer, origin, originCount, _https)
                && IsSameHost(buffer, origin + _https.Length, originCount - _https.Length, host, hostCount, 443);
        }

        private static bool StartsWith(byte[] buffer, int offset, int count, byte[] prefix)
        {
            return count > prefix.Length && Ascii.AreEqualIgnoreCase(buffer, offset, prefix.Length, prefix);
        }

        /// <summary>Compares two authorities; the scheme's own port may be written or left out.</summary>
        private static bool IsSameHost(byte[] buffer, int a, int aCount, int b, int bCount, int defaultPort)
        {
            aCount = WithoutPort(buffer, a, aCount, defaultPort);
            bCount = WithoutPort(buffer, b, bCount, defaultPort);
            if (aCount != bCount)
            {
                return false;
            }

            for (int i = 0; i < aCount; i++)
            {
                int x = buffer[a + i];
                int y = buffer[b + i];
                if (x != y && ((x | 0x20) != (y | 0x20) || (x | 0x20) < 'a' || (x | 0x20) > 'z'))
                {
                    return false;
                }
            }

            return true;
        }

        private static int WithoutPort(byte[] buffer, int offset, int count, int port)
        {
            int at = count;
            int value = 0;
            int unit = 1;
            while (at > 0 && buffer[offset + at - 1] >= '0' && buffer[offset + at - 1] <= '9' && unit <= 10000)
            {
                at--;
                value += (buffer[offset + at] - '0') * unit;
                unit *= 10;
            }

            return at > 0 && at < count && buffer[offset + at - 1] == ':' && value == port ? at - 1 : count;
        }
    }
}
