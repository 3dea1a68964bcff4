using System;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Nanowire.WebSockets.Tls
{
    /// <summary>The options' certificates and keys, read once.</summary>
    internal sealed class TlsCredentials
    {
        private readonly TlsOptions _options;
        private readonly SslStreamCertificateContext _own;
        private readonly X509Certificate2Collection _authority;

        /// <exception cref="ArgumentException">A certificate or key cannot be used.</exception>
        internal TlsCredentials(TlsOptions options, bool isServer)
        {
            _options = options;
            if (options.UseDeviceCertificate)
            {
                throw new ArgumentException("UseDeviceCertificate is for devices");
            }

            if (isServer && options.RequireClientCertificate && options.Authority == null)
            {
                // The system's roots issue certificates to anybody.
                throw new ArgumentException("RequireClientCertificate needs Authority");
            }

            try
            {
                if (options.Certificate != null)
                {
                    X509Certificate2Collection own = ReadCertificates(options.Certificate);
                    X509Certificate2 leaf = AddKey(own[0], options.PrivateKey, options.Password);
                    own.RemoveAt(0);
                    _own = SslStreamCertificateContext.Create(leaf, own, offline: true);
                }

                _authority = options.Authority == null ? null : ReadCertificates(options.Authority);
            }
            catch (Exception e) when (e is CryptographicException || (e is ArgumentException && e.InnerException == null))
            {
                throw new ArgumentException("a certificate or key cannot be used: " + e.Message, e);
            }
        }

        private SslProtocols Protocols => _options.AllowTls13 ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls12;

        internal SslServerAuthenticationOptions CreateServer()
        {
            return new SslServerAuthenticationOptions
            {
                ServerCertificateContext = _own,
                EnabledSslProtocols = Protocols,
                ClientCertificateRequired = _options.RequireClientCertificate,
                CertificateChainPolicy = CreatePolicy(),
                AllowRenegotiation = false,
            };
        }

        internal SslClientAuthenticationOptions CreateClient(string host)
        {
            return new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ClientCertificateContext = _own,
                EnabledSslProtocols = Protocols,
                CertificateChainPolicy = CreatePolicy(),
                AllowRenegotiation = false,
            };
        }

        /// <summary>Null for what the system trusts.</summary>
        private X509ChainPolicy CreatePolicy()
        {
            if (_authority == null)
            {
                return null;
            }

            X509ChainPolicy policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(_authority);
            return policy;
        }

        private static X509Certificate2Collection ReadCertificates(byte[] bytes)
        {
            X509Certificate2Collection certificates = new X509Certificate2Collection();
            if (IsDer(bytes))
            {
                certificates.Add(X509CertificateLoader.LoadCertificate(bytes));
            }
            else
            {
                certificates.ImportFromPem(GetText(bytes));
            }

            if (certificates.Count == 0)
            {
                throw new CryptographicException("no certificate in it");
            }

            return certificates;
        }

        private static X509Certificate2 AddKey(X509Certificate2 certificate, byte[] key, string password)
        {
            string pem = certificate.ExportCertificatePem();
            X509Certificate2 own = password != null
                ? X509Certificate2.CreateFromEncryptedPem(pem, IsDer(key) ? PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", key) : GetText(key), password)
                : IsDer(key) ? AddDerKey(pem, key) : X509Certificate2.CreateFromPem(pem, GetText(key));
            if (!OperatingSystem.IsWindows())
            {
                return own;
            }

            // TLS of Windows does not take a key that is in memory only.
            using (own)
            {
                return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null);
            }
        }

        /// <summary>DER does not say which of the three forms it is.</summary>
        private static X509Certificate2 AddDerKey(string certificate, byte[] key)
        {
            try
            {
                return X509Certificate2.CreateFromPem(certificate, PemEncoding.WriteString("PRIVATE KEY", key));
            }
            catch (CryptographicException)
            {
                string form = IsElliptic(certificate) ? "EC PRIVATE KEY" : "RSA PRIVATE KEY";
                return X509Certificate2.CreateFromPem(certificate, PemEncoding.WriteString(form, key));
            }
        }

        private static bool IsElliptic(string certificate)
        {
            using (X509Certificate2 read = X509Certificate2.CreateFromPem(certificate))
            {
                return read.GetKeyAlgorithm() == "1.2.840.10045.2.1";
            }
        }

        /// <summary>DER begins with a SEQUENCE, PEM with a line of text.</summary>
        private static bool IsDer(byte[] bytes)
        {
            return bytes.Length > 0 && bytes[0] == 0x30;
        }

        private static string GetText(byte[] bytes)
        {
            return Encoding.UTF8.GetString(bytes).TrimEnd('\0');
        }
    }
}
