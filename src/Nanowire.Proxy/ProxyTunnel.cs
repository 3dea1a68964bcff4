using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.Proxy
{
    /// <summary>Asks a proxy for a tunnel: CONNECT, RFC 9110 section 9.3.6, within a deadline and a buffer.</summary>
    internal sealed class ProxyTunnel
    {
        private readonly Transport _transport;
        private readonly long _deadlineMs;
        private readonly int _timeoutMs;

        internal ProxyTunnel(Transport transport, long deadlineMs, int timeoutMs)
        {
            _transport = transport;
            _deadlineMs = deadlineMs;
            _timeoutMs = timeoutMs;
        }

        /// <summary>Returns when the transport leads to the host, with nothing of what comes through it read.</summary>
        /// <exception cref="WebSocketException">There is no tunnel; the transport is closed.</exception>
        internal void Open(string request, int maxHeadSize)
        {
            try
            {
                Write(Ascii.GetBytes(request));
                byte[] buffer = new byte[maxHeadSize];
                HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
                int count = ReadHead(buffer, head);
                if (head.Refusal != 0 || head.StatusCode / 100 != 2)
                {
                    throw Refused(buffer, count, head);
                }

                if (count != head.Length)
                {
                    // Both TLS and WebSocket begin with the client, so nobody can have sent this in good faith.
                    throw new WebSocketException("bytes behind the proxy's answer", WebSocketError.HandshakeFailed, 0);
                }
            }
            catch (Exception)
            {
                _transport.Close();
                throw;
            }
        }

        /// <summary>What the proxy answered, in its own words.</summary>
        private static WebSocketException Refused(byte[] buffer, int count, HttpHead head)
        {
            int end = 0;
            while (end < count && end < HttpProxyConnector.MaxQuotedCount && buffer[end] >= ' ')
            {
                end++;
            }

            return new WebSocketException(
                "the proxy answered " + Ascii.GetString(buffer, 0, end),
                head.Refusal == 0 ? WebSocketError.ProxyRefused : WebSocketError.HandshakeFailed,
                head.Refusal == 0 ? head.StatusCode : 0);
        }

        private void Write(byte[] request)
        {
            for (int sent = 0; sent < request.Length;)
            {
                int written = _transport.WaitWritable(Left()) ? _transport.Write(request, sent, request.Length - sent) : 0;
                if (written < 0)
                {
                    throw Lost();
                }

                sent += written;
            }
        }

        /// <summary>Reads the answer; returns the bytes that are there.</summary>
        private int ReadHead(byte[] buffer, HttpHead head)
        {
            int count = 0;
            int scanned = 0;
            while (true)
            {
                HeadProgress progress = head.Scan(buffer, 0, count, ref scanned);
                if (progress == HeadProgress.Complete)
                {
                    head.ParseResponse(buffer, 0, count);
                    if (head.Refusal == 0 && head.IsInterim)
                    {
                        count -= head.Length;
                        Array.Copy(buffer, head.Length, buffer, 0, count);
                        scanned = 0;
                        continue;
                    }
                }

                if (progress != HeadProgress.NeedInput)
                {
                    return count;
                }

                if (count == buffer.Length)
                {
                    throw new WebSocketException("the proxy's answer exceeds MaxHeadSize", WebSocketError.HandshakeFailed, 0);
                }

                int read = _transport.WaitReadable(Left()) ? _transport.Read(buffer, count, buffer.Length - count) : Transport.Nothing;
                if (read == 0 || read == Transport.Lost)
                {
                    throw Lost();
                }

                if (read > 0)
                {
                    count += read;
                }
            }
        }

        private static WebSocketException Lost()
        {
            return new WebSocketException("the proxy closed the connection", WebSocketError.ConnectionClosed, 0);
        }

        private int Left()
        {
            long leftMs = _deadlineMs - Environment.TickCount64;
            if (leftMs <= 0)
            {
                throw new WebSocketException("the proxy took more than " + _timeoutMs.ToString() + " ms", WebSocketError.Timeout, 0);
            }

            return (int)leftMs;
        }
    }
}
