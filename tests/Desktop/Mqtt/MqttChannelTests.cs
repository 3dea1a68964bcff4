using System;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using nanoFramework.M2Mqtt;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Mqtt;

namespace Nanowire.Tests.Mqtt
{
    /// <summary>Connecting, sending and closing, and what binds a channel to a client.</summary>
    [TestClass]
    public sealed class MqttChannelTests
    {
        [TestMethod]
        public void Connect_AsksForMqtt_AndTheServerMustAgree()
        {
            MqttFixture fixture = MqttFixture.Connected();
            StringAssert.Contains(fixture.Server.Request, "\r\nSec-WebSocket-Protocol: mqtt\r\n", StringComparison.Ordinal);
            Assert.AreEqual(WebSocketState.Open, fixture.Channel.Client.State);

            MqttFixture other = new MqttFixture(agreed: "");
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => other.Channel.Connect());
            Assert.AreEqual(WebSocketError.HandshakeFailed, e.Error);
            Assert.IsTrue(other.Channel.Client.State >= WebSocketState.Closed);
        }

        [TestMethod]
        public void Connect_SubProtocolsOfTheOptions_Stay()
        {
            MqttFixture fixture = new MqttFixture(o => o.SubProtocols = new[] { "mqtt", "mqttv3.1" });
            fixture.Channel.Connect();
            StringAssert.Contains(fixture.Server.Request, "\r\nSec-WebSocket-Protocol: mqtt, mqttv3.1\r\n", StringComparison.Ordinal);
        }

        [TestMethod]
        public void Connect_LimitsThatCannotBe_AreRefused()
        {
            MqttFixture fixture = new MqttFixture();
            fixture.Channel.MaxPacketSize = 1;
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Channel.Connect());
            fixture.Channel.MaxPacketSize = 2;
            fixture.Channel.PacketTimeoutMs = 0;
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Channel.Connect());
            fixture.Channel.PacketTimeoutMs = 1;
            fixture.Channel.Connect();
            Assert.ThrowsExactly<ArgumentNullException>(() => new MqttWebSocketChannel(null, new ClientWebSocketOptions()));
            Assert.ThrowsExactly<ArgumentNullException>(() => new MqttWebSocketChannel("ws://h/", null));
        }

        [TestMethod]
        public void Connect_WhileConnected_BeginsAnew()
        {
            MqttFixture fixture = MqttFixture.Connected();
            byte[] packet = MqttFixture.Packet(0x30, 50);
            fixture.Send(packet, 0, 30);
            fixture.Channel.Receive(new byte[10]);
            fixture.Channel.Connect();
            fixture.Send(packet);
            CollectionAssert.AreEqual(packet, fixture.ReadPacket());
        }

        [TestMethod]
        public void Connect_AfterClose_ConnectsAgain()
        {
            MqttFixture fixture = MqttFixture.Connected();
            fixture.SendClose(0x03, 0xE8);
            fixture.Channel.Close();
            Assert.AreEqual(1000, fixture.SentStatus());
            Assert.AreEqual(WebSocketState.Closed, fixture.Channel.Client.State);
            Assert.AreEqual(0, fixture.Channel.Receive(new byte[1]));
            fixture.Channel.Connect();
            fixture.Send(MqttFixture.Packet(0x20, 2));
            Assert.AreEqual(4, fixture.ReadPacket().Length);
        }

        [TestMethod]
        [DataRow(2)]
        [DataRow(800)]
        [DataRow(100000)]
        public void Send_APacketOfAnySize_IsOneBinaryMessageAndTheArrayIsUntouched(int count)
        {
            MqttFixture fixture = new MqttFixture(capacity: 3000);
            fixture.Channel.Connect();
            byte[] packet = WirePeer.Pattern(count);
            Assert.AreEqual(count, fixture.Channel.Send(packet));
            CollectionAssert.AreEqual(WirePeer.Pattern(count), packet);
            for (int i = 0; i < 1000 && fixture.Server.Frames.Count == 0; i++)
            {
                fixture.Channel.Receive(new byte[1], 0);
            }

            Assert.AreEqual(0x82, fixture.Server.Frames.Single().Key);
            CollectionAssert.AreEqual(packet, fixture.Server.Frames.Single().Value);
        }

        [TestMethod]
        public void Send_WithoutAConnection_Throws()
        {
            MqttFixture fixture = new MqttFixture();
            Assert.ThrowsExactly<WebSocketException>(() => fixture.Channel.Send(new byte[2]));
            Assert.ThrowsExactly<ArgumentNullException>(() => fixture.Channel.Send(null));
        }

        [TestMethod]
        public void Send_NothingIsTaken_ThrowsAfterSendTimeoutMs()
        {
            MqttFixture fixture = MqttFixture.Connected(o => o.SendTimeoutMs = 30);
            fixture.Server.Connector.Last.MaxWrite = 0;
            Assert.ThrowsExactly<WebSocketException>(() => fixture.Channel.Send(new byte[5000]));
            Assert.ThrowsExactly<IOException>(() => fixture.Channel.Receive(new byte[1]));
        }

        [TestMethod]
        public void Close_ServerNeverAnswers_EndsAfterCloseTimeoutMs()
        {
            MqttFixture fixture = MqttFixture.Connected(o => o.CloseTimeoutMs = 30);
            fixture.Channel.Close();
            Assert.IsTrue(fixture.Channel.Client.State >= WebSocketState.Closed);
            fixture.Channel.Close();
        }

        [TestMethod]
        public void Close_WhileAnotherThreadReceives_EndsItWithZero()
        {
            MqttFixture fixture = MqttFixture.Connected(o => o.CloseTimeoutMs = 30);
            int received = -1;
            Thread thread = new Thread(() => received = fixture.Channel.Receive(new byte[1]));
            thread.Start();
            while (!IsTaken(fixture.Channel))
            {
                Thread.Sleep(1);
            }

            IOException e = Assert.ThrowsExactly<IOException>(() => fixture.Channel.Receive(new byte[1]));
            Assert.AreEqual("another thread receives", e.Message);
            fixture.Channel.Close();
            thread.Join();
            Assert.AreEqual(0, received);
        }

        [TestMethod]
        public void Close_WithinAPacket_ReceiveThrows()
        {
            MqttFixture fixture = MqttFixture.Connected(o => o.CloseTimeoutMs = 30);
            fixture.Send(MqttFixture.Packet(0x30, 200), 0, 50);
            fixture.Channel.Receive(new byte[1]);
            fixture.Channel.Close();
            Assert.ThrowsExactly<IOException>(() => fixture.Channel.Receive(new byte[100]));
        }

        [TestMethod]
        public void AttachTo_AClient_ReplacesItsChannel()
        {
            MqttFixture fixture = new MqttFixture();
            Client client = new Client();
            fixture.Channel.AttachTo(client);
            Assert.AreSame(fixture.Channel, client.Channel);
            Assert.ThrowsExactly<NotSupportedException>(() => fixture.Channel.AttachTo("not a client"));
            Assert.ThrowsExactly<ArgumentNullException>(() => fixture.Channel.AttachTo(null));
        }

        [TestMethod]
        public void MembersThatMeanNothingHere_SaySo()
        {
            MqttFixture fixture = new MqttFixture();
            Assert.ThrowsExactly<NotSupportedException>(() => fixture.Channel.Accept());
            fixture.Channel.ValidateServerCertificate = true;
            Assert.IsTrue(fixture.Channel.ValidateServerCertificate);
        }

        [TestMethod]
        public void APacketEachWay_MakesNoGarbage()
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { SubProtocols = new[] { "mqtt" } }, 4096);
            host.Echo();
            ClientWebSocketOptions options = new ClientWebSocketOptions { Connector = new MemoryConnector(host.Listener) { Pump = () => host.Server.RunOnce(0) } };
            MqttWebSocketChannel channel = new MqttWebSocketChannel("ws://h/", options);
            channel.Connect();
            byte[] packet = MqttFixture.Packet(0x30, 500);
            byte[] one = new byte[1];
            byte[] body = new byte[500];
            long least = long.MaxValue;
            for (int run = 0; run < 4 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 300; i++)
                {
                    channel.Send(packet);
                    channel.Receive(one);
                    channel.Receive(one);
                    channel.Receive(one);
                    Assert.AreEqual(500, channel.Receive(body));
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
        }

        private static bool IsTaken(MqttWebSocketChannel channel)
        {
            return (int)typeof(MqttWebSocketChannel)
                .GetField("_isTaken", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic).GetValue(channel) == 1;
        }

        // As MqttClient keeps it.
        private sealed class Client
        {
#pragma warning disable IDE0044, CS0649, S3459
            private object _other = string.Empty;
            private IMqttNetworkChannel _channel;
#pragma warning restore IDE0044, CS0649, S3459

            public IMqttNetworkChannel Channel => _other == null ? null : _channel;
        }
    }
}
