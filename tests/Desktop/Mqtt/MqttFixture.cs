using System;
using System.Collections.Generic;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Mqtt;

namespace Nanowire.Tests.Mqtt
{
    /// <summary>A channel that is connected to a scripted server in memory, read as nanoFramework.M2Mqtt's client reads.</summary>
    internal sealed class MqttFixture
    {
        internal MqttFixture(Action<ClientWebSocketOptions> configure = null, string agreed = "Sec-WebSocket-Protocol: mqtt\r\n", int capacity = 65536)
        {
            Server = new ScriptedServer(capacity) { Answer = a => new[] { ScriptedServer.Ascii(ScriptedServer.Response(a, agreed)) } };
            Options = new ClientWebSocketOptions { Connector = Server.Connector, HandshakeTimeoutMs = 5000, CloseTimeoutMs = 500 };
            configure?.Invoke(Options);
            Channel = new MqttWebSocketChannel("ws://broker.local/mqtt", Options);
        }

        internal ScriptedServer Server { get; }

        internal ClientWebSocketOptions Options { get; }

        internal MqttWebSocketChannel Channel { get; }

        internal static MqttFixture Connected(Action<ClientWebSocketOptions> configure = null)
        {
            MqttFixture fixture = new MqttFixture(configure);
            fixture.Channel.Connect();
            return fixture;
        }

        /// <summary>A packet with a body of that many bytes.</summary>
        internal static byte[] Packet(int first, int count)
        {
            List<byte> packet = new List<byte> { (byte)first };
            int left = count;
            do
            {
                packet.Add((byte)((left & 0x7F) | (left > 0x7F ? 0x80 : 0)));
                left >>= 7;
            }
            while (left > 0);
            packet.AddRange(WirePeer.Pattern(count));
            return packet.ToArray();
        }

        /// <summary>A binary message of the server.</summary>
        internal void Send(byte[] bytes, int offset, int count)
        {
            Server.Send(WirePeer.Frame(WirePeer.Binary, true, bytes, offset, count, null));
        }

        internal void Send(byte[] bytes)
        {
            Send(bytes, 0, bytes.Length);
        }

        internal void SendClose(params byte[] payload)
        {
            Server.Send(WirePeer.Frame(WirePeer.Close, true, payload, 0, payload.Length, null));
        }

        /// <summary>The next packet, in the calls that the client makes: a byte, the bytes of the length, the body; null when the first byte does not come.</summary>
        internal byte[] ReadPacket()
        {
            byte[] one = new byte[1];
            List<byte> packet = new List<byte>();
            if (Channel.Receive(one) == 0)
            {
                return null;
            }

            packet.Add(one[0]);
            int length = 0;
            int shift = 0;
            do
            {
                Channel.Receive(one);
                packet.Add(one[0]);
                length |= (one[0] & 0x7F) << shift;
                shift += 7;
            }
            while (one[0] >= 0x80);
            byte[] body = new byte[length];
            Channel.Receive(body);
            packet.AddRange(body);
            return packet.ToArray();
        }

        /// <summary>The status of the Close frame that the channel sent; 0 for none.</summary>
        internal int SentStatus()
        {
            foreach (KeyValuePair<int, byte[]> frame in Server.Frames)
            {
                if (frame.Key == 0x88)
                {
                    return (frame.Value[0] << 8) | frame.Value[1];
                }
            }

            return 0;
        }
    }
}
