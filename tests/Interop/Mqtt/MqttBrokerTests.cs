using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Network;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Mqtt;

namespace Nanowire.Interop.Mqtt
{
    /// <summary>The channel against Mosquitto's WebSocket listener, used as nanoFramework.M2Mqtt's client uses it.</summary>
    [TestClass]
    public class MqttBrokerTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(0)]
        [DataRow(1)]
        public void PublishAndSubscribe_OfAnySize_ArriveInOrder(int qos)
        {
            using MosquittoBroker broker = new MosquittoBroker();
            using MqttWebSocketChannel channel = Channel(broker.Port);
            using ClientDouble client = new ClientDouble(channel);
            Assert.AreEqual(0, client.Connect("device"));
            Assert.AreEqual("mqtt", channel.Client.SubProtocol);
            Assert.AreEqual(qos, client.Subscribe("a/#", qos));
            foreach (int count in new[] { 0, 1, 100, 122, 123, 124, 1000, 1023, 1024, 16000, 120000 })
            {
                byte[] message = Bytes(count);
                client.Send("a/" + count, message, qos);
                KeyValuePair<string, byte[]> back = ClientDouble.Take(client.Messages);
                Assert.AreEqual("a/" + count, back.Key);
                CollectionAssert.AreEqual(message, back.Value);
            }

            client.Disconnect();
            client.AwaitEnd();
            Assert.IsTrue(channel.Client.State >= WebSocketState.Closed);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Bursts_FromTwoThreads_ArriveWhole()
        {
            using MosquittoBroker broker = new MosquittoBroker();
            using MqttWebSocketChannel channel = Channel(broker.Port);
            using ClientDouble client = new ClientDouble(channel, 50);
            client.Connect("device");
            client.Subscribe("#", 0);

            // A large one that is streamed and small ones behind it, while both come back and pings go between them.
            Thread large = new Thread(() =>
            {
                for (int i = 0; i < 10; i++)
                {
                    client.Send("large", Bytes(50000), 0);
                }
            });
            large.Start();
            for (int i = 0; i < 200; i++)
            {
                client.Send("small", BitConverter.GetBytes(i), 0);
            }

            large.Join();
            int small = 0;
            for (int i = 0; i < 210; i++)
            {
                KeyValuePair<string, byte[]> message = ClientDouble.Take(client.Messages);
                if (message.Key == "small")
                {
                    Assert.AreEqual(small++, BitConverter.ToInt32(message.Value));
                }
                else
                {
                    CollectionAssert.AreEqual(Bytes(50000), message.Value);
                }
            }

            Assert.AreEqual(200, small);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(1)]
        [DataRow(3)]
        [DataRow(100)]
        public void PacketsInPiecesOfAnySize_ArriveWhole(int size)
        {
            using MosquittoBroker broker = new MosquittoBroker();
            using FaultyProxy proxy = new FaultyProxy(broker.Port) { Prepare = l => l.Up.PieceSize = l.Down.PieceSize = size };
            using MqttWebSocketChannel channel = Channel(proxy.Port);
            using ClientDouble client = new ClientDouble(channel);
            client.Connect("device");
            client.Subscribe("a", 1);
            client.Send("a", Bytes(1500), 1);
            CollectionAssert.AreEqual(Bytes(1500), ClientDouble.Take(client.Messages).Value);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void KeepAlive_OfTheClient_IsAnswered()
        {
            using MosquittoBroker broker = new MosquittoBroker();
            using MqttWebSocketChannel channel = Channel(broker.Port);
            using ClientDouble client = new ClientDouble(channel, 20);
            client.Connect("device");
            NetworkScene.Await(() => client.Pings >= 3, "three pings");
            Assert.IsNull(client.Error);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Password_WrongThenRight_IsRefusedAndThenConnects()
        {
            using MosquittoBroker broker = new MosquittoBroker(true);
            using (MqttWebSocketChannel channel = Channel(broker.Port))
            using (ClientDouble client = new ClientDouble(channel))
            {
                Assert.AreEqual(5, client.Connect("device", "device", "wrong"));
                client.AwaitEnd();
            }

            using MqttWebSocketChannel again = Channel(broker.Port);
            using ClientDouble right = new ClientDouble(again);
            Assert.AreEqual(0, right.Connect("device", "device", "secret"));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void BrokerKilled_IsSeenAndTheChannelConnectsAgain()
        {
            using MosquittoBroker broker = new MosquittoBroker();
            using MqttWebSocketChannel channel = Channel(broker.Port);
            for (int round = 0; round < 3; round++)
            {
                using ClientDouble client = new ClientDouble(channel);
                Assert.AreEqual(0, client.Connect("device"));
                client.Subscribe("a", 1);
                client.Send("a", Bytes(100), 1);
                ClientDouble.Take(client.Messages);
                broker.Kill();
                client.AwaitEnd();
                Assert.AreEqual(typeof(IOException), client.Error.GetType());
                Assert.ThrowsExactly<WebSocketException>(channel.Connect);
                broker.Start();
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void BrokerThatHangs_IsSeenByThePingsOfTheChannel()
        {
            using MosquittoBroker broker = new MosquittoBroker();
            using MqttWebSocketChannel channel = Channel(broker.Port, o =>
            {
                o.PingIntervalMs = 100;
                o.PongTimeoutMs = 200;
            });
            using ClientDouble client = new ClientDouble(channel);
            client.Connect("device");
            broker.Freeze();
            client.AwaitEnd();
            Assert.AreEqual("closed with 1006", client.Error.Message);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void HalfOpenConnection_EndsByTheClientsOwnKeepAliveToo()
        {
            using MosquittoBroker broker = new MosquittoBroker();
            using FaultyProxy proxy = new FaultyProxy(broker.Port);
            using MqttWebSocketChannel channel = Channel(proxy.Port, o => o.CloseTimeoutMs = 300);
            using ClientDouble client = new ClientDouble(channel, 200, 200);
            client.Connect("device");
            foreach (FaultyLink link in proxy.Links)
            {
                link.Cut(LinkFault.Silence);
            }

            client.AwaitEnd();
            Assert.IsTrue(channel.Client.State >= WebSocketState.Closed);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void BrokerThatStopsReading_IsLostAfterSendTimeoutMs()
        {
            using MosquittoBroker broker = new MosquittoBroker();
            using FaultyProxy proxy = new FaultyProxy(broker.Port, 4096);
            using MqttWebSocketChannel channel = Channel(proxy.Port, o => o.SendTimeoutMs = 300);
            using ClientDouble client = new ClientDouble(channel);
            client.Connect("device");
            foreach (FaultyLink link in proxy.Links)
            {
                link.Up.IsStalled = true;
            }

            Assert.ThrowsExactly<WebSocketException>(() => client.Send("a", new byte[8 << 20], 0));
            client.AwaitEnd();
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void PublishCutAtEveryByte_NeverBecomesAMessage()
        {
            using MosquittoBroker broker = new MosquittoBroker();
            using FaultyProxy proxy = new FaultyProxy(broker.Port);
            byte[] message = Encoding.ASCII.GetBytes("0123456789");
            long whole = 0;

            // Once whole, for where the PUBLISH ends; it is 2 bytes of WebSocket, then 2 + 2 + 1 + 10 of MQTT.
            for (int cut = -1; cut < 17; cut++)
            {
                proxy.Prepare = cut < 0 ? null : l => l.Down.CutAt(whole - 17 + cut, LinkFault.Fin);
                using MqttWebSocketChannel channel = Channel(proxy.Port);
                using ClientDouble client = new ClientDouble(channel);
                client.Connect("device");
                client.Subscribe("a", 0);
                Task sending = Task.Run(() => client.Send("a", message, 0));
                if (cut < 0)
                {
                    CollectionAssert.AreEqual(message, ClientDouble.Take(client.Messages).Value);
                    FaultyDirection down = proxy.Links[0].Down;
                    NetworkScene.Await(
                        () =>
                        {
                            whole = down.Passed;
                            Thread.Sleep(50);
                            return whole == down.Passed;
                        },
                        "all is counted");
                }
                else
                {
                    client.AwaitEnd();
                    Assert.AreEqual(0, client.Messages.Count, cut.ToString());
                    Assert.AreEqual("closed with 1006", client.Error.Message, cut.ToString());
                }

                ((IAsyncResult)sending).AsyncWaitHandle.WaitOne();
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void CloseWithinAPacket_NeverBecomesAMessage()
        {
            using MosquittoBroker broker = new MosquittoBroker();
            using FaultyProxy proxy = new FaultyProxy(broker.Port);
            using MqttWebSocketChannel channel = Channel(proxy.Port, o => o.CloseTimeoutMs = 200);
            using ClientDouble client = new ClientDouble(channel);
            client.Connect("device");
            client.Subscribe("a", 0);
            FaultyDirection down = proxy.Links[0].Down;
            long before = down.Passed;
            down.PauseMs = 20;
            down.PieceSize = 10;
            client.Send("a", Bytes(5000), 0);
            NetworkScene.Await(() => down.Passed > before + 100, "some of it came");
            client.Disconnect();
            client.AwaitEnd();
            Assert.AreEqual(0, client.Messages.Count);
        }

        private static MqttWebSocketChannel Channel(int port, Action<ClientWebSocketOptions> configure = null)
        {
            ClientWebSocketOptions options = new ClientWebSocketOptions { CloseTimeoutMs = 2000 };
            configure?.Invoke(options);
            return new MqttWebSocketChannel("ws://127.0.0.1:" + port + "/mqtt", options) { MaxPacketSize = 1 << 20 };
        }

        private static byte[] Bytes(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)((i * 31) + (i >> 8));
            }

            return bytes;
        }
    }
}
