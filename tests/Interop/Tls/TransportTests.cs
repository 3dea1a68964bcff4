using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Interop.Tls
{
    /// <summary>A TLS connection as the pump sees it, with .NET's SslStream at the other end.</summary>
    [TestClass]
    public sealed class TransportTests : IDisposable
    {
        private readonly Certificates _certificates = new Certificates();
        private readonly TlsListener _listener;
        private readonly Socket _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly SslStream _peer;
        private readonly Transport _transport;

        public TransportTests()
        {
            _listener = new TlsListener(IPAddress.Loopback, 0, 4, TrustTests.Of(_certificates.Server));
            _socket.Connect(IPAddress.Loopback, _listener.Port);
            _peer = new SslStream(new NetworkStream(_socket, true), false, (_, certificate, _, _) => certificate != null);
            Task authenticating = _peer.AuthenticateAsClientAsync("localhost");
            SecureServer.Await(() => _listener.WaitPending(100), "a connection is there");
            _transport = _listener.Accept();
            authenticating.Wait();
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Read_InPieces_GivesTheRecordAndThenNothing()
        {
            byte[] buffer = new byte[64];
            Assert.IsFalse(_transport.IsReadable());
            Assert.AreEqual(Transport.Nothing, _transport.Read(buffer, 0, 64));

            _peer.Write("all in one record"u8);
            Assert.IsTrue(_transport.WaitReadable(Patience.WireMs));
            Assert.AreEqual(3, _transport.Read(buffer, 5, 3));
            Assert.AreEqual((byte)'l', buffer[6]);
            Assert.IsTrue(_transport.IsReadable(), "decrypted bytes wait, though the socket has none");
            Assert.AreEqual(14, _transport.Read(buffer, 0, 64));
            Assert.AreEqual(Transport.Nothing, _transport.Read(buffer, 0, 64));
            Assert.IsFalse(_transport.WaitReadable(1));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Write_PeerDoesNotRead_TakesNoMoreUntilItDoes()
        {
            long taken = Fill();
            Assert.AreEqual(0, _transport.Write(new byte[10], 0, 10));
            Drain(taken / 2);
            Assert.IsTrue(_transport.WaitWritable(Patience.WireMs));
            Assert.AreEqual(10, _transport.Write(new byte[10], 0, 10));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Close_WriteUnderWay_ArrivesAllTheSame()
        {
            long taken = Fill();

            _transport.Close();

            Assert.AreEqual(taken, Drain(long.MaxValue));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Close_WriteUnderWayAndNobodyReads_IsEndedAllTheSame()
        {
            Fill();

            _transport.Close();

            // The peer sees a connection that ends before all of it has come, or a reset.
            Task.Delay(TimeSpan.FromSeconds(6)).Wait();
            Assert.Throws<IOException>(() => Drain(long.MaxValue));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Read_PeerResets_IsLost()
        {
            _socket.LingerState = new LingerOption(true, 0);
            _socket.Dispose();
            Assert.IsTrue(_transport.WaitReadable(Patience.WireMs));
            Assert.AreEqual(Transport.Lost, _transport.Read(new byte[10], 0, 10));
        }

        public void Dispose()
        {
            _transport.Close();
            _peer.Dispose();
            _listener.Dispose();
            _certificates.Dispose();
        }

        /// <summary>Writes until nothing is taken for a while; returns how much was.</summary>
        private long Fill()
        {
            byte[] bytes = new byte[20000];
            long taken = 0;
            while (_transport.WaitWritable(500))
            {
                int written = _transport.Write(bytes, 0, bytes.Length);
                Assert.IsGreaterThanOrEqualTo(0, written);
                taken += written;
            }

            return taken;
        }

        /// <summary>Reads to the end, or so much; returns how much was there.</summary>
        private long Drain(long most)
        {
            byte[] bytes = new byte[20000];
            long count = 0;
            for (int read = 1; read > 0 && count < most; count += read)
            {
                read = _peer.Read(bytes);
            }

            return count;
        }
    }
}
