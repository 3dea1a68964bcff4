using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Tests.Tls
{
    /// <summary>What a message over TLS leaves behind, over real sockets.</summary>
    [TestClass]
    public sealed class TlsAllocationTests
    {
        private const int Messages = 500;
        private const int Runs = 6;

        /// <summary>In bytes a message: as long as the message, so that no copy of it is made. .NET's reads leave some 200 when they have to wait.</summary>
        private const int Most = 500;

        [TestMethod]
        [Timeout(60000)]
        public void Echo_OverTls_LeavesLittleBehind()
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            SubjectAlternativeNameBuilder names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            byte[] pem = Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());
            using TlsListener listener = new TlsListener(
                IPAddress.Loopback, 0, 1, new TlsOptions { Certificate = pem, PrivateKey = Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()) });
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions { CloseTimeoutMs = 100 });
            server.MessageReceived += (socket, buffer, offset, count, type, end) => socket.Send(buffer, offset, count, type);
            server.Listen(listener);
            server.Start();
            using ClientWebSocket client = new ClientWebSocket(new ClientWebSocketOptions { Connector = new TlsConnector(new TlsOptions { Authority = pem }) });
            client.Connect("wss://127.0.0.1:" + listener.Port + "/");
            byte[] message = new byte[500];

            // Of the thread that sends and receives: a client whole, with what .NET's SslStream does on it. What else runs in the process
            // makes garbage of its own, and .NET now and then some here, so the least of some runs counts.
            long least = long.MaxValue;
            for (int run = 0; run < Runs && least >= Most; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < Messages; i++)
                {
                    client.Send(message, 0, message.Length, WebSocketMessageType.Binary);
                    Assert.AreEqual(message.Length, client.Receive(message, 0, message.Length).Count);
                }

                least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / Messages);
            }

            Console.WriteLine("an echo over TLS leaves " + least + " B");
            Assert.IsTrue(least < Most, least.ToString(System.Globalization.CultureInfo.InvariantCulture) + " B a message");
        }
    }
}
