using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Pairs;

namespace Nanowire.Interop.Tls
{
    /// <summary>npm's ws as client of our server over TLS.</summary>
    [TestClass]
    public class WsSecureClientTests : SecurePairTests
    {
        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            string node = Need.Node();
            string authority = Certificates.Save(Certificates.Authority);
            return Pair.OfServer(server, wePing, url => ScriptEnd.StartClient(node, "ws-peer.mjs", url, [.. client, "--ca=" + authority]), Listen());
        }
    }
}
