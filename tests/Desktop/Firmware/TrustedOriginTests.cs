using System;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    /// <summary>Pages that other devices served: who may read along, and that this is not control.</summary>
    [TestClass]
    public sealed class TrustedOriginTests
    {
        private const string Wrong = "trustedOrigins: such as http://kitchen.local, without a path, with a space between them";

        [TestMethod]
        [DataRow("", null)]
        [DataRow("http://kitchen.local", null)]
        [DataRow("http://kitchen.local https://192.168.1.20:8443 http://[fe80::1]:8080", null)]
        [DataRow("*", Wrong)]
        [DataRow("http://*", Wrong)]
        [DataRow("http://", Wrong)]
        [DataRow("kitchen.local", Wrong)]
        [DataRow("http://kitchen.local/", Wrong)]
        [DataRow("http://kitchen.local  http://hall.local", Wrong)]
        [DataRow("null", Wrong)]
        public void TrustedOrigins_Set_AreAListOfOriginsOrRefused(string value, string error)
        {
            DeviceSettings settings = TestMachine.OpenSettings();
            Assert.AreEqual(error, settings.Set(DeviceSettings.TrustedOriginsIndex, value, 0));
            Assert.AreEqual(error == null ? value : string.Empty, settings[DeviceSettings.TrustedOriginsIndex].Value);
        }

        [TestMethod]
        public void TrustedOrigins_OfTheLongestAndOneMore_AreBounded()
        {
            DeviceSettings settings = TestMachine.OpenSettings();
            string longest = "http://" + new string('a', Setting.MaxValueLength - 7);
            Assert.IsNull(settings.Set(DeviceSettings.TrustedOriginsIndex, longest, 0));
            Assert.AreEqual("trustedOrigins: 0 to 160 bytes of text", settings.Set(DeviceSettings.TrustedOriginsIndex, longest + "a", 0));
        }

        [TestMethod]
        public void Page_OfATrustedOrigin_ReadsAlongAndDoesNotControlWithoutSigningIn()
        {
            DeviceSettings settings = TestMachine.OpenSettings();
            Assert.IsNull(settings.Set(DeviceSettings.TrustedOriginsIndex, "http://hall.local http://kitchen.local", 0));
            using Running running = new Running(new HostBoard(), new TestMachine(), settings);
            using ClientWebSocket page = Connect(running, "http://kitchen.local");
            StringAssert.Contains(running.Receive(page), "telemetry", StringComparison.Ordinal);

            // Open control is for pages of the device's own, and for what is no page.
            Assert.AreEqual(Authority.NoPassword, Ask(running, page, "{\"id\":1,\"cmd\":\"set\",\"output\":\"led\",\"on\":true}"));
            Assert.IsNull(Ask(running, page, "{\"id\":1,\"cmd\":\"ping\"}"));
            using ClientWebSocket own = Connect(running, "http://127.0.0.1:" + running.Application.Server.Port);
            Assert.IsNull(Ask(running, own, "{\"id\":1,\"cmd\":\"set\",\"output\":\"led\",\"on\":true}"));
            using ClientWebSocket program = running.Connect();
            Assert.IsNull(Ask(running, program, "{\"id\":1,\"cmd\":\"set\",\"output\":\"led\",\"on\":false}"));
        }

        [TestMethod]
        [DataRow("http://evil.example")]
        [DataRow("http://kitchen.local.evil.example")]
        [DataRow("https://kitchen.local")]
        [DataRow("http://kitchen.local:8080")]
        [DataRow("null")]
        public void Page_OfAnotherOrigin_IsRefused(string origin)
        {
            DeviceSettings settings = TestMachine.OpenSettings();
            Assert.IsNull(settings.Set(DeviceSettings.TrustedOriginsIndex, "http://kitchen.local", 0));
            using Running running = new Running(new HostBoard(), new TestMachine(), settings);
            Assert.ThrowsExactly<WebSocketException>(() => Connect(running, origin).Dispose());
        }

        private static ClientWebSocket Connect(Running running, string origin)
        {
            ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { ReceiveBufferSize = 2048, Origin = origin });
            client.Connect("ws://127.0.0.1:" + running.Application.Server.Port + DeviceApplication.WebSocketPath);
            return client;
        }

        private static string Ask(Running running, ClientWebSocket client, string command)
        {
            client.SendString(command);
            while (true)
            {
                using JsonDocument message = JsonDocument.Parse(running.Receive(client));
                if (message.RootElement.GetProperty("type").GetString() == "result")
                {
                    return message.RootElement.TryGetProperty("error", out JsonElement error) ? error.GetString() : null;
                }
            }
        }
    }
}
