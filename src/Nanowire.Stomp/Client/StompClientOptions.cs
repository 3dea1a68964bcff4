using System;

namespace Nanowire.WebSockets.Stomp
{
    /// <summary>What a <see cref="StompClient"/> is told at construction. Every limit has a default and a unit.</summary>
    public sealed class StompClientOptions
    {
        /// <summary>Default of <see cref="HeartBeatSendMs"/> and <see cref="HeartBeatReceiveMs"/>.</summary>
        public const int DefaultHeartBeatMs = 10000;

        /// <summary>Default of <see cref="HeartBeatToleranceMs"/>.</summary>
        public const int DefaultHeartBeatToleranceMs = 5000;

        /// <summary>Default of <see cref="ConnectTimeoutMs"/>.</summary>
        public const int DefaultConnectTimeoutMs = 10000;

        /// <summary>Default of <see cref="ReceiptTimeoutMs"/>.</summary>
        public const int DefaultReceiptTimeoutMs = 10000;

        /// <summary>Default of <see cref="SendBufferSize"/>, in bytes.</summary>
        public const int DefaultSendBufferSize = 1024;

        /// <summary>Default of <see cref="MaxSubscriptions"/>.</summary>
        public const int DefaultMaxSubscriptions = 8;

        /// <summary>Default of <see cref="MaxReceipts"/>.</summary>
        public const int DefaultMaxReceipts = 8;

        /// <summary>The least <see cref="SendBufferSize"/>.</summary>
        public const int MinSendBufferSize = 64;

        /// <summary>The longest interval of heart-beats, and the longest wait, in milliseconds: a day.</summary>
        public const int LongestMs = 86400000;

        /// <summary>The virtual host that is asked for; needed.</summary>
        public string Host;

        /// <summary>Who the client is; null for nobody.</summary>
        public string Login;

        /// <summary>The password; null for none. It is sent as it is, so it wants wss.</summary>
        public string Passcode;

        /// <summary>Further headers of CONNECT: names and values in turn; null for none.</summary>
        public string[] Headers;

        /// <summary>How often this end can send something, in milliseconds; 0 never. A broker that wants less gets less.</summary>
        public int HeartBeatSendMs = DefaultHeartBeatMs;

        /// <summary>How often this end wants to receive something, in milliseconds; 0 does not care.</summary>
        public int HeartBeatReceiveMs = DefaultHeartBeatMs;

        /// <summary>The connection is given up when nothing came for the agreed interval and this many milliseconds.</summary>
        public int HeartBeatToleranceMs = DefaultHeartBeatToleranceMs;

        /// <summary>How long CONNECTED is awaited, in milliseconds.</summary>
        public int ConnectTimeoutMs = DefaultConnectTimeoutMs;

        /// <summary>How long a receipt is awaited, in milliseconds.</summary>
        public int ReceiptTimeoutMs = DefaultReceiptTimeoutMs;

        /// <summary>The largest frame that can be sent, in bytes; so many are reserved.</summary>
        public int SendBufferSize = DefaultSendBufferSize;

        /// <summary>The most subscriptions, 1 to 1024.</summary>
        public int MaxSubscriptions = DefaultMaxSubscriptions;

        /// <summary>The most receipts that are awaited at once, 1 to 1024; a frame that asks for one more is refused.</summary>
        public int MaxReceipts = DefaultMaxReceipts;

        /// <summary>What frames may look like that are received.</summary>
        public StompLimits Limits = new StompLimits();

        /// <summary>Refuses what cannot work, naming the numbers.</summary>
        /// <exception cref="ArgumentException">An option is missing or out of range, or CONNECT does not fit SendBufferSize.</exception>
        public void Validate()
        {
            if (Host == null || Limits == null)
            {
                throw new ArgumentException("no Host or Limits");
            }

            StompLimits.Require(nameof(HeartBeatSendMs), HeartBeatSendMs, 0, LongestMs);
            StompLimits.Require(nameof(HeartBeatReceiveMs), HeartBeatReceiveMs, 0, LongestMs);
            StompLimits.Require(nameof(HeartBeatToleranceMs), HeartBeatToleranceMs, 0, LongestMs);
            StompLimits.Require(nameof(ConnectTimeoutMs), ConnectTimeoutMs, 1, LongestMs);
            StompLimits.Require(nameof(ReceiptTimeoutMs), ReceiptTimeoutMs, 1, LongestMs);
            StompLimits.Require(nameof(SendBufferSize), SendBufferSize, MinSendBufferSize, int.MaxValue);
            StompLimits.Require(nameof(MaxSubscriptions), MaxSubscriptions, 1, 1024);
            StompLimits.Require(nameof(MaxReceipts), MaxReceipts, 1, 1024);
            Limits.Validate();
            if (Headers != null && (Headers.Length & 1) != 0)
            {
                throw new ArgumentException("Headers are names and values in turn");
            }
        }

        /// <summary>Writes CONNECT.</summary>
        /// <returns>Its bytes.</returns>
        /// <exception cref="ArgumentException">It does not fit, or a value has an end of a line.</exception>
        internal int WriteConnect(StompEncoder encoder, string versions)
        {
            encoder.Begin(StompCommand.Connect);
            encoder.Add("accept-version", versions);
            encoder.Add("host", Host);
            encoder.Add("heart-beat", HeartBeatSendMs.ToString() + "," + HeartBeatReceiveMs.ToString());
            if (Login != null)
            {
                encoder.Add("login", Login);
            }

            if (Passcode != null)
            {
                encoder.Add("passcode", Passcode);
            }

            for (int i = 0; Headers != null && i < Headers.Length; i += 2)
            {
                encoder.Add(Headers[i], Headers[i + 1]);
            }

            int count = encoder.End();
            if (count == 0)
            {
                throw new ArgumentException("CONNECT in a SendBufferSize of " + SendBufferSize.ToString());
            }

            return count;
        }
    }
}
