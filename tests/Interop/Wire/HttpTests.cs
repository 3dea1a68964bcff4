using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Wire
{
    /// <summary>The server's HTTP side over real sockets: with curl, which has its own idea of what may be asked, and by hand.</summary>
    [TestClass]
    public sealed class HttpTests : IDisposable
    {
        private const int LargeCount = 300_000;

        // One line for each transfer: the status, the connections it took, the bytes of its body.
        private const string Report = "%{http_code} %{num_connects} %{size_download}\n";

        private readonly string _folder = Directory.CreateTempSubdirectory("nanowire-http-").FullName;
        private readonly byte[] _large = Enumerable.Range(0, LargeCount).Select(i => (byte)((i * 7) ^ (i >> 8))).ToArray();
        private readonly WebSocketServer _server;
        private readonly string _address;

        public HttpTests()
        {
            _server = new WebSocketServer(new WebSocketServerOptions { Address = IPAddress.Loopback, Port = 0, Path = "/ws", CloseTimeoutMs = 200 });
            _server.AddContent("/page", new ByteArrayContent("page"u8.ToArray(), "text/plain", "\"p1\"", false));
            _server.AddContent("/large", new ByteArrayContent(_large, "application/octet-stream", "\"l1\"", false));
            _server.AddContent("/zipped", new ByteArrayContent(Zip("unzipped"u8), "text/plain", "\"z1\"", true));
            _server.Opened += socket =>
            {
                socket.SendString("hello");
                socket.Close(WebSocketCloseStatus.NormalClosure, null);
            };
            _server.Start();
            _address = "http://127.0.0.1:" + _server.Port;
        }

        public void Dispose()
        {
            _server.Dispose();
            Directory.Delete(_folder, true);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("Accept: */*")]
        [DataRow("Connection: keep-alive")]
        [DataRow("Connection: close")]
        public void Curl_SeveralRequestsOnOneCommandLine_AreAConnectionEach(string header)
        {
            string report = Curl("-H", header, "-o", "a", "-o", "b", "-o", "c", _address + "/page", _address + "/large", _address + "/nowhere");
            Assert.AreEqual($"200 1 4\n200 1 {LargeCount}\n404 1 10\n", report);
            Assert.AreEqual("page", File.ReadAllText(Path.Combine(_folder, "a")));
            CollectionAssert.AreEqual(_large, File.ReadAllBytes(Path.Combine(_folder, "b")));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_Head_HasTheHeadAlone()
        {
            string text = Curl("-I", _address + "/large");
            StringAssert.StartsWith(text, "HTTP/1.1 200 OK\r\n", StringComparison.Ordinal);
            StringAssert.Contains(text, "\r\nContent-Length: 300000\r\n", StringComparison.Ordinal);
            StringAssert.Contains(text, "\r\nConnection: close\r\n", StringComparison.Ordinal);
            StringAssert.EndsWith(text, "\r\n\r\n200 1 0\n", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("--http1.0", "/page", "page200 1 4\n")]
        [DataRow("--http1.1", "/page", "page200 1 4\n")]
        [DataRow("--path-as-is", "/../page", "Not Found\n404 1 10\n")]
        [DataRow("--path-as-is", "/%2e%2e/page", "Not Found\n404 1 10\n")]
        [DataRow("--path-as-is", "/x/./page", "Not Found\n404 1 10\n")]
        [DataRow("--no-path-as-is", "/x/../page", "page200 1 4\n")]
        [DataRow("--http1.1", "/%70age", "Not Found\n404 1 10\n")]
        [DataRow("--http1.1", "/page?a=b&c", "page200 1 4\n")]
        [DataRow("--compressed", "/zipped", "unzipped")]
        [DataRow("--http1.1", "/zipped", "Not Acceptable: gzip only\n406 1 26\n")]
        [DataRow("--range=0-1", "/page", "page200 1 4\n")]
        [DataRow("--time-cond=20 Nov 2026", "/page", "page200 1 4\n")]
        [DataRow("--time-cond=-20 Nov 2026", "/page", "page200 1 4\n")]
        [DataRow("--header=If-None-Match: \"p1\"", "/page", "304 1 0\n")]
        [DataRow("--header=If-None-Match: W/\"a\", W/\"p1\"", "/page", "304 1 0\n")]
        [DataRow("--header=If-None-Match: *", "/page", "304 1 0\n")]
        [DataRow("--header=If-None-Match: \"p2\"", "/page", "page200 1 4\n")]
        [DataRow("--header=Host:", "/page", "Bad Request\n400 1 12\n")]
        [DataRow("--request=OPTIONS", "/page", "Method Not Allowed\n405 1 19\n")]
        [DataRow("--request-target=*", "/page", "Bad Request\n400 1 12\n")]
        [DataRow("--request-target=http://device.example/page", "/", "page200 1 4\n")]
        [DataRow("--data=abc", "/page", "Method Not Allowed\n405 1 19\n")]
        public void Curl_Option_IsAnswered(string option, string target, string expected)
        {
            // An option's value is an argument of its own; these are written in one for the eye.
            string output = Curl([.. option.Split('=', 2), _address + target]);
            StringAssert.StartsWith(output, expected, StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_TagThatItSaved_BringsA304()
        {
            Assert.AreEqual("200 1 4\n", Curl("--etag-save", "tag", "-o", "body", _address + "/page"));
            Assert.AreEqual("\"p1\"", File.ReadAllText(Path.Combine(_folder, "tag")).Trim());
            Assert.AreEqual("304 1 0\n", Curl("--etag-compare", "tag", "-o", "body", _address + "/page"));
            Assert.AreEqual($"200 1 {LargeCount}\n", Curl("--etag-compare", "tag", "-o", "body", _address + "/large"));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("Expect: 100-continue")]
        [DataRow("Expect:")]
        public void Curl_LargeBodyThatNobodyWants_GetsTheAnswerAllTheSame(string expect)
        {
            File.WriteAllBytes(Path.Combine(_folder, "upload"), new byte[300_000]);
            string output = Curl("-H", expect, "--data-binary", "@upload", _address + "/page");
            Assert.AreEqual("Method Not Allowed\n405 1 19\n", output);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_AsIfToAProxy_IsServedByTheAbsoluteForm()
        {
            Assert.AreEqual("page200 1 4\n", Curl("-x", _address, "http://device.example/page"));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_SlowReader_GetsAllOfIt()
        {
            Assert.AreEqual($"200 1 {LargeCount}\n", Curl("--limit-rate", "500k", "-o", "body", _address + "/large"));
            CollectionAssert.AreEqual(_large, File.ReadAllBytes(Path.Combine(_folder, "body")));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_UpgradeByHand_IsSwitchedAndGetsTheFrames()
        {
            string output = Curl(
                "--http1.1", "--include", "--no-buffer", "--max-time", "10", "-H", "Connection: Upgrade", "-H", "Upgrade: websocket", "-H",
                "Sec-WebSocket-Version: 13", "-H", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", _address + "/ws");
            StringAssert.StartsWith(output, "HTTP/1.1 101 Switching Protocols\r\n", StringComparison.Ordinal);
            StringAssert.Contains(output, "\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n\u0081\u0005hello\u0088\u0002\u0003\u00E8", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("/page", 4)]
        [DataRow("/large", LargeCount)]
        public void Socket_SecondRequestPipelined_OneAnswerAndAnOrderlyEnd(string target, int count)
        {
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = Patience.WireMs };
            socket.Connect(IPAddress.Loopback, _server.Port);
            string request = $"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n";
            socket.Send(Encoding.ASCII.GetBytes(request + request));
            using MemoryStream answer = new();
            byte[] buffer = new byte[8192];

            // A reset would throw: the second request must not make one of the end.
            for (int read = socket.Receive(buffer); read > 0; read = socket.Receive(buffer))
            {
                answer.Write(buffer, 0, read);
            }

            string text = Encoding.Latin1.GetString(answer.ToArray());
            StringAssert.StartsWith(text, "HTTP/1.1 200 OK\r\n", StringComparison.Ordinal);
            Assert.AreEqual(count, text.Length - text.IndexOf("\r\n\r\n", StringComparison.Ordinal) - 4);
            Assert.AreEqual(1, _server.Statistics.ContentServed);
        }

        private static byte[] Zip(ReadOnlySpan<byte> bytes)
        {
            using MemoryStream zipped = new();
            using (GZipStream zip = new(zipped, CompressionLevel.Optimal))
            {
                zip.Write(bytes);
            }

            return zipped.ToArray();
        }

        /// <summary>What curl writes, bodies and the report of each transfer behind it; every transfer must end well.</summary>
        private string Curl(params string[] arguments)
        {
            return CurlRun.Output(_folder, ["-w", Report, .. arguments]);
        }
    }
}
