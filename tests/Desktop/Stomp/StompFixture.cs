using System;
using System.Collections.Generic;
using System.Text;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Tests.Stomp
{
    /// <summary>A client on a connection in memory, to a broker that says what the test tells it to, with time that the test moves.</summary>
    internal sealed class StompFixture : IDisposable
    {
        internal readonly HostingServer Host;
        internal readonly ClientWebSocket Socket;
        internal readonly StompClient Client;

        /// <summary>What the client's events said, in order.</summary>
        internal readonly List<string> Events = new List<string>();
        internal long NowMs = 1000000;

        private readonly StringBuilder _received = new StringBuilder();

        internal StompFixture(Action<StompClientOptions> configure = null)
        {
            Host = new HostingServer(
                new WebSocketServerOptions { SubProtocols = StompClient.GetSubProtocols(), ReceiveBufferSize = 4096, PingIntervalMs = 0 }, 8192);
            Host.Server.MessageReceived += (socket, buffer, offset, count, type, end) =>
                _received.Append(type == WebSocketMessageType.Text ? "" : "b:").Append(Encoding.UTF8.GetString(buffer, offset, count).Replace("\0", "^@"));
            Socket = new ClientWebSocket(new ClientWebSocketOptions
            {
                Connector = new MemoryConnector(Host.Listener) { Pump = () => Host.Server.RunOnce(0) },
                SubProtocols = StompClient.GetSubProtocols(),
                ReceiveBufferSize = 4096,
                PingIntervalMs = 0,
            });
            StompClientOptions options = new StompClientOptions { Host = "h" };
            configure?.Invoke(options);
            Client = new StompClient(options);
            Socket.Opened += Client.OnOpened;
            Socket.MessageReceived += Client.OnMessageReceived;
            Socket.Closed += Client.OnClosed;
            Client.Connected += c => Events.Add("connected");
            Client.Disconnected += c => Events.Add("disconnected " + c.Failure);
            Client.MessageReceived += (c, subscription, frame) => Events.Add(subscription + ": " + frame.GetBody());
            Client.ErrorReceived += (c, frame) => Events.Add("error " + frame.GetString("message") + ": " + frame.GetBody());
            Client.ReceiptReceived += (c, receipt, isConfirmed) => Events.Add("receipt " + receipt + " " + isConfirmed);
        }

        /// <summary>What the client sent since the last time.</summary>
        internal string Sent
        {
            get
            {
                Work();
                string text = _received.ToString();
                _received.Clear();
                return text;
            }
        }

        /// <summary>What the client's events said since the last time.</summary>
        internal string Said
        {
            get
            {
                Work();
                string text = string.Join(" | ", Events);
                Events.Clear();
                return text;
            }
        }

        /// <summary>A session without heart-beats, its frames taken.</summary>
        internal static StompFixture Connect(string version = "1.2", Action<StompClientOptions> configure = null)
        {
            StompFixture fixture = new StompFixture(configure);
            fixture.Open();
            fixture.Say("CONNECTED\nversion:" + version + "\n\n^@");
            fixture.Work();
            _ = fixture.Sent + fixture.Said;
            return fixture;
        }

        public void Dispose()
        {
            Socket.Dispose();
        }

        internal void Open()
        {
            Socket.Connect("ws://device.local/");
            Work();
        }

        /// <summary>The broker sends that, as one message.</summary>
        internal void Say(string text)
        {
            byte[] bytes = StompText.Bytes(text);
            Host.Socket.Send(bytes, 0, bytes.Length, WebSocketMessageType.Text);
            Work();
        }

        internal void Work()
        {
            for (int i = 0; i < 10; i++)
            {
                Socket.RunOnce(0);
                Host.Server.RunOnce(0);
            }
        }

        /// <summary>Lets time pass, with a Tick at each end.</summary>
        internal void Pass(int ms)
        {
            Client.Tick(NowMs);
            NowMs += ms;
            Client.Tick(NowMs);
            Work();
        }
    }
}
