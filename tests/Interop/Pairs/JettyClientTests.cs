using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>Jetty 9's client and an endpoint of our server.</summary>
    [TestClass]
    public class JettyClientTests : PairTests
    {
        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            JavaPeer.Jetty.Need();
            return Pair.OfEndpoint(server, wePing, url => JavaPeer.Jetty.StartClient(url, client, peerPings));
        }
    }
}
