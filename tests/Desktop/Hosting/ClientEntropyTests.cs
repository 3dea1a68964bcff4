using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>
    /// Nonces and masking keys of the client as it is shipped, RFC 6455 sections 4.1, 5.3 and 10.3. Of 64 random values each bit
    /// is the same in all of them with a chance of 2^-63, which is what these tests can fail by mistake with.
    /// </summary>
    [TestClass]
    public sealed class ClientEntropyTests
    {
        private const int Samples = 64;

        [TestMethod]
        public void Connect_ManyTimes_EveryBitOfTheKeyChanges()
        {
            ScriptedServer server = ClientFixture.Script();
            List<byte[]> nonces = new List<byte[]>();
            for (int i = 0; i < Samples; i++)
            {
                using ClientWebSocket client = server.CreateClient();
                client.Connect("ws://h/");
                nonces.Add(Convert.FromBase64String(Regex.Match(server.Request, "\r\nSec-WebSocket-Key: (.*)\r\n").Groups[1].Value));
            }

            for (int at = 0; at < 16; at++)
            {
                int changes = nonces.Aggregate(0, (bits, n) => bits | (n[at] ^ nonces[0][at]));
                Assert.AreEqual(0xFF, changes, "byte " + at);
            }
        }

        [TestMethod]
        public void Send_ManyFrames_EveryBitOfTheMaskChanges()
        {
            ScriptedServer server = ClientFixture.Script();
            using ClientWebSocket client = server.CreateClient();
            client.Connect("ws://h/");
            while (server.Frames.Count < Samples)
            {
                client.SendString("the same");
                server.Work();
            }

            uint changes = server.Keys.Aggregate(0u, (bits, k) => bits | (k ^ server.Keys[0]));
            Assert.AreEqual(0xFFFFFFFFu, changes);
            Assert.AreEqual(server.Keys.Count, server.Keys.Distinct().Count(), "a key was used twice");
            Assert.IsTrue(server.Frames.All(f => f.Value.SequenceEqual(ScriptedServer.Ascii("the same"))), "a frame was not what was sent");
        }

        [TestMethod]
        public void Platform_Sources_NameTheStrongestGenerator()
        {
            // What no look at the numbers shows. On the device Random is the hardware's generator where there is one.
            string desktop = RepositoryTree.Read("src/Nanowire.WebSockets/Platform/Platform.Desktop.cs");
            string device = RepositoryTree.Read("src/Nanowire.WebSockets/Platform/Platform.Device.cs");
            StringAssert.Contains(desktop, "RandomNumberGenerator.Fill(");
            Assert.IsFalse(desktop.Contains("new Random(", StringComparison.Ordinal), "a generator that can be predicted");
            StringAssert.Contains(device, "new Random()");

            // No other place makes random numbers, and none has a seed that could be known.
            IEnumerable<string> others = RepositoryTree.Files("src", ".cs").Where(f => Regex.IsMatch(RepositoryTree.Read(f), @"\bnew Random\(|RandomNumberGenerator"));
            Assert.AreEqual(
                "src/Nanowire.WebSockets/Platform/Platform.Desktop.cs src/Nanowire.WebSockets/Platform/Platform.Device.cs", string.Join(" ", others));
            Assert.AreEqual(1, Regex.Count(device, @"\bRandom\("));
        }
    }
}
