using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Bench.Device
{
    /// <summary>A message through the whole server and back: a round of the pump, read, unmask, handler, send, write. No network is behind it.</summary>
    internal sealed class EchoBench : Bench
    {
        private const uint Key = 0x3D21FA37;

        private readonly ScriptedServer _host;
        private readonly ScriptedTransport _peer;
        private readonly byte[] _frame;
        private readonly int _answerSize;
        private int _wrong;

        public EchoBench(int count, bool isText)
        {
            byte[] payload = isText ? Payloads.Ascii(count) : Payloads.Binary(count);
            int headerSize = FrameEncoder.GetHeaderSize(count, true);
            _frame = new byte[headerSize + count];
            FrameEncoder.WriteHeader(_frame, 0, isText ? Opcode.Text : Opcode.Binary, true, count, true, Key);
            Array.Copy(payload, 0, _frame, headerSize, count);
            new FrameMask().Apply(_frame, headerSize, count, Key, false);
            _answerSize = FrameEncoder.GetHeaderSize(count, false) + count;
            _host = new ScriptedServer(1, count);
            _host.Server.MessageReceived += OnMessageReceived;
            _peer = _host.Open();
        }

        /// <inheritdoc/>
        public override void Run(int times)
        {
            ScriptedTransport peer = _peer;
            WebSocketServer server = _host.Server;
            for (int i = 0; i < times; i++)
            {
                peer.Written = 0;
                peer.Say(_frame, _frame.Length);
                server.RunOnce(0);
                if (peer.Written != _answerSize)
                {
                    _wrong++;
                }
            }
        }

        /// <inheritdoc/>
        public override bool IsRight()
        {
            return _wrong == 0 && _host.Server.Statistics.HandlerErrors == 0;
        }

        private static void OnMessageReceived(
            WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            socket.Send(buffer, offset, count, messageType);
        }
    }
}
