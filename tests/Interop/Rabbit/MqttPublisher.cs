using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using Nanowire.Interop.Mqtt;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Mqtt;

namespace Nanowire.Interop.Rabbit
{
    /// <summary>
    /// Publishes numbered messages with QoS 1 through the device's channel, one at a time, and goes to the next node when a connection is lost; what was
    /// not acknowledged it publishes again.
    /// </summary>
    internal sealed class MqttPublisher : IDisposable
    {
        private const int PauseMs = 10;
        private const int KeepAliveMs = 1000;
        private const int RetryMs = 300;

        private readonly string[] _uris;
        private readonly string _topic;
        private readonly Thread _thread;
        private int _confirmedCount;
        private volatile bool _isEnding;
        private volatile string _error;

        internal MqttPublisher(int number, string[] uris, string topic)
        {
            Number = number;
            _uris = uris;
            _topic = topic;
            _thread = new Thread(Run) { IsBackground = true };
        }

        internal int Number { get; }

        /// <summary>Connections that were lost, and attempts in vain.</summary>
        internal int Losses { get; private set; }

        internal int ConfirmedCount => Volatile.Read(ref _confirmedCount);

        /// <summary>The numbers of those that were acknowledged; to be read when it is over.</summary>
        internal HashSet<int> Confirmed { get; } = [];

        internal bool IsOver => !_thread.IsAlive;

        public void Dispose()
        {
            End();
            if (_thread.IsAlive)
            {
                _thread.Join();
            }
        }

        /// <summary>For the message of a wait that was in vain.</summary>
        public override string ToString()
        {
            return "publisher " + Number + ": " + ConfirmedCount + " confirmed, " + Losses + " losses" + (_error == null ? "" : ", the last: " + _error);
        }

        internal void Start()
        {
            _thread.Start();
        }

        internal void End()
        {
            _isEnding = true;
        }

        private void Run()
        {
            for (int attempt = Number; !_isEnding; attempt++)
            {
                try
                {
                    Publish(_uris[attempt % _uris.Length]);
                }
                catch (Exception e) when (e is WebSocketException or IOException or TimeoutException or InvalidOperationException)
                {
                    _error = e.Message;
                    Losses++;
                    Thread.Sleep(RetryMs);
                }
            }
        }

        private void Publish(string uri)
        {
            using MqttWebSocketChannel channel = new MqttWebSocketChannel(uri, new ClientWebSocketOptions { CloseTimeoutMs = 2000 });
            using ClientDouble client = new ClientDouble(channel, KeepAliveMs, 3 * KeepAliveMs);
            int answer = client.Connect("publisher-" + Number, "guest", "guest");
            if (answer != 0)
            {
                throw new IOException("CONNACK " + answer);
            }

            while (!_isEnding)
            {
                int number = _confirmedCount;
                client.Send(_topic, JsonSerializer.SerializeToUtf8Bytes(new { device = Number, seq = number, uptimeMs = Environment.TickCount64 }), 1);
                Confirmed.Add(number);
                Volatile.Write(ref _confirmedCount, number + 1);
                Thread.Sleep(PauseMs);
            }

            client.Disconnect();
        }
    }
}
