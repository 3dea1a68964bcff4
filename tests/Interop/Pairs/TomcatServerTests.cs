using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>Tomcat 10 as server of our client.</summary>
    [TestClass]
    public class TomcatServerTests : PairTests
    {
        // Jakarta's API tells an application of Pongs only.
        private protected override bool HasPings => false;

        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            JavaEnd peer = JavaPeer.Tomcat.StartServer(server, peerPings);
            return Pair.OfClient(peer, "ws://127.0.0.1:" + peer.Port + "/kitchen", client, wePing);
        }

        private protected override int ToldAtPeer(int status)
        {
            return JavaPeer.ToldByTomcat(status);
        }
    }
}
