using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Portal;

namespace Nanowire.Interop.Portal
{
    /// <summary>An access point's DHCP and DNS with BusyBox' udhcpc and BIND's dig, in a network of their own.</summary>
    [TestClass]
    public sealed class PortalTests
    {
        // What udhcpc runs: a line with all that it was told.
        private const string Script = "#!/bin/sh\necho \"$1 $ip/$mask router $router dns $dns lease $lease by $serverid\"\n"
            + "[ \"$1\" != bound ] || ip addr add \"$ip/$mask\" dev \"$interface\"\n";

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Client_ThatJoins_GetsAnAddressTwiceAndEveryName()
        {
            string udhcpc = Need.Program("udhcpc", "udhcpc");
            string dig = Need.Dig();
            string script = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "nanowire-udhcpc-" + Environment.ProcessId);
            System.IO.File.WriteAllText(script, Script);
            if (!OperatingSystem.IsWindows())
            {
                System.IO.File.SetUnixFileMode(script, System.IO.UnixFileMode.UserRead | System.IO.UnixFileMode.UserExecute);
            }

            try
            {
                PrivateNetwork.Run("192.168.4.1", network =>
                {
                    using PortalService portal = new PortalService(new PortalOptions());
                    portal.Start(false);
                    string[] join = ["-i", "sta", "-n", "-q", "-f", "-t", "10", "-T", "1", "-s", script, "-O", "114"];
                    const string Bound = "bound 192.168.4.100/24 router 192.168.4.1 dns 192.168.4.1 lease 600 by 192.168.4.1";
                    StringAssert.Contains(Serve(portal, network.StartClient(udhcpc, join)), Bound);

                    // The same client once more, and one that wants the address of before.
                    StringAssert.Contains(Serve(portal, network.StartClient(udhcpc, join)), Bound);
                    StringAssert.Contains(Serve(portal, network.StartClient(udhcpc, [.. join, "-r", "192.168.4.100"])), Bound);
                    Assert.AreEqual(1, portal.Dhcp.GetLeaseCount(Environment.TickCount64));

                    Assert.AreEqual("192.168.4.1", Serve(portal, network.StartClient(dig, ["@192.168.4.1", "+short", "captive.apple.com", "A"])).Trim());
                    Assert.AreEqual("192.168.4.1", Serve(portal, network.StartClient(dig, ["@192.168.4.1", "+short", "+noedns", "a.b.c", "A"])).Trim());
                    string none = Serve(portal, network.StartClient(dig, ["@192.168.4.1", "captive.apple.com", "AAAA"]));
                    StringAssert.Contains(none, "status: NOERROR");
                    StringAssert.Contains(none, "ANSWER: 0");
                    StringAssert.Contains(Serve(portal, network.StartClient(dig, ["@192.168.4.1", "apple.com", "MX"])), "status: REFUSED");
                    Assert.AreEqual(0, portal.Statistics.SendErrors + portal.Statistics.DhcpIgnored + portal.Statistics.DnsIgnored);
                });
            }
            finally
            {
                System.IO.File.Delete(script);
            }
        }

        // Sockets belong to the network of the thread that made them, so the rounds are made here.
        private static string Serve(PortalService portal, ChildProcess client)
        {
            using (client)
            {
                long deadline = Environment.TickCount64 + Patience.Ms;
                while (!client.HasExited && Environment.TickCount64 < deadline)
                {
                    if (!portal.RunOnce(Environment.TickCount64))
                    {
                        Thread.Sleep(2);
                    }
                }

                List<string> lines = client.ReadToEnd();
                return string.Join("\n", lines.Append(client.Errors));
            }
        }
    }
}
