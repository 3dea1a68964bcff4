using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Browser;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Access;

namespace Nanowire.Interop.Access
{
    /// <summary>
    /// What a real browser's pages can reach. A page of another origin opens a WebSocket with the visitor's credentials (CWE-1385,
    /// cross-site WebSocket hijacking; GHSA-vg6x-rcgg-rjx6 of Vite); a page whose own name resolves to the device does (DNS
    /// rebinding; CVE-2018-5702 of Transmission, GHSA-w48q-cv73-mx4w of the MCP SDK).
    /// </summary>
    [TestClass]
    public sealed class BrowserAccessTests
    {
        private const string Open =
            """
            ([url, protocols]) => new Promise((resolve) => {
              const socket = new WebSocket(url, protocols);
              socket.onmessage = (event) => { resolve(event.data + " " + socket.protocol); socket.close(); };
              socket.onclose = (event) => resolve(`closed with ${event.code}`);
            })
            """;

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Page_OfARebindingName_ReachesNothing()
        {
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);

            // The page comes from the attacker's server, under the attacker's name; any below localhost resolves to this machine.
            int port;
            await using (OtherSite attacker = await OtherSite.StartAsync())
            {
                port = new Uri(attacker.Url).Port;
                IResponse page = await browser.Page.GotoAsync("http://evil.localhost:" + port + "/");
                Assert.AreEqual(200, page.Status);
            }

            // Then the same name and port are the device's, as after rebinding: Origin and Host of the page's requests agree.
            using GuardedServer server = new GuardedServer(new AccessGuardOptions { Hosts = new HostPolicy("localhost") }, port);
            Assert.AreEqual("closed with 1006", await OpenAsync(browser, "ws://evil.localhost:" + port + "/ws", "nanowire"));
            Assert.AreEqual(1, server.Guard.GetCount(RefusalReason.Host), server.Describe());
            Assert.AreEqual(421, await browser.Page.EvaluateAsync<int>("async () => (await fetch('/status')).status"));

            // Chromium asks again over another connection, as RFC 9110 section 15.5.20 lets it.
            Assert.IsGreaterThanOrEqualTo(2, server.Guard.GetCount(RefusalReason.Host), server.Describe());
            Assert.AreEqual(server.Log.GetCount(ServerEventKind.Refused), server.Guard.GetCount(RefusalReason.Host), server.Describe());
            Assert.AreEqual(0, server.Log.GetCount(ServerEventKind.Opened));

            // The same browser reaches it by its own name.
            await browser.Page.GotoAsync("http://localhost:" + port + "/");
            Assert.AreEqual("hello  nanowire", await OpenAsync(browser, "ws://localhost:" + port + "/ws", "nanowire"), server.Describe());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Page_OfAnotherSite_CannotUseTheVisitorsPassword()
        {
            using GuardedServer server = new GuardedServer(new AccessGuardOptions { Authenticators = [new BasicAuthenticator("Home", "ann", "secret")] });
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            await using OtherSite other = await OtherSite.StartAsync();

            // The visitor has signed in; the page's own WebSocket is let in by the password that the browser keeps.
            await browser.Page.GotoAsync("http://ann:secret@127.0.0.1:" + server.Port + "/");
            string own = await OpenAsync(browser, "ws://127.0.0.1:" + server.Port + "/ws", "nanowire");
            Assert.AreEqual("hello ann nanowire", own);

            await browser.Page.GotoAsync(other.Url);
            Assert.AreEqual("closed with 1006", await OpenAsync(browser, "ws://127.0.0.1:" + server.Port + "/ws", "nanowire"));
            Assert.AreEqual(1, server.Guard.GetCount(RefusalReason.Origin));
            Assert.AreEqual(1, server.Log.GetCount(ServerEventKind.Opened));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Page_WithATokenAsSubprotocol_IsLetIn()
        {
            using GuardedServer server = new GuardedServer(
                new AccessGuardOptions { IsContentPublic = true, Authenticators = [new SubProtocolAuthenticator("bearer.", "t0ken", "page")] });
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            await browser.Page.GotoAsync("http://127.0.0.1:" + server.Port + "/");
            string url = "ws://127.0.0.1:" + server.Port + "/ws";
            Assert.AreEqual("closed with 1006", await OpenAsync(browser, url, "nanowire"));
            Assert.AreEqual("closed with 1006", await OpenAsync(browser, url, "nanowire", "bearer.wrong"));
            Assert.AreEqual("hello page nanowire", await OpenAsync(browser, url, "nanowire", "bearer.t0ken"));
            Assert.AreEqual(2, server.Guard.GetCount(RefusalReason.Credentials), server.Describe());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public async Task Page_WithATicket_IsLetInOnce()
        {
            TicketAuthenticator tickets = new TicketAuthenticator(new RandomEntropy(), "ticket", TicketAuthenticator.DefaultMaxTickets, 100000);
            using GuardedServer server = new GuardedServer(new AccessGuardOptions { IsContentPublic = true, Authenticators = [tickets] });
            await using ChromiumPage browser = await ChromiumPage.OpenAsync(false);
            await browser.Page.GotoAsync("http://127.0.0.1:" + server.Port + "/");
            string url = "ws://127.0.0.1:" + server.Port + "/ws";
            string ticket = tickets.Issue("visitor", Environment.TickCount64);
            Assert.AreEqual("closed with 1006", await OpenAsync(browser, url, "nanowire"));
            Assert.AreEqual("hello visitor nanowire", await OpenAsync(browser, url + "?ticket=" + ticket, "nanowire"), server.Describe());
            Assert.AreEqual("closed with 1006", await OpenAsync(browser, url + "?ticket=" + ticket, "nanowire"));
            Assert.AreEqual(2, server.Guard.GetCount(RefusalReason.Credentials), server.Describe());
        }

        private static Task<string> OpenAsync(ChromiumPage browser, string url, params string[] protocols)
        {
            return browser.Page.EvaluateAsync<string>(Open, new object[] { url, protocols.ToArray() });
        }
    }
}
