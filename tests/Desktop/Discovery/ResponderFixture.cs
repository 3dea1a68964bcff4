using System.Collections.Generic;
using Nanowire.WebSockets.Discovery;

namespace Nanowire.Tests.Discovery
{
    /// <summary>A responder with a clock that is moved by hand, and what it sends, as text.</summary>
    internal sealed class ResponderFixture
    {
        public const string HostAnswer = "= kitchen.local A";
        private readonly byte[] _output = new byte[1472];

        public ResponderFixture(DiscoveryOptions options = null)
        {
            Options = options ?? new DiscoveryOptions { Name = "kitchen" };
            Responder = new MdnsResponder(Options, Statistics) { NameChanged = Names.Add };
        }

        public DiscoveryOptions Options { get; }

        public DiscoveryStatistics Statistics { get; } = new DiscoveryStatistics();

        public MdnsResponder Responder { get; }

        public List<string> Names { get; } = new List<string>();

        public long NowMs { get; set; } = 1000000;

        /// <summary>One that has its name, with two services, and that has said nothing for a minute.</summary>
        public static ResponderFixture Running()
        {
            ResponderFixture fixture = new ResponderFixture();
            fixture.Responder.AddService("_http._tcp", 80, null);
            fixture.Responder.AddService("_nanowire._tcp", 80, new[] { "path=/ws" });
            fixture.Responder.Start(new byte[] { 192, 168, 1, 20 }, fixture.NowMs);
            fixture.Pass(10000);
            fixture.NowMs += 60000;
            return fixture;
        }

        /// <summary>Moves the clock from deadline to deadline.</summary>
        /// <returns>What was sent, each with the milliseconds after the start.</returns>
        public List<(long AtMs, string Text)> Pass(int ms)
        {
            List<(long, string)> sent = new List<(long, string)>();
            long start = NowMs;
            while (true)
            {
                int count;
                while ((count = Responder.GetMessage(_output, NowMs)) > 0)
                {
                    sent.Add((NowMs - start, DnsText.Describe(_output, count)));
                }

                int wait = Responder.GetWaitMs(NowMs);
                if (wait >= start + ms - NowMs)
                {
                    NowMs = start + ms;
                    return sent;
                }

                NowMs += wait;
            }
        }

        /// <summary>What is multicast at this moment.</summary>
        public string Now()
        {
            int count = Responder.GetMessage(_output, NowMs);
            return count == 0 ? null : DnsText.Describe(_output, count);
        }

        /// <summary>Hands a message in.</summary>
        /// <returns>The answer to its sender alone; null when there is none.</returns>
        public string Receive(byte[] message, int port = MdnsResponder.Port)
        {
            int count = Responder.Receive(message, message.Length, port, _output, NowMs);
            return count == 0 ? null : DnsText.Describe(_output, count);
        }

        public string Receive(params string[] lines)
        {
            return Receive(DnsText.Create(lines));
        }
    }
}
