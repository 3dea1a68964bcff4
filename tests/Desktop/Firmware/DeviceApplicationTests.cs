using System;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    /// <summary>The application over real sockets, its telemetry, its commands and the host's command line.</summary>
    [TestClass]
    public sealed class DeviceApplicationTests
    {
        [TestMethod]
        public void Telemetry_OfABoard_IsValidJsonWithAbsentReadingsNull()
        {
            SmallBoard board = new SmallBoard();
            board.Switch(1, true);
            Telemetry telemetry = new Telemetry(board);
            for (int i = 0; i < 3; i++)
            {
                int count = telemetry.Compose(123456789012L + i, 250);
                using JsonDocument document = JsonDocument.Parse(telemetry.Frame.Buffer.AsMemory(MessageFrame.PayloadOffset, count));
                JsonElement root = document.RootElement;
                Assert.AreEqual("telemetry", root.GetProperty("type").GetString());
                Assert.AreEqual(i, root.GetProperty("seq").GetInt32());
                Assert.AreEqual(123456789012L + i, root.GetProperty("uptimeMs").GetInt64());
                Assert.AreEqual(250, root.GetProperty("intervalMs").GetInt32());
                Assert.AreEqual("-3.05", root.GetProperty("temperature").GetRawText());
                Assert.AreEqual(System.Text.Json.JsonValueKind.Null, root.GetProperty("missing").ValueKind);
                Assert.IsFalse(root.GetProperty("led").GetBoolean());
                Assert.IsTrue(root.GetProperty("relay").GetBoolean());
            }
        }

        [TestMethod]
        public void Telemetry_ThatDoesNotFit_IsNotSent()
        {
            SmallBoard board = new SmallBoard(new string('x', Telemetry.MaxSize));
            Assert.AreEqual(0, new Telemetry(board).Compose(1, 1));
            using Running running = new Running(board);
            using ClientWebSocket client = running.Connect();
            client.SendString("{\"id\":1,\"cmd\":\"ping\"}");
            StringAssert.Contains(running.Receive(client), "\"result\"");
        }

        [TestMethod]
        public void Telemetry_Compose_MakesNoGarbage()
        {
            Telemetry telemetry = new Telemetry(new HostBoard());
            long least = long.MaxValue;
            for (int run = 0; run < 3 && least > 0; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 10000; i++)
                {
                    telemetry.Compose(i * 1000L, 1000);
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.AreEqual(0L, least);
        }

        [TestMethod]
        public void DeviceDescription_OfEveryBoard_IsValidJson()
        {
            foreach (Board board in new Board[] { new HostBoard(), new SmallBoard() })
            {
                using JsonDocument document = JsonDocument.Parse(DeviceDescription.Compose(board));
                JsonElement root = document.RootElement;
                Assert.AreEqual(board.Name, root.GetProperty("name").GetString());
                Assert.AreEqual(board.Id, root.GetProperty("board").GetString());
                Assert.AreEqual(DeviceApplication.MinIntervalMs, root.GetProperty("intervalMinMs").GetInt32());
                Assert.AreEqual(DeviceApplication.MaxIntervalMs, root.GetProperty("intervalMaxMs").GetInt32());
                Assert.AreEqual(board.Readings.Length, root.GetProperty("readings").GetArrayLength());
                Assert.AreEqual(board.Outputs.Length, root.GetProperty("outputs").GetArrayLength());
                Assert.AreEqual(board.Readings[0].Unit, root.GetProperty("readings")[0].GetProperty("unit").GetString());
                Assert.AreEqual(board.Readings[0].Decimals, root.GetProperty("readings")[0].GetProperty("decimals").GetInt32());
                Assert.AreEqual(board.Readings[0].Min / 100m, root.GetProperty("readings")[0].GetProperty("min").GetDecimal());
            }

            Assert.ThrowsExactly<InvalidOperationException>(() => DeviceDescription.Compose(new SmallBoard(new string('x', 3000))));
        }

        [TestMethod]
        [DataRow("{\"id\":7,\"cmd\":\"set\",\"output\":\"led\",\"on\":true}", "7", null)]
        [DataRow("{\"on\":false,\"output\":\"relay\",\"cmd\":\"set\",\"id\":2147483647}", "2147483647", null)]
        [DataRow("{\"cmd\":\"ping\"}", "null", null)]
        [DataRow("{\"id\":0,\"cmd\":\"interval\",\"ms\":100}", "0", null)]
        [DataRow("{\"id\":1,\"cmd\":\"interval\",\"ms\":60000}", "1", null)]
        [DataRow("{\"id\":1,\"cmd\":\"interval\",\"ms\":99}", "1", "ms: 100 to 60000")]
        [DataRow("{\"id\":1,\"cmd\":\"interval\",\"ms\":60001}", "1", "ms: 100 to 60000")]
        [DataRow("{\"id\":1,\"cmd\":\"interval\",\"ms\":\"500\"}", "1", "ms: 100 to 60000")]
        [DataRow("{\"id\":1,\"cmd\":\"interval\"}", "1", "ms is missing")]
        [DataRow("{\"id\":1}", "1", "cmd is missing")]
        [DataRow("{}", "null", "cmd is missing")]
        [DataRow("{\"id\":1,\"cmd\":\"reboot\"}", "1", "cmd: set, interval or ping")]
        [DataRow("{\"cmd\":1,\"id\":1}", "1", "cmd: set, interval or ping")]
        [DataRow("{\"id\":1,\"cmd\":\"set\",\"on\":true}", "1", "output is missing")]
        [DataRow("{\"id\":1,\"cmd\":\"set\",\"output\":\"led\"}", "1", "on is missing")]
        [DataRow("{\"id\":1,\"cmd\":\"set\",\"output\":\"lamp\",\"on\":true}", "1", "output: not one of this board's")]
        [DataRow("{\"id\":1,\"cmd\":\"set\",\"output\":\"led\",\"on\":1}", "1", "on: true or false")]
        [DataRow("{\"id\":-1,\"cmd\":\"ping\"}", "null", "id: a whole number from 0")]
        [DataRow("{\"id\":\"1\",\"cmd\":\"ping\"}", "null", "id: a whole number from 0")]
        [DataRow("{\"id\":1,\"cmd\":\"ping\",\"now\":1}", "1", "unknown member; known are id, cmd, output, on, ms")]
        [DataRow("hello", "null", "a JSON object is expected")]
        [DataRow("{\"id\":1,\"cmd\":\"ping\"", "1", "a comma or the end of the object is expected")]
        [DataRow("", "null", "a JSON object is expected")]
        [DataRow("long", "null", "a command is at most 256 bytes")]
        public void Command_Any_IsAnsweredWithItsIdAndAResult(string command, string id, string error)
        {
            if (command == "long")
            {
                command = "{\"id\":1,\"cmd\":\"ping\"" + new string(' ', 250) + "}";
            }

            SmallBoard board = new SmallBoard();
            using DeviceApplication application = new DeviceApplication(board, IPAddress.Loopback, 0);
            AnswerCatcher socket = new AnswerCatcher();
            byte[] bytes = Encoding.UTF8.GetBytes("xx" + command + "xx");
            new CommandProcessor(application, board).Process(socket, bytes, 2, bytes.Length - 4);
            using JsonDocument document = JsonDocument.Parse(socket.Text);
            JsonElement root = document.RootElement;
            Assert.AreEqual("result", root.GetProperty("type").GetString());
            Assert.AreEqual(id, root.GetProperty("id").GetRawText());
            Assert.AreEqual(error == null, root.GetProperty("ok").GetBoolean());
            Assert.AreEqual(error, root.TryGetProperty("error", out JsonElement element) ? element.GetString() : null);
            Assert.AreEqual(command.Contains("led", StringComparison.Ordinal) && error == null, board.IsOn(0));
            Assert.AreEqual(
                command.Contains("interval", StringComparison.Ordinal) && error == null ? (id == "0" ? 100 : 60000) : DeviceApplication.DefaultIntervalMs,
                application.IntervalMs);
        }

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
        public void IntervalMs_OutOfRange_Throws()
        {
            using DeviceApplication application = new DeviceApplication(new SmallBoard(), IPAddress.Loopback, 0);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => application.IntervalMs = DeviceApplication.MinIntervalMs - 1);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => application.IntervalMs = DeviceApplication.MaxIntervalMs + 1);
            Assert.ThrowsExactly<ArgumentNullException>(() => new DeviceApplication(null, IPAddress.Loopback, 0));
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
            Assert.IsTrue(zipped.Length <= 40 * 1024, zipped.Length.ToString());
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

        [TestMethod]
        [DataRow("", 8080, "127.0.0.1")]
        [DataRow("--port 0", 0, "127.0.0.1")]
        [DataRow("--port 65535 --address 0.0.0.0", 65535, "0.0.0.0")]
        [DataRow("--address 192.168.1.2 --port 80 --port 81", 81, "192.168.1.2")]
        public void HostOptions_Valid_AreTaken(string line, int port, string address)
        {
            HostOptions options = HostOptions.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), out string error);
            Assert.IsNull(error);
            Assert.AreEqual(port, options.Port);
            Assert.AreEqual(address, options.Address.ToString());
        }

        [TestMethod]
        [DataRow("--port", "--port needs a value")]
        [DataRow("--port x", "--port: 0 to 65535, 0 for any that is free")]
        [DataRow("--port -1", "--port: 0 to 65535, 0 for any that is free")]
        [DataRow("--port 65536", "--port: 0 to 65535, 0 for any that is free")]
        [DataRow("--port 99999999999", "--port: 0 to 65535, 0 for any that is free")]
        [DataRow("--address", "--address needs a value")]
        [DataRow("--address localhost", "--address: an IPv4 address of this machine, 0.0.0.0 for all")]
        [DataRow("--address ::1", "--address: an IPv4 address of this machine, 0.0.0.0 for all")]
        [DataRow("--help", "unknown argument: --help")]
        [DataRow("8080", "unknown argument: 8080")]
        public void HostOptions_Invalid_SayWhatIsWrong(string line, string expected)
        {
            Assert.IsNull(HostOptions.Parse(line.Split(' '), out string error));
            Assert.AreEqual(expected, error);
        }

        [TestMethod]
        public void HostBoard_ThroughADay_StaysWithinWhatItSays()
        {
            HostBoard board = new HostBoard();
            for (long ms = 0; ms < 1200000; ms += 997)
            {
                board.Switch(0, ms % 2 == 0);
                board.Switch(1, ms % 3 == 0);
                for (int i = 0; i < board.Readings.Length; i++)
                {
                    int value = board.Read(i, ms);
                    Assert.IsTrue(value >= board.Readings[i].Min && value <= board.Readings[i].Max, board.Readings[i].Id + " is " + value);
                }
            }
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

        private sealed class Running : IDisposable
        {
            private readonly Thread _thread;

            internal Running(Board board)
            {
                Application = new DeviceApplication(board, IPAddress.Loopback, 0);
                Application.Listen();
                _thread = new Thread(Application.Run) { IsBackground = true };
                _thread.Start();
            }

            internal DeviceApplication Application { get; }

            public void Dispose()
            {
                Application.Stop();
                Assert.IsTrue(_thread.Join(10000));
                Application.Dispose();
            }

            internal ClientWebSocket Connect()
            {
                ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { ReceiveBufferSize = 2048 });
                client.Connect("ws://127.0.0.1:" + Application.Server.Port + DeviceApplication.WebSocketPath);
                return client;
            }

            internal string Receive(ClientWebSocket client)
            {
                byte[] buffer = new byte[4096];
                int count = 0;
                WebSocketReceiveResult result;
                do
                {
                    result = client.Receive(buffer, count, buffer.Length - count);
                    Assert.AreEqual(WebSocketMessageType.Text, result.MessageType);
                    count += result.Count;
                }
                while (!result.EndOfMessage);
                return Encoding.UTF8.GetString(buffer, 0, count);
            }
        }

        /// <summary>Keeps what it is given to send.</summary>
        private sealed class AnswerCatcher : WebSocket
        {
            internal string Text { get; private set; }

            public override WebSocketState State => WebSocketState.Open;

            public override WebSocketCloseStatus CloseStatus => 0;

            public override string CloseStatusDescription => "";

            public override string SubProtocol => null;

            public override int BufferedAmount => 0;

            public override bool Send(byte[] buffer, int offset, int count, WebSocketMessageType messageType)
            {
                Assert.AreEqual(WebSocketMessageType.Text, messageType);
                Assert.IsNull(Text, "two answers");
                Text = Encoding.UTF8.GetString(buffer, offset, count);
                return true;
            }

            public override bool SendFragment(byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
            {
                throw new NotSupportedException();
            }

            public override bool Ping(byte[] buffer, int offset, int count)
            {
                throw new NotSupportedException();
            }

            public override bool Close(WebSocketCloseStatus status, string description)
            {
                throw new NotSupportedException();
            }

            public override void Abort()
            {
                throw new NotSupportedException();
            }
        }

        private sealed class SmallBoard : Board
        {
            private readonly bool[] _isOn = new bool[2];
            private readonly string _missing;

            internal SmallBoard(string missing = "missing")
            {
                _missing = missing;
                Readings = new[] { new Reading("temperature", "Temperatur \"innen\"", "°C", 2, -4000, 8500), new Reading(_missing, "Fehlt", "", 0, 0, 1) };
            }

            public override string Id => "small";

            public override string Name => "Small \\ board\n";

            public override int MaxConnections => 2;

            public override int ReceiveBufferSize => 1024;

            public override int SendBufferSize => 1024;

            public override Reading[] Readings { get; }

            public override Output[] Outputs { get; } = { new Output("led", "LED"), new Output("relay", "Relay") };

            public override int Read(int index, long uptimeMs)
            {
                return index == 0 ? -305 : Reading.Absent;
            }

            public override bool IsOn(int index)
            {
                return _isOn[index];
            }

            public override void Switch(int index, bool isOn)
            {
                _isOn[index] = isOn;
            }
        }
    }
}
