using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>npm's ws as server of our client.</summary>
    [TestClass]
    public class WsServerTests : PairTests
    {
        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Close_FromPeerWithoutStatus_IsSeenAs1005()
        {
            CloseFromPeerWithoutStatus();
        }

        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            ScriptEnd peer = ScriptEnd.StartServer(Need.Node(), "ws-peer.mjs", server);
            return Pair.OfClient(peer, "ws://127.0.0.1:" + peer.Port + "/ws", client, wePing);
        }
    }
}
