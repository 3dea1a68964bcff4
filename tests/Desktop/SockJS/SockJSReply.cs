using System;
using System.Globalization;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests.SockJS
{
    /// <summary>The answer to a request, as far as it has arrived, with its chunks put together.</summary>
    internal sealed class SockJSReply
    {
        private readonly HostingServer _host;
        private readonly StringBuilder _chunks = new StringBuilder();

        internal SockJSReply(HostingServer host, WirePeer peer)
        {
            _host = host;
            Peer = peer;
        }

        internal WirePeer Peer { get; }

        internal string Head { get; private set; }

        internal int Status => int.Parse(Head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);

        /// <summary>All of the content so far.</summary>
        internal string Body { get; private set; } = "";

        /// <summary>Whether it is at its end as its head says.</summary>
        internal bool IsWhole { get; private set; }

        /// <summary>The value of a header, or null.</summary>
        internal string this[string name]
        {
            get
            {
                int at = Head.IndexOf("\r\n" + name + ": ", StringComparison.OrdinalIgnoreCase);
                int start = at + name.Length + 4;
                return at < 0 ? null : Head.Substring(start, Head.IndexOf('\r', start) - start);
            }
        }

        /// <summary>Lets the server work, and returns what of the content is new.</summary>
        internal string Read(int rounds = 20)
        {
            int before = Body.Length;
            for (int i = 0; i < rounds; i++)
            {
                _host.Server.RunOnce(0);
                Peer.Receive();
            }

            Head ??= Peer.ReadHead();
            if (Head == null)
            {
                return "";
            }

            StringAssert.Contains(Head, "\r\nConnection: close\r\n");
            string raw = Peer.Take(Peer.Received);
            if (this["Transfer-Encoding"] == null)
            {
                Body += raw;
                IsWhole = Peer.IsEnded && !Peer.IsLost && (this["Content-Length"] ?? Body.Length.ToString(CultureInfo.InvariantCulture)) == Encoding.UTF8.GetByteCount(Body).ToString(CultureInfo.InvariantCulture);
                return Body.Substring(before);
            }

            _chunks.Append(raw);
            while (!IsWhole)
            {
                string rest = _chunks.ToString();
                int line = rest.IndexOf("\r\n", StringComparison.Ordinal);
                int count = line < 0 ? -1 : int.Parse(rest.AsSpan(0, line), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                if (count < 0 || rest.Length < line + 2 + count + 2)
                {
                    break;
                }

                Assert.AreEqual("\r\n", rest.Substring(line + 2 + count, 2));
                Body += rest.Substring(line + 2, count);
                _chunks.Remove(0, line + 2 + count + 2);
                IsWhole = count == 0;
            }

            return Body.Substring(before);
        }
    }
}
