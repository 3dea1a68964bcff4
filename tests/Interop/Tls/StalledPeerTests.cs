using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Interop.Tls
{
    /// <summary>Peers that stop where it hurts: the messages of another connection go on meanwhile, and the place is free again.</summary>
    /// <remarks>Their deadlines are short, so nothing else runs beside them.</remarks>
    [TestClass]
    [DoNotParallelize]
    public sealed class StalledPeerTests : IDisposable
    {
        private const int DeadlineMs = 500;
        private readonly Certificates _certificates = new Certificates();

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("nothing at all")]
        [DataRow("a byte")]
        [DataRow("half of the first message")]
        [DataRow("all but one byte of it")]
        public void FirstMessage_NeverWhole_IsEndedWithoutAHandshake(string what)
        {
            byte[] hello = RawPeer.CreateClientHello();
            int count = what switch { "nothing at all" => 0, "a byte" => 1, "half of the first message" => hello.Length / 2, _ => hello.Length - 1 };
            using SecureServer server = new SecureServer(CreateOptions());
            using SecureClient other = new SecureClient(server.Url, TrustTests.Trusting(_certificates));
            using RawPeer peer = new RawPeer(server.Port);
            peer.Send(hello.AsSpan(0, count));

            AwaitWhileEchoing(other, () => server.Listener.Statistics.Silent == 1, "ended as silent");

            Assert.IsTrue(peer.AwaitEnd());
            Assert.AreEqual(1, server.Listener.Statistics.HandshakesDone, "that of the other");
            Assert.AreEqual(0, server.Listener.Statistics.HandshakesLate + server.Listener.Statistics.HandshakesFailed);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Handshake_StopsAfterTheFirstMessage_IsEndedAtItsDeadline()
        {
            using SecureServer server = new SecureServer(CreateOptions());
            using SecureClient other = new SecureClient(server.Url, TrustTests.Trusting(_certificates));
            using RawPeer peer = new RawPeer(server.Port);
            peer.Send(RawPeer.CreateClientHello());

            AwaitWhileEchoing(other, () => server.Listener.Statistics.HandshakesLate == 1, "ended as late");

            Assert.IsTrue(peer.AwaitEnd());
            AssertServesAnother(server);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Handshake_FirstMessageInPieces_Succeeds()
        {
            byte[] hello = RawPeer.CreateClientHello();
            using SecureServer server = new SecureServer(CreateOptions());
            using RawPeer peer = new RawPeer(server.Port);
            for (int i = 0; i < hello.Length; i += 100)
            {
                peer.Send(hello.AsSpan(i, Math.Min(100, hello.Length - i)));
            }

            // Whoever is answered with a handshake record was let through.
            SecureServer.Await(() => server.Listener.Statistics.Silent + server.Listener.Statistics.HandshakesLate == 1, "one or the other");
            Assert.AreEqual(0, server.Listener.Statistics.Silent);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
        [DataRow("SSH-2.0-OpenSSH_9.9\r\n")]
        [DataRow("\u0016\u0003\u0001\u00ff\u00ff\u0001")]
        [DataRow("\u0015\u0003\u0003\u0000\u0002\u0002\u0028")]
        public void FirstBytes_NotTls_AreEndedAtOnce(string bytes)
        {
            TlsOptions options = CreateOptions();
            options.ClientHelloTimeoutMs = int.MaxValue;
            using SecureServer server = new SecureServer(options);
            using RawPeer peer = new RawPeer(server.Port);
            peer.Send(Encoding.Latin1.GetBytes(bytes));

            Assert.IsTrue(peer.AwaitEnd());
            Assert.AreEqual(1, server.Listener.Statistics.NotTls);
            AssertServesAnother(server);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Connections_SilentOnes_AreLimitedPerAddress()
        {
            TlsOptions options = CreateOptions();
            options.ClientHelloTimeoutMs = int.MaxValue;
            options.MaxPendingPerAddress = 3;
            using SecureServer server = new SecureServer(options);
            List<RawPeer> silent = [];
            for (int i = 0; i < 3; i++)
            {
                silent.Add(new RawPeer(server.Port));
            }

            SecureServer.Await(() => server.Listener.Statistics.Accepted == 3, "three are there");
            using RawPeer fourth = new RawPeer(server.Port);
            Assert.IsTrue(fourth.AwaitEnd());
            Assert.AreEqual(1, server.Listener.Statistics.TooManyOfAddress);
            Assert.AreEqual(0, server.Listener.Statistics.Silent);

            silent[0].Dispose();
            SecureServer.Await(() => server.Listener.Statistics.Gone == 1, "one has gone");
            AssertServesAnother(server);
            silent.ForEach(p => p.Dispose());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Connections_500SilentOnes_ALegitimateClientIsServed()
        {
            TlsOptions options = CreateOptions();
            options.MaxPending = 4;
            options.MaxPendingPerAddress = 4;
            using SecureServer server = new SecureServer(options);
            List<RawPeer> silent = [];
            for (int i = 0; i < 500; i++)
            {
                // More than fit the system's queue are sent away by the system.
                silent.Add(new RawPeer(server.Port));
                silent[i].Send("GET /"u8);
            }

            AssertServesAnother(server);
            silent.ForEach(p => p.Dispose());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Filter_RefusesAnAddress_ClosesAtOnce()
        {
            using SecureServer server = new SecureServer(CreateOptions());
            List<string> asked = [];
            bool letsIn = false;
            server.Listener.Filter = address =>
            {
                asked.Add(address);
                return letsIn;
            };
            using (RawPeer peer = new RawPeer(server.Port))
            {
                Assert.IsTrue(peer.AwaitEnd());
            }

            Assert.AreEqual(1, server.Listener.Statistics.Filtered);
            letsIn = true;
            AssertServesAnother(server);
            CollectionAssert.AreEqual(new[] { "127.0.0.1", "127.0.0.1" }, asked);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Filter_Throws_ClosesAndTheServerLivesOn()
        {
            using SecureServer server = new SecureServer(CreateOptions());
            server.Listener.Filter = _ => throw new InvalidOperationException("on purpose");
            using (RawPeer peer = new RawPeer(server.Port))
            {
                Assert.IsTrue(peer.AwaitEnd());
            }

            server.Listener.Filter = null;
            AssertServesAnother(server);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(1)]
        [DataRow(20)]
        [DataRow(34)]
        public void Record_StopsInTheMiddle_HoldsNobodyUp(int held)
        {
            using SecureServer server = new SecureServer(CreateOptions());
            using SecureClient other = new SecureClient(server.Url, TrustTests.Trusting(_certificates));
            using RawPeer peer = new RawPeer(server.Port);
            peer.Open();
            peer.SendHolding(RawPeer.Frame("half a record"), held);
            for (int i = 0; i < 200; i++)
            {
                other.Echo("message " + i);
            }

            peer.SendHeld();

            byte[] echo = peer.Receive(15);
            Assert.AreEqual("half a record", Encoding.ASCII.GetString(echo, 2, 13));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Record_StopsInTheMiddleForGood_IsLostAtThePongsDeadline()
        {
            WebSocketServerOptions options = SecureServer.CreateOptions();
            options.PingIntervalMs = 100;
            options.PongTimeoutMs = DeadlineMs;
            using SecureServer server = new SecureServer(CreateOptions(), options);
            using RawPeer peer = new RawPeer(server.Port);
            peer.Open();
            Assert.AreEqual(1, server.Server.ConnectionCount);
            peer.SendHolding(RawPeer.Frame("half a record"), 10);

            SecureServer.Await(() => server.Server.ConnectionCount == 0, "the connection is lost");

            // The pump counts after the place is seen to be free.
            SecureServer.Await(() => server.Server.Statistics.WebSocketsAborted == 1, "it is counted");
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Reader_ThatDoesNotRead_HoldsNobodyUpAndIsLostAtItsDeadline()
        {
            WebSocketServerOptions options = SecureServer.CreateOptions();
            options.SendTimeoutMs = DeadlineMs;
            options.PingIntervalMs = 0;
            using SecureServer server = new SecureServer(CreateOptions(), options);
            using RawPeer slow = new RawPeer(server.Port);
            WebSocket toSlow = null;
            server.Server.Opened += socket => toSlow ??= socket;
            slow.Open();
            using SecureClient other = new SecureClient(server.Url, TrustTests.Trusting(_certificates));
            byte[] payload = new byte[3000];

            AwaitWhileEchoing(
                other,
                () =>
                {
                    while (toSlow.Send(payload, 0, payload.Length, WebSocketMessageType.Binary))
                    {
                    }

                    return server.Server.Statistics.WebSocketsAborted == 1;
                },
                "the slow one is lost");

            other.Echo("still here");
        }

        public void Dispose()
        {
            _certificates.Dispose();
        }

        private TlsOptions CreateOptions()
        {
            TlsOptions options = TrustTests.Of(_certificates.Server);
            options.ClientHelloTimeoutMs = DeadlineMs;
            options.HandshakeTimeoutMs = DeadlineMs;
            return options;
        }

        private void AssertServesAnother(SecureServer server)
        {
            using SecureClient client = new SecureClient(server.Url, TrustTests.Trusting(_certificates), Patience.Ms);
            client.Echo("and now me");
        }

        private static void AwaitWhileEchoing(SecureClient client, Func<bool> isSo, string what)
        {
            int echoes = 0;
            SecureServer.Await(
                () =>
                {
                    client.Echo("message " + echoes++);
                    return isSo();
                },
                what);
            Assert.IsGreaterThan(1, echoes);
        }
    }
}
