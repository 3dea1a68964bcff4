using System;
using System.Net;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    /// <summary>The application on a thread of its own, listening on the loopback address, until it is disposed.</summary>
    internal sealed class Running : IDisposable
    {
        private readonly Thread _thread;

        internal Running(Board board, params string[] hosts)
            : this(board, new TestMachine(), TestMachine.OpenSettings(), hosts)
        {
        }

        internal Running(Board board, Machine machine, DeviceSettings settings, params string[] hosts)
        {
            Application = new DeviceApplication(board, machine, settings, IPAddress.Loopback, 0, hosts);
            Application.Listen();
            _thread = new Thread(Application.Run) { IsBackground = true };
            _thread.Start();
        }

        internal DeviceApplication Application { get; }

        public void Dispose()
        {
            Application.Stop();
            Assert.IsTrue(_thread.Join(10000));
            Application.Dispose();
        }

        internal ClientWebSocket Connect()
        {
            ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { ReceiveBufferSize = 2048 });
            client.Connect("ws://127.0.0.1:" + Application.Server.Port + DeviceApplication.WebSocketPath);
            return client;
        }

        internal string Receive(ClientWebSocket client)
        {
            byte[] buffer = new byte[4096];
            int count = 0;
            WebSocketReceiveResult result;
            do
            {
                result = client.Receive(buffer, count, buffer.Length - count);
                Assert.AreEqual(WebSocketMessageType.Text, result.MessageType);
                count += result.Count;
            }
            while (!result.EndOfMessage);
            return Encoding.UTF8.GetString(buffer, 0, count);
        }
    }
}
