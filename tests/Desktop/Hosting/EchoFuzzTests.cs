using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;

namespace Nanowire.Tests.Hosting
{
    /// <summary>
    /// Several peers at once on one pump, with buffers and networks of any size: everything comes back as it was, in its order,
    /// and nobody stands still. Once with a fixed seed and once with a fresh one (<see cref="FreshSeed"/>), which a failure names.
    /// </summary>
    [TestClass]
    public sealed class EchoFuzzTests
    {
        private const int Servers = 40;
        private const int Connections = 4;
        private const int Talks = 12;
        private const int MaxRounds = 200000;

        [TestMethod]
        public void Echo_ManyPeersOfTheFixedSeed_EveryMessageComesBack()
        {
            CheckServers(6455);
        }

        [TestMethod]
        public void Echo_ManyPeersOfAFreshSeed_EveryMessageComesBack()
        {
            CheckServers(FreshSeed.Value);
        }

        private static void CheckServers(int seed)
        {
            Random random = new Random(seed);
            int echoes = 0;
            for (int i = 0; i < Servers; i++)
            {
                try
                {
                    echoes += CheckServer(random);
                }
                catch (Exception e)
                {
                    throw new AssertFailedException("server " + i + " of seed " + seed, e);
                }
            }

            Assert.IsTrue(echoes > Servers * Talks, "few messages: " + echoes);
        }

        private static int CheckServer(Random random)
        {
            WebSocketServerOptions options = new WebSocketServerOptions
            {
                MaxConnections = Connections,
                ReceiveBufferSize = random.Next(512, 1200),
                SendBufferSize = random.Next(524, 1200),
                AllowPartialMessages = random.Next(2) == 0,
            };
            int whole = options.ReceiveBufferSize - WebSocketServerOptions.ReceiveBufferReserve;
            int largest = options.AllowPartialMessages ? random.Next(1, 5000) : whole;
            options.MaxMessageSize = largest;
            HostingServer host = new HostingServer(options, random.Next(300, 3000));
            host.Echo();
            EchoTalk[] talks = new EchoTalk[Connections];
            int begun = 0;
            int over = 0;
            int echoes = 0;
            for (int round = 0; over < Talks; round++)
            {
                Assert.IsTrue(round < MaxRounds, "it stands still");
                for (int i = 0; i < Connections; i++)
                {
                    EchoTalk talk = talks[i];
                    if (talk == null && begun < Talks && host.Server.ConnectionCount < Connections)
                    {
                        talks[i] = new EchoTalk(host, random.Next(), largest);
                        begun++;
                    }
                    else if (talk != null)
                    {
                        talk.Work();
                        if (talk.IsOver)
                        {
                            echoes += talk.Echoes;
                            talks[i] = null;
                            over++;
                        }
                    }
                }

                host.Run(1);
            }

            Assert.AreEqual(0, host.Server.Statistics.PumpErrors);
            Assert.AreEqual(0, host.Server.Statistics.HandlerErrors);
            return echoes;
        }
    }
}
