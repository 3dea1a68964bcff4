using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Proxy;

namespace Nanowire.Interop.Extras
{
    /// <summary>Through squid, which wants a name and a password.</summary>
    [TestClass]
    public sealed class SquidTests : IDisposable
    {
        private readonly WebSocketServer _server = new(new WebSocketServerOptions { Address = IPAddress.Loopback, Port = 0 });

        public SquidTests()
        {
            _server.MessageReceived += (s, buffer, offset, count, type, end) => s.Send(buffer, offset, count, type);
            _server.Start();
        }

        private string Url => "ws://127.0.0.1:" + _server.Port + "/";

        public void Dispose()
        {
            _server.Dispose();
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Squid_WithCredentials_LetsThrough()
        {
            using SquidProxy squid = new(_server.Port);
            using ClientWebSocket client = Create(squid, SquidProxy.User, SquidProxy.Password);
            client.Connect(Url);
            byte[] message = new byte[800];
            new Random(1).NextBytes(message);
            byte[] received = new byte[1000];
            for (int i = 0; i < 20; i++)
            {
                client.Send(message, 0, message.Length, WebSocketMessageType.Binary);
                int count = 0;
                while (count < message.Length)
                {
                    WebSocketReceiveResult result = client.Receive(received, count, received.Length - count);
                    Assert.AreEqual(WebSocketMessageType.Binary, result.MessageType, (int)result.CloseStatus + " " + result.CloseStatusDescription);
                    count += result.Count;
                }

                CollectionAssert.AreEqual(message, received[..count]);
            }

            Assert.IsTrue(client.CloseAndWait(WebSocketCloseStatus.NormalClosure, null));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(null, null, DisplayName = "no credentials")]
        [DataRow("device", "guess", DisplayName = "a wrong password")]
        [DataRow("nobody", "open sesame", DisplayName = "a wrong name")]
        public void Squid_WithoutTheRightCredentials_Answers407(string user, string password)
        {
            using SquidProxy squid = new(_server.Port);
            using ClientWebSocket client = Create(squid, user, password);
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect(Url));
            Assert.AreEqual(WebSocketError.ProxyRefused, e.Error);
            Assert.AreEqual(407, e.HttpStatus);
            Assert.AreEqual("the proxy answered HTTP/1.1 407 Proxy Authentication Required", e.Message);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Squid_PortThatItDoesNotServe_Answers403()
        {
            using SquidProxy squid = new(1);
            using ClientWebSocket client = Create(squid, SquidProxy.User, SquidProxy.Password);
            Assert.AreEqual(403, Assert.ThrowsExactly<WebSocketException>(() => client.Connect(Url)).HttpStatus);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Squid_NobodyListensBehindIt_Answers503()
        {
            int nobody = SquidProxy.FreePort();
            using SquidProxy squid = new(nobody);
            using ClientWebSocket client = Create(squid, SquidProxy.User, SquidProxy.Password);
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://127.0.0.1:" + nobody + "/"));
            Assert.AreEqual(WebSocketError.ProxyRefused, e.Error);
            Assert.AreEqual(503, e.HttpStatus);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Squid_DiesMidway_TheConnectionIsLostAndTheNextCannotBeMade()
        {
            using SquidProxy squid = new(_server.Port);
            using ClientWebSocket client = Create(squid, SquidProxy.User, SquidProxy.Password);
            client.Connect(Url);
            squid.Kill();
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Receive(new byte[10], 0, 10));
            Assert.AreEqual(WebSocketError.ConnectionClosed, e.Error);
            Assert.AreEqual(WebSocketError.ConnectionFailed, Assert.ThrowsExactly<WebSocketException>(() => client.Connect(Url)).Error);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Squid_StartedAgain_IsComeBackThrough()
        {
            SquidProxy squid = new(_server.Port);
            try
            {
                using Comeback comeback = new(Url, Connector(squid, SquidProxy.User, SquidProxy.Password));
                comeback.Client.Start();
                comeback.Expect("opened");
                int port = squid.Port;
                squid.Dispose();
                comeback.Expect("closed 1006");
                Assert.IsTrue(comeback.Client.SendString("kept"));
                squid = new SquidProxy(_server.Port, port);
                comeback.Expect("opened");
                comeback.Expect("kept");
            }
            finally
            {
                squid.Dispose();
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Squid_SocketOfTheTunnel_TakesTls()
        {
            using RSA key = RSA.Create(2048);
            using X509Certificate2 certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            using TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            Thread server = new(() =>
            {
                using Socket socket = listener.AcceptSocket();
                using SslStream tls = new(new NetworkStream(socket));
                tls.AuthenticateAsServer(certificate);
                tls.Write(Encoding.ASCII.GetBytes("secret"));
            }) { IsBackground = true };
            server.Start();

            using SquidProxy squid = new(port);
            using Socket tunnel = Connector(squid, SquidProxy.User, SquidProxy.Password).ConnectSocket("127.0.0.1", port, Patience.WireMs);
            using SslStream client = new(new NetworkStream(tunnel), false, (_, other, _, _) => other.GetCertHashString() == certificate.GetCertHashString());
            client.AuthenticateAsClient("localhost");
            byte[] buffer = new byte[6];
            client.ReadExactly(buffer);
            Assert.AreEqual("secret", Encoding.ASCII.GetString(buffer));
            Assert.IsTrue(server.Join(Patience.Ms));
        }

        private static HttpProxyConnector Connector(SquidProxy squid, string user, string password)
        {
            return new HttpProxyConnector("127.0.0.1", squid.Port) { UserName = user, Password = password };
        }

        private static ClientWebSocket Create(SquidProxy squid, string user, string password)
        {
            return new ClientWebSocket(new ClientWebSocketOptions
            {
                Connector = Connector(squid, user, password), ReceiveTimeoutMs = Patience.WireMs,
            });
        }
    }
}
