using System;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    /// <summary>The application over real sockets.</summary>
    [TestClass]
    public sealed class DeviceApplicationTests
    {
        [TestMethod]
        public void Application_Connected_SendsATelemetryAtOnceAndThenPeriodically()
        {
            using Running running = new Running(new HostBoard());
            running.Application.IntervalMs = 100;
            using ClientWebSocket client = running.Connect();
            long last = -1;
            for (int i = 0; i < 4; i++)
            {
                using JsonDocument document = JsonDocument.Parse(running.Receive(client));
                Assert.AreEqual("telemetry", document.RootElement.GetProperty("type").GetString());
                long uptime = document.RootElement.GetProperty("uptimeMs").GetInt64();
                Assert.IsTrue(uptime >= last);
                last = uptime;
            }
        }

        [TestMethod]
        public void Application_SetByOne_IsSeenByAll()
        {
            using Running running = new Running(new HostBoard());
            running.Application.IntervalMs = DeviceApplication.MaxIntervalMs;
            using ClientWebSocket a = running.Connect();
            using ClientWebSocket b = running.Connect();
            a.SendString("{\"id\":5,\"cmd\":\"set\",\"output\":\"led\",\"on\":true}");
            AwaitLed(running, a);
            AwaitLed(running, b);
            using ClientWebSocket late = running.Connect();
            AwaitLed(running, late);
        }

        [TestMethod]
        [DataRow("evil.example", 421)]
        [DataRow("evil.example:8080", 421)]
        [DataRow("panel.lan.evil.example", 421)]
        [DataRow("panel.lan", 200)]
        [DataRow("panel.lan:8080", 200)]
        [DataRow("nanowire-test", 200)]
        [DataRow("nanowire-test.local", 200)]
        [DataRow("nanowire-other.local", 421)]
        [DataRow("localhost", 200)]
        [DataRow("192.168.1.20", 200)]
        public async Task Host_ThatTheDeviceDoesNotGoBy_IsRefused(string host, int status)
        {
            using Running running = new Running(new HostBoard(), "panel.lan");
            using HttpClient http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
            foreach (string path in new[] { "/", "/api/device", DeviceApplication.WebSocketPath })
            {
                using HttpRequestMessage request = new HttpRequestMessage(System.Net.Http.HttpMethod.Get, "http://127.0.0.1:" + running.Application.Server.Port + path);
                request.Headers.Host = host;
                request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
                bool isUpgrade = path == DeviceApplication.WebSocketPath;
                if (isUpgrade)
                {
                    // The page's origin is what its host is called, as a rebound page's is.
                    request.Headers.TryAddWithoutValidation("Origin", "http://" + host);
                    request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
                    request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
                    request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
                    request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
                }

                using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                Assert.AreEqual(isUpgrade && status == 200 ? 101 : status, (int)response.StatusCode, path);
            }
        }

        [TestMethod]
        public void IntervalMs_OutOfRange_Throws()
        {
            using DeviceApplication application = new DeviceApplication(new SmallBoard(), new TestMachine(), TestMachine.OpenSettings(), IPAddress.Loopback, 0);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => application.IntervalMs = DeviceApplication.MinIntervalMs - 1);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => application.IntervalMs = DeviceApplication.MaxIntervalMs + 1);
            Assert.ThrowsExactly<ArgumentNullException>(() => new DeviceApplication(null, new TestMachine(), TestMachine.OpenSettings(), IPAddress.Loopback, 0));
            Assert.ThrowsExactly<ArgumentNullException>(() => new DeviceApplication(new SmallBoard(), new TestMachine(), TestMachine.OpenSettings(), IPAddress.Loopback, 0, null));
            Assert.AreEqual(DeviceApplication.DefaultIntervalMs, application.IntervalMs);
        }

        [TestMethod]
        public async Task Application_Page_IsServedGzippedAndDescribed()
        {
            using Running running = new Running(new HostBoard());
            string address = "http://127.0.0.1:" + running.Application.Server.Port;
            using HttpClient http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
            using HttpRequestMessage request = new HttpRequestMessage(System.Net.Http.HttpMethod.Get, address + "/");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
            using HttpResponseMessage response = await http.SendAsync(request);
            Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
            Assert.AreEqual("gzip", string.Join(",", response.Content.Headers.ContentEncoding));
            byte[] zipped = await response.Content.ReadAsByteArrayAsync();
            Assert.IsTrue(zipped.Length <= 60 * 1024, zipped.Length.ToString());
            using GZipStream gzip = new GZipStream(new MemoryStream(zipped), CompressionMode.Decompress);
            using StreamReader page = new StreamReader(gzip);
            StringAssert.Contains(await page.ReadToEndAsync(), "</html>");

            using HttpResponseMessage plain = await http.GetAsync(address + "/");
            Assert.AreEqual(HttpStatusCode.NotAcceptable, plain.StatusCode);
            using JsonDocument description = JsonDocument.Parse(await http.GetStringAsync(address + "/api/device"));
            Assert.AreEqual("host", description.RootElement.GetProperty("board").GetString());
            using HttpResponseMessage endpoint = await http.GetAsync(address + DeviceApplication.WebSocketPath);
            Assert.AreEqual(HttpStatusCode.UpgradeRequired, endpoint.StatusCode);
        }

        [TestMethod]
        public void Application_Stopped_ClosesItsClients()
        {
            Running running = new Running(new HostBoard());
            ClientWebSocket client = running.Connect();
            Thread dispose = new Thread(running.Dispose);
            dispose.Start();
            byte[] buffer = new byte[2000];
            WebSocketReceiveResult result = client.Receive(buffer, 0, buffer.Length);
            while (result.MessageType != WebSocketMessageType.Close)
            {
                result = client.Receive(buffer, 0, buffer.Length);
            }

            Assert.AreEqual(WebSocketCloseStatus.EndpointUnavailable, result.CloseStatus);
            Assert.IsTrue(dispose.Join(10000));
            client.Dispose();
        }

        private static void AwaitLed(Running running, ClientWebSocket client)
        {
            for (int i = 0; i < 10; i++)
            {
                using JsonDocument document = JsonDocument.Parse(running.Receive(client));
                if (document.RootElement.TryGetProperty("led", out JsonElement led) && led.GetBoolean())
                {
                    return;
                }
            }

            Assert.Fail("the switched LED is not in the telemetry");
        }
    }
}
