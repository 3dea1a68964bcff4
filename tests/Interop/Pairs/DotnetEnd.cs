using System;
using System.IO;
using System.Net.Security;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Dotnet = System.Net.WebSockets;

namespace Nanowire.Interop.Pairs
{
    /// <summary>A peer that is .NET's own WebSocket, a client's or an ASP.NET Core server's.</summary>
    internal class DotnetEnd : End
    {
        private Dotnet.WebSocket _socket;
        private volatile bool _isClosing;

        /// <summary>Connects .NET's client.</summary>
        internal static DotnetEnd Connect(string url, string[] protocols, TimeSpan keepAliveInterval, RemoteCertificateValidationCallback judge = null)
        {
            ClientWebSocket client = new ClientWebSocket();
            client.Options.KeepAliveInterval = keepAliveInterval;

            client.Options.RemoteCertificateValidationCallback = judge;

            // With a timeout, keep-alive is pings that must be answered.
            client.Options.KeepAliveTimeout = TimeSpan.FromMilliseconds(Patience.Ms);
            foreach (string protocol in protocols)
            {
                client.Options.AddSubProtocol(protocol);
            }

            client.ConnectAsync(new Uri(url), CancellationToken.None).GetAwaiter().GetResult();
            DotnetEnd end = new DotnetEnd();
            _ = end.RunAsync(client);
            return end;
        }

        /// <summary>Receives until the connection is over.</summary>
        internal async Task RunAsync(Dotnet.WebSocket socket)
        {
            _socket = socket;
            Tell(EndEvent.Open(socket.SubProtocol));
            byte[] buffer = new byte[5000];
            using MemoryStream message = new MemoryStream();
            try
            {
                while (true)
                {
                    WebSocketReceiveResult result = await socket.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false);
                    if (result.MessageType == WebSocketMessageType.Close)
                    {
                        break;
                    }

                    message.Write(buffer, 0, result.Count);
                    if (result.EndOfMessage)
                    {
                        Tell(EndEvent.Message(result.MessageType == WebSocketMessageType.Text ? "text" : "binary", message.ToArray()));
                        message.SetLength(0);
                    }
                }

                // Not by the state: the answer to our own Close may come before .NET has noted that it was sent.
                if (!_isClosing)
                {
                    await socket.CloseOutputAsync(socket.CloseStatus ?? WebSocketCloseStatus.Empty, null, CancellationToken.None).ConfigureAwait(false);
                }

                Tell(EndEvent.Close((int)(socket.CloseStatus ?? WebSocketCloseStatus.Empty), socket.CloseStatusDescription));
            }
            catch (WebSocketException e)
            {
                Tell(new EndEvent("error", null, 0, e.Message));
            }
        }

        /// <summary>What .NET's WebSocket tells when this status came: it begins with NormalClosure, and leaves it at that where a Close has no body.</summary>
        internal static int ToldFor(int status)
        {
            return status == (int)WebSocketCloseStatus.Empty ? (int)WebSocketCloseStatus.NormalClosure : status;
        }

        internal override void SendText(string text, int parts = 1)
        {
            Send(Traffic.Utf8(text), WebSocketMessageType.Text, parts);
        }

        internal override void SendBinary(int count, int parts = 1)
        {
            Send(Traffic.Pattern(count), WebSocketMessageType.Binary, parts);
        }

        internal override void Ping(string payload)
        {
            throw new NotSupportedException("an application cannot send a ping with .NET's WebSocket");
        }

        internal override void Close(int status, string reason)
        {
            _isClosing = true;
            WebSocketCloseStatus closeStatus = status == 0 ? WebSocketCloseStatus.Empty : (WebSocketCloseStatus)status;
            _socket.CloseOutputAsync(closeStatus, status == 0 ? null : reason, CancellationToken.None).GetAwaiter().GetResult();
        }

        public override void Dispose()
        {
            _socket?.Dispose();
            GC.SuppressFinalize(this);
        }

        private void Send(byte[] bytes, WebSocketMessageType type, int parts)
        {
            for (int i = 0; i < parts; i++)
            {
                _socket.SendAsync(Traffic.Part(bytes, i, parts), type, i == parts - 1, CancellationToken.None).GetAwaiter().GetResult();
            }
        }
    }
}
