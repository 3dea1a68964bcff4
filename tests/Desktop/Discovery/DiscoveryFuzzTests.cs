using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Discovery;

namespace Nanowire.Tests.Discovery
{
    /// <summary>Whatever comes: no exception, nothing allocated, and each message that is sent can be read.</summary>
    [TestClass]
    public sealed class DiscoveryFuzzTests
    {
        private const int Messages = 20000;

        private static readonly string[][] _seeds =
        {
            new[] { "query", "? kitchen.local A", "?u kitchen.local AAAA", "? _http._tcp.local PTR", "= _http._tcp.local PTR 4500 kitchen._http._tcp.local" },
            new[] { "query truncated", "? _services._dns-sd._udp.local PTR", "? kitchen._http._tcp.local ANY" },
            new[] { "query", "?u kitchen.local ANY", "^ kitchen.local A 120 192.168.1.9", "^ kitchen._http._tcp.local SRV 120 0 0 80 b.local", "^ kitchen._http._tcp.local TXT 120 a=b" },
            new[] { "response", "= _nanowire._tcp.local PTR 4500 bath._nanowire._tcp.local", "+ bath._nanowire._tcp.local SRV 120 0 0 81 bath.local", "+ bath.local A 120 10.0.0.3" },
            new[] { "response", "= _nanowire._tcp.local PTR 0 bath._nanowire._tcp.local", "+! bath.local NSEC 120 00" },
        };

        [TestMethod]
        public void Messages_AtRandom_AllocateNothingAndBreakNothing()
        {
            Random random = new Random(FreshSeed.Value);
            byte[][] seeds = _seeds.Select(s => DnsText.Create(s)).Append(Compressed()).ToArray();
            byte[][] inputs = Enumerable.Range(0, Messages).Select(i => Mutate(seeds, random)).ToArray();
            DiscoveryOptions options = new DiscoveryOptions { Name = "kitchen" };
            DiscoveryStatistics statistics = new DiscoveryStatistics();
            MdnsResponder responder = new MdnsResponder(options, statistics);
            responder.AddService("_http._tcp", 80, new[] { "a=b" });
            MdnsBrowser browser = new MdnsBrowser(options, statistics);
            byte[] output = new byte[512];
            byte[] address = { 192, 168, 1, 20 };
            long now = 100000;
            int sent = 0;

            long Run()
            {
                responder.Start(address, now);
                browser.Start(now, 1);
                long before = GC.GetAllocatedBytesForCurrentThread();
                foreach (byte[] input in inputs)
                {
                    now += 50;

                    // A conflict makes a name, which is a string: that the responder starts again takes the fuzz further.
                    if (responder.State == ResponderState.Probing)
                    {
                        for (int i = 0; i < 5; i++)
                        {
                            now += 250;
                            responder.GetMessage(output, now);
                        }
                    }

                    sent += responder.Receive(input, input.Length, (now & 64) == 0 ? 5353 : 1000, output, now) > 0 ? 1 : 0;
                    browser.Receive(input, input.Length, 5353, now);
                    while (responder.GetMessage(output, now) > 0 || browser.GetMessage(output, now) > 0)
                    {
                        sent++;
                    }
                }

                return GC.GetAllocatedBytesForCurrentThread() - before;
            }

            Run();
            Assert.AreEqual(0L, Math.Min(Run(), Run()));
            Assert.IsTrue(sent > 1000, "sent " + sent);
            Assert.IsTrue(statistics.Malformed > 1000 && statistics.Malformed < statistics.Received - 1000, "malformed " + statistics.Malformed);
            Assert.IsTrue(statistics.Conflicts > 0);
        }

        [TestMethod]
        public void Messages_ThatAreSent_CanBeReadWhateverCame()
        {
            Random random = new Random(FreshSeed.Value + 1);
            byte[][] seeds = _seeds.Select(s => DnsText.Create(s)).Append(Compressed()).ToArray();
            ResponderFixture fixture = ResponderFixture.Running();
            for (int i = 0; i < 3000; i++)
            {
                byte[] input = Mutate(seeds, random);
                string answer = fixture.Receive(input, random.Next(2) == 0 ? 5353 : 1000);
                Assert.IsTrue(answer == null || answer.StartsWith("response", StringComparison.Ordinal));
                foreach ((long _, string text) in fixture.Pass(300))
                {
                    Assert.IsFalse(text.Contains("more bytes", StringComparison.Ordinal), text);
                }
            }
        }

        private static byte[] Compressed()
        {
            return Hex.Parse("0000 8400 0000 0003 0000 0000 09 5F6E616E6F77697265 04 5F746370 05 6C6F63616C 00 000C 0001 00001194 0007 04 62617468 C00C"
                + "C02C 0021 8001 00000078 000D 0000 0000 0050 04 62617468 C01B C045 0001 8001 00000078 0004 0A000003");
        }

        private static byte[] Mutate(byte[][] seeds, Random random)
        {
            byte[] bytes = (byte[])seeds[random.Next(seeds.Length)].Clone();
            for (int n = random.Next(4); n > 0; n--)
            {
                int at = random.Next(bytes.Length);
                switch (random.Next(5))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes[at] ^= (byte)(1 << random.Next(8));
                        break;
                    case 2:
                        bytes = bytes.Take(at + 1).ToArray();
                        break;
                    case 3:
                        bytes[at] = 0xC0;
                        break;
                    default:
                        bytes = bytes.Take(at + 1).Concat(seeds[random.Next(seeds.Length)].Skip(at + 1).ToList()).ToArray();
                        break;
                }
            }

            return bytes;
        }
    }
}
