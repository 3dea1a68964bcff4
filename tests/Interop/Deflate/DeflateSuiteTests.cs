using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Interop.Deflate
{
    /// <summary>
    /// Compression in the shape of a conformance suite, on the peers that such suites talk to: messages of 16 B to 128 KB, whole and in
    /// fragments, as text and as bytes, with each set of parameters. Python's websockets plays.
    /// </summary>
    [TestClass]
    public class DeflateSuiteTests
    {
        /// <summary>One of each shape.</summary>
        private const int Messages = 18;

        /// <summary>Room for the largest, compressed or not.</summary>
        private const int BufferSize = 1 << 19;

        private static readonly string[] _kinds = ["text", "binary"];

        private static string Script => Path.Combine(Places.Peers, "deflate_suite.py");

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("[{\"client_max_window_bits\":null}]", "server 15, client 15")]
        [DataRow("[{\"server_no_context_takeover\":true,\"client_no_context_takeover\":true}]", "server 15 alone, client 15 alone")]
        [DataRow("[{\"server_max_window_bits\":8}]", "server 8, client 15")]
        [DataRow("[{\"server_max_window_bits\":9,\"client_max_window_bits\":9}]", "server 9, client 9")]
        [DataRow("[{\"server_max_window_bits\":15,\"client_max_window_bits\":15}]", "server 15, client 15")]
        [DataRow("[{\"server_no_context_takeover\":true,\"server_max_window_bits\":9,\"client_max_window_bits\":9}]", "server 9 alone, client 9")]
        [DataRow("[{\"server_no_context_takeover\":true,\"server_max_window_bits\":15}]", "server 15 alone, client 15")]
        [DataRow("[{\"raw\":[[\"server_max_window_bits\",\"16\"]]},{\"server_max_window_bits\":10},{}]", "server 10, client 15")]
        public void EchoServer_MeetsTheOffer(string offers, string agreed)
        {
            using ChildProcess server = ChildProcess.StartDotnet("Nanowire.EchoServer", "--port", "0");
            PlayTo(server.ReadLine().Split(' ')[^1], offers, agreed);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("[{\"client_max_window_bits\":null},{\"client_max_window_bits\":true}]", "server 15, client 9")]
        [DataRow("[{\"client_max_window_bits\":null},{\"server_max_window_bits\":8,\"client_max_window_bits\":12},{}]", "server 8, client 9")]
        public void SmallWindow_TakesTheFirstOfferThatFitsIt(string offers, string agreed)
        {
            PerMessageDeflate extension = new PerMessageDeflate { InflateContext = true, DeflateContext = true, MaxRatio = 2000 };
            using DeflateServer server = new DeflateServer(extension, BufferSize);
            PlayTo(server.Url, offers, agreed);
            Assert.AreEqual(0L, server.End().Refused, "echoes refused");
        }

        [TestMethod]
        [Timeout(3 * Patience.TestMs)]
        public void EchoClient_MeetsEveryAnswer()
        {
            (string Answer, string Agreed)[] cases =
            [
                ("{}", "server 15, client 15"),
                ("{\"server_no_context_takeover\":true,\"client_no_context_takeover\":true}", "server 15 alone, client 15 alone"),
                ("{\"client_max_window_bits\":8}", "server 15, client 8"),
                ("{\"server_max_window_bits\":9,\"client_max_window_bits\":9}", "server 9, client 9"),
                ("{\"server_max_window_bits\":15,\"client_max_window_bits\":15}", "server 15, client 15"),
                ("{\"client_no_context_takeover\":true,\"server_max_window_bits\":9,\"client_max_window_bits\":9}", "server 9, client 9 alone"),
            ];
            using ChildProcess peer = ChildProcess.Start(Need.Python(), [Script, "server", "[" + string.Join(',', cases.Select(c => c.Answer)) + "]"]);
            using ChildProcess client = ChildProcess.StartDotnet("Nanowire.EchoClient", "ws://127.0.0.1:" + peer.ReadLine(), "Nanowire");
            foreach ((_, string agreed) in cases)
            {
                foreach (string kind in _kinds)
                {
                    Check(peer.ReadLine(Patience.TestMs), kind, agreed);
                }
            }

            Assert.AreEqual("done", peer.ReadLine());
            Assert.AreEqual(0, client.WaitForExit());
        }

        private static void PlayTo(string url, string offers, string agreed)
        {
            using ChildProcess peer = ChildProcess.Start(Need.Python(), [Script, "client", url, offers]);
            foreach (string kind in _kinds)
            {
                Check(peer.ReadLine(Patience.TestMs), kind, agreed);
            }
        }

        private static void Check(string line, string kind, string agreed)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement verdict = document.RootElement;
            Assert.AreEqual(kind, verdict.GetProperty("kind").GetString(), line);
            Assert.AreEqual(agreed, verdict.GetProperty("agreed").GetString(), line);
            Assert.AreEqual(JsonValueKind.Null, verdict.GetProperty("error").ValueKind, line);
            Assert.AreEqual(Messages, verdict.GetProperty("messages").GetInt32(), line);
        }
    }
}
