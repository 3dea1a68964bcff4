using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Pairs
{
    /// <summary>Python's websockets as client of our server.</summary>
    [TestClass]
    public class PythonClientTests : PairTests
    {
        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            string python = Need.Python();
            return Pair.OfServer(server, wePing, url => ScriptEnd.StartClient(python, "websockets_peer.py", url, client));
        }
    }
}
