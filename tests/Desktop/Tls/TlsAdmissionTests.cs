using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Tests.Tls
{
    /// <summary>Who gets as far as a handshake, by a clock that the tests move.</summary>
    [TestClass]
    public sealed class TlsAdmissionTests
    {
        private static readonly byte[] _hello = Hex.Parse("16 03 01 01 00 01");
        private static readonly byte[] _http = Hex.Parse("47 45 54 20 2f 20");

        private readonly TlsListenerStatistics _statistics = new TlsListenerStatistics();
        private readonly TlsOptions _options = new TlsOptions { ClientHelloTimeoutMs = 300, HandshakeTimeoutMs = 1000, MaxPending = 4, MaxPendingPerAddress = 2 };
        private TlsAdmission _admission;

        [TestInitialize]
        public void CreateAdmission()
        {
            _admission = new TlsAdmission(_options, _statistics);
        }

        [TestMethod]
        public void Work_WholeFirstMessage_BeginsTheHandshakeAndHandsOver()
        {
            FakeCandidate candidate = Add("a", _hello, 255);
            Assert.IsNull(_admission.Work(0));
            Assert.AreEqual(1, candidate.Handshakes);
            Assert.IsNull(_admission.Work(1));
            Assert.AreEqual(1, candidate.Handshakes, "it is begun once");

            candidate.EndsHandshake = true;

            Assert.AreSame(candidate.Transport, _admission.Work(2));
            Assert.AreEqual(0, _admission.Count);
            Assert.AreEqual(1, _statistics.HandshakesDone);
            Assert.IsFalse(candidate.IsClosed);
        }

        [TestMethod]
        public void Work_FirstMessageShortOfAByte_WaitsForIt()
        {
            FakeCandidate candidate = Add("a", _hello, 254);
            _admission.Work(0);
            Assert.AreEqual(0, candidate.Handshakes);

            candidate.More = 255;
            _admission.Work(1);

            Assert.AreEqual(1, candidate.Handshakes);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(5)]
        [DataRow(6)]
        public void Work_NoWholeMessageInTime_EndsAtTheDeadline(int count)
        {
            FakeCandidate candidate = Add("a", _hello.Take(count).ToArray(), 0);
            _admission.Work(299);
            Assert.IsFalse(candidate.IsClosed);

            _admission.Work(300);

            Assert.IsTrue(candidate.IsClosed);
            Assert.AreEqual(1, _statistics.Silent);
            Assert.AreEqual(0, _admission.Count);
        }

        [TestMethod]
        public void Work_WhatIsNotTls_EndsAtOnceWithoutAHandshake()
        {
            FakeCandidate candidate = Add("a", _http, 100);

            Assert.IsNull(_admission.Work(0));

            Assert.IsTrue(candidate.IsClosed);
            Assert.AreEqual(0, candidate.Handshakes);
            Assert.AreEqual(1, _statistics.NotTls);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void Work_PeerIsGone_FreesThePlace(bool whilePeeked)
        {
            FakeCandidate candidate = Add("a", _hello, 0);
            candidate.IsGone = !whilePeeked;
            candidate.BreaksWhilePeeked = whilePeeked;

            _admission.Work(0);

            Assert.IsTrue(candidate.IsClosed);
            Assert.AreEqual(1, _statistics.Gone);
            Assert.AreEqual(0, _admission.Count);
        }

        [TestMethod]
        public void Work_HandshakeThatDoesNotEnd_IsEndedAtTheDeadline()
        {
            FakeCandidate candidate = Add("a", _hello, 255);
            _admission.Work(200);
            _admission.Work(1199);
            Assert.IsFalse(candidate.IsClosed, "its time begins with the handshake");

            _admission.Work(1200);

            Assert.IsTrue(candidate.IsClosed);
            Assert.AreEqual(1, _statistics.HandshakesLate);
            Assert.AreEqual(0, _admission.Count);
        }

        [TestMethod]
        public void Work_HandshakeFails_FreesThePlaceAndServesTheNext()
        {
            FakeCandidate failing = Add("a", _hello, 255);
            FakeCandidate good = Add("b", _hello, 255);
            failing.Fails = true;
            failing.EndsHandshake = true;
            good.EndsHandshake = true;

            Assert.AreSame(good.Transport, _admission.Work(0) ?? _admission.Work(1));

            Assert.AreEqual(1, _statistics.HandshakesFailed);
            Assert.AreEqual(0, _admission.Count);
        }

        [TestMethod]
        public void Work_ManyAreReady_BeginsOneHandshakeALook()
        {
            // On a device a handshake stops everything; the connections there are have a turn in between.
            FakeCandidate[] all = { Add("a", _hello, 255), Add("b", _hello, 255), Add("c", _hello, 255) };
            for (int looks = 1; looks <= 3; looks++)
            {
                _admission.Work(looks);
                Assert.AreEqual(looks, all.Sum(c => c.Handshakes));
            }
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void Work_OneThatIsAlwaysReady_DoesNotKeepTheOthersWaiting(bool fails)
        {
            // It takes the first place again and again, as a peer that connects as soon as it was served or refused.
            FakeCandidate busy = Add("a", _hello, 255);
            FakeCandidate other = Add("b", _hello, 255);
            for (int i = 0; i < 4 && other.Handshakes == 0; i++)
            {
                busy.Fails = fails;
                busy.EndsHandshake = true;
                _admission.Work(i);
                busy = Add("a", _hello, 255);
            }

            Assert.AreEqual(1, other.Handshakes);
        }

        [TestMethod]
        public void Add_OneMoreOfAnAddress_IsClosedAtOnce()
        {
            FakeCandidate first = Add("a", _hello, 0);
            FakeCandidate second = Add("a", _hello, 0);
            FakeCandidate third = Add("a", _hello, 0);
            FakeCandidate other = Add("b", _hello, 0);

            Assert.IsTrue(third.IsClosed);
            Assert.IsFalse(first.IsClosed || second.IsClosed || other.IsClosed);
            Assert.AreEqual(1, _statistics.TooManyOfAddress);
            Assert.AreEqual(3, _admission.Count);
        }

        [TestMethod]
        public void Add_OneInHandshake_CountsForItsAddress()
        {
            Add("a", _hello, 255);
            _admission.Work(0);
            Add("a", _hello, 0);

            Assert.IsTrue(Add("a", _hello, 0).IsClosed);
        }

        [TestMethod]
        public void HasRoom_MaxPendingOfManyAddresses_UntilTheFirstDeadline()
        {
            for (int i = 0; i < 4; i++)
            {
                Assert.IsTrue(_admission.HasRoom);
                Add(i.ToString(System.Globalization.CultureInfo.InvariantCulture), System.Array.Empty<byte>(), 0);
            }

            Assert.IsFalse(_admission.HasRoom);
            _admission.Work(300);
            Assert.IsTrue(_admission.HasRoom);
            Assert.AreEqual(4, _statistics.Silent);
        }

        [TestMethod]
        public void Close_WithSomeOnTheirWay_EndsThemAll()
        {
            FakeCandidate silent = Add("a", _hello, 0);
            FakeCandidate inHandshake = Add("b", _hello, 255);
            _admission.Work(0);

            _admission.Close();

            Assert.IsTrue(silent.IsClosed && inHandshake.IsClosed);
            Assert.AreEqual(0, _admission.Count);
        }

        private FakeCandidate Add(string address, byte[] arrived, int more)
        {
            FakeCandidate candidate = new FakeCandidate(address) { Arrived = arrived, More = more };
            _admission.Add(candidate, 0);
            return candidate;
        }
    }
}
