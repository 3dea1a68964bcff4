using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Pairs;

namespace Nanowire.Interop.Tls
{
    /// <summary>Our server and our client over TLS.</summary>
    [TestClass]
    public class OwnPairTests : SecurePairTests
    {
        private protected override bool HasPings => false;

        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            return Pair.OfServer(server, wePing, url => new OurClientEnd(url, client, peerPings ? PingIntervalMs : 0, Connector), Listen());
        }
    }
}
