using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>.NET's own client and our server.</summary>
    [TestClass]
    public class DotnetClientTests : PairTests
    {
        private protected override bool HasPings => false;

        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            return Pair.OfServer(server, wePing, url => DotnetEnd.Connect(url, client, KeepAlive(peerPings)));
        }

        private protected override int ToldAtPeer(int status)
        {
            return DotnetEnd.ToldFor(status);
        }
    }
}
