using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>Jetty 9 as server of our client.</summary>
    [TestClass]
    public class JettyServerTests : PairTests
    {
        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            JavaEnd peer = JavaPeer.Jetty.StartServer(server, peerPings);
            return Pair.OfClient(peer, "ws://127.0.0.1:" + peer.Port + "/kitchen", client, wePing);
        }
    }
}
