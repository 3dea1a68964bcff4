using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Network;
using Nanowire.Interop.Rabbit;
using Nanowire.Interop.Stomp;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Mqtt;

namespace Nanowire.Interop.Mqtt
{
    /// <summary>The channel against RabbitMQ's web_mqtt, used as nanoFramework.M2Mqtt's client uses it.</summary>
    [TestClass]
    public class RabbitMqttTests
    {
        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        [DataRow(0)]
        [DataRow(1)]
        public void PublishAndSubscribe_OfAnySize_ArriveInOrder(int qos)
        {
            using MqttWebSocketChannel channel = Channel();
            using ClientDouble client = new ClientDouble(channel);
            Assert.AreEqual(0, client.Connect("device-" + qos, "guest", "guest"));
            Assert.AreEqual("mqtt", channel.Client.SubProtocol);
            string topic = "nanowire/" + qos + "/";
            Assert.AreEqual(qos, client.Subscribe(topic + "#", qos));
            foreach (int count in new[] { 0, 1, 123, 1000, 16000, 100000 })
            {
                byte[] message = new byte[count];
                Random.Shared.NextBytes(message);

                // With QoS 1 it returns with the broker's acknowledgement, as the double acknowledges what comes.
                client.Send(topic + count, message, qos);
                KeyValuePair<string, byte[]> back = ClientDouble.Take(client.Messages);
                Assert.AreEqual(topic + count, back.Key);
                CollectionAssert.AreEqual(message, back.Value);
            }

            client.Disconnect();
            client.AwaitEnd();
            Assert.IsTrue(channel.Client.State >= WebSocketState.Closed);
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public void Password_Wrong_IsToldByTheClose()
        {
            using MqttWebSocketChannel channel = Channel();
            using ClientDouble client = new ClientDouble(channel);

            // RabbitMQ 3.10's web_mqtt sends no CONNACK then, so the client's own Connect waits in vain.
            Task connecting = Task.Run(() => client.Connect("device", "guest", "wrong"));
            NetworkScene.Await(() => channel.Client.CloseStatus == WebSocketCloseStatus.ProtocolError, "the broker closes");
            Assert.AreEqual("unauthenticated", channel.Client.CloseStatusDescription);
            client.AwaitEnd();
            Assert.IsFalse(connecting.IsCompletedSuccessfully);
        }

        [TestMethod]
        [Timeout(2 * Patience.TestMs)]
        public void MqttAndStomp_OfOneBroker_MeetAtATopic()
        {
            using MqttWebSocketChannel channel = Channel();
            using ClientDouble mqtt = new ClientDouble(channel);
            Assert.AreEqual(0, mqtt.Connect("device-both", "guest", "guest"));
            Assert.AreEqual(1, mqtt.Subscribe("nanowire/up", 1));
            using StompSession stomp = new StompSession(RabbitBroker.Single.StompUri, "v12.stomp", "guest");
            stomp.Until(() => stomp.Client.State == WebSockets.Stomp.StompState.Connected);
            stomp.Client.Subscribe("/topic/nanowire.down", WebSockets.Stomp.StompAckMode.ClientIndividual, null, true, out int subscribed);
            stomp.UntilConfirmed(subscribed);

            // MQTT's slash is the dot of the other protocols there.
            mqtt.Send("nanowire/down", "to STOMP"u8.ToArray(), 1);
            stomp.Until(() => stomp.Messages.Count == 1);
            StringAssert.EndsWith(stomp.Messages[0], " " + Convert.ToHexString("to STOMP"u8), StringComparison.Ordinal);

            stomp.UntilConfirmed(stomp.Client.Send("/topic/nanowire.up", "to MQTT", true));
            KeyValuePair<string, byte[]> message = ClientDouble.Take(mqtt.Messages);
            Assert.AreEqual("nanowire/up to MQTT", message.Key + " " + Encoding.UTF8.GetString(message.Value));
        }

        private static MqttWebSocketChannel Channel()
        {
            return new MqttWebSocketChannel(RabbitBroker.Single.MqttUri, new ClientWebSocketOptions { CloseTimeoutMs = 2000 }) { MaxPacketSize = 1 << 20 };
        }
    }
}
