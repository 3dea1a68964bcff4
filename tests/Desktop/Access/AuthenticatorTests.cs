using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Access;

namespace Nanowire.Tests.Access
{
    /// <summary>
    /// Who asks. What the hijacking cases do: a page of another origin opens a WebSocket, and the browser adds the credentials that
    /// it has for the device (CWE-1385; CVE-2019-13209 of Rancher, GHSA-vg6x-rcgg-rjx6 of Vite).
    /// </summary>
    [TestClass]
    public sealed class AuthenticatorTests
    {
        private const string Token = "mF_9.B5f-4.1JqM";

        [TestMethod]
        [DataRow("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n", 101)]
        [DataRow("authorization:bAsIc   QWxhZGRpbjpvcGVuIHNlc2FtZQ== \r\n", 101)]
        [DataRow("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ\r\n", 401)]
        [DataRow("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==x\r\n", 401)]
        [DataRow("Authorization: Basic qWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n", 401)]
        [DataRow("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZR==\r\n", 401)]
        [DataRow("Authorization: Basic QWxhZGRpbjo=\r\n", 401)]
        [DataRow("Authorization: Basic Q\r\n", 401)]
        [DataRow("Authorization: Basic\r\n", 401)]
        [DataRow("Authorization: Basic \r\n", 401)]
        [DataRow("Authorization: BasicQWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n", 401)]
        [DataRow("Authorization: Digest QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n", 401)]
        [DataRow("Authorization:\r\n", 401)]
        [DataRow("", 401)]
        public void Basic_CredentialsOfRfc7617_LetIn(string headers, int status)
        {
            AccessHost host = With(new BasicAuthenticator("Home", "Aladdin", "open sesame"));
            string head = host.Ask("10.0.0.1", AccessHost.Upgrade(headers));
            StringAssert.StartsWith(head, "HTTP/1.1 " + status + " ");
            HttpContentTests.AssertHeader(head, "WWW-Authenticate", status == 401 ? "Basic realm=\"Home\", charset=\"UTF-8\"" : null);
        }

        [TestMethod]
        public void Basic_UserAndPasswordInUtf8_AreCompared()
        {
            AccessHost host = With(new BasicAuthenticator("Home", "test", "123\u00A3"));
            Assert.AreEqual(200, host.Status("10.0.0.1", AccessHost.Get("Authorization: Basic dGVzdDoxMjPCow==\r\n")));
        }

        [TestMethod]
        [DataRow("Authorization: Bearer " + Token + "\r\n", 101, null)]
        [DataRow("Authorization: BEARER " + Token + "\r\n", 101, null)]
        [DataRow("Authorization: Bearer " + Token + "x\r\n", 401, "Bearer realm=\"Home\", error=\"invalid_token\"")]
        [DataRow("Authorization: Bearer mF_9.B5f-4.1Jq\r\n", 401, "Bearer realm=\"Home\", error=\"invalid_token\"")]
        [DataRow("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n", 401, "Bearer realm=\"Home\"")]
        [DataRow("", 401, "Bearer realm=\"Home\"")]
        public void Bearer_TokenOfRfc6750_LetsIn(string headers, int status, string challenge)
        {
            AccessHost host = With(new BearerAuthenticator("Home", Token, "machine"));
            string head = host.Ask("10.0.0.1", AccessHost.Upgrade(headers));
            StringAssert.StartsWith(head, "HTTP/1.1 " + status + " ");
            HttpContentTests.AssertHeader(head, "WWW-Authenticate", challenge);
        }

        [TestMethod]
        [DataRow("nanowire, bearer.s3cr3t", 101)]
        [DataRow("bearer.s3cr3t,nanowire", 101)]
        [DataRow("bearer.wrong, nanowire, bearer.s3cr3t", 101)]
        [DataRow("nanowire, bearer.s3cr3", 403)]
        [DataRow("nanowire, bearer.s3cr3tt", 403)]
        [DataRow("nanowire, bearer.", 403)]
        [DataRow("nanowire, Bearer.s3cr3t", 403)]
        [DataRow("nanowire, s3cr3t", 403)]
        [DataRow("nanowire", 403)]
        public void SubProtocol_Token_LetsInAndIsNeverChosen(string offers, int status)
        {
            WebSocketServerOptions server = new WebSocketServerOptions { Path = "/ws", SubProtocols = new[] { "nanowire" }, MaxConnections = 8 };
            AccessHost host = new AccessHost(Options(new SubProtocolAuthenticator("bearer.", "s3cr3t", "page")), server);
            string head = host.Ask("10.0.0.1", AccessHost.Upgrade("Sec-WebSocket-Protocol: " + offers + "\r\n"));
            StringAssert.StartsWith(head, "HTTP/1.1 " + status + " ");
            HttpContentTests.AssertHeader(head, "Sec-WebSocket-Protocol", status == 101 ? "nanowire" : null);
            HttpContentTests.AssertHeader(head, "WWW-Authenticate", null);
        }

        [TestMethod]
        public void SubProtocol_OffersOfAnEarlierRequest_CountForNothing()
        {
            AccessHost host = With(new SubProtocolAuthenticator("bearer.", "s3cr3t", "page"));
            string offer = "Sec-WebSocket-Protocol: bearer.s3cr3t\r\n";
            Assert.AreEqual(101, host.Status("10.0.0.1", AccessHost.Upgrade(offer)));

            // The same bytes at the same places, in what is no upgrade, and in one that is not in order.
            Assert.AreEqual(403, host.Status("10.0.0.1", AccessHost.Upgrade(offer).Replace("Upgrade: websocket", "Upgrade: websockex", StringComparison.Ordinal).Replace("Sec-WebSocket-Key", "Sec-WebSocket-Kex", StringComparison.Ordinal)));
            Assert.AreEqual(403, host.Status("10.0.0.1", AccessHost.Upgrade(offer).Replace("Version: 13", "Version: 12", StringComparison.Ordinal)));
            Assert.AreEqual(101, host.Status("10.0.0.1", AccessHost.Upgrade(offer)));
        }

        [TestMethod]
        public void Ticket_IsGoodOnceAndForItsTime()
        {
            TicketAuthenticator tickets = new TicketAuthenticator(new CountingEntropy(), "ticket", 8, 1000);
            AccessHost host = With(tickets);
            long nowMs = host.Clock.NowMs;
            string ticket = tickets.Issue("ann", nowMs);
            Assert.AreEqual(TicketAuthenticator.TicketLength, ticket.Length);
            WirePeer peer = host.Open("10.0.0.1", AccessHost.Upgrade("/ws?ticket=" + ticket, "Host: device\r\n"));
            Assert.AreEqual("ann", ((ServerWebSocket)host.Host.Socket).User);
            Assert.AreEqual(403, host.Status("10.0.0.1", AccessHost.Upgrade("/ws?ticket=" + ticket, "Host: device\r\n")));
            peer.Transport.Close();

            string last = tickets.Issue(null, nowMs);
            string late = tickets.Issue(null, nowMs);
            host.Clock.NowMs = nowMs + 1000;
            Assert.AreEqual(101, host.Status("10.0.0.1", AccessHost.Upgrade("/ws?ticket=" + last, "Host: device\r\n")));
            host.Clock.NowMs = nowMs + 1001;
            Assert.AreEqual(403, host.Status("10.0.0.1", AccessHost.Upgrade("/ws?ticket=" + late, "Host: device\r\n")));
        }

        [TestMethod]
        [DataRow("?ticket={0}", 101)]
        [DataRow("?a=b&ticket={0}&c", 101)]
        [DataRow("?ticke=x&tickets=y&ticket={0}", 101)]
        [DataRow("?x&&=&ticket={0}", 101)]
        [DataRow("?ticket={0}x", 403)]
        [DataRow("?ticket=", 403)]
        [DataRow("?ticket", 403)]
        [DataRow("?ticket=x&ticket={0}", 403)]
        [DataRow("?Ticket={0}", 403)]
        [DataRow("?{0}", 403)]
        [DataRow("", 403)]
        public void Ticket_InTheQuery_IsFoundByItsName(string query, int status)
        {
            TicketAuthenticator tickets = new TicketAuthenticator(new CountingEntropy(), "ticket", 1, 1000);
            AccessHost host = With(tickets);
            string target = "/ws" + query.Replace("{0}", tickets.Issue("ann", host.Clock.NowMs), StringComparison.Ordinal);
            Assert.AreEqual(status, host.Status("10.0.0.1", AccessHost.Upgrade(target, "Host: device\r\n")));
        }

        [TestMethod]
        public void Ticket_OneMoreThanPlaces_TakesThatOfTheOldest()
        {
            TicketAuthenticator tickets = new TicketAuthenticator(new CountingEntropy(), "ticket", 3, 100000);
            AccessHost host = With(tickets);
            List<string> issued = new List<string>();
            for (int i = 0; i < 4; i++)
            {
                issued.Add(tickets.Issue(null, host.Clock.NowMs + i));
            }

            Assert.AreEqual(4, new HashSet<string>(issued).Count);
            for (int i = 0; i < 4; i++)
            {
                Assert.AreEqual(i == 0 ? 403 : 101, host.Status("10.0.0." + i, AccessHost.Upgrade("/ws?ticket=" + issued[i], "Host: device\r\n")), "ticket " + i);
            }
        }

        [TestMethod]
        public void Several_OneThatAccepts_SufficesAndAllChallengesAreNamed()
        {
            AccessHost host = With(
                new BasicAuthenticator("Home", "Aladdin", "open sesame"),
                new BearerAuthenticator("Home", Token, "machine"),
                new TicketAuthenticator(new CountingEntropy(), "ticket", 1, 1000));
            string head = host.Ask("10.0.0.1", AccessHost.Get(""));
            StringAssert.StartsWith(head, "HTTP/1.1 401 Unauthorized\r\n");
            StringAssert.Contains(head, "\r\nWWW-Authenticate: Basic realm=\"Home\", charset=\"UTF-8\"\r\nWWW-Authenticate: Bearer realm=\"Home\"\r\n");
            HttpContentTests.AssertHeader(head, "Connection", "close");
            HttpContentTests.AssertHeader(head, "Content-Length", "13");
            WirePeer peer = host.Open("10.0.0.1", AccessHost.Upgrade("Authorization: Bearer " + Token + "\r\n"));
            ServerWebSocket socket = (ServerWebSocket)host.Host.Socket;
            Assert.AreEqual("machine", socket.User);
            Assert.AreEqual(200, host.Status("10.0.0.1", AccessHost.Get("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n")));
            Assert.AreEqual("machine", socket.User);
            peer.Transport.Close();
            host.Host.Settle();
            Assert.IsNull(socket.User);
            Assert.AreEqual("", socket.RemoteAddress);
        }

        [TestMethod]
        public void Content_MadePublic_IsServedWithoutAndTheSocketIsNot()
        {
            AccessGuardOptions options = Options(new BasicAuthenticator("Home", "Aladdin", "open sesame"));
            options.IsContentPublic = true;
            AccessHost host = new AccessHost(options);
            Assert.AreEqual(200, host.Status("10.0.0.1", AccessHost.Get("")));
            Assert.AreEqual(401, host.Status("10.0.0.1", AccessHost.Upgrade("")));

            // Nor by a request that only half wants to be an upgrade.
            Assert.AreEqual(401, host.Status("10.0.0.1", AccessHost.Get("Upgrade: websocket\r\n")));
            Assert.AreEqual(401, host.Status("10.0.0.1", AccessHost.Get("Sec-WebSocket-Key: x\r\n")));
        }

        [TestMethod]
        public void Paths_WithoutCredentials_AreNotTold()
        {
            AccessHost host = With(new BasicAuthenticator("Home", "Aladdin", "open sesame"));
            foreach (string request in new[] { "GET /nothing", "GET /page", "HEAD /page", "POST /page", "OPTIONS *" })
            {
                Assert.AreEqual(401, host.Status("10.0.0.1", request + " HTTP/1.1\r\nHost: device\r\n\r\n"), request);
            }

            Assert.AreEqual(401, host.Status("10.0.0.1", AccessHost.Upgrade("/nothing", "Host: device\r\n")));
            Assert.AreEqual(400, host.Status("10.0.0.1", "GET /page HTTP/1.1\r\n\r\n"));
        }

        [TestMethod]
        public void Origin_OfAnotherSite_Is403WithGoodCredentialsAndCostsNoAttempt()
        {
            AccessHost host = With(new BasicAuthenticator("Home", "Aladdin", "open sesame"));
            string good = "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n";
            string evil = "Origin: http://evil.example\r\n";
            Assert.AreEqual(403, host.Status("10.0.0.1", AccessHost.Upgrade(evil + good)));
            for (int i = 0; i < 20; i++)
            {
                Assert.AreEqual(403, host.Status("10.0.0.1", AccessHost.Upgrade(evil + "Authorization: Basic QQ==\r\n")));
            }

            Assert.AreEqual(101, host.Status("10.0.0.1", AccessHost.Upgrade("Origin: http://device\r\n" + good)));
            Assert.AreEqual(21, host.Guard.GetCount(RefusalReason.Origin));
            Assert.AreEqual(0, host.Guard.GetCount(RefusalReason.Credentials));
        }

        [TestMethod]
        public void Authenticator_OfTheApplication_MayForbidOrThrow()
        {
            AccessHost host = With(new OwnAuthenticator());
            Assert.AreEqual(403, host.Status("10.0.0.1", AccessHost.Get("Authorization: Own forbidden\r\n")));
            Assert.AreEqual(1, host.Guard.GetCount(RefusalReason.Permission));
            string head = host.Ask("10.0.0.1", AccessHost.Get("Authorization: Own throw\r\n"));
            StringAssert.StartsWith(head, "HTTP/1.1 500 Internal Server Error\r\n");
            Assert.AreEqual(1, host.Host.Server.Statistics.HandlerErrors);
            Assert.AreEqual(1, host.Host.Server.Statistics.GetRefused(500));
            Assert.AreEqual(200, host.Status("10.0.0.1", AccessHost.Get("Authorization: Own good\r\n")));
        }

        [TestMethod]
        public void Constructors_WhatCannotBeSent_IsRefused()
        {
            Expect.Throws(typeof(ArgumentNullException), () => GC.KeepAlive(new BasicAuthenticator(null, "a", "b")));
            Expect.Throws(typeof(ArgumentNullException), () => GC.KeepAlive(new BasicAuthenticator("a", null, "b")));
            Expect.Throws(typeof(ArgumentNullException), () => GC.KeepAlive(new BasicAuthenticator("a", "b", null)));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new BasicAuthenticator("a\"", "b", "c")));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new BasicAuthenticator("a\r\nb", "b", "c")));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new BasicAuthenticator("a", "b:", "c")));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new BasicAuthenticator("a", "b", "")));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new BasicAuthenticator("a", "b", "c\n")));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new BearerAuthenticator("a", "", "c")));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new BearerAuthenticator("a", "a b", "c")));
            Expect.Throws(typeof(ArgumentNullException), () => GC.KeepAlive(new BearerAuthenticator("a", null, "c")));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new SubProtocolAuthenticator("", "a", "c")));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new SubProtocolAuthenticator("a", "b=", "c")));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new SubProtocolAuthenticator("a", null, "c")));
            Expect.Throws(typeof(ArgumentNullException), () => GC.KeepAlive(new TicketAuthenticator(null, "t", 1, 1)));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new TicketAuthenticator(new CountingEntropy(), "", 1, 1)));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new TicketAuthenticator(new CountingEntropy(), "t", 0, 1)));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new TicketAuthenticator(new CountingEntropy(), "t", 257, 1)));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new TicketAuthenticator(new CountingEntropy(), "t", 1, 0)));
            GC.KeepAlive(new TicketAuthenticator(new CountingEntropy(), "t", 256, 1));
            Expect.Throws(typeof(ArgumentException), () => GC.KeepAlive(new AccessGuard(new AccessGuardOptions { Authenticators = new Authenticator[1] })));
        }

        [TestMethod]
        public void Refusals_LongestChallenges_FitOrAreLeftToTheServer()
        {
            AccessHost host = With(new BasicAuthenticator(new string('r', 600), "a", "b"));
            string head = host.Ask("10.0.0.1", AccessHost.Get(""));
            StringAssert.StartsWith(head, "HTTP/1.1 401 Unauthorized\r\n");
            Assert.AreEqual(200, host.Status("10.0.0.1", AccessHost.Get("Authorization: Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("a:b")) + "\r\n")));
        }

        private static AccessHost With(params Authenticator[] authenticators)
        {
            return new AccessHost(Options(authenticators));
        }

        private static AccessGuardOptions Options(params Authenticator[] authenticators)
        {
            return new AccessGuardOptions { Authenticators = authenticators, Delay = null };
        }

        private sealed class OwnAuthenticator : Authenticator
        {
            public override Authentication Authenticate(ConnectionRequest request, long nowMs)
            {
                request.Head.TryGet(Nanowire.WebSockets.Protocol.HttpHeader.Authorization, out int offset, out int count);
                string value = Encoding.ASCII.GetString(request.Head.Buffer, offset, count);
                switch (value)
                {
                    case "Own good":
                        return Authentication.Accepted;
                    case "Own forbidden":
                        return Authentication.Forbidden;
                    default:
                        throw new InvalidOperationException("no such user");
                }
            }
        }
    }
}
