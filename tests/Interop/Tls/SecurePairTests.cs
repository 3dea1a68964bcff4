using System;
using System.Net;
using Nanowire.Interop.Pairs;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Interop.Tls
{
    /// <summary>All that holds between this library and its peers holds over TLS.</summary>
    public abstract class SecurePairTests : PairTests, IDisposable
    {
        private readonly Certificates _certificates = new Certificates();

        private protected Certificates Certificates => _certificates;

        private protected TlsConnector Connector => new TlsConnector(new TlsOptions { Authority = _certificates.Authority });

        public void Dispose()
        {
            _certificates.Dispose();
            GC.SuppressFinalize(this);
        }

        private protected TlsListener Listen()
        {
            return new TlsListener(IPAddress.Loopback, 0, 4, new TlsOptions { Certificate = _certificates.Server.Certificate, PrivateKey = _certificates.Server.Key });
        }
    }
}
