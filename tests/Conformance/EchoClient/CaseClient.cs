using System;
using System.Globalization;
using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Conformance
{
    /// <summary>What a fuzzing server is asked, by the conventions of such servers: each question is a connection of its own.</summary>
    internal sealed class CaseClient : IDisposable
    {
        /// <summary>The largest message that is sent back in one frame, in bytes.</summary>
        private const int MaxWholeMessageSize = 16 * 1024 * 1024;

        private const int SendBufferSize = 256 * 1024;

        /// <summary>A server that says nothing at all is pinged after this time and given up after another.</summary>
        private const int PatienceMs = 20000;

        private const int WaitMs = 1000;

        private readonly ClientWebSocket _client;
        private readonly string _url;
        private readonly string _agent;
        private readonly StringBuilder _text = new StringBuilder();
        private bool _echoes;
        private bool _isInPieces;

        internal CaseClient(string url, string agent)
        {
            _url = url.TrimEnd('/');
            _agent = Uri.EscapeDataString(agent);
            _client = new ClientWebSocket(new ClientWebSocketOptions
            {
                ReceiveBufferSize = MaxWholeMessageSize + WebSocketServerOptions.ReceiveBufferReserve,
                SendBufferSize = SendBufferSize,
                AllowPartialMessages = true,
                MaxFragments = MaxWholeMessageSize,
                PingIntervalMs = PatienceMs,
                PongTimeoutMs = PatienceMs,
                SendTimeoutMs = PatienceMs,

                // Contexts and whole windows, so that the server may answer with what it likes, and no limit that its messages reach.
                Extension = new PerMessageDeflate
                {
                    InflateContext = true,
                    InflateWindowBits = 15,
                    DeflateContext = true,
                    DeflateWindowBits = 15,
                    MinSize = 0,
                    MaxRatio = int.MaxValue,
                },
            });
            _client.MessageReceived += OnMessageReceived;
        }

        public void Dispose()
        {
            _client.Dispose();
        }

        /// <summary>How many cases the server has.</summary>
        /// <exception cref="WebSocketException">It cannot be reached.</exception>
        /// <exception cref="FormatException">It did not answer with a number.</exception>
        internal int GetCaseCount()
        {
            _text.Clear();
            Converse("/getCaseCount", false);
            if (!int.TryParse(_text.ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            {
                throw new FormatException("the case count is no number: \"" + _text + "\"");
            }

            return count;
        }

        /// <summary>Sends everything back until the connection is over, however it ends.</summary>
        /// <exception cref="WebSocketException">There was no connection.</exception>
        internal void RunCase(int number)
        {
            Converse("/runCase?case=" + number.ToString(CultureInfo.InvariantCulture) + "&agent=" + _agent, true);
        }

        /// <summary>Has the server write its reports.</summary>
        /// <exception cref="WebSocketException">It cannot be reached.</exception>
        internal void UpdateReports()
        {
            Converse("/updateReports?agent=" + _agent, false);
        }

        private void Converse(string target, bool echoes)
        {
            _echoes = echoes;
            _isInPieces = false;
            _client.Connect(_url + target);
            while (_client.RunOnce(WaitMs))
            {
            }
        }

        private void OnMessageReceived(
            WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            if (!_echoes)
            {
                _text.Append(Encoding.UTF8.GetString(buffer, offset, count));
            }
            else if (endOfMessage && !_isInPieces)
            {
                socket.Send(buffer, offset, count, messageType);
            }
            else
            {
                socket.SendFragment(buffer, offset, count, messageType, endOfMessage);
                _isInPieces = !endOfMessage;
            }
        }
    }
}
