using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Access;

namespace Nanowire.Tests.Access
{
    /// <summary>How much one address may have, with a clock that the test moves.</summary>
    [TestClass]
    public sealed class AddressLimitsTests
    {
        private const int PolicyViolation = 1008;

        [TestMethod]
        public void Connections_OneMoreThanAllowed_Is429WithoutASlot()
        {
            AccessHost host = Start(new AddressLimits { MaxConnections = 3 });
            List<WirePeer> open = new List<WirePeer>();
            for (int i = 0; i < 3; i++)
            {
                open.Add(host.Open("10.0.0.1", AccessHost.Upgrade("")));
            }

            string head = host.Ask("10.0.0.1", AccessHost.Upgrade(""));
            StringAssert.StartsWith(head, "HTTP/1.1 429 Too Many Requests\r\n");
            HttpContentTests.AssertHeader(head, "Retry-After", "1");
            Assert.AreEqual(1, host.Guard.GetCount(RefusalReason.Connections));
            Assert.AreEqual(1, host.Host.Server.Statistics.GetRefused(429));
            Assert.AreEqual(101, host.Status("10.0.0.2", AccessHost.Upgrade("")));

            open[1].Transport.Close();
            host.Host.Settle();
            open.Add(host.Open("10.0.0.1", AccessHost.Upgrade("")));
            Assert.AreEqual(429, host.Status("10.0.0.1", AccessHost.Upgrade("")));
        }

        [TestMethod]
        public void Connections_ThatSayNothing_CountAndOneAddressCannotTakeAllSlots()
        {
            AccessHost host = Start(new AddressLimits { MaxConnections = 2 });
            for (int i = 0; i < 50; i++)
            {
                host.Connect("10.0.0.1", null);
            }

            Assert.AreEqual(48, host.Guard.GetCount(RefusalReason.Connections));
            Assert.AreEqual(101, host.Status("10.0.0.2", AccessHost.Upgrade("")));
        }

        [TestMethod]
        public void Connections_AMinute_AreATokenBucketOfAMinute()
        {
            AccessHost host = Start(new AddressLimits { ConnectionsPerMinute = 6 });
            for (int i = 0; i < 6; i++)
            {
                Assert.AreEqual(200, host.Status("10.0.0.1", AccessHost.Get("")));
            }

            AssertRate(host, "10");
            host.Clock.NowMs += 9999;
            AssertRate(host, "1");
            host.Clock.NowMs++;
            Assert.AreEqual(200, host.Status("10.0.0.1", AccessHost.Get("")));
            AssertRate(host, "10");
            Assert.AreEqual(200, host.Status("10.0.0.2", AccessHost.Get("")));

            // However long it is quiet, no more than a minute's come at once.
            host.Clock.NowMs += long.MaxValue / 4;
            for (int i = 0; i < 6; i++)
            {
                Assert.AreEqual(200, host.Status("10.0.0.1", AccessHost.Get("")));
            }

            AssertRate(host, "10");
        }

        [TestMethod]
        public void Clock_ThatGoesBack_GivesNothingAndTakesNothing()
        {
            AccessHost host = Start(new AddressLimits { ConnectionsPerMinute = 2 });
            Assert.AreEqual(200, host.Status("10.0.0.1", AccessHost.Get("")));
            host.Clock.NowMs -= 500000;
            Assert.AreEqual(200, host.Status("10.0.0.1", AccessHost.Get("")));
            Assert.AreEqual(429, host.Status("10.0.0.1", AccessHost.Get("")));
            host.Clock.NowMs += 30000;
            Assert.AreEqual(200, host.Status("10.0.0.1", AccessHost.Get("")));
        }

        [TestMethod]
        [DataRow(WebSocketCloseStatus.PolicyViolation)]
        [DataRow(WebSocketCloseStatus.TryAgainLater)]
        public void Messages_MoreThanASecondsWorthTimesBurst_CloseTheConnection(WebSocketCloseStatus status)
        {
            AccessHost host = Start(new AddressLimits { MessagesPerSecond = 5, BurstSeconds = 2, CloseStatus = status });
            host.Host.Echo();
            WirePeer peer = host.Open("10.0.0.1", AccessHost.Upgrade(""));
            for (int i = 0; i < 10; i++)
            {
                Echo(host, peer);
            }

            host.Clock.NowMs += 200;
            Echo(host, peer);
            host.Clock.NowMs += 199;
            peer.Send(WirePeer.TextFrame("one too many"));
            Assert.IsTrue(host.Host.ReadFrame(peer));
            Assert.AreEqual(WirePeer.Close, peer.Opcode);
            Assert.AreEqual((int)status, peer.CloseStatus);
            Assert.AreEqual(11, host.Host.Server.Statistics.MessagesReceived);
            Assert.AreEqual(1, host.Guard.GetCount(RefusalReason.MessageRate));
            Assert.IsTrue(host.Host.ReadEnd(peer));
            Assert.AreEqual(status, host.Host.ClosedSocket.CloseStatus);
        }

        [TestMethod]
        public void Messages_InOneSegment_AreCountedOneByOne()
        {
            AccessHost host = Start(new AddressLimits { MessagesPerSecond = 3, BurstSeconds = 1 });
            host.Host.Echo();
            WirePeer peer = host.Open("10.0.0.1", AccessHost.Upgrade(""));
            byte[] all = new byte[0];
            for (int i = 0; i < 5; i++)
            {
                all = WirePeer.Join(all, WirePeer.TextFrame("m" + i));
            }

            peer.Send(all);
            for (int i = 0; i < 3; i++)
            {
                Assert.IsTrue(host.Host.ReadFrame(peer));
                Assert.AreEqual("m" + i, peer.PayloadText);
            }

            Assert.IsTrue(host.Host.ReadFrame(peer));
            Assert.AreEqual(PolicyViolation, peer.CloseStatus);
            Assert.AreEqual(3, host.Host.Server.Statistics.MessagesReceived);
        }

        [TestMethod]
        public void Messages_OfTwoConnectionsOfAnAddress_ShareTheLimit()
        {
            AccessHost host = Start(new AddressLimits { MessagesPerSecond = 4, BurstSeconds = 1 });
            host.Host.Echo();
            WirePeer a = host.Open("10.0.0.1", AccessHost.Upgrade(""));
            WirePeer b = host.Open("10.0.0.1", AccessHost.Upgrade(""));
            WirePeer other = host.Open("10.0.0.2", AccessHost.Upgrade(""));
            Echo(host, a);
            Echo(host, b);
            Echo(host, a);
            Echo(host, b);
            a.Send(WirePeer.TextFrame("x"));
            Assert.IsTrue(host.Host.ReadFrame(a));
            Assert.AreEqual(PolicyViolation, a.CloseStatus);
            for (int i = 0; i < 4; i++)
            {
                Echo(host, other);
            }
        }

        [TestMethod]
        public void Bytes_OfPingsAndEmptyFragments_CountToo()
        {
            foreach (int opcode in new[] { WirePeer.Ping, WirePeer.Text })
            {
                AccessHost host = Start(new AddressLimits { BytesPerSecond = 60, BurstSeconds = 1 });
                WirePeer peer = host.Open("10.0.0.1", AccessHost.Upgrade(""));
                for (int i = 0; i < 10; i++)
                {
                    // 6 bytes each: header and mask.
                    peer.Send(WirePeer.Frame(i > 0 && opcode == WirePeer.Text ? WirePeer.Continuation : opcode, opcode == WirePeer.Ping, new byte[0], 0, 0));
                    host.Host.Settle();
                    Assert.AreEqual(WebSocketState.Open, host.Host.Socket.State, "frame " + i);
                }

                peer.Send(WirePeer.Frame(opcode == WirePeer.Text ? WirePeer.Continuation : opcode, opcode == WirePeer.Ping, new byte[0], 0, 0));
                Assert.IsTrue(host.Host.ReadEnd(peer));
                Assert.AreEqual(WebSocketCloseStatus.PolicyViolation, host.Host.ClosedSocket.CloseStatus);
                Assert.AreEqual(1, host.Guard.GetCount(RefusalReason.ByteRate));
            }
        }

        [TestMethod]
        public void Bytes_OfAPieceLargerThanTheBucket_AreADebt()
        {
            AccessHost host = Start(new AddressLimits { BytesPerSecond = 100, BurstSeconds = 1 });
            host.Host.Echo();
            WirePeer peer = host.Open("10.0.0.1", AccessHost.Upgrade(""));
            byte[] message = WirePeer.Frame(WirePeer.Binary, true, new byte[242], 0, 242);
            Assert.AreEqual(250, message.Length);
            peer.Send(message);
            Assert.IsTrue(host.Host.ReadFrame(peer));
            Assert.AreEqual(WirePeer.Binary, peer.Opcode);

            // 150 are owed, and the next has 6 + 1.
            host.Clock.NowMs += 1570;
            Echo(host, peer);
            host.Clock.NowMs += 69;
            peer.Send(WirePeer.TextFrame("x"));
            Assert.IsTrue(host.Host.ReadFrame(peer));
            Assert.AreEqual(PolicyViolation, peer.CloseStatus);
        }

        [TestMethod]
        public void Bytes_InLessThanTheyMayHave_AreNeverTooMany()
        {
            AccessHost host = Start(new AddressLimits());
            host.Host.Echo();
            WirePeer peer = host.Open("10.0.0.1", AccessHost.Upgrade(""));
            for (int i = 0; i < 500; i++)
            {
                host.Clock.NowMs += 1000 / AddressLimits.DefaultMessagesPerSecond;
                Echo(host, peer);
            }
        }

        [TestMethod]
        public void Limits_BehindAProxy_AreThoseOfTheClient()
        {
            AccessHost host = new AccessHost(new AccessGuardOptions
            {
                Proxies = new TrustedProxies("10.0.0.1"),
                Limits = new AddressLimits { MaxConnections = 2, ConnectionsPerMinute = 4 },
            });
            WirePeer[] open = new WirePeer[2];
            for (int i = 0; i < 2; i++)
            {
                open[i] = host.Open("10.0.0.1", AccessHost.Upgrade("X-Forwarded-For: 203.0.113.9\r\n"));
            }

            // What the client adds in front does not make it another.
            Assert.AreEqual(429, host.Status("10.0.0.1", AccessHost.Upgrade("X-Forwarded-For: 8.8.8.8, 203.0.113.9\r\n")));
            Assert.AreEqual(1, host.Guard.GetCount(RefusalReason.Connections));
            Assert.AreEqual(429, host.Status("203.0.113.9", AccessHost.Upgrade("")));
            Assert.AreEqual(101, host.Status("10.0.0.1", AccessHost.Upgrade("X-Forwarded-For: 203.0.113.10\r\n")));
            open[0].Transport.Close();
            open[1].Transport.Close();
            host.Host.Settle();

            // Two were opened; those refused for their number came before this limit.
            Assert.AreEqual(101, host.Status("10.0.0.1", AccessHost.Upgrade("X-Forwarded-For: 203.0.113.9\r\n")));
            Assert.AreEqual(101, host.Status("10.0.0.1", AccessHost.Upgrade("X-Forwarded-For: 203.0.113.9\r\n")));
            string head = host.Ask("10.0.0.1", AccessHost.Upgrade("X-Forwarded-For: 203.0.113.9\r\n"));
            StringAssert.StartsWith(head, "HTTP/1.1 429 ");
            HttpContentTests.AssertHeader(head, "Retry-After", "15");
            Assert.AreEqual(101, host.Status("10.0.0.1", AccessHost.Upgrade("X-Forwarded-For: 203.0.113.10\r\n")));
        }

        [TestMethod]
        public void Limits_OfAProxyItself_AreNotUsedUpByItsClients()
        {
            AccessHost host = new AccessHost(new AccessGuardOptions
            {
                Proxies = new TrustedProxies("10.0.0.1"),
                Limits = new AddressLimits { MaxConnections = 2 },
                MaxAddresses = 4,
            });
            List<WirePeer> open = new List<WirePeer>();
            for (int i = 0; i < 4; i++)
            {
                open.Add(host.Open("10.0.0.1", AccessHost.Upgrade("X-Forwarded-For: 203.0.113." + (i / 2) + "\r\n")));
            }

            // Those of its own that it speaks for nobody in are.
            open.Add(host.Open("10.0.0.1", AccessHost.Upgrade("")));
            open.Add(host.Open("10.0.0.1", AccessHost.Upgrade("")));
            Assert.AreEqual(429, host.Status("10.0.0.1", AccessHost.Upgrade("")));
            foreach (WirePeer peer in open)
            {
                peer.Transport.Close();
            }

            host.Host.Settle();

            // Nothing is left of them: every place can be taken by another.
            for (int i = 0; i < 4; i++)
            {
                host.Open("10.1.0." + i, AccessHost.Upgrade(""));
            }

            Assert.AreEqual(503, host.Status("10.1.0.9", AccessHost.Upgrade("")));
        }

        [TestMethod]
        [DataRow("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", 429)]
        [DataRow("2001:db8:1:2::1", "2001:db8:1:3::1", 101)]
        [DataRow("10.0.0.1", "::ffff:10.0.0.1", 429)]
        [DataRow("10.0.0.1", "10.0.0.0", 101)]
        [DataRow("nonsense", "other nonsense", 429)]
        public void Address_WhatCountsAsOne_SharesItsLimits(string first, string second, int status)
        {
            AccessHost host = Start(new AddressLimits { MaxConnections = 1 });
            host.Open(first, AccessHost.Upgrade(""));
            Assert.AreEqual(status, host.Status(second, AccessHost.Upgrade("")));
        }

        [TestMethod]
        public void Table_Full_ForgetsTheAddressSeenLongestAgo()
        {
            AccessHost host = new AccessHost(new AccessGuardOptions
            {
                MaxAddresses = 3,
                Limits = new AddressLimits { ConnectionsPerMinute = 1 },
                Authenticators = new Authenticator[] { new BearerAuthenticator("Home", "good", null) },
                Delay = new FailureDelay { FreeFailures = 0 },
                IsContentPublic = true,
            });

            // The first has to wait, so it is kept although it was here first.
            Assert.AreEqual(401, host.Status("10.0.0.1", AccessHost.Upgrade("Authorization: Bearer bad\r\n")));
            Assert.AreEqual(200, host.Status("10.0.0.2", AccessHost.Get("")));
            Assert.AreEqual(200, host.Status("10.0.0.3", AccessHost.Get("")));
            Assert.AreEqual(429, host.Status("10.0.0.3", AccessHost.Get("")));
            Assert.AreEqual(0, host.Guard.AddressesEvicted);
            host.Clock.NowMs++;
            Assert.AreEqual(429, host.Status("10.0.0.2", AccessHost.Get("")));
            Assert.AreEqual(200, host.Status("10.0.0.4", AccessHost.Get("")));
            Assert.AreEqual(1, host.Guard.AddressesEvicted);
            Assert.AreEqual(429, host.Status("10.0.0.2", AccessHost.Get("")));
            Assert.AreEqual(429, host.Status("10.0.0.1", AccessHost.Get("")));
            Assert.AreEqual(200, host.Status("10.0.0.3", AccessHost.Get("")));
        }

        [TestMethod]
        public void Table_FullOfConnections_Refuses503AndForgetsNone()
        {
            AccessHost host = new AccessHost(new AccessGuardOptions { MaxAddresses = 2 });
            WirePeer first = host.Open("10.0.0.1", AccessHost.Upgrade(""));
            host.Open("10.0.0.2", AccessHost.Upgrade(""));
            string head = host.Ask("10.0.0.3", AccessHost.Get(""));
            StringAssert.StartsWith(head, "HTTP/1.1 503 Service Unavailable\r\n");
            HttpContentTests.AssertHeader(head, "Retry-After", "1");
            Assert.AreEqual(1, host.Guard.GetCount(RefusalReason.Table));
            Assert.AreEqual(200, host.Status("10.0.0.2", AccessHost.Get("")));
            first.Transport.Close();
            host.Host.Settle();
            Assert.AreEqual(200, host.Status("10.0.0.3", AccessHost.Get("")));
        }

        [TestMethod]
        public void Limits_OfZero_AreNone()
        {
            AccessHost host = Start(new AddressLimits { MaxConnections = 0, ConnectionsPerMinute = 0, MessagesPerSecond = 0, BytesPerSecond = 0 });
            host.Host.Echo();
            WirePeer peer = host.Open("10.0.0.1", AccessHost.Upgrade(""));
            for (int i = 0; i < 1000; i++)
            {
                Echo(host, peer);
            }

            for (int i = 0; i < 200; i++)
            {
                Assert.AreEqual(200, host.Status("10.0.0.1", AccessHost.Get("")));
            }
        }

        [TestMethod]
        public void Options_OutOfRange_AreRefusedWithTheNumber()
        {
            AssertRefused(new AddressLimits { MaxConnections = -1 }, "MaxConnections is -1");
            AssertRefused(new AddressLimits { ConnectionsPerMinute = -1 }, "ConnectionsPerMinute is -1");
            AssertRefused(new AddressLimits { MessagesPerSecond = -1 }, "MessagesPerSecond is -1");
            AssertRefused(new AddressLimits { BytesPerSecond = -1 }, "BytesPerSecond is -1");
            AssertRefused(new AddressLimits { BytesPerSecond = (int.MaxValue / 4) + 1 }, "BytesPerSecond is 536870912, not 0 to 536870911");
            AssertRefused(new AddressLimits { BurstSeconds = 0 }, "BurstSeconds is 0");
            AssertRefused(new AddressLimits { BurstSeconds = 61 }, "BurstSeconds is 61, not 1 to 60");
            AssertRefused(new AddressLimits { CloseStatus = WebSocketCloseStatus.NormalClosure }, "CloseStatus is 1000");
            foreach (int count in new[] { 0, 4097 })
            {
                ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => new AccessGuard(new AccessGuardOptions { MaxAddresses = count }));
                StringAssert.Contains(e.Message, "MaxAddresses is " + count, StringComparison.Ordinal);
            }

            GC.KeepAlive(new AccessGuard(new AccessGuardOptions { MaxAddresses = 1, Limits = new AddressLimits { BurstSeconds = 60 } }));
            Assert.ThrowsExactly<ArgumentNullException>(() => new AccessGuard(null));
        }

        private static void AssertRefused(AddressLimits limits, string message)
        {
            ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => new AccessGuard(new AccessGuardOptions { Limits = limits }));
            StringAssert.Contains(e.Message, message, StringComparison.Ordinal);
        }

        private static AccessHost Start(AddressLimits limits)
        {
            return new AccessHost(new AccessGuardOptions { Limits = limits });
        }

        private static void Echo(AccessHost host, WirePeer peer)
        {
            peer.Send(WirePeer.TextFrame("x"));
            Assert.IsTrue(host.Host.ReadFrame(peer));
            Assert.AreEqual(WirePeer.Text, peer.Opcode);
        }

        private static void AssertRate(AccessHost host, string retryAfter)
        {
            string head = host.Ask("10.0.0.1", AccessHost.Get(""));
            StringAssert.StartsWith(head, "HTTP/1.1 429 Too Many Requests\r\n");
            HttpContentTests.AssertHeader(head, "Retry-After", retryAfter);
        }
    }
}
