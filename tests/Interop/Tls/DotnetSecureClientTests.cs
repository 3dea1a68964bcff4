using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Pairs;

namespace Nanowire.Interop.Tls
{
    /// <summary>.NET's own client and our server over TLS.</summary>
    [TestClass]
    public class DotnetSecureClientTests : SecurePairTests
    {
        private protected override bool HasPings => false;

        private protected override Pair Connect(string[] server, string[] client, bool wePing, bool peerPings)
        {
            return Pair.OfServer(server, wePing, url => DotnetEnd.Connect(url, client, KeepAlive(peerPings), IsOurs), Listen());
        }

        private protected override int ToldAtPeer(int status)
        {
            return DotnetEnd.ToldFor(status);
        }

        // Its root is unknown to the system; that it is the right one, and the host's name, are looked at here.
        private bool IsOurs(object sender, X509Certificate certificate, X509Chain chain, SslPolicyErrors errors)
        {
            return errors == SslPolicyErrors.RemoteCertificateChainErrors
                && Encoding.ASCII.GetString(Certificates.Server.Certificate) == ((X509Certificate2)certificate).ExportCertificatePem();
        }
    }
}
