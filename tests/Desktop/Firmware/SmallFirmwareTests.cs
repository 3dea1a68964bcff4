extern alias small;

using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Small = small::Nanowire.Firmware;

namespace Nanowire.Tests.Firmware
{
    /// <summary>The firmware for boards with little memory: what it lacks is missing in good order, and the rest is there.</summary>
    [TestClass]
    public sealed class SmallFirmwareTests : IDisposable
    {
        private readonly Small.DeviceApplication _application;
        private readonly Thread _thread;

        public SmallFirmwareTests()
        {
            Small.DeviceSettings settings = new Small.DeviceSettings(new Small.BareStorage(), "nanowire-small", true, null, new Quiet());
            _application = new Small.DeviceApplication(new Bare(), new Still(), settings, IPAddress.Loopback, 0);
            _application.Listen();
            _thread = new Thread(_application.Run) { IsBackground = true };
            _thread.Start();
        }

        public void Dispose()
        {
            _application.Stop();
            Assert.IsTrue(_thread.Join(10000));
            _application.Dispose();
        }

        [TestMethod]
        public void Types_OfWhatItLacks_AreNotThere()
        {
            string[] lacking = { "History", "DiscoveryPart", "AnalogSensor", "AnalogStream", "WallClock" };
            string[] types = typeof(Small.DeviceApplication).Assembly.GetTypes().Select(t => t.Name).ToArray();
            CollectionAssert.Contains(types, "Bmx280Sensor");
            Assert.AreEqual("", string.Join(" ", lacking.Intersect(types)));
        }

        [TestMethod]
        public async Task History_Asked_IsEmpty()
        {
            using HttpClient client = new HttpClient();
            using HttpResponseMessage response = await client.GetAsync(new Uri(Url + "/api/history"));
            Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
            Assert.AreEqual(0, (await response.Content.ReadAsByteArrayAsync()).Length);
        }

        [TestMethod]
        public void Telemetry_ReachesEveryPage_FromItsOpeningOn()
        {
            using ClientWebSocket first = Connect();
            using ClientWebSocket second = Connect();
            StringAssert.Contains(Receive(first), "\"value\":7,\"led\":false", StringComparison.Ordinal);
            StringAssert.Contains(Receive(second), "\"value\":7,\"led\":false", StringComparison.Ordinal);
            byte[] command = Encoding.UTF8.GetBytes("{\"id\":1,\"cmd\":\"set\",\"output\":\"led\",\"on\":true}");
            Assert.IsTrue(second.Send(command, 0, command.Length, WebSocketMessageType.Text));
            while (!Receive(first).Contains("\"led\":true", StringComparison.Ordinal))
            {
                // Samples of before.
            }
        }

        [TestMethod]
        public async Task Health_Asked_CountsLostAndRefused()
        {
            using HttpClient client = new HttpClient();
            using HttpResponseMessage missing = await client.GetAsync(new Uri(Url + "/nothing"));
            Assert.AreEqual(HttpStatusCode.NotFound, missing.StatusCode);
            using HttpRequestMessage elsewhere = new HttpRequestMessage(HttpMethod.Get, new Uri(Url + "/"));
            elsewhere.Headers.Host = "evil.example";
            using HttpResponseMessage refused = await client.SendAsync(elsewhere);
            Assert.AreEqual(HttpStatusCode.MisdirectedRequest, refused.StatusCode);

            using JsonDocument health = JsonDocument.Parse(await client.GetStringAsync(new Uri(Url + "/api/health")));
            JsonElement server = health.RootElement.GetProperty("server");
            Assert.AreEqual(0, server.GetProperty("lost").GetInt32());
            Assert.AreEqual(2, server.GetProperty("refused").GetInt32());
            Assert.IsTrue(health.RootElement.GetProperty("readings")[0].GetProperty("present").GetBoolean(), "measured though nobody is connected");
            string[] lines = (await client.GetStringAsync(new Uri(Url + "/status"))).Split('\n');
            Assert.IsTrue(lines.Any(l => l.Contains(", refused 2, ", StringComparison.Ordinal)), string.Join("\n", lines));
            Assert.IsFalse(lines.Any(l => l.StartsWith("event ", StringComparison.Ordinal)));
        }

        private string Url => "http://127.0.0.1:" + _application.Server.Port;

        private ClientWebSocket Connect()
        {
            ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { ReceiveBufferSize = 2048 });
            client.Connect(Url.Replace("http:", "ws:", StringComparison.Ordinal) + Small.DeviceApplication.WebSocketPath);
            return client;
        }

        private static string Receive(ClientWebSocket client)
        {
            byte[] buffer = new byte[2048];
            WebSocketReceiveResult result = client.Receive(buffer, 0, buffer.Length);
            Assert.IsTrue(result.EndOfMessage);
            return Encoding.UTF8.GetString(buffer, 0, result.Count);
        }

        private sealed class Quiet : Small.DeviceLog
        {
            protected override void Show(string line)
            {
            }
        }

        private sealed class Still : Small.Machine
        {
            public override int FreeMemory => -1;

            public override void Restart()
            {
            }
        }

        private sealed class Seven : Small.Sensor
        {
            internal Seven()
                : base("seven", "Seven", new Small.Reading("value", "Value", "", 0, 0, 10))
            {
            }

            public override bool Open()
            {
                return true;
            }

            public override bool Measure(long uptimeMs)
            {
                Values[0] = 7;
                return true;
            }
        }

        private sealed class Bare : Small.Board
        {
            private bool _isOn;

            public override string Id => "bare";

            public override string Name => "Bare";

            public override int MaxConnections => 3;

            public override int ReceiveBufferSize => 1024;

            public override int SendBufferSize => 768;

            public override Small.Sensor[] Sensors { get; } = { new Seven() };

            public override Small.Output[] Outputs { get; } = { new Small.Output("led", "LED") };

            public override bool IsOn(int index)
            {
                return _isOn;
            }

            public override void Switch(int index, bool isOn)
            {
                _isOn = isOn;
            }
        }
    }
}
