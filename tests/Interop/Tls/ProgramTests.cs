using System;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Browser;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Interop.Tls
{
    /// <summary>Programs that people use, against our server over TLS: curl, openssl and a browser.</summary>
    [TestClass]
    public sealed class ProgramTests : IDisposable
    {
        private readonly Certificates _certificates = new Certificates();
        private readonly SecureServer _server;

        public ProgramTests()
        {
            _server = new SecureServer(TrustTests.Of(_certificates.Server));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_PageOverHttps_IsServed()
        {
            string output = Run(Need.Curl(), null, out int code, "-q", "-sS", "--noproxy", "*", "--cacert", SaveAuthority(), "https://localhost:" + _server.Port + "/");
            Assert.AreEqual(0, code, output);
            StringAssert.Contains(output, "<p>secure</p>", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_SlowReaderOverHttps_GetsAllOfIt()
        {
            string output = Run(
                Need.Curl(), null, out int code, "-q", "-sS", "--noproxy", "*", "--limit-rate", "8M", "-o", "/dev/null", "-w", "%{http_code} %{size_download}",
                "--cacert", SaveAuthority(), "https://localhost:" + _server.Port + "/large");
            Assert.AreEqual(0, code, output);
            Assert.AreEqual("200 " + SecureServer.LargeCount, output);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Curl_WithoutTheAuthority_Refuses()
        {
            const int NotTrusted = 60;
            Run(Need.Curl(), null, out int code, "-q", "-sS", "--noproxy", "*", "https://localhost:" + _server.Port + "/");
            Assert.AreEqual(NotTrusted, code);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("-tls1")]
        [DataRow("-tls1_1")]
        public void OpenSsl_OldVersion_IsRefused(string version)
        {
            string output = Run(
                Need.OpenSsl(), string.Empty, out int code, "s_client", "-connect", "127.0.0.1:" + _server.Port, version, "-cipher", "DEFAULT@SECLEVEL=0");
            Assert.AreNotEqual(0, code, output);
            SecureServer.Await(() => _server.Listener.Statistics.HandshakesFailed == 1, output);
            StringAssert.Contains(output, "alert protocol version", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("-tls1_2", "TLSv1.2")]
        [DataRow("-tls1_3", "TLSv1.3")]
        public void OpenSsl_NewVersion_IsServed(string version, string name)
        {
            string output = Run(
                Need.OpenSsl(), "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", out int code, "s_client", "-connect", "127.0.0.1:" + _server.Port, version,
                "-CAfile", SaveAuthority(), "-verify_return_error", "-servername", "localhost", "-ign_eof");
            Assert.AreEqual(0, code, output);
            StringAssert.Contains(output, "New, " + name, StringComparison.Ordinal);
            StringAssert.Contains(output, "<p>secure</p>", StringComparison.Ordinal);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void OpenSsl_Renegotiation_IsRefused()
        {
            // A line of "R" asks for one.
            string output = Run(Need.OpenSsl(), "R\n", out _, "s_client", "-connect", "127.0.0.1:" + _server.Port, "-tls1_2", "-legacy_renegotiation");
            StringAssert.Contains(output, "RENEGOTIATING", StringComparison.Ordinal);
            Assert.IsTrue(output.Contains("no renegotiation", StringComparison.Ordinal) || output.Contains("unexpected eof", StringComparison.Ordinal)
                || output.Contains("errno=104", StringComparison.Ordinal), output);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void AllowTls13_False_AgreesOnTls12()
        {
            TlsOptions options = TrustTests.Of(_certificates.Server);
            Assert.AreEqual(SslProtocols.Tls13, AgreedWith(_server.Port), "by default");
            options.AllowTls13 = false;
            using SecureServer older = new SecureServer(options);
            Assert.AreEqual(SslProtocols.Tls12, AgreedWith(older.Port));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Client_NamesTheHost_InItsFirstMessage()
        {
            TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            string named = null;
            Task serving = Task.Run(async () =>
            {
                using Socket socket = await listener.AcceptSocketAsync();
                using SslStream stream = new SslStream(new NetworkStream(socket, false));
                await Assert.ThrowsAsync<Exception>(() => stream.AuthenticateAsServerAsync(
                    (_, hello, _, _) =>
                    {
                        named = hello.ServerName;
                        throw new AuthenticationException("that is all");
                    },
                    null));
            });
            Assert.Throws<Exception>(() => new SecureClient("wss://localhost:" + port + "/", new TlsOptions()).Dispose());
            serving.Wait();
            listener.Stop();
            Assert.AreEqual("localhost", named);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Chromium_PageOverHttps_TalksOverWss()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false, "--ignore-certificate-errors-spki-list=" + _certificates.Server.KeyHash);
            await browser.Page.GotoAsync("https://localhost:" + _server.Port + "/");

            string outcome = await browser.Page.EvaluateAsync<string>(
                """
                () => new Promise((resolve) => {
                  const socket = new WebSocket("wss://" + location.host + "/ws");
                  const large = "x".repeat(100000);
                  socket.onopen = () => { socket.send("hello"); socket.send(large); };
                  const got = [];
                  socket.onmessage = (event) => {
                    got.push(event.data);
                    if (got.length === 2) socket.close(4000, "seen");
                  };
                  socket.onclose = (event) => resolve(`${event.wasClean} ${event.code} ${got[0]} ${got[1] === large}`);
                })
                """);

            Assert.AreEqual("true 4000 hello true", outcome);
            Assert.IsEmpty(browser.Errors, string.Join('\n', browser.Errors));
        }

        public void Dispose()
        {
            _server.Dispose();
            _certificates.Dispose();
        }

        private static SslProtocols AgreedWith(int port)
        {
            using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(IPAddress.Loopback, port);
            using SslStream stream = new SslStream(new NetworkStream(socket, false), false, (_, certificate, _, _) => certificate != null);
            stream.AuthenticateAsClient("localhost");
            return stream.SslProtocol;
        }

        private string SaveAuthority()
        {
            return _certificates.Save(_certificates.Authority);
        }

        /// <summary>What a program writes, to both of its outputs.</summary>
        private static string Run(string file, string input, out int code, params string[] arguments)
        {
            ProcessStartInfo info = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(info);
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (input != null)
            {
                process.StandardInput.Write(input);
            }

            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience.Ms))
            {
                process.Kill();
                Assert.Fail("does not end: " + file + " " + string.Join(' ', arguments) + output.Result);
            }

            code = process.ExitCode;
            return output.Result + errors.Result;
        }
    }
}
