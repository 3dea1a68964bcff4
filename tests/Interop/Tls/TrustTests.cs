using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Interop.Tls
{
    /// <summary>Whom each end trusts, on real connections.</summary>
    [TestClass]
    public sealed class TrustTests : IDisposable
    {
        private readonly Certificates _certificates = new Certificates();

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("localhost")]
        [DataRow("127.0.0.1")]
        public void Client_ServerOfItsAuthority_ConnectsAndCloses(string host)
        {
            using SecureServer server = new SecureServer(Of(_certificates.Server));
            using SecureClient client = new SecureClient("wss://" + host + ":" + server.Port + "/ws", Trusting(_certificates));
            client.Echo("hello");
            client.Echo(new string('x', 100_000));
            Assert.IsTrue(client.Close());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Client_ServerOfAnotherAuthority_IsRefused()
        {
            using Certificates other = new Certificates();
            AssertRefused(_certificates.Server, Trusting(other));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Client_NoAuthority_TrustsTheSystemsOnly()
        {
            AssertRefused(_certificates.Server, new TlsOptions());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Client_ServerOfAnotherName_IsRefused()
        {
            AssertRefused(_certificates.Issue("CN=localhost", false, 1, "device.example", "127.0.0.2"), Trusting(_certificates));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Client_ServerWhoseTimeIsOver_IsRefused()
        {
            AssertRefused(_certificates.Issue("CN=device", false, -1, "localhost"), Trusting(_certificates));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Client_ServerWithACertificateForClients_IsRefused()
        {
            AssertRefused(_certificates.Issue("CN=device", true, 1, "localhost"), Trusting(_certificates));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Client_ServerThatSpeaksNoTls_IsRefused()
        {
            using WebSocketServer plain = new WebSocketServer(new WebSocketServerOptions { Address = IPAddress.Loopback, Port = 0, CloseTimeoutMs = 200 });
            plain.Start();
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(
                () => new SecureClient("wss://localhost:" + plain.Port + "/", Trusting(_certificates)).Dispose());
            Assert.AreEqual(WebSocketError.TlsFailed, e.Error);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Client_PlainUri_IsPlain()
        {
            using WebSocketServer plain = new WebSocketServer(new WebSocketServerOptions { Address = IPAddress.Loopback, Port = 0, CloseTimeoutMs = 200 });
            plain.MessageReceived += (socket, buffer, offset, count, type, end) => socket.Send(buffer, offset, count, type);
            plain.Start();
            using SecureClient client = new SecureClient("ws://localhost:" + plain.Port + "/", Trusting(_certificates));
            client.Echo("in the clear");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Client_ServerThatSaysNothing_IsGivenUpAtConnectTimeoutMs()
        {
            using Socket silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            silent.Listen();
            string url = "wss://localhost:" + ((IPEndPoint)silent.LocalEndPoint).Port + "/";
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => new SecureClient(url, Trusting(_certificates), 300).Dispose());
            Assert.AreEqual(WebSocketError.Timeout, e.Error, e.Message);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Server_Full_SaysSoOverTls()
        {
            WebSocketServerOptions one = SecureServer.CreateOptions();
            one.MaxConnections = 1;
            using SecureServer server = new SecureServer(Of(_certificates.Server), one);
            using SecureClient first = new SecureClient(server.Url, Trusting(_certificates));
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => new SecureClient(server.Url, Trusting(_certificates)).Dispose());
            Assert.AreEqual(503, e.HttpStatus, e.Message);
            first.Echo("not disturbed");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(true, "CN=panel 7")]
        [DataRow(false, null)]
        public void PeerSubject_OfAnAcceptedConnection_IsThatOfItsCertificate(bool isMutual, string expected)
        {
            using TlsListener listener = new TlsListener(IPAddress.Loopback, 0, 4, isMutual ? Mutual(true) : Of(_certificates.Server));
            Task<Transport> connecting = Task.Run(() => new TlsConnector(Showing(_certificates.Client)).Connect("localhost", listener.Port, true, Patience.WireMs));
            SecureServer.Await(() => listener.WaitPending(100), "a connection is there");
            Transport accepted = listener.Accept();
            Assert.AreEqual(expected, accepted.PeerSubject);
            Assert.AreEqual("127.0.0.1", accepted.RemoteAddress);
            Transport connected = connecting.Result;
            Assert.AreEqual("CN=device", connected.PeerSubject);

            accepted.Close();
            Assert.IsTrue(connected.WaitReadable(Patience.WireMs));
            Assert.AreEqual(0, connected.Read(new byte[10], 0, 10), "the end, and not an error");
            connected.Close();
            Assert.AreEqual(Transport.Lost, connected.Read(new byte[10], 0, 10));
            Assert.AreEqual(Transport.Lost, connected.Write(new byte[10], 0, 10));
            connected.Close();
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(true)]
        [DataRow(false)]
        public void Mutual_ClientOfTheAuthority_IsLetIn(bool tls13)
        {
            using SecureServer server = new SecureServer(Mutual(tls13));
            using SecureClient client = new SecureClient(server.Url, Showing(_certificates.Client));
            client.Echo("it is me");
            Assert.AreEqual(1, server.Listener.Statistics.HandshakesDone);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(true)]
        [DataRow(false)]
        public void Mutual_ClientWithoutACertificate_IsRefused(bool tls13)
        {
            AssertClientRefused(tls13, Trusting(_certificates));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(true)]
        [DataRow(false)]
        public void Mutual_ClientOfAnotherAuthority_IsRefused(bool tls13)
        {
            using Certificates other = new Certificates();
            AssertClientRefused(tls13, Showing(other.Client));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Mutual_ClientWhoseTimeIsOver_IsRefused()
        {
            AssertClientRefused(true, Showing(_certificates.Issue("CN=panel 7", true, -1)));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Mutual_ServersCertificateShownByAClient_IsRefused()
        {
            AssertClientRefused(true, Showing(_certificates.Server));
        }

        public void Dispose()
        {
            _certificates.Dispose();
        }

        internal static TlsOptions Of(Certificates.Issued own)
        {
            return new TlsOptions { Certificate = own.Certificate, PrivateKey = own.Key };
        }

        internal static TlsOptions Trusting(Certificates certificates)
        {
            return new TlsOptions { Authority = certificates.Authority };
        }

        private TlsOptions Showing(Certificates.Issued own)
        {
            TlsOptions options = Of(own);
            options.Authority = _certificates.Authority;
            return options;
        }

        private TlsOptions Mutual(bool tls13)
        {
            TlsOptions options = Showing(_certificates.Server);
            options.RequireClientCertificate = true;
            options.AllowTls13 = tls13;
            return options;
        }

        private static void AssertRefused(Certificates.Issued own, TlsOptions client)
        {
            using SecureServer server = new SecureServer(Of(own));
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => new SecureClient(server.Url, client).Dispose());
            Assert.AreEqual(WebSocketError.TlsFailed, e.Error, e.Message);
            Assert.AreEqual(0, server.Server.Statistics.WebSocketsOpened);
        }

        /// <summary>With TLS 1.3 a client learns of it only after its own handshake.</summary>
        private void AssertClientRefused(bool tls13, TlsOptions client)
        {
            using SecureServer server = new SecureServer(Mutual(tls13));
            WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => new SecureClient(server.Url, client).Dispose());
            Assert.IsTrue(e.Error is WebSocketError.TlsFailed or WebSocketError.ConnectionClosed, e.Error + ": " + e.Message);
            SecureServer.Await(() => server.Listener.Statistics.HandshakesFailed == 1, "the handshake failed");
            Assert.AreEqual(0, server.Server.Statistics.ConnectionsAccepted);
        }
    }
}
