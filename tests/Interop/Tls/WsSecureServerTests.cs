using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Pairs;

namespace Nanowire.Interop.Tls
{
    /// <summary>npm's ws as server of our client over TLS.</summary>
    [TestClass]
    public class WsSecureServerTests : SecurePairTests
    {
        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            ScriptEnd peer = ScriptEnd.StartServer(
                Need.Node(),
                "ws-peer.mjs",
                [.. server, "--cert=" + Certificates.Save(Certificates.Server.Certificate), "--key=" + Certificates.Save(Certificates.Server.Key)]);
            return Pair.OfClient(peer, "wss://127.0.0.1:" + peer.Port + "/ws", client, wePing, Connector);
        }
    }
}
