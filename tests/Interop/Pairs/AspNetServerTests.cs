using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>An ASP.NET Core server and our client.</summary>
    [TestClass]
    public class AspNetServerTests : PairTests
    {
        private protected override bool HasPings => false;

        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            AspNetEnd peer = new AspNetEnd(server, KeepAlive(peerPings));
            return Pair.OfClient(peer, peer.Url, client, wePing);
        }

        private protected override int ToldAtPeer(int status)
        {
            return DotnetEnd.ToldFor(status);
        }
    }
}
