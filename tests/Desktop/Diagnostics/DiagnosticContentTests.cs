using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Diagnostics;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests.Diagnostics
{
    /// <summary>/metrics and /status, read with parsers that take nothing that is not in order.</summary>
    [TestClass]
    public sealed class DiagnosticContentTests
    {
        [TestMethod]
        [DataRow(524)]
        [DataRow(1024)]
        [DataRow(65536)]
        public void Metrics_OfAConversation_AreWellFormedAndRight(int sendBufferSize)
        {
            HandLog log = new HandLog(8);
            HostingServer host = Start(log, sendBufferSize);
            Converse(host);
            log.Move(7999);
            string head = HttpContentTests.Request(host, "GET /metrics HTTP/1.0\r\nHost: a\r\n\r\n", out string body);
            HttpContentTests.AssertHeader(head, "Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            Dictionary<string, long> samples = ParseMetrics(body);
            WebSocketServerStatistics statistics = host.Server.Statistics;
            Assert.AreEqual(7, samples["nanowire_uptime_seconds"]);
            Assert.AreEqual(1, samples["nanowire_websockets_open"]);
            Assert.AreEqual(statistics.ConnectionsAccepted, samples["nanowire_connections_accepted_total"]);
            Assert.AreEqual(3, samples["nanowire_websockets_opened_total"]);
            Assert.AreEqual(1, samples["nanowire_websockets_closed_cleanly_total"]);
            Assert.AreEqual(1, samples["nanowire_websockets_aborted_total"]);
            Assert.AreEqual(1, samples["nanowire_messages_received_total"]);
            Assert.AreEqual(0, samples["nanowire_messages_dropped_total"]);
            Assert.AreEqual(0, samples["nanowire_errors_total"]);
            Assert.AreEqual(statistics.BytesReceived, samples["nanowire_received_bytes_total"]);
            Assert.IsGreaterThan(0L, samples["nanowire_sent_bytes_total"]);
            Assert.AreEqual(1, samples["nanowire_requests_refused_total{status=\"403\"}"]);
            Assert.AreEqual(1, samples["nanowire_requests_refused_total{status=\"404\"}"]);
            Assert.AreEqual(1, samples["nanowire_refusals_total{reason=\"origin\"}"]);
            Assert.AreEqual(1, samples["nanowire_refusals_total{reason=\"request\"}"]);
            Assert.AreEqual(1, samples["nanowire_close_codes_total{code=\"1002\"}"]);
            Assert.AreEqual(1, samples["nanowire_close_codes_total{code=\"other\"}"]);
            Assert.AreEqual(1, samples["nanowire_violations_total{rule=\"client frame not masked\"}"]);
            Assert.AreEqual(12 + 7, samples.Count);
        }

        [TestMethod]
        public void Metrics_EveryLabel_IsWritten()
        {
            HandLog log = new HandLog(1);
            HostingServer host = Start(log, 524);
            foreach (RefusalReason reason in Enum.GetValues<RefusalReason>())
            {
                log.Refused("a", 400, reason);
            }

            foreach (Violation violation in Enum.GetValues<Violation>().Skip(1))
            {
                log.Violated("a", violation);
            }

            for (int code = 1000; code <= 1016; code++)
            {
                log.Closed("a", (WebSocketCloseStatus)code, false);
            }

            HttpContentTests.Request(host, "GET /metrics HTTP/1.0\r\nHost: a\r\n\r\n", out string body);
            Dictionary<string, long> samples = ParseMetrics(body);
            Assert.IsTrue(samples.Values.All(v => v >= 0));
            foreach (string family in new[] { "refusals", "violations", "close_codes" })
            {
                int expected = family == "refusals" ? Enum.GetValues<RefusalReason>().Length
                    : family == "violations" ? Enum.GetValues<Violation>().Length - 1
                    : 17;
                Assert.AreEqual(expected, samples.Keys.Count(k => k.StartsWith("nanowire_" + family + "_total{", StringComparison.Ordinal)), family);
            }
        }

        [TestMethod]
        [DataRow(524)]
        [DataRow(65536)]
        public void Status_OfAConversation_IsJsonAndRight(int sendBufferSize)
        {
            HandLog log = new HandLog(32);
            HostingServer host = Start(log, sendBufferSize);
            log.Move(10);
            Converse(host);
            log.Limited("quote \" back \\ line \n \u00E4 " + new string('x', 500), RefusalReason.MessageRate);
            string head = HttpContentTests.Request(host, "GET /status HTTP/1.0\r\nHost: a\r\n\r\n", out string body);
            HttpContentTests.AssertHeader(head, "Content-Type", "application/json");
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            Assert.AreEqual(10, root.GetProperty("uptimeMs").GetInt64());
            Assert.AreEqual(1, root.GetProperty("open").GetInt32());
            Assert.AreEqual(3, root.GetProperty("opened").GetInt32());
            Assert.AreEqual(2, root.GetProperty("refused").GetInt32());
            Assert.AreEqual(1, root.GetProperty("messagesReceived").GetInt32());
            Assert.AreEqual(log.Total, root.GetProperty("events").GetInt32());
            string[] events = root.GetProperty("last").EnumerateArray().Select(e => e.GetProperty("event").GetString()).ToArray();
            Assert.AreEqual(
                "accepted opened closed accepted opened violated lost accepted refused accepted refused accepted opened limited accepted", string.Join(' ', events));
            JsonElement violated = root.GetProperty("last")[5];
            Assert.AreEqual("client frame not masked", violated.GetProperty("rule").GetString());
            Assert.AreEqual("memory", violated.GetProperty("address").GetString());
            JsonElement refused = root.GetProperty("last")[8];
            Assert.AreEqual(403, refused.GetProperty("status").GetInt32());
            Assert.AreEqual("origin", refused.GetProperty("reason").GetString());
            Assert.AreEqual(10, refused.GetProperty("ms").GetInt64());
            JsonElement limited = root.GetProperty("last")[13];
            Assert.AreEqual(("quote ? back ? line ? ? " + new string('x', 500)).Substring(0, 64), limited.GetProperty("address").GetString());
            Assert.AreEqual("message_rate", limited.GetProperty("reason").GetString());
            Assert.AreEqual(1, limited.GetProperty("count").GetInt32());
        }

        [TestMethod]
        public void Status_WithoutEvents_IsJson()
        {
            HandLog log = new HandLog(4);
            StatusContent content = new StatusContent(new WebSocketServer(new WebSocketServerOptions()), log);
            using JsonDocument document = JsonDocument.Parse(Read(content, 385, null));
            Assert.AreEqual(0, document.RootElement.GetProperty("last").GetArrayLength());
        }

        [TestMethod]
        public void Status_EventsThatComeMeanwhile_AreLeftOutOrAddedButNeverTwice()
        {
            HandLog log = new HandLog(4);
            StatusContent content = new StatusContent(new WebSocketServer(new WebSocketServerOptions()), log);
            int number = 0;
            for (; number < 4; number++)
            {
                log.Accepted("n" + number);
            }

            // In front of each piece there are two more, which the ring makes room for.
            string text = Read(content, 385, () =>
            {
                if (number < 40)
                {
                    log.Accepted("n" + number++);
                    log.Accepted("n" + number++);
                }
            });
            using JsonDocument document = JsonDocument.Parse(text);
            int[] seen = document.RootElement.GetProperty("last").EnumerateArray().Select(e => int.Parse(e.GetProperty("address").GetString().AsSpan(1), provider: CultureInfo.InvariantCulture)).ToArray();
            CollectionAssert.AreEqual(seen.Distinct().Order().ToArray(), seen);

            // Two came behind the end.
            Assert.AreEqual(number - 3, seen[^1]);
        }

        [TestMethod]
        public void Constructors_Null_AreRefused()
        {
            WebSocketServer server = new WebSocketServer(new WebSocketServerOptions());
            Assert.ThrowsExactly<ArgumentNullException>(() => new MetricsContent(null, new EventLog(1)));
            Assert.ThrowsExactly<ArgumentNullException>(() => new MetricsContent(server, null));
            Assert.ThrowsExactly<ArgumentNullException>(() => new StatusContent(null, new EventLog(1)));
            Assert.ThrowsExactly<ArgumentNullException>(() => new StatusContent(server, null));
        }

        private static HostingServer Start(HandLog log, int sendBufferSize)
        {
            HostingServer host = new HostingServer(new WebSocketServerOptions { Path = "/ws", Observer = log, MaxConnections = 8, SendBufferSize = sendBufferSize }, 4096);
            host.Server.AddContent("/metrics", new MetricsContent(host.Server, log));
            host.Server.AddContent("/status", new StatusContent(host.Server, log));
            return host;
        }

        /// <summary>One that closes, one that breaks a rule, one of another origin, one for nothing, and one that stays.</summary>
        private static void Converse(HostingServer host)
        {
            WirePeer peer = host.Open("/ws", "");
            peer.Send(WirePeer.TextFrame("hello"));
            peer.Send(WirePeer.CloseFrame(4001));
            Assert.IsTrue(host.ReadEnd(peer));
            peer = host.Open("/ws", "");
            peer.Send(new byte[] { 0x81, 0x00 });
            Assert.IsTrue(host.ReadEnd(peer));
            HttpContentTests.Request(host, WirePeer.UpgradeRequest("/ws", "Origin: http://evil.example\r\n"), out _);
            HttpContentTests.Request(host, "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", out _);
            host.Open("/ws", "");
        }

        private static string Read(StatusContent content, int capacity, Action between)
        {
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[capacity + 2];
            int position = 0;
            while (true)
            {
                between?.Invoke();
                int count = content.Write(ref position, buffer, 1, capacity);
                Assert.IsTrue(count >= 0 && count <= capacity);
                Assert.AreEqual(0, buffer[0] | buffer[capacity + 1]);
                if (count == 0)
                {
                    return text.ToString();
                }

                text.Append(Encoding.ASCII.GetString(buffer, 1, count));
            }
        }

        /// <summary>The text format 0.0.4: a TYPE line in front of each family, every family in one piece, no sample twice, a line feed at the end.</summary>
        private static Dictionary<string, long> ParseMetrics(string text)
        {
            StringAssert.EndsWith(text, "\n");
            Dictionary<string, long> samples = new Dictionary<string, long>(StringComparer.Ordinal);
            HashSet<string> families = new HashSet<string>(StringComparer.Ordinal);
            string family = null;
            foreach (string line in text.Split('\n').SkipLast(1))
            {
                Match type = Regex.Match(line, "^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge)$");
                if (type.Success)
                {
                    family = type.Groups[1].Value;
                    Assert.IsTrue(families.Add(family), "twice: " + line);
                    Assert.AreEqual(type.Groups[2].Value == "counter", family.EndsWith("_total", StringComparison.Ordinal), line);
                    continue;
                }

                Match sample = Regex.Match(line, "^(([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[a-z]+=\"[^\"\\\\\n]*\"\\})?) ([0-9]+)$");
                Assert.IsTrue(sample.Success, "not a sample: " + line);
                Assert.AreEqual(family, sample.Groups[2].Value);
                samples.Add(sample.Groups[1].Value, long.Parse(sample.Groups[4].Value, CultureInfo.InvariantCulture));
            }

            return samples;
        }
    }
}
