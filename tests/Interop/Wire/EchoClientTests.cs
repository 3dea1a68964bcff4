using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Wire
{
    /// <summary>The library as a client: one run of the EchoClient's process through all cases, played by a raw server.</summary>
    [TestClass]
    public class EchoClientTests
    {
        private const string Agent = "Nanowire & friends/1";

        private static FuzzingServer _server;
        private static List<string> _lines = [];
        private static int? _exitCode;

        public static IEnumerable<object[]> Names => WireCases.Names;

        [ClassInitialize]
        public static void RunClient(TestContext context)
        {
            _server = new FuzzingServer(WireCases.All);
            using ChildProcess client = ChildProcess.StartDotnet("Nanowire.EchoClient", _server.Url, Agent);
            try
            {
                _lines = client.ReadToEnd();
                _exitCode = client.WaitForExit();
            }
            catch (TimeoutException)
            {
                // The cases that were played have their verdicts; the others and the exit code show the rest.
            }
        }

        [ClassCleanup]
        public static void EndServer()
        {
            _server.Dispose();
        }

        [TestMethod]
        [DynamicData(nameof(Names))]
        public void Client_Case_AnswersToTheByte(string name)
        {
            Assert.IsTrue(_server.Verdicts.ContainsKey(name), name + " was not played");
            Assert.IsNull(_server.Verdicts[name], name);
        }

        [TestMethod]
        public void Client_Run_AsksForEverythingInOrder()
        {
            string agent = "agent=" + Uri.EscapeDataString(Agent);
            List<string> expected =
            [
                "/getCaseCount",
                .. Enumerable.Range(1, _server.CaseCount).Select(n => "/runCase?case=" + n + "&" + agent),
                "/updateReports?" + agent,
            ];

            CollectionAssert.AreEqual(expected, _server.Targets);
        }

        [TestMethod]
        public void Client_CasesWithoutHandshake_DoNotEndTheRun()
        {
            Assert.AreEqual(0, _exitCode);
            StringAssert.Contains(_lines.LastOrDefault() ?? string.Empty, "3 without an opening handshake", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Client_NobodyListens_ExitsWith1()
        {
            // Port 9 is privileged and, where it is used at all, speaks no HTTP.
            using ChildProcess client = ChildProcess.StartDotnet("Nanowire.EchoClient", "ws://127.0.0.1:9", "nobody");

            Assert.AreEqual(1, client.WaitForExit());
            StringAssert.Contains(client.Errors, "127.0.0.1:9", StringComparison.Ordinal);
        }
    }
}
