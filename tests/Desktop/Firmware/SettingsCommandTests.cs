using System;
using System.Net;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Firmware;
using Nanowire.Firmware.Host;

namespace Nanowire.Tests.Firmware
{
    /// <summary>Who may change what, and signing in for it.</summary>
    [TestClass]
    public sealed class SettingsCommandTests
    {
        private const string SetLed = "{'cmd':'set','output':'led','on':true}";
        private const string SetName = "{'cmd':'setting','name':'name','value':'kitchen'}";
        private static readonly ScramClient _client = new ScramClient("correct horse", new byte[16], 4096);

        [TestMethod]
        public void Changes_WithoutAPassword_AreRefusedWithTheReason()
        {
            using Fixture fixture = new Fixture(new MemoryStorage());
            AnswerCatcher page = new AnswerCatcher();
            foreach (string command in new[]
            {
                SetLed, "{'cmd':'interval','ms':500}", SetName, PasswordOf(_client), "{'cmd':'restart'}", "{'cmd':'factoryReset'}",
                "{'cmd':'auth','data':'" + _client.First + "'}",
            })
            {
                Assert.AreEqual(Authority.NoPassword, page.Ask(fixture.Commands, command), command);
            }

            Assert.IsFalse(fixture.Board.IsOn(0));
            Assert.AreEqual("nanowire-test", fixture.Application.Settings.Name);
            Assert.IsFalse(fixture.Application.IsRestartRequested);
            Assert.IsNull(page.Ask(fixture.Commands, "{'cmd':'ping'}"));
        }

        [TestMethod]
        public void Status_AskedByWhoIsSignedIn_SaysWhoElseIsConnected()
        {
            using Fixture fixture = new Fixture(new MemoryStorage());
            AnswerCatcher page = new AnswerCatcher();
            Assert.IsNull(page.Ask(fixture.Commands, "{'cmd':'status'}"));
            Assert.IsFalse(page.Text.Contains("others", StringComparison.Ordinal), page.Text);
            fixture.Application.OpenPresenceWindow();
            Assert.IsNull(page.Ask(fixture.Commands, PasswordOf(_client)));
            Assert.IsNull(SignIn(fixture, page, _client));
            Assert.IsNull(page.Ask(fixture.Commands, "{'cmd':'status'}"));
            StringAssert.EndsWith(page.Text, ",\"others\":[]}");
        }

        [TestMethod]
        [DataRow(3)]
        [DataRow(40)]
        public void Status_OfSoManyConnections_HasTheAddressesThatFitAnAnswer(int count)
        {
            using Running running = new Running(new SmallBoard("missing", count));
            System.Collections.Generic.List<Nanowire.WebSockets.ClientWebSocket> clients = new();
            try
            {
                for (int i = 0; i < count; i++)
                {
                    clients.Add(running.Connect());
                    running.Receive(clients[i]);
                }

                byte[] answer = new byte[CommandAnswer.MaxSize];
                JsonWriter json = new JsonWriter();
                json.Begin(answer, 0, answer.Length);
                json.BeginObject();
                json.Member("id", 2147483647L);
                running.Application.Health.WriteStatus(json, null, true);
                json.EndObject();
                Assert.IsFalse(json.IsOverflowed);
                using JsonDocument status = JsonDocument.Parse(answer.AsMemory(0, json.Count));
                Assert.AreEqual(count, status.RootElement.GetProperty("connections").GetInt32());
                int told = status.RootElement.GetProperty("others").GetArrayLength();
                Assert.IsTrue(count == 3 ? told == 3 : told is > 15 and < 30, "addresses: " + told);
                Assert.AreEqual("127.0.0.1", status.RootElement.GetProperty("others")[told - 1].GetString());
            }
            finally
            {
                clients.ForEach(c => c.Dispose());
            }
        }

        [TestMethod]
        public void Password_SetWhileSomebodyIsPresent_SignsInAndAllowsChanges()
        {
            MemoryStorage storage = new MemoryStorage();
            using Fixture fixture = new Fixture(storage);
            AnswerCatcher page = new AnswerCatcher();
            fixture.Application.OpenPresenceWindow();
            Assert.IsNull(page.Ask(fixture.Commands, PasswordOf(_client)));
            Assert.AreEqual("sign in first", page.Ask(fixture.Commands, SetLed), "setting it is not signing in");
            Assert.AreEqual("sign in first, or press the button on the device", page.Ask(fixture.Commands, PasswordOf(_client)), "one for each window");

            Assert.IsNull(SignIn(fixture, page, _client));
            Assert.IsNull(page.Ask(fixture.Commands, SetLed));
            Assert.IsTrue(fixture.Board.IsOn(0));
            Assert.IsNull(page.Ask(fixture.Commands, SetName));
            Assert.AreEqual("kitchen", fixture.Application.Settings.Name);
            Assert.AreEqual("sign in first", new AnswerCatcher().Ask(fixture.Commands, SetLed), "another connection");

            // And after the next start.
            using Fixture next = new Fixture(storage);
            Assert.AreEqual("kitchen", next.Application.Settings.Name);
            Assert.AreEqual("sign in first", page.Ask(next.Commands, SetLed));
            Assert.IsNull(SignIn(next, new AnswerCatcher(), _client));
        }

        [TestMethod]
        public void Setup_LetsTheFirstPasswordIn_AndNoSecond()
        {
            using Fixture fixture = new Fixture(new MemoryStorage());
            fixture.Application.Authority.IsSetup = true;
            AnswerCatcher page = new AnswerCatcher();
            Assert.IsNull(page.Ask(fixture.Commands, PasswordOf(_client)));
            Assert.AreEqual("sign in first, or press the button on the device", page.Ask(fixture.Commands, PasswordOf(_client)));
            fixture.Application.OpenPresenceWindow();
            Assert.IsNull(page.Ask(fixture.Commands, PasswordOf(new ScramClient("other", new byte[16], 4096))));
        }

        [TestMethod]
        public void Password_Changed_SignsEveryoneOutAndTheOldOneIsWrong()
        {
            using Fixture fixture = new Fixture(new MemoryStorage());
            AnswerCatcher page = new AnswerCatcher();
            AnswerCatcher other = new AnswerCatcher();
            fixture.SetPassword(_client);
            Assert.IsNull(SignIn(fixture, page, _client));
            Assert.IsNull(SignIn(fixture, other, _client));
            ScramClient changed = new ScramClient("changed", new byte[12], 5000);
            Assert.IsNull(page.Ask(fixture.Commands, PasswordOf(changed)));
            Assert.AreEqual("sign in first", page.Ask(fixture.Commands, SetName));
            Assert.AreEqual("sign in first", other.Ask(fixture.Commands, SetName));
            Assert.AreEqual("wrong user or password", SignIn(fixture, other, _client));
            Assert.IsNull(SignIn(fixture, other, changed));
            Assert.IsNull(other.Ask(fixture.Commands, SetName));
        }

        [TestMethod]
        public void Password_Wrong_WaitsAndTellsNobodyWhoExists()
        {
            using Fixture fixture = new Fixture(new MemoryStorage());
            fixture.SetPassword(_client);
            AnswerCatcher page = new AnswerCatcher();
            ScramClient wrong = new ScramClient("wrong", new byte[16], 4096);
            ScramClient nobody = new ScramClient("correct horse", new byte[16], 4096, "nobody");
            Assert.AreEqual("wrong user or password", SignIn(fixture, page, wrong));
            Assert.AreEqual("wrong user or password", SignIn(fixture, page, nobody));

            // Two exchanges at once get no more tries than one after the other.
            AnswerCatcher second = new AnswerCatcher();
            Assert.IsNull(second.Ask(fixture.Commands, "{'cmd':'auth','data':'" + wrong.First + "'}", out string challenge));
            for (int i = 2; i < FailureWait.FreeFailures + 1; i++)
            {
                Assert.AreEqual("wrong user or password", SignIn(fixture, page, wrong));
            }

            string refused = second.Ask(fixture.Commands, "{'cmd':'auth','data':'" + wrong.Answer(challenge) + "'}");
            StringAssert.Matches(refused, new System.Text.RegularExpressions.Regex("^too many wrong passwords; try again in [0-9]+ s$"));
            StringAssert.StartsWith(SignIn(fixture, page, _client), "too many wrong passwords", "also the right one");
            Assert.AreEqual(FailureWait.FreeFailures + 1, fixture.Application.SignIn.Failures);
            fixture.Application.OpenPresenceWindow();
            Assert.IsNull(SignIn(fixture, page, _client), "whoever is at the device waits no longer");
        }

        [TestMethod]
        public void Exchange_OutOfOrder_BeginsAgain()
        {
            using Fixture fixture = new Fixture(new MemoryStorage());
            fixture.SetPassword(_client);
            AnswerCatcher page = new AnswerCatcher();
            string first = "{'cmd':'auth','data':'" + _client.First + "'}";
            Assert.AreEqual("begin again", page.Ask(fixture.Commands, "{'cmd':'auth','data':'c=biws,r=x,p=y'}"));
            Assert.IsNull(page.Ask(fixture.Commands, first, out string challenge));
            string final = "{'cmd':'auth','data':'" + _client.Answer(challenge) + "'}";
            Assert.AreEqual("begin again", new AnswerCatcher().Ask(fixture.Commands, final), "another connection's exchange");
            Assert.IsNull(page.Ask(fixture.Commands, first, out string other));
            Assert.AreNotEqual(challenge, other, "a nonce is new each time");
            Assert.IsNotNull(page.Ask(fixture.Commands, final), "the answer to an older challenge");
            Assert.AreEqual("begin again", page.Ask(fixture.Commands, final), "and only one try a challenge");
            Assert.IsNull(page.Ask(fixture.Commands, first, out challenge));
            final = "{'cmd':'auth','data':'" + _client.Answer(challenge) + "'}";
            Assert.IsNull(page.Ask(fixture.Commands, final, out string accepted));
            Assert.AreEqual(_client.Accepted, accepted, "the device has shown that it knows the password, too");
            Assert.AreEqual("begin again", page.Ask(fixture.Commands, final), "played again");
            Assert.IsNull(page.Ask(fixture.Commands, SetName), "still signed in");
            Assert.IsNull(page.Ask(fixture.Commands, first));
            Assert.AreEqual("sign in first", page.Ask(fixture.Commands, SetName), "who begins anew is out until it ends");
        }

        [TestMethod]
        [DataRow("{'cmd':'setting','name':'name'}", "value is missing")]
        [DataRow("{'cmd':'setting','value':'x'}", "name is missing")]
        [DataRow("{'cmd':'setting','name':'nonsense','value':'x'}", "name: not one of the settings")]
        [DataRow("{'cmd':'setting','name':'password','value':'x'}", "name: a secret has a command of its own")]
        [DataRow("{'cmd':'setting','name':'name','value':null}", "value: a text, a whole number, true or false")]
        [DataRow("{'cmd':'setting','name':7,'value':'x'}", "a member is no text")]
        [DataRow("{'cmd':'setting','name':'intervalMs','value':250}", null)]
        [DataRow("{'cmd':'setting','name':'intervalMs','value':99}", "intervalMs: a whole number, 100 to 60000")]
        [DataRow("{'cmd':'setting','name':'openControl','value':true}", null)]
        [DataRow("{'cmd':'setting','name':'openControl','value':1}", "openControl: true or false")]
        [DataRow("{'cmd':'setting','name':'network','value':'static'}", "network: static needs address and mask first")]
        [DataRow("{'cmd':'auth'}", "data is missing")]
        [DataRow("{'cmd':'password','salt':'AAAAAAAAAAA='}", "salt, iterations, storedKey or serverKey is missing")]
        [DataRow("{'cmd':'password','iterations':-1}", "iterations: a whole number")]
        public void Command_WhenSignedIn_IsCarriedOutOrRefused(string command, string error)
        {
            using Fixture fixture = new Fixture(new MemoryStorage());
            fixture.SetPassword(_client);
            AnswerCatcher page = new AnswerCatcher();
            Assert.IsNull(SignIn(fixture, page, _client));
            Assert.AreEqual(error, page.Ask(fixture.Commands, command));
            if (command.Contains("250", StringComparison.Ordinal))
            {
                Assert.AreEqual(250, fixture.Application.IntervalMs, "at once");
                Assert.AreEqual(250, fixture.Application.Settings.IntervalMs);
            }
        }

        [TestMethod]
        public void Command_LargestAndOneMore_IsTakenOrRefused()
        {
            using Fixture fixture = new Fixture(new MemoryStorage());
            AnswerCatcher page = new AnswerCatcher();
            string command = "{'cmd':'ping'}";
            Assert.IsNull(page.Ask(fixture.Commands, command.PadRight(CommandProcessor.MaxCommandSize)));
            Assert.AreEqual("a command is at most 512 bytes", page.Ask(fixture.Commands, command.PadRight(CommandProcessor.MaxCommandSize + 1)));
        }

        [TestMethod]
        public void FactoryReset_BySomebodySignedIn_LeavesNothingBehind()
        {
            MemoryStorage storage = new MemoryStorage();
            using Fixture fixture = new Fixture(storage);
            fixture.SetPassword(_client);
            AnswerCatcher page = new AnswerCatcher();
            Assert.IsNull(SignIn(fixture, page, _client));
            Assert.IsNull(page.Ask(fixture.Commands, SetName));
            bool works = false;
            fixture.Application.Resetting = () => works;
            Assert.AreEqual("could not be deleted", page.Ask(fixture.Commands, "{'cmd':'factoryReset'}"));
            Assert.AreEqual("kitchen", fixture.Application.Settings.Name);
            Assert.IsFalse(fixture.Application.IsRestartRequested);
            works = true;
            Assert.IsNull(page.Ask(fixture.Commands, "{'cmd':'factoryReset'}"));
            Assert.IsTrue(fixture.Application.IsRestartRequested);
            Assert.AreEqual(Authority.NoPassword, page.Ask(fixture.Commands, SetName));
            using Fixture next = new Fixture(storage);
            Assert.AreEqual("nanowire-test", next.Application.Settings.Name);
            Assert.IsFalse(next.Application.Settings.HasPassword);
            Assert.AreEqual(RestartReason.FactoryReset, next.Application.Health.Restarts[next.Application.Health.Restarts.Count - 1].Reason);
        }

        [TestMethod]
        public void PresenceWindow_Open_ClosesByItself()
        {
            DeviceSettings settings = TestMachine.OpenSettings();
            Authority authority = new Authority(settings, new SignIn(settings, null));
            Assert.AreEqual(0, authority.GetPresenceMs(1000));
            authority.OpenPresenceWindow(1000);
            Assert.AreEqual(Authority.PresenceMs, authority.GetPresenceMs(1000));
            Assert.AreEqual(1, authority.GetPresenceMs(1000 + Authority.PresenceMs - 1));
            Assert.AreEqual(0, authority.GetPresenceMs(1000 + Authority.PresenceMs));
            Assert.AreEqual(0, authority.GetPresenceMs(999), "a clock that went back opens nothing for longer");
        }

        internal static string PasswordOf(ScramClient client)
        {
            return "{'cmd':'password','salt':'" + client.Verifier.Salt + "','iterations':" + client.Verifier.Iterations
                + ",'storedKey':'" + Convert.ToBase64String(client.StoredKey) + "','serverKey':'" + Convert.ToBase64String(client.ServerKey) + "'}";
        }

        private static string SignIn(Fixture fixture, AnswerCatcher page, ScramClient client)
        {
            return page.Ask(fixture.Commands, "{'cmd':'auth','data':'" + client.First + "'}", out string challenge)
                ?? page.Ask(fixture.Commands, "{'cmd':'auth','data':'" + client.Answer(challenge) + "'}");
        }

        /// <summary>An application whose outputs not everyone may switch; it does not listen.</summary>
        private sealed class Fixture : IDisposable
        {
            internal Fixture(MemoryStorage storage)
            {
                Application = new DeviceApplication(
                    Board, new TestMachine(), new DeviceSettings(storage, "nanowire-test", false, null, new SilentLog()), IPAddress.Loopback, 0);
                Commands = new CommandProcessor(Application, Board, Application.Authority, Application.SignIn, new CommandAnswer());
            }

            internal SmallBoard Board { get; } = new SmallBoard();

            internal DeviceApplication Application { get; }

            internal CommandProcessor Commands { get; }

            public void Dispose()
            {
                Application.Dispose();
            }

            internal void SetPassword(ScramClient client)
            {
                Application.OpenPresenceWindow();
                Assert.IsNull(new AnswerCatcher().Ask(Commands, PasswordOf(client)));
            }
        }
    }
}
