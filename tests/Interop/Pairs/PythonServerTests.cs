using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>Python's websockets as server of our client.</summary>
    [TestClass]
    public class PythonServerTests : PairTests
    {
        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            ScriptEnd peer = ScriptEnd.StartServer(Need.Python(), "websockets_peer.py", server);
            return Pair.OfClient(peer, "ws://127.0.0.1:" + peer.Port + "/ws", client, wePing);
        }
    }
}
