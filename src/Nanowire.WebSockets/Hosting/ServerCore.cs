using System;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>What all slots of a server share. Only the pump uses it, so one of each is enough.</summary>
    internal sealed class ServerCore
    {
        internal readonly WebSocketServer Server;
        internal readonly WebSocketServerOptions Options;
        internal readonly ProtocolOptions ProtocolOptions;
        internal readonly WebSocketServerStatistics Statistics = new WebSocketServerStatistics();
        internal readonly ContentTable Content = new ContentTable();
        internal readonly FrameMask Mask = new FrameMask();
        internal readonly HttpHead Head;
        internal readonly ServerHandshake Handshake;
        internal readonly OriginPolicy Origins;
        internal readonly ContentHead ContentHead = new ContentHead();

        /// <summary>The endpoint's path in UTF-8, or null for any.</summary>
        internal readonly byte[] EndpointPath;

        /// <summary>What Array.IndexOf looks for; boxed once.</summary>
        internal readonly object QuestionMark = (byte)'?';

        internal ServerCore(WebSocketServer server, WebSocketServerOptions options)
        {
            Server = server;
            Options = options;
            ProtocolOptions = options.CreateProtocolOptions();
            Head = new HttpHead(options.MaxHeaders);
            Handshake = new ServerHandshake(options.SubProtocols);
            int room = options.SendBufferSize - WebSocketProtocol.SendBufferReserve;
            if (Handshake.MaxResponseCount > room)
            {
                throw new ArgumentException(
                    "SubProtocols make an answer of " + Handshake.MaxResponseCount.ToString() + " bytes, but a SendBufferSize of "
                    + options.SendBufferSize.ToString() + " takes " + room.ToString());
            }

            Origins = new OriginPolicy(options.AllowedOrigins);
            EndpointPath = options.Path == null ? null : Encoding.UTF8.GetBytes(options.Path);
        }

        /// <summary>Refuses a broadcast that no connection could ever take.</summary>
        internal void CheckBroadcast(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException(nameof(buffer));
            }

            if (offset < 0 || count < 0 || offset > buffer.Length - count)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            if (messageType != WebSocketMessageType.Text && messageType != WebSocketMessageType.Binary)
            {
                throw new ArgumentException("a message is text or binary", nameof(messageType));
            }

            int room = Options.SendBufferSize - WebSocketProtocol.SendBufferReserve;
            if (FrameEncoder.GetHeaderSize(count, false) + count > room)
            {
                throw new ArgumentException(
                    "a broadcast of " + count.ToString() + " bytes does not fit a SendBufferSize of " + Options.SendBufferSize.ToString()
                    + ", which takes frames of " + room.ToString(), nameof(count));
            }
        }
    }
}
