using System;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Firmware
{
    /// <summary>Commands and the answers to them.</summary>
    [TestClass]
    public sealed class CommandProcessorTests
    {
        [TestMethod]
        [DataRow("fan", "0", "0", null)]
        [DataRow("fan", "100", "100", null)]
        [DataRow("fan", "'40'", "40", null)]
        [DataRow("fan", "-1", "0", "value: a whole number, 0 to 100")]
        [DataRow("fan", "101", "0", "value: a whole number, 0 to 100")]
        [DataRow("fan", "true", "0", "value: a whole number, 0 to 100")]
        [DataRow("fan", "1.5", "0", "only whole numbers are supported")]
        [DataRow("scene", "'night'", "'night'", null)]
        [DataRow("scene", "'noon'", "'day'", "value: one of day, evening, night")]
        [DataRow("scene", "2", "'day'", "value: one of day, evening, night")]
        [DataRow("led", "1", "false", "on is missing")]
        public void Set_OutputWithLevels_IsWithinItsBoundsAndInTelemetry(string output, string value, string told, string error)
        {
            HostBoard board = new HostBoard();
            using DeviceApplication application = new DeviceApplication(board, new TestMachine(), TestMachine.OpenSettings(), IPAddress.Loopback, 0);
            CommandProcessor commands = new CommandProcessor(application, board, application.Authority, application.SignIn, new CommandAnswer());
            Assert.AreEqual(error, new AnswerCatcher().Ask(commands, "{'id':1,'cmd':'set','output':'" + output + "','value':" + value + "}"));
            Telemetry telemetry = new Telemetry(board, new SensorSet(board.Sensors));
            int count = telemetry.Compose(0, 1000);
            using JsonDocument message = JsonDocument.Parse(telemetry.Frame.Buffer.AsMemory(MessageFrame.PayloadOffset, count));
            Assert.AreEqual(told.Replace('\'', '"'), message.RootElement.GetProperty(output).GetRawText());
        }

        [TestMethod]
        public void Set_OutputWithLevelsAndNoValue_SaysSo()
        {
            HostBoard board = new HostBoard();
            using DeviceApplication application = new DeviceApplication(board, new TestMachine(), TestMachine.OpenSettings(), IPAddress.Loopback, 0);
            CommandProcessor commands = new CommandProcessor(application, board, application.Authority, application.SignIn, new CommandAnswer());
            Assert.AreEqual("value is missing", new AnswerCatcher().Ask(commands, "{'id':1,'cmd':'set','output':'fan','on':true}"));
        }

        [TestMethod]
        public void Describe_PartByPart_IsTheDescription()
        {
            HostBoard board = new HostBoard();
            using DeviceApplication application = new DeviceApplication(board, new TestMachine(), TestMachine.OpenSettings(), IPAddress.Loopback, 0);
            CommandProcessor commands = new CommandProcessor(application, board, application.Authority, application.SignIn, new CommandAnswer());
            using JsonDocument whole = JsonDocument.Parse(DeviceDescriptionTests.Compose(application.Description, 4096));
            int readings = whole.RootElement.GetProperty("readings").GetArrayLength();
            int parts = application.Description.PartCount;
            Assert.AreEqual(1 + readings + board.Outputs.Length, parts);
            AnswerCatcher socket = new AnswerCatcher();
            for (int i = 0; i < parts; i++)
            {
                Assert.IsNull(socket.Ask(commands, "{'id':1,'cmd':'describe','part':" + i + "}"));
                using JsonDocument answer = JsonDocument.Parse(socket.Text);
                Assert.AreEqual(parts, answer.RootElement.GetProperty("parts").GetInt32());
                if (i == 0)
                {
                    Assert.AreEqual("host", answer.RootElement.GetProperty("device").GetProperty("board").GetString());
                    continue;
                }

                bool isReading = i <= readings;
                JsonElement expected = isReading ? whole.RootElement.GetProperty("readings")[i - 1] : whole.RootElement.GetProperty("outputs")[i - 1 - readings];
                Assert.AreEqual(expected.GetRawText(), answer.RootElement.GetProperty(isReading ? "reading" : "output").GetRawText());
            }

            Assert.AreEqual("part: there are not so many", socket.Ask(commands, "{'cmd':'describe','part':" + parts + "}"));
            Assert.AreEqual("part: a whole number from 0", socket.Ask(commands, "{'cmd':'describe','part':-1}"));
            Assert.AreEqual("part: a whole number from 0", socket.Ask(commands, "{'cmd':'describe','part':'0'}"));
            Assert.AreEqual("part is missing", socket.Ask(commands, "{'cmd':'describe'}"));
        }

        [TestMethod]
        public void Describe_PartLongerThanAnAnswer_SaysSo()
        {
            SmallBoard board = new SmallBoard(new string('x', 300));
            using DeviceApplication application = new DeviceApplication(board, new TestMachine(), TestMachine.OpenSettings(), IPAddress.Loopback, 0);
            CommandProcessor commands = new CommandProcessor(application, board, application.Authority, application.SignIn, new CommandAnswer());
            Assert.AreEqual("longer than an answer", new AnswerCatcher().Ask(commands, "{'cmd':'describe','part':2}"));
        }

        [TestMethod]
        public void Status_Asked_CountsConnectionsAndSaysWhatIsKnown()
        {
            SmallBoard board = new SmallBoard();
            using DeviceApplication application = new DeviceApplication(board, new TestMachine(), TestMachine.OpenSettings(), IPAddress.Loopback, 0);
            CommandProcessor commands = new CommandProcessor(application, board, application.Authority, application.SignIn, new CommandAnswer());
            AnswerCatcher socket = new AnswerCatcher();
            application.Health.Opened(socket);
            Assert.IsNull(socket.Ask(commands, "{'id':4,'cmd':'status'}"));
            using JsonDocument answer = JsonDocument.Parse(socket.Text);
            Assert.AreEqual(1, answer.RootElement.GetProperty("connections").GetInt32());
            Assert.AreEqual(2, answer.RootElement.GetProperty("places").GetInt32());
            Assert.IsFalse(answer.RootElement.TryGetProperty("rssi", out _), "no network, no signal");
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
        [DataRow("{\"id\":1,\"cmd\":\"reboot\"}", "1", "cmd: none that this device knows")]
        [DataRow("{\"cmd\":1,\"id\":1}", "1", "cmd: none that this device knows")]
        [DataRow("{\"id\":1,\"cmd\":\"set\",\"on\":true}", "1", "output is missing")]
        [DataRow("{\"id\":1,\"cmd\":\"set\",\"output\":\"led\"}", "1", "on is missing")]
        [DataRow("{\"id\":1,\"cmd\":\"set\",\"output\":\"lamp\",\"on\":true}", "1", "output: not one of this board's")]
        [DataRow("{\"id\":1,\"cmd\":\"set\",\"output\":\"led\",\"output\":\"lamp\",\"on\":true}", "1", "output: not one of this board's")]
        [DataRow("{\"id\":1,\"cmd\":\"set\",\"output\":\"led\",\"on\":1}", "1", "on: true or false")]
        [DataRow("{\"id\":-1,\"cmd\":\"ping\"}", "null", "id: a whole number from 0")]
        [DataRow("{\"id\":\"1\",\"cmd\":\"ping\"}", "null", "id: a whole number from 0")]
        [DataRow("{\"id\":1,\"cmd\":\"ping\",\"now\":1}", "1", "a member is unknown")]
        [DataRow("hello", "null", "a JSON object is expected")]
        [DataRow("{\"id\":1,\"cmd\":\"ping\"", "1", "a comma or the end of the object is expected")]
        [DataRow("", "null", "a JSON object is expected")]
        [DataRow("long", "null", "a command is at most 512 bytes")]
        public void Command_Any_IsAnsweredWithItsIdAndAResult(string command, string id, string error)
        {
            if (command == "long")
            {
                command = "{\"id\":1,\"cmd\":\"ping\"" + new string(' ', 500) + "}";
            }

            SmallBoard board = new SmallBoard();
            using DeviceApplication application = new DeviceApplication(board, new TestMachine(), TestMachine.OpenSettings(), IPAddress.Loopback, 0);
            AnswerCatcher socket = new AnswerCatcher();
            byte[] bytes = Encoding.UTF8.GetBytes("xx" + command + "xx");
            new CommandProcessor(application, board, application.Authority, application.SignIn, new CommandAnswer()).Process(socket, bytes, 2, bytes.Length - 4);
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
    }
}
