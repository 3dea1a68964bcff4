using System;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Access;

namespace Nanowire.Interop.Access
{
    /// <summary>What curl, with its own idea of credentials and challenges, gets from a guarded server.</summary>
    [TestClass]
    public sealed class CurlAccessTests : IDisposable
    {
        private readonly GuardedServer _server = new GuardedServer(
            new AccessGuardOptions
            {
                Hosts = new HostPolicy("localhost", "device.test"),
                Proxies = new TrustedProxies("127.0.0.1"),
                Limits = new AddressLimits { ConnectionsPerMinute = 30 },
                Delay = new FailureDelay { FreeFailures = 1, FirstDelayMs = 100000 },
                Authenticators = [new BasicAuthenticator("Home", "ann", "p\u00E4ss"), new BearerAuthenticator("Home", "t0ken", "machine")],
            });

        public void Dispose()
        {
            _server.Dispose();
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_WithoutCredentials_IsChallengedForBoth()
        {
            string text = Curl("/", "--include");
            StringAssert.StartsWith(text, "HTTP/1.1 401 Unauthorized\r\n", StringComparison.Ordinal);
            StringAssert.Contains(text, "\r\nWWW-Authenticate: Basic realm=\"Home\", charset=\"UTF-8\"\r\nWWW-Authenticate: Bearer realm=\"Home\"\r\n", StringComparison.Ordinal);
            StringAssert.EndsWith(text, "\r\n\r\nUnauthorized\n", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_WithBasicAndAnyAuth_AnswersTheChallenge()
        {
            StringAssert.Contains(Curl("/", "--user", "ann:p\u00E4ss"), "<p>page</p>", StringComparison.Ordinal);

            // It asks without first, reads the challenges, and chooses Basic.
            StringAssert.Contains(Curl("/", "--anyauth", "--user", "ann:p\u00E4ss"), "<p>page</p>", StringComparison.Ordinal);
            StringAssert.Contains(Curl("/", "--oauth2-bearer", "t0ken"), "<p>page</p>", StringComparison.Ordinal);
            Assert.AreEqual(1, _server.Guard.GetCount(RefusalReason.Credentials));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_WrongTwice_IsDelayedWith429()
        {
            string text = Curl("/", "--include", "--oauth2-bearer", "wrong");
            StringAssert.Contains(text, "WWW-Authenticate: Bearer realm=\"Home\", error=\"invalid_token\"\r\n", StringComparison.Ordinal);
            StringAssert.StartsWith(Curl("/", "--include", "--user", "ann:wrong"), "HTTP/1.1 401 ", StringComparison.Ordinal);
            text = Curl("/", "--include", "--user", "ann:p\u00E4ss");
            StringAssert.StartsWith(text, "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 100\r\n", StringComparison.Ordinal);

            // Whom the proxy speaks for is another.
            StringAssert.Contains(Curl("/", "--user", "ann:p\u00E4ss", "-H", "X-Forwarded-For: 203.0.113.9"), "<p>page</p>", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_HostOfARebindingPage_IsMisdirected()
        {
            // The name resolves to the device, as the attacker's name server would have it.
            string rebound = "rebind.evil.test:" + _server.Port;
            string text = CurlOf("http://" + rebound + "/", "--include", "--resolve", rebound + ":127.0.0.1", "--user", "ann:p\u00E4ss");
            StringAssert.StartsWith(text, "HTTP/1.1 421 Misdirected Request\r\n", StringComparison.Ordinal);
            string known = "device.test:" + _server.Port;
            StringAssert.Contains(CurlOf("http://" + known + "/", "--resolve", known + ":127.0.0.1", "--user", "ann:p\u00E4ss"), "<p>page</p>", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_OriginOfAnotherSite_IsForbidden()
        {
            string text = Curl(
                "/ws", "--include", "--max-time", "10", "--user", "ann:p\u00E4ss", "-H", "Connection: Upgrade", "-H", "Upgrade: websocket", "-H",
                "Sec-WebSocket-Version: 13", "-H", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "-H", "Origin: http://evil.test");
            StringAssert.StartsWith(text, "HTTP/1.1 403 Forbidden\r\n", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_MoreThanTheLimitOfAMinute_Is429WithRetryAfter()
        {
            string text = null;
            for (int i = 0; i <= 30; i++)
            {
                text = Curl("/", "--include", "--user", "ann:p\u00E4ss", "-H", "X-Forwarded-For: 1.2.3.4, 203.0.113.7");
                if (i < 30 && !text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
                {
                    Assert.Fail("request " + i + ": " + text);
                }
            }

            // Two seconds bring another; on a slow machine it may have come meanwhile.
            if (_server.Guard.GetCount(RefusalReason.ConnectionRate) == 0)
            {
                Assert.Inconclusive("31 requests took longer than the bucket needs to fill");
            }

            StringAssert.StartsWith(text, "HTTP/1.1 429 Too Many Requests\r\nRetry-After: ", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_MetricsAndStatus_TellWhatWasRefused()
        {
            Curl("/");
            string metrics = Curl("/metrics", "--user", "ann:p\u00E4ss");
            StringAssert.Contains(metrics, "\nnanowire_refusals_total{reason=\"credentials\"} 1\n", StringComparison.Ordinal);
            using JsonDocument status = JsonDocument.Parse(Curl("/status", "--user", "ann:p\u00E4ss"));
            JsonElement events = status.RootElement.GetProperty("last");
            Assert.AreEqual("credentials", events[1].GetProperty("reason").GetString());
            Assert.AreEqual("127.0.0.1", events[1].GetProperty("address").GetString());
            StringAssert.Contains(Curl("/metrics", "--http1.0", "--user", "ann:p\u00E4ss"), "# TYPE nanowire_refusals_total counter\n", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Metrics_PrometheusOwnParser_ReadsThem()
        {
            string python = Need.PrometheusParser();
            Curl("/");
            string metrics = Curl("/metrics", "--user", "ann:p\u00E4ss");
            const string Script =
                """
                import sys
                from prometheus_client.parser import text_string_to_metric_families
                for family in text_string_to_metric_families(sys.stdin.read()):
                    for sample in family.samples:
                        print(family.type, sample.name, *sample.labels.values(), int(sample.value))
                """;
            string file = System.IO.Path.GetTempFileName();
            try
            {
                System.IO.File.WriteAllText(file, metrics);
                using ChildProcess parser = ChildProcess.Start(
                    "/bin/sh", ["-c", "exec \"$0\" -c \"$1\" <\"$2\"", python, Script, file]);
                System.Collections.Generic.List<string> lines = parser.ReadToEnd();
                Assert.AreEqual(0, parser.WaitForExit(), parser.Errors);
                CollectionAssert.Contains(lines, "counter nanowire_refusals_total credentials 1");
                CollectionAssert.Contains(lines, "counter nanowire_requests_refused_total 401 1");
                CollectionAssert.Contains(lines, "gauge nanowire_websockets_open 0");
                Assert.HasCount(14, lines, string.Join('\n', lines));
            }
            finally
            {
                System.IO.File.Delete(file);
            }
        }

        private string Curl(string target, params string[] options)
        {
            return CurlOf("http://127.0.0.1:" + _server.Port + target, options);
        }

        private static string CurlOf(string url, params string[] options)
        {
            using ChildProcess curl = ChildProcess.Start(Need.Curl(), ["--silent", "--noproxy", "*", .. options, url]);
            string text = string.Join('\n', curl.ReadToEnd());
            curl.WaitForExit();

            // Lines are read without their ends; a head's are made again.
            int head = text.StartsWith("HTTP/", StringComparison.Ordinal) ? text.IndexOf("\n\n", StringComparison.Ordinal) + 2 : 0;
            return text[..head].Replace("\n", "\r\n", StringComparison.Ordinal) + text[head..] + "\n";
        }
    }
}
