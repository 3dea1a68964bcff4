using System;
using System.Collections.Generic;
using System.Text;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Browser;

namespace Nanowire.Tests.BrowserApi
{
    /// <summary>A page's WebSocket on a scripted server in memory, with its events as lines in their order.</summary>
    internal sealed class BrowserFixture : IDisposable
    {
        internal BrowserFixture(string agreed = "", params string[] protocols)
        {
            Server = new ScriptedServer { Answer = a => new[] { ScriptedServer.Ascii(ScriptedServer.Response(a, agreed)) } };
            Options = new ClientWebSocketOptions { Connector = Server.Connector, CloseTimeoutMs = 300 };
            Socket = new BrowserWebSocket("ws://device.local/ws", protocols, Options);
            Socket.OnOpen = t => Add("open");
            Socket.OnError = t => Add("error");
            Socket.OnMessage = (t, text, bytes) => Add(text != null ? "text " + text : "bytes " + BitConverter.ToString(bytes));
            Socket.OnClose = (t, code, reason, wasClean) => Add("close " + code + " " + reason + (wasClean ? " clean" : " not clean"));
        }

        internal ScriptedServer Server { get; }

        internal ClientWebSocketOptions Options { get; }

        internal BrowserWebSocket Socket { get; }

        /// <summary>Each event with readyState at its time.</summary>
        internal List<string> Events { get; } = new List<string>();

        internal string Log => string.Join("; ", Events);

        public void Dispose()
        {
            Socket.Dispose();
        }

        internal static BrowserFixture Opened()
        {
            BrowserFixture fixture = new BrowserFixture();
            fixture.Socket.RunOnce(0);
            fixture.Events.Clear();
            return fixture;
        }

        internal void Send(int opcode, params byte[] payload)
        {
            Server.Send(WirePeer.Frame(opcode, true, payload, 0, payload.Length, null));
        }

        /// <summary>A Close frame of the server, and the end of the connection behind it.</summary>
        internal void SendClose(int status, string reason)
        {
            List<byte> payload = new List<byte>();
            if (status != 0)
            {
                payload.Add((byte)(status >> 8));
                payload.Add((byte)status);
                payload.AddRange(Encoding.UTF8.GetBytes(reason));
            }

            Server.EndsAfterAnswer = true;
            Send(WirePeer.Close, payload.ToArray());
        }

        internal void RunToEnd()
        {
            for (int i = 0; i < 2000 && Socket.RunOnce(1); i++)
            {
                // Until close.
            }
        }

        private void Add(string what)
        {
            Events.Add(Socket.ReadyState + " " + what);
        }
    }
}
