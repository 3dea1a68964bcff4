using System;
using System.Reflection;
using System.Threading;
using nanoFramework.M2Mqtt;

namespace Nanowire.WebSockets.Mqtt
{
    /// <summary>
    /// MQTT over WebSocket (MQTT 3.1.1 section 6: subprotocol "mqtt", binary messages whose borders mean nothing) as the network channel
    /// of nanoFramework.M2Mqtt's client, which speaks MQTT.
    /// </summary>
    /// <remarks>
    /// Memory is reserved at construction; a packet costs no garbage here. One thread receives, and it keeps the connection's deadlines
    /// as well; any thread may send and close. That is how the client uses it: its threads, and when they wait, are its own affair.
    /// </remarks>
    public sealed partial class MqttWebSocketChannel : IMqttNetworkChannel, IDisposable
    {
        /// <summary>The subprotocol that is asked for (MQTT 3.1.1 section 6) unless the options name some.</summary>
        public const string SubProtocol = "mqtt";

        /// <summary>Default of <see cref="MaxPacketSize"/>, in bytes.</summary>
        public const int DefaultMaxPacketSize = 16384;

        /// <summary>Default of <see cref="PacketTimeoutMs"/>, in milliseconds.</summary>
        public const int DefaultPacketTimeoutMs = 10000;

        /// <summary>How often a thread that closes looks whether the one that receives is done, in milliseconds.</summary>
        private const int CloseWaitMs = 10;

        /// <summary>The connection, for what the interface does not tell: State, CloseStatus, CloseStatusDescription.</summary>
        public readonly ClientWebSocket Client;

        /// <summary>
        /// The largest packet received, in bytes with its header; a larger one closes the connection with 1009. The client reserves as much as a
        /// packet announces, up to 256 MB.
        /// </summary>
        public int MaxPacketSize = DefaultMaxPacketSize;

        /// <summary>The connection is lost when nothing comes for this many milliseconds within a packet.</summary>
        public int PacketTimeoutMs = DefaultPacketTimeoutMs;

        private readonly ClientWebSocketOptions _options;
        private readonly string _uri;
        private readonly PacketTracker _packet = new PacketTracker();

        /// <summary>The byte that DataAvailable took.</summary>
        private readonly byte[] _ahead = new byte[1];
        private bool _hasAhead;

        /// <summary>1 while a thread receives, or sees to the beginning or the end of a connection.</summary>
        private int _isTaken;

        /// <summary>Whether this end wants the end of the connection.</summary>
        private bool _isClosing;

        /// <summary>Reserves the memory of a connection.</summary>
        /// <param name="uri">The broker, such as "ws://192.168.1.5:8083/mqtt".</param>
        /// <param name="options">
        /// The connection's; they are the channel's from here on: it sets ReceiveTimeoutMs, and SubProtocols where there are none. The
        /// request must fit SendBufferSize. A Connector for wss, as for any client.
        /// </param>
        /// <exception cref="ArgumentException">An argument is null, or an option is out of range.</exception>
        public MqttWebSocketChannel(string uri, ClientWebSocketOptions options)
        {
            if (uri == null || options == null)
            {
                throw new ArgumentNullException(uri == null ? nameof(uri) : nameof(options));
            }

            if (options.SubProtocols == null)
            {
                options.SubProtocols = new string[] { SubProtocol };
            }

            _uri = uri;
            _options = options;
            Client = new ClientWebSocket(options);
        }

        /// <summary>
        /// Kept for the client, which sets it from its settings. Whether a certificate is checked is an option of the TLS
        /// connector alone, so that this cannot turn it off.
        /// </summary>
        public bool ValidateServerCertificate { get; set; }

        /// <summary>Whether a byte can be received without waiting. False also while another thread receives.</summary>
        /// <remarks>The client does not use it. An answer of false costs an exception inside, and a millisecond.</remarks>
        public bool DataAvailable
        {
            get
            {
                if (!_hasAhead && TryEnter())
                {
                    try
                    {
                        _hasAhead = Take(_ahead, 0, 1, 1) == 1;
                    }
                    finally
                    {
                        Leave();
                    }
                }

                return _hasAhead;
            }
        }

        /// <summary>
        /// Makes a client use this channel. Before its Connect. M2Mqtt 5.1 has no other way: it makes a channel of its own at construction,
        /// without connecting it, and keeps it in a private field; that field is found by its type.
        /// </summary>
        /// <param name="client">An MqttClient.</param>
        /// <exception cref="NotSupportedException">It has no such field: it is no MqttClient, or one of a version to come.</exception>
        public void AttachTo(object client)
        {
            ArgumentNullException.ThrowIfNull(client, nameof(client));
            FieldInfo[] fields = client.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic);
            for (int i = 0; i < fields.Length; i++)
            {
                if (fields[i].FieldType == typeof(IMqttNetworkChannel))
                {
                    fields[i].SetValue(client, this);
                    return;
                }
            }

            throw new NotSupportedException("the client keeps no channel");
        }

        /// <summary>Connects, also again; what is left of the last connection is given up. The client makes an MqttConnectionException of what it throws.</summary>
        /// <exception cref="ArgumentException">The URI is not one of ws or wss, or a limit is out of range.</exception>
        /// <exception cref="InvalidOperationException">Another thread still receives from the last connection.</exception>
        /// <exception cref="WebSocketException">It did not succeed, or the server did not agree on a subprotocol.</exception>
        public void Connect()
        {
            // The least packet has two bytes.
            if (MaxPacketSize < 2 || PacketTimeoutMs < 1)
            {
                throw new ArgumentException("MaxPacketSize or PacketTimeoutMs");
            }

            _isClosing = true;
            Client.Abort();
            if (!Enter())
            {
                throw new InvalidOperationException("another thread receives");
            }

            try
            {
                Client.Dispose();
                _packet.Reset();
                _hasAhead = false;
                Client.Connect(_uri);
                _isClosing = false;
                if (Client.SubProtocol == null)
                {
                    Client.Dispose();
                    throw new WebSocketException("the server does not speak mqtt", WebSocketError.HandshakeFailed, 101);
                }
            }
            finally
            {
                Leave();
            }
        }

        /// <summary>Sends the bytes as one binary message, waiting for room; one larger than the send buffer goes out in pieces, straight from the array.</summary>
        /// <param name="buffer">The caller's again when this returns; never written to.</param>
        /// <returns>All of its length.</returns>
        /// <exception cref="WebSocketException">The connection is closed, or takes nothing for SendTimeoutMs; then it is given up.</exception>
        public int Send(byte[] buffer)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            // A PINGREQ behind a large PUBLISH waits for its turn here, where no deadline runs that another's progress does not put off.
            lock (_packet)
            {
                Client.Send(buffer, 0, buffer.Length, WebSocketMessageType.Binary);
            }

            return buffer.Length;
        }

        /// <summary>
        /// Closes the connection with 1000 and waits for the end of the closing handshake, CloseTimeoutMs at most; then it is given up. From
        /// any thread; one that receives gets 0, or an IOException within a packet.
        /// </summary>
        public void Close()
        {
            _isClosing = true;
            if (Client.State == WebSocketState.Connecting)
            {
                Client.Abort();
            }

            Client.Close();
            if (!Enter())
            {
                // The thread that receives sees it.
                Client.Abort();
                return;
            }

            try
            {
                Client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null);
            }
            finally
            {
                Leave();
            }
        }

        /// <summary>Gives up what is open, at once.</summary>
        public void Dispose()
        {
            _isClosing = true;
            Client.Dispose();
        }

        /// <summary>For brokers only.</summary>
        /// <exception cref="NotSupportedException">Always.</exception>
        public void Accept()
        {
            throw new NotSupportedException();
        }

        private bool TryEnter()
        {
            return Interlocked.CompareExchange(ref _isTaken, 1, 0) == 0;
        }

        /// <summary>Waits until no thread receives, at most as long as a closing handshake and the wait of a silent connection take.</summary>
        private bool Enter()
        {
            long deadlineMs = Environment.TickCount64 + _options.CloseTimeoutMs + 1000;
            while (!TryEnter())
            {
                if (Environment.TickCount64 >= deadlineMs)
                {
                    return false;
                }

                Thread.Sleep(CloseWaitMs);
            }

            return true;
        }

        private void Leave()
        {
            Interlocked.Exchange(ref _isTaken, 0);
        }
    }
}
