using System;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Reconnect;

namespace Nanowire.Interop.Extras
{
    /// <summary>A reconnecting client on a thread of its own with short waits, and what it told, in order.</summary>
    internal sealed class Comeback : IDisposable
    {
        private readonly BlockingCollection<string> _events = [];

        internal Comeback(string uri, TransportConnector connector = null)
        {
            Client = new ReconnectingClient(uri, new ReconnectOptions
            {
                DeviceId = [1, 2, 3],
                BaseDelayMs = 20,
                MaxDelayMs = 200,
                RestartDelayMs = 100,
                TryAgainLaterDelayMs = 300,
                MaxQueuedMessages = 8,
                MaxQueuedBytes = 1000,
                Client = new ClientWebSocketOptions { Connector = connector },
            });
            Client.Opened += s => _events.Add("opened");
            Client.Closed += s => _events.Add("closed " + (int)s.CloseStatus);
            Client.Stopped += s => _events.Add("stopped");
            Client.MessageReceived += (s, buffer, offset, count, type, end) => _events.Add(Encoding.UTF8.GetString(buffer, offset, count));
        }

        internal ReconnectingClient Client { get; }

        /// <summary>Asserts what it tells next.</summary>
        internal void Expect(string expected)
        {
            Assert.IsTrue(_events.TryTake(out string told, Patience.Ms), "nothing, instead of: " + expected + "; " + Client.LastError);
            Assert.AreEqual(expected, told);
        }

        public void Dispose()
        {
            Client.Dispose();
        }
    }
}
