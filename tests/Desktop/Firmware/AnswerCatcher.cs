using System;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    /// <summary>A connection that keeps the one answer it is given to send to each command.</summary>
    internal sealed class AnswerCatcher : WebSocket
    {
        internal string Text { get; private set; }

        internal WebSocketCloseStatus ClosedWith { get; private set; }

        public override WebSocketState State => WebSocketState.Open;

        public override bool Send(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
        {
            Assert.AreEqual(WebSocketMessageType.Text, messageType);
            Assert.IsNull(Text, "two answers");
            Text = Encoding.UTF8.GetString(buffer, offset, count);
            return true;
        }

        public override bool Close(WebSocketCloseStatus status, string description)
        {
            ClosedWith = status;
            return true;
        }

        /// <summary>Has a command carried out; returns its error, or null.</summary>
        internal string Ask(CommandProcessor commands, string command, out string data)
        {
            Text = null;
            byte[] bytes = Encoding.UTF8.GetBytes("xx" + command.Replace('\'', '"') + "xx");
            commands.Process(this, bytes, 2, bytes.Length - 4);
            using JsonDocument document = JsonDocument.Parse(Text);
            JsonElement root = document.RootElement;
            string error = root.TryGetProperty("error", out JsonElement element) ? element.GetString() : null;
            Assert.AreEqual(error == null, root.GetProperty("ok").GetBoolean());
            data = root.TryGetProperty("data", out element) ? element.GetString() : null;
            return error;
        }

        internal string Ask(CommandProcessor commands, string command)
        {
            return Ask(commands, command, out _);
        }
    }
}
