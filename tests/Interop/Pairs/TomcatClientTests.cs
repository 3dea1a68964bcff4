using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>Tomcat 10's client and an endpoint of our server.</summary>
    [TestClass]
    public class TomcatClientTests : PairTests
    {
        // Jakarta's API tells an application of Pongs only.
        private protected override bool HasPings => false;

        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            JavaPeer.Tomcat.Need();
            return Pair.OfEndpoint(server, wePing, url => JavaPeer.Tomcat.StartClient(url, client, peerPings));
        }

        private protected override int ToldAtPeer(int status)
        {
            return JavaPeer.ToldByTomcat(status);
        }
    }
}
