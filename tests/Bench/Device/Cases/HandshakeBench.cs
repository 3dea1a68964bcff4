using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Device
{
    /// <summary>A server's half of the opening handshake with a browser's head, without a socket: look for its end, parse, check, answer.</summary>
    internal sealed class HandshakeBench : Bench
    {
        /// <summary>As Chromium sends it.</summary>
        public const string BrowserHead = "GET /ws HTTP/1.1\r\nHost: 192.168.1.20\r\nConnection: Upgrade\r\nPragma: no-cache\r\nCache-Control: no-cache\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36\r\n"
            + "Upgrade: websocket\r\nOrigin: http://192.168.1.20\r\nSec-WebSocket-Version: 13\r\nAccept-Encoding: gzip, deflate\r\n"
            + "Accept-Language: en-US,en;q=0.9\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n";

        private readonly HttpHead _head = new HttpHead(HttpHead.DefaultMaxHeaders);
        private readonly ServerHandshake _handshake = new ServerHandshake(null);
        private readonly byte[] _request = Ascii.GetBytes(BrowserHead);
        private readonly byte[] _output;
        private int _scanned;
        private int _runs;
        private int _right;

        public HandshakeBench()
        {
            _output = new byte[_handshake.MaxResponseCount];
        }

        /// <inheritdoc/>
        public override void Run(int times)
        {
            HttpHead head = _head;
            byte[] request = _request;
            int count = request.Length;
            _runs += times;
            for (int i = 0; i < times; i++)
            {
                _scanned = 0;
                if (head.Scan(request, 0, count, ref _scanned) == HeadProgress.Complete
                    && head.ParseRequest(request, 0, count) == 0
                    && _handshake.Check(head) == HttpStatus.SwitchingProtocols
                    && _handshake.WriteResponse(head, _output, 0, _output.Length) > 0)
                {
                    _right++;
                }
            }
        }

        /// <inheritdoc/>
        public override bool IsRight()
        {
            return _right == _runs;
        }
    }
}
