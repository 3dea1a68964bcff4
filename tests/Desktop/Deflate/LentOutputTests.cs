using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Tests.Deflate
{
    /// <summary>All connections decode into one array, and an answer larger than the send buffer is sent from there.</summary>
    [TestClass]
    public sealed class LentOutputTests
    {
        /// <summary>More than the send buffer copies, so that an echo borrows the array; and noise, so that it stays that long.</summary>
        private const int Count = 876;

        private const int Pipe = 400;

        [TestMethod]
        public void Echo_LargerThanTheSendBufferAndUnread_IsNotOverwrittenByAnother()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { PingIntervalMs = 0, Extension = new PerMessageDeflate { MaxRatio = 2000 } }, Pipe);
            host.Echo();
            WirePeer first = Open(host);
            WirePeer second = Open(host);
            byte[] firstData = Noise(1);
            byte[] secondData = Noise(2);
            Send(host, first, firstData);
            Send(host, second, secondData);
            Assert.AreEqual(1L, host.Server.Statistics.MessagesReceived, "the second waits");
            CollectionAssert.AreEqual(firstData, Read(host, first));
            CollectionAssert.AreEqual(secondData, Read(host, second));
            Assert.AreEqual(0, host.EchoesRefused);
        }

        private static byte[] Noise(int seed)
        {
            byte[] bytes = new byte[Count];
            new Random(seed).NextBytes(bytes);
            return bytes;
        }

        private static WirePeer Open(HostingServer host)
        {
            return host.Open("/", "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        }

        private static void Send(HostingServer host, WirePeer peer, byte[] data)
        {
            byte[] message = DeflateData.ByZlib(data, 6);
            byte[] frame = WirePeer.Frame(0x42, true, message, 0, message.Length);
            for (int sent = 0; sent < frame.Length;)
            {
                sent += peer.TrySend(frame, sent, frame.Length - sent);
                host.Run(10);
            }
        }

        private static byte[] Read(HostingServer host, WirePeer peer)
        {
            List<byte> received = new List<byte>();
            List<byte> message = new List<byte>();
            byte[] buffer = new byte[Pipe];
            for (int rounds = 0; rounds < 1000; rounds++)
            {
                if (peer.Transport.WaitReadable(0))
                {
                    received.AddRange(buffer[..peer.Transport.Read(buffer, 0, buffer.Length)]);
                }

                host.Run(10);
                while (received.Count > 3)
                {
                    int size = received[1] < 126 ? 2 : 4;
                    int count = size == 2 ? received[1] : (received[2] << 8) | received[3];
                    if (received.Count < size + count)
                    {
                        break;
                    }

                    bool isFinal = received[0] >= 0x80;
                    message.AddRange(received.GetRange(size, count));
                    received.RemoveRange(0, size + count);
                    if (isFinal)
                    {
                        return DeflateData.ReadByZlib(message.ToArray());
                    }
                }
            }

            return null;
        }
    }
}
