using System;
using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Fuzz
{
    /// <summary>
    /// <see cref="WebSocketUri"/> and the request made of it: an input is lines of URI, subprotocol, header name, header value
    /// and origin. Either an ArgumentException, or a request that our own server opens a connection for, and which says what
    /// was asked for.
    /// </summary>
    internal sealed class ClientRequestTarget : FuzzTarget
    {
        private readonly HeadRun _run = new HeadRun(true);
        private readonly byte[] _request = new byte[3000];
        private readonly byte[] _nonce = Encoding.ASCII.GetBytes("the sample nonce");

        public ClientRequestTarget()
            : base("uri", 300, new Mutator(
                "ws://", "wss://", "WS://", "//", "/", "?", "#", "@", ":", ":80", ":443", ":65535", ":65536", ":00080", "[::1]", "%20", "\n", "\r\n",
                " ", "\u00e9", "\u0130", "\u212a", "Host", "Sec-WebSocket-Key", "Upgrade", "Origin", "x", "chat"))
        {
        }

        /// <inheritdoc/>
        public override byte[][] Seeds()
        {
            return
            [
                Encoding.UTF8.GetBytes("ws://device.local:8080/ws?x=1\nchat\nX-Token\nabc\nhttp://a"),
                Encoding.UTF8.GetBytes("wss://a"),
                Encoding.UTF8.GetBytes("ws://10.0.0.1?q\n\n\n\n"),
            ];
        }

        /// <inheritdoc/>
        protected override void RunInput(byte[] input, bool isThorough)
        {
            string[] lines = Encoding.UTF8.GetString(input).Split('\n');
            WebSocketUri uri;
            try
            {
                uri = new WebSocketUri(lines[0]);
            }
            catch (ArgumentException)
            {
                return;
            }

            Coverage.Feature(5000, uri.IsSecure ? 1 : 0, Coverage.Bucket(uri.Port));
            FuzzException.Unless(uri.Host.Length > 0 && uri.Port is >= 1 and <= 65535 && uri.Target[0] == '/', "what a URI has");
            WebSocketUri again = new WebSocketUri((uri.IsSecure ? "wss://" : "ws://") + uri.Authority + uri.Target);
            FuzzException.Unless(
                again.Host == uri.Host && again.Port == uri.Port && again.Target == uri.Target && again.IsSecure == uri.IsSecure, "a URI put together again");

            string subProtocol = Line(lines, 1);
            string name = Line(lines, 2);
            string value = Line(lines, 3);
            string origin = Line(lines, 4);
            ClientHandshake handshake;
            try
            {
                handshake = new ClientHandshake(
                    uri.Host, uri.Port, uri.IsSecure, uri.Target, subProtocol == null ? null : [subProtocol], name == null ? null : [name, value ?? ""], origin);
            }
            catch (ArgumentException)
            {
                return;
            }

            FuzzException.Unless(
                handshake.WriteRequest(_nonce, _request, 0, handshake.RequestCount - 1) == 0, "too little room is enough");
            int count = handshake.WriteRequest(_nonce, _request, 1, handshake.RequestCount);
            FuzzException.Unless(count == handshake.RequestCount, "the length of a request");
            _run.Run(_request.AsSpan(1, count), 0, Chunks.Whole);
            HttpHead head = _run.Head;
            FuzzException.Unless(_run.IsWhole && head.Refusal == 0 && head.Length == count, "a request that our parser refuses");
            ServerHandshake server = new ServerHandshake(subProtocol == null ? null : [subProtocol]);
            FuzzException.Unless(server.Check(head) == 101, "a request that our server refuses");
            FuzzException.Unless(server.SubProtocol == subProtocol, "the subprotocol of a request");
            FuzzException.Unless(Encoding.ASCII.GetString(head.Buffer, head.TargetOffset, head.TargetCount) == uri.Target, "the target of a request");
            FuzzException.Unless(Value(head, HttpHeader.Host) == uri.Authority, "the host of a request");
            FuzzException.Unless(Value(head, HttpHeader.Origin) == origin, "the origin of a request");
        }

        private static string Line(string[] lines, int index)
        {
            return index < lines.Length && lines[index].Length > 0 ? lines[index] : null;
        }

        private static string Value(HttpHead head, HttpHeader header)
        {
            return head.TryGet(header, out int offset, out int count) ? Encoding.ASCII.GetString(head.Buffer, offset, count) : null;
        }
    }
}
