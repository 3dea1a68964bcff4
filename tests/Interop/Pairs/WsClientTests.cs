using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>npm's ws as client of our server.</summary>
    [TestClass]
    public class WsClientTests : PairTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Close_FromPeerWithoutStatus_IsSeenAs1005()
        {
            CloseFromPeerWithoutStatus();
        }

        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            string node = Need.Node();
            return Pair.OfServer(server, wePing, url => ScriptEnd.StartClient(node, "ws-peer.mjs", url, client));
        }
    }
}
