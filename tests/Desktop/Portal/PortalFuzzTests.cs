using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Portal;

namespace Nanowire.Tests.Portal
{
    /// <summary>Whatever comes: no exception, nothing allocated, and never more than the pool is leased.</summary>
    [TestClass]
    public sealed class PortalFuzzTests
    {
        [TestMethod]
        public void Messages_AtRandom_AllocateNothingAndBreakNothing()
        {
            Random random = new Random(FreshSeed.Value);
            byte[][] inputs = Enumerable.Range(0, 20000).Select(i => Mutate(Create(random), random)).ToArray();
            PortalOptions options = new PortalOptions();
            PortalStatistics statistics = new PortalStatistics();
            DhcpServer dhcp = new DhcpServer(options, statistics);
            CaptiveDns dns = new CaptiveDns(options, statistics);
            byte[] output = new byte[DhcpServer.MessageSize];
            long now = 0;
            bool isBounded = true;

            long Run()
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                foreach (byte[] input in inputs)
                {
                    now += 100;
                    isBounded &= dhcp.Receive(input, input.Length, output, now) <= output.Length && dhcp.GetLeaseCount(now) <= options.MaxLeases;
                    isBounded &= dns.Receive(input, input.Length, output) <= CaptiveDns.MessageSize;
                }

                return GC.GetAllocatedBytesForCurrentThread() - before;
            }

            Run();
            Assert.AreEqual(0L, Math.Min(Run(), Run()));
            Assert.IsTrue(isBounded);
            Assert.IsTrue(statistics.Offers > 500 && statistics.Grants > 500 && statistics.Refusals > 500 && statistics.PoolExhausted > 0);
            Assert.IsTrue(statistics.DnsReceived - statistics.DnsIgnored > 500);
        }

        private static byte[] Create(Random random)
        {
            if (random.Next(4) == 0)
            {
                return Hex.Parse("ABCD 0100 0001 0000 0000 0000 06 676F6F676C65 03 636F6D 00 0001 0001");
            }

            string address = random.Next(3) == 0 ? null : "192.168.4." + random.Next(98, 110);
            string server = random.Next(2) == 0 ? null : "192.168.4." + random.Next(1, 3);
            return DhcpFixture.Create(random.Next(1, 9), random.Next(12), address, server, random.Next(3) == 0 ? address : null);
        }

        private static byte[] Mutate(byte[] bytes, Random random)
        {
            for (int n = random.Next(3); n > 0; n--)
            {
                int at = random.Next(bytes.Length);
                switch (random.Next(3))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes[at] ^= (byte)(1 << random.Next(8));
                        break;
                    default:
                        bytes = bytes.Take(at + 1).ToArray();
                        break;
                }
            }

            return bytes;
        }
    }
}
