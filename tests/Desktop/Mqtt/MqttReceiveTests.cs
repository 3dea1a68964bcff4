using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Mqtt
{
    /// <summary>From WebSocket messages to MQTT packets, and how each end of a connection is told.</summary>
    [TestClass]
    public sealed class MqttReceiveTests
    {
        private static readonly byte[][] _packets =
        {
            MqttFixture.Packet(0x20, 2), MqttFixture.Packet(0xD0, 0), MqttFixture.Packet(0x30, 300), MqttFixture.Packet(0x40, 2), MqttFixture.Packet(0x30, 127),
        };

        [TestMethod]
        public void Receive_PacketsSplitAndJoinedAtEverySize_ComeWhole()
        {
            byte[] stream = _packets.SelectMany(p => p).ToArray();
            for (int size = 1; size <= stream.Length; size++)
            {
                MqttFixture fixture = MqttFixture.Connected();
                for (int i = 0; i < stream.Length; i += size)
                {
                    fixture.Send(stream, i, Math.Min(size, stream.Length - i));
                }

                foreach (byte[] packet in _packets)
                {
                    CollectionAssert.AreEqual(packet, fixture.ReadPacket(), "messages of " + size);
                }
            }
        }

        [TestMethod]
        public void Receive_FragmentsAndEmptyMessages_MeanNothing()
        {
            MqttFixture fixture = MqttFixture.Connected();
            byte[] stream = _packets.SelectMany(p => p).ToArray();
            fixture.Send(stream, 0, 0);
            for (int i = 0; i < stream.Length; i++)
            {
                bool isLast = i % 7 == 6 || i == stream.Length - 1;
                fixture.Server.Send(WirePeer.Frame(i % 7 == 0 ? WirePeer.Binary : 0, isLast, stream, i, 1, null));
                if (isLast)
                {
                    fixture.Send(stream, 0, 0);
                }
            }

            foreach (byte[] packet in _packets)
            {
                CollectionAssert.AreEqual(packet, fixture.ReadPacket());
            }
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(5)]
        [DataRow(64)]
        [DataRow(4096)]
        public void Receive_BuffersOfAnySize_AreFilled(int size)
        {
            MqttFixture fixture = MqttFixture.Connected();
            byte[] packet = MqttFixture.Packet(0x30, 8189);
            fixture.Send(packet, 0, 5000);
            fixture.Send(packet, 5000, packet.Length - 5000);
            byte[] buffer = new byte[size];
            byte[] all = new byte[packet.Length];
            for (int i = 0; i < packet.Length / size; i++)
            {
                Assert.AreEqual(size, fixture.Channel.Receive(buffer));
                buffer.CopyTo(all, i * size);
            }

            int whole = packet.Length / size * size;
            CollectionAssert.AreEqual(packet.Take(whole).ToArray(), all.Take(whole).ToArray());
        }

        [TestMethod]
        public void Receive_NoBytesAskedFor_DoesNotWait()
        {
            Assert.AreEqual(0, MqttFixture.Connected().Channel.Receive(Array.Empty<byte>()));
            Assert.ThrowsExactly<ArgumentNullException>(() => MqttFixture.Connected().Channel.Receive(null));
        }

        [TestMethod]
        [DataRow(1000, true)]
        [DataRow(1001, true)]
        [DataRow(0, true)]
        [DataRow(1002, false)]
        [DataRow(1008, false)]
        [DataRow(1011, false)]
        [DataRow(1012, false)]
        [DataRow(4001, false)]
        public void Receive_ServerClosesBetweenPackets_IsZeroWhenInOrderAndNamesTheStatusOtherwise(int status, bool isInOrder)
        {
            MqttFixture fixture = MqttFixture.Connected();
            fixture.Send(_packets[0]);
            fixture.SendClose(status == 0 ? Array.Empty<byte>() : new[] { (byte)(status >> 8), (byte)status });
            fixture.ReadPacket();
            for (int again = 0; again < 3; again++)
            {
                if (isInOrder)
                {
                    Assert.AreEqual(0, fixture.Channel.Receive(new byte[1]));
                }
                else
                {
                    IOException e = Assert.ThrowsExactly<IOException>(() => fixture.Channel.Receive(new byte[1]));
                    Assert.AreEqual("closed with " + status, e.Message);
                }
            }
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void Receive_ConnectionEndsWithinAPacket_ThrowsAtEveryByte(bool isClosed)
        {
            // Zero would have the client parse an array of zeros as the packet.
            byte[] packet = MqttFixture.Packet(0x30, 200);
            for (int count = 1; count < packet.Length; count += count < 6 ? 1 : 41)
            {
                MqttFixture fixture = MqttFixture.Connected();
                fixture.Send(packet, 0, count);
                if (isClosed)
                {
                    fixture.SendClose(0x03, 0xE8);
                }
                else
                {
                    fixture.Server.EndsAfterAnswer = true;
                }

                IOException e = Assert.ThrowsExactly<IOException>(() => fixture.ReadPacket(), count.ToString());
                Assert.AreEqual(isClosed ? "closed with 1000" : "closed with 1006", e.Message);
            }
        }

        [TestMethod]
        public void Receive_ConnectionLostBetweenPackets_Throws()
        {
            MqttFixture fixture = MqttFixture.Connected();
            fixture.Server.EndsAfterAnswer = true;
            fixture.Send(_packets[0]);
            fixture.ReadPacket();
            Assert.AreEqual("closed with 1006", Assert.ThrowsExactly<IOException>(() => fixture.ReadPacket()).Message);
        }

        [TestMethod]
        public void Receive_NeverConnected_IsZero()
        {
            Assert.AreEqual(0, new MqttFixture().Channel.Receive(new byte[1]));
        }

        [TestMethod]
        public void Receive_TextMessage_ClosesWith1003()
        {
            MqttFixture fixture = MqttFixture.Connected();
            fixture.Server.Send(WirePeer.Frame(WirePeer.Text, true, _packets[0], 0, 4, null));
            Assert.AreEqual("not a binary message", Assert.ThrowsExactly<IOException>(() => fixture.ReadPacket()).Message);
            fixture.Channel.Close();
            Assert.AreEqual(1003, fixture.SentStatus());
        }

        [TestMethod]
        [DataRow(2, 0)]
        [DataRow(129, 127)]
        [DataRow(131, 128)]
        [DataRow(1000, 997)]
        [DataRow(16384, 16381)]
        public void MaxPacketSize_OnBothSides(int limit, int body)
        {
            MqttFixture fixture = new MqttFixture();
            fixture.Channel.MaxPacketSize = limit;
            fixture.Channel.Connect();
            byte[] packet = MqttFixture.Packet(0x30, body);
            Assert.AreEqual(limit, packet.Length);
            fixture.Send(packet);
            CollectionAssert.AreEqual(packet, fixture.ReadPacket());

            fixture.Send(MqttFixture.Packet(0x30, body + 1));
            IOException e = Assert.ThrowsExactly<IOException>(() => fixture.ReadPacket());
            Assert.AreEqual("a packet above MaxPacketSize", e.Message);
            fixture.Channel.Close();
            Assert.AreEqual(1009, fixture.SentStatus());
        }

        [TestMethod]
        public void Receive_LengthOfFiveBytes_ClosesWith1002()
        {
            MqttFixture fixture = new MqttFixture();
            fixture.Channel.MaxPacketSize = int.MaxValue;
            fixture.Channel.Connect();
            fixture.Send(new byte[] { 0x30, 0x80, 0x80, 0x80, 0x80, 0x01 });
            Assert.AreEqual("not MQTT", Assert.ThrowsExactly<IOException>(() => fixture.ReadPacket()).Message);
            fixture.Channel.Close();
            Assert.AreEqual(1002, fixture.SentStatus());
        }

        [TestMethod]
        public void PacketTimeoutMs_APacketThatStops_LosesTheConnectionAndSilenceBetweenPacketsDoesNot()
        {
            MqttFixture fixture = new MqttFixture();
            fixture.Channel.PacketTimeoutMs = 20;
            fixture.Channel.Connect();
            Assert.AreEqual(0, fixture.Channel.Receive(new byte[1], 100));
            fixture.Send(_packets[0]);
            CollectionAssert.AreEqual(_packets[0], fixture.ReadPacket());

            fixture.Send(_packets[0], 0, 3);
            Assert.AreEqual("a packet stopped", Assert.ThrowsExactly<IOException>(() => fixture.ReadPacket()).Message);
            Assert.IsTrue(fixture.Channel.Client.State >= WebSocketState.Closed);
        }

        [TestMethod]
        public void Receive_WithATimeout_WaitsForTheFirstByteOnly()
        {
            MqttFixture fixture = MqttFixture.Connected();
            byte[] buffer = new byte[4];
            Assert.AreEqual(0, fixture.Channel.Receive(buffer, 0));
            Assert.AreEqual(0, fixture.Channel.Receive(buffer, 5));
            for (int i = 0; i < 4; i++)
            {
                fixture.Send(_packets[0], i, 1);
            }

            Assert.AreEqual(4, fixture.Channel.Receive(buffer, 1000));
            CollectionAssert.AreEqual(_packets[0], buffer);
        }

        [TestMethod]
        public void DataAvailable_TellsAndLosesNothing()
        {
            MqttFixture fixture = MqttFixture.Connected();
            Assert.IsFalse(fixture.Channel.DataAvailable);
            fixture.Send(_packets[2]);
            fixture.Server.Work();
            Assert.IsTrue(fixture.Channel.DataAvailable);
            Assert.IsTrue(fixture.Channel.DataAvailable);
            CollectionAssert.AreEqual(_packets[2], fixture.ReadPacket());
            Assert.IsFalse(fixture.Channel.DataAvailable);
        }
    }
}
