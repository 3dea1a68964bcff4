using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Interop.Stomp
{
    /// <summary>A client whose rounds the test runs.</summary>
    internal sealed class StompSession : IDisposable
    {
        private readonly ClientWebSocket _socket;

        internal StompSession(string uri, string protocol, string login)
        {
            _socket = new ClientWebSocket(new ClientWebSocketOptions { SubProtocols = [protocol] });
            Client = new StompClient(new StompClientOptions
            {
                Host = "/",
                Login = login,
                Passcode = login,
                HeartBeatSendMs = 3000,
                HeartBeatReceiveMs = 3000,
                ReceiptTimeoutMs = Patience.Ms,
                ConnectTimeoutMs = Patience.Ms,
            });
            _socket.Opened += Client.OnOpened;
            _socket.MessageReceived += Client.OnMessageReceived;
            _socket.Closed += Client.OnClosed;
            Client.ErrorReceived += (_, error) => Error = error.GetString("message");
            Client.ReceiptReceived += (_, receipt, isConfirmed) =>
            {
                if (isConfirmed)
                {
                    Confirmed.Add(receipt);
                }
            };
            Client.MessageReceived += OnMessage;
            _socket.Connect(uri);
        }

        internal StompClient Client { get; }

        internal List<string> Messages { get; } = [];

        internal HashSet<int> Confirmed { get; } = [];

        internal string Error { get; private set; }

        internal bool RefuseNext { get; set; }

        /// <summary>What is done about a message instead of acknowledging it; it is told how many there have been.</summary>
        internal Action<StompFrame, int> Answering { get; init; }

        public void Dispose()
        {
            _socket.Dispose();
        }

        internal void Until(Func<bool> isSo)
        {
            long end = Environment.TickCount64 + Patience.Ms;
            while (!isSo())
            {
                Assert.IsLessThan(end, Environment.TickCount64, Client.State + " " + Client.Failure + " " + Client.Violation + " " + Error);
                _socket.RunOnce(20);
                Client.Tick(Environment.TickCount64);
            }
        }

        internal void UntilConfirmed(int receipt)
        {
            Assert.IsGreaterThan(0, receipt);
            Until(() => Confirmed.Contains(receipt));
        }

        private void OnMessage(StompClient client, int subscription, StompFrame message)
        {
            Messages.Add(subscription + " " + message.GetString("note") + " " + Convert.ToHexString(message.Buffer, message.BodyOffset, message.BodyCount));
            if (Answering != null)
            {
                Answering(message, Messages.Count);
                return;
            }

            Assert.AreNotEqual(StompClient.Refused, RefuseNext ? client.Nack(message, null, false) : client.Ack(message, null, false));
            RefuseNext = false;
        }
    }
}
