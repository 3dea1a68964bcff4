using System;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>What must hold between this library and any peer, whichever of the two is the server.</summary>
    public abstract class PairTests
    {
        private const int Megabytes16 = 16 * 1024 * 1024;

        private static readonly string[] _none = [];

        private static readonly int[] _sizes = [0, 1, 125, 126, 127, 4000, 4096, 65535, 65536, 100000];

        /// <summary>Whether the peer's application can send a ping of its own, and is told of those that arrive.</summary>
        private protected virtual bool HasPings => true;

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Text_BothWays_ArrivesAsItIs()
        {
            using Pair pair = Open();
            foreach (string text in new[] { "plain", "Grüße, 世界 🌍", string.Empty, "\0 \t \" \\", new string('x', 70000), new string('ö', 40000) })
            {
                pair.Peer.SendText(text);
                Assert.AreEqual(EndEvent.OfText(text), pair.Ours.Next());
                pair.Ours.SendText(text);
                Assert.AreEqual(EndEvent.OfText(text), pair.Peer.Next());
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Binary_BothWays_ArrivesAsItIs()
        {
            using Pair pair = Open();
            foreach (int size in _sizes)
            {
                pair.Peer.SendBinary(size);
                Assert.AreEqual(EndEvent.OfBinary(size), pair.Ours.Next());
                pair.Ours.SendBinary(size);
                Assert.AreEqual(EndEvent.OfBinary(size), pair.Peer.Next());
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Fragments_BothWays_ArriveAsOneMessage()
        {
            using Pair pair = Open();
            string text = "in pieces: ö€🌍 and so on, cut inside characters too";
            foreach (int parts in new[] { 2, 3, 20 })
            {
                pair.Peer.SendText(text, parts);
                Assert.AreEqual(EndEvent.OfText(text), pair.Ours.Next());
                pair.Ours.SendText(text, parts);
                Assert.AreEqual(EndEvent.OfText(text), pair.Peer.Next());
                pair.Peer.SendBinary(50000, parts);
                Assert.AreEqual(EndEvent.OfBinary(50000), pair.Ours.Next());
                pair.Ours.SendBinary(50000, parts);
                Assert.AreEqual(EndEvent.OfBinary(50000), pair.Peer.Next());
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(1)]
        [DataRow(7000)]
        public void Stream_16MegabytesFromPeer_PassThroughASmallBuffer(int parts)
        {
            using Pair pair = Open();
            pair.Peer.SendBinary(Megabytes16, parts);
            Assert.AreEqual(EndEvent.OfBinary(Megabytes16), pair.Ours.Next());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(1)]
        [DataRow(7000)]
        public void Stream_16MegabytesFromUs_PassThroughASmallBuffer(int parts)
        {
            using Pair pair = Open();
            pair.Ours.SendBinary(Megabytes16, parts);
            Assert.AreEqual(EndEvent.OfBinary(Megabytes16), pair.Peer.Next());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Stream_BothWaysAtOnce_NeitherWaitsForTheOther()
        {
            using Pair pair = Open();
            Thread sending = new Thread(() => pair.Peer.SendBinary(Megabytes16, 100));
            sending.Start();
            pair.Ours.SendBinary(Megabytes16, 7000);
            sending.Join();

            Assert.AreEqual(EndEvent.OfBinary(Megabytes16), pair.Ours.Next());
            Assert.AreEqual(EndEvent.OfBinary(Megabytes16), pair.Peer.Next());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Ping_FromPeer_IsAnswered()
        {
            if (HasPings)
            {
                using Pair pair = Open();
                pair.Peer.Ping("are you there?");
                Assert.AreEqual(new EndEvent("pong", null, 0, "are you there?"), pair.Peer.Next());
                pair.Peer.Ping(string.Empty);
                Assert.AreEqual("pong", pair.Peer.Next().Kind);
            }
            else
            {
                // The peer's own keep-alive: unanswered, it would end the connection; answers are all that we send.
                using Pair pair = Open(peerPings: true);
                AwaitPings(pair);
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Ping_FromUs_IsAnswered()
        {
            using Pair pair = Open(wePing: true);
            if (HasPings)
            {
                for (int i = 0; i < 3; i++)
                {
                    Assert.AreEqual(new EndEvent("ping", null, 0, string.Empty), pair.Peer.Next());
                }
            }
            else
            {
                AwaitPings(pair);
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(1000, "")]
        [DataRow(1000, "done")]
        [DataRow(1001, "going away")]
        [DataRow(1011, "Grüße 🌍")]
        [DataRow(3000, "registered")]
        [DataRow(4999, "private")]
        public void Close_FromPeer_BothSeeStatusAndReason(int status, string reason)
        {
            using Pair pair = Open();
            pair.Peer.Close(status, reason);
            Assert.AreEqual(EndEvent.Close(status, reason), pair.Ours.Next());
            Assert.AreEqual(status, NextClose(pair.Peer), GetType().Name);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow(1000, "")]
        [DataRow(1000, "done")]
        [DataRow(1001, "going away")]
        [DataRow(1008, "Grüße 🌍")]
        [DataRow(1012, "restart")]
        [DataRow(3000, "registered")]
        [DataRow(4999, "private")]
        public void Close_FromUs_BothSeeStatusAndReason(int status, string reason)
        {
            using Pair pair = Open();
            pair.Ours.Close(status, reason);
            EndEvent atPeer = pair.Peer.Next();
            Assert.AreEqual(EndEvent.Close(ToldAtPeer(status), reason), atPeer);

            // All of them answer with what they told.
            Assert.AreEqual(ToldAtPeer(status), NextClose(pair.Ours), GetType().Name);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Close_FromUsWithoutStatus_IsSeenAsOneWithoutStatus()
        {
            using Pair pair = Open();
            pair.Ours.Close(1005, null);
            Assert.AreEqual(EndEvent.Close(ToldAtPeer(1005), null), pair.Peer.Next());
            Assert.AreEqual("close", pair.Ours.Next().Kind);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void SubProtocol_SeveralInCommon_ServersFirstChoiceIsAgreedOn()
        {
            // Whoever is the server prefers v2, whoever is the client names v1 first.
            using Pair pair = Connect(["v2", "v1"], ["other", "v1", "v2"], false, false);
            Assert.AreEqual(EndEvent.Open("v2"), pair.Ours.Next());
            Assert.AreEqual(EndEvent.Open("v2"), pair.Peer.Next());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void SubProtocol_NoneOffered_NoneIsAgreedOn()
        {
            using Pair pair = Connect(["v2", "v1"], _none, false, false);
            Assert.AreEqual(EndEvent.Open(string.Empty), pair.Ours.Next());
            Assert.AreEqual(EndEvent.Open(string.Empty), pair.Peer.Next());
        }

        /// <summary>Makes both ends and connects them.</summary>
        /// <param name="server">The subprotocols of the server, whichever end that is.</param>
        /// <param name="client">The subprotocols of the client.</param>
        /// <param name="wePing">Whether our end pings, often.</param>
        /// <param name="peerPings">Whether the peer does, where its application cannot.</param>
        private protected abstract Pair Connect(string[] server, string[] client, bool wePing, bool peerPings);

        /// <summary>The status that the peer's API tells its application when we sent this one: the same, but for what some make of a few.</summary>
        /// <param name="status">The status; 1005 for a Close without one (RFC 6455 section 7.1.5).</param>
        private protected virtual int ToldAtPeer(int status)
        {
            return status;
        }

        internal const int PingIntervalMs = 50;

        private protected static TimeSpan KeepAlive(bool pings)
        {
            return pings ? TimeSpan.FromMilliseconds(PingIntervalMs) : Timeout.InfiniteTimeSpan;
        }

        /// <summary>For the peers that can: .NET's says 1005, which it must not, and Python's 1000.</summary>
        private protected void CloseFromPeerWithoutStatus()
        {
            using Pair pair = Open();
            pair.Peer.Close(0, null);
            Assert.AreEqual(EndEvent.Close(1005, null), pair.Ours.Next());
            Assert.AreEqual(1005, NextClose(pair.Peer), GetType().Name);
        }

        private Pair Open(bool wePing = false, bool peerPings = false)
        {
            Pair pair = Connect(_none, _none, wePing, peerPings);
            Assert.AreEqual(EndEvent.Open(string.Empty), pair.Ours.Next());
            Assert.AreEqual(EndEvent.Open(string.Empty), pair.Peer.Next());
            return pair;
        }

        /// <summary>Neither application sends anything, so all bytes that pass are pings and pongs, of 2 to 14 bytes each.</summary>
        private static void AwaitPings(Pair pair)
        {
            const int Several = 50;
            (long received, long sent) = pair.CountBytes();
            bool HasSeen()
            {
                (long receivedNow, long sentNow) = pair.CountBytes();
                return receivedNow >= received + Several && sentNow >= sent + Several;
            }

            for (int i = 0; i < Patience.Ms / PingIntervalMs && !HasSeen(); i++)
            {
                Thread.Sleep(PingIntervalMs);
            }

            Assert.IsTrue(HasSeen(), pair.CountBytes() + " after " + (received, sent));
            pair.Peer.SendText("still here");
            Assert.AreEqual(EndEvent.OfText("still here"), pair.Ours.Next());
        }

        private static int NextClose(End end)
        {
            EndEvent last = end.Next();
            Assert.AreEqual("close", last.Kind, last.Text);
            return last.Count;
        }
    }
}
