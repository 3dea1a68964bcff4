using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Nanowire.Interop.Tls
{
    /// <summary>An authority made for a test, and what it issued; all of it ends with the test.</summary>
    internal sealed class Certificates : IDisposable
    {
        private static readonly Oid _serverAuth = new Oid("1.3.6.1.5.5.7.3.1");
        private static readonly Oid _clientAuth = new Oid("1.3.6.1.5.5.7.3.2");

        private readonly string _folder = Directory.CreateTempSubdirectory("nanowire-tls-").FullName;
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private readonly X509Certificate2 _root;

        internal Certificates()
        {
            CertificateRequest request = new CertificateRequest("CN=test authority", _key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
            _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
            Authority = Encoding.ASCII.GetBytes(_root.ExportCertificatePem());
            Server = Issue("CN=device", false, 1, "localhost", "127.0.0.1");
            Client = Issue("CN=panel 7", true, 1);
        }

        /// <summary>The authority's own certificate.</summary>
        internal byte[] Authority { get; }

        /// <summary>For localhost and 127.0.0.1.</summary>
        internal Issued Server { get; }

        internal Issued Client { get; }

        /// <summary>A file with that in it.</summary>
        internal string Save(byte[] bytes)
        {
            string path = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".pem");
            File.WriteAllBytes(path, bytes);
            return path;
        }

        /// <summary>A certificate of this authority.</summary>
        /// <param name="subject">Whose.</param>
        /// <param name="isClient">For a client, or for a server.</param>
        /// <param name="days">How many days it is valid from now on; negative when it is over.</param>
        /// <param name="hosts">Names and addresses that it is for.</param>
        internal Issued Issue(string subject, bool isClient, int days, params string[] hosts)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([isClient ? _clientAuth : _serverAuth], false));
            if (hosts.Length > 0)
            {
                SubjectAlternativeNameBuilder names = new SubjectAlternativeNameBuilder();
                foreach (string host in hosts)
                {
                    if (IPAddress.TryParse(host, out IPAddress address))
                    {
                        names.AddIpAddress(address);
                    }
                    else
                    {
                        names.AddDnsName(host);
                    }
                }

                request.CertificateExtensions.Add(names.Build());
            }

            using X509Certificate2 certificate = request.Create(
                _root, DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(days), RandomNumberGenerator.GetBytes(8));
            return new Issued(
                Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()),
                Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()),
                Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo())));
        }

        public void Dispose()
        {
            _root.Dispose();
            _key.Dispose();
            Directory.Delete(_folder, true);
        }

        /// <summary>A certificate with its key in PEM, and the hash by which a browser can be told to take it.</summary>
        internal sealed record Issued(byte[] Certificate, byte[] Key, string KeyHash);
    }
}
