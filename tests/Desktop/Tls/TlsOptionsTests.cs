using System;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Tests.Tls
{
    /// <summary>Every limit of the options, on both sides of it, and certificates in every form.</summary>
    [TestClass]
    public sealed class TlsOptionsTests
    {
        private const int None = int.MinValue;

        [TestMethod]
        [DataRow("ClientHelloTimeoutMs", 1, int.MaxValue, 0, None)]
        [DataRow("HandshakeTimeoutMs", 1, int.MaxValue, 0, None)]
        [DataRow("MaxClientHelloSize", 64, 16384, 63, 16385)]
        [DataRow("MaxPending", 1, 255, 0, 256)]
        [DataRow("MaxPendingPerAddress", 1, 255, 0, 256)]
        public void Validate_Limit_HoldsOnBothSides(string name, int least, int most, int below, int above)
        {
            foreach (int value in new[] { least, most })
            {
                With(name, value).Validate();
            }

            foreach (int value in new[] { below, above })
            {
                if (value != None)
                {
                    ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => With(name, value).Validate());
                    StringAssert.Contains(e.Message, name + " is " + value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
                }
            }
        }

        [TestMethod]
        public void Listener_WithoutACertificate_IsRefused()
        {
            Refused(new TlsOptions());
        }

        [TestMethod]
        public void Listener_CertificateWithoutItsKey_IsRefused()
        {
            using Own own = new Own(ECDsa.Create(ECCurve.NamedCurves.nistP256));
            Refused(new TlsOptions { Certificate = own.Pem });
            Refused(new TlsOptions { PrivateKey = own.Key });
        }

        [TestMethod]
        public void Listener_WhatIsNoCertificateOrKey_IsRefused()
        {
            using Own own = new Own(ECDsa.Create(ECCurve.NamedCurves.nistP256));
            using Own other = new Own(ECDsa.Create(ECCurve.NamedCurves.nistP256));
            byte[] nonsense = Encoding.ASCII.GetBytes("-----BEGIN NONSENSE-----\nAAAA\n-----END NONSENSE-----\n");
            Refused(new TlsOptions { Certificate = nonsense, PrivateKey = own.Key });
            Refused(new TlsOptions { Certificate = own.Pem, PrivateKey = nonsense });
            Refused(new TlsOptions { Certificate = Array.Empty<byte>(), PrivateKey = own.Key });
            Refused(new TlsOptions { Certificate = new byte[] { 0x30, 0x82, 1 }, PrivateKey = own.Key });
            Refused(new TlsOptions { Certificate = own.Pem, PrivateKey = new byte[] { 0x30, 0x82, 1 } });
            Refused(new TlsOptions { Certificate = own.Pem, PrivateKey = other.Key });
            Refused(new TlsOptions { Certificate = own.Pem, PrivateKey = own.Encrypted("right"), Password = "wrong" });
            Refused(new TlsOptions { Certificate = own.Pem, PrivateKey = own.Key, Authority = nonsense });
        }

        [TestMethod]
        public void Listener_ClientCertificatesWithoutAnAuthority_IsRefused()
        {
            using Own own = new Own(ECDsa.Create(ECCurve.NamedCurves.nistP256));
            Refused(new TlsOptions { Certificate = own.Pem, PrivateKey = own.Key, RequireClientCertificate = true });
        }

        [TestMethod]
        public void Listener_StoreOfADevice_IsRefusedOnTheDesktop()
        {
            Refused(new TlsOptions { UseDeviceCertificate = true });
        }

        [TestMethod]
        public void Listener_CertificatesAndKeysOfEveryForm_AreTaken()
        {
            using ECDsa elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using RSA rsa = RSA.Create(2048);
            using Own first = new Own(elliptic);
            using Own second = new Own(rsa);
            Taken(first.Pem, first.Key, null);
            Taken(Zeroed(first.Pem), Zeroed(first.Key), null);
            Taken(first.Der, elliptic.ExportPkcs8PrivateKey(), null);
            Taken(first.Der, elliptic.ExportECPrivateKey(), null);
            Taken(first.Pem, first.Encrypted("secret"), "secret");
            Taken(first.Der, elliptic.ExportEncryptedPkcs8PrivateKey("secret", Own.Encryption), "secret");
            Taken(second.Pem, second.Key, null);
            Taken(second.Der, rsa.ExportPkcs8PrivateKey(), null);
            Taken(second.Der, rsa.ExportRSAPrivateKey(), null);
        }

        [TestMethod]
        public void Arguments_Null_AreRefused()
        {
            Assert.ThrowsExactly<ArgumentNullException>(() => new TlsListener(IPAddress.Loopback, 0, 1, null));
            Assert.ThrowsExactly<ArgumentNullException>(() => new TlsConnector(null));
            Assert.ThrowsExactly<ArgumentNullException>(() => new TlsConnector(new TlsOptions(), null));
        }

        private static void Taken(byte[] certificate, byte[] key, string password)
        {
            using TlsListener listener = new TlsListener(
                IPAddress.Loopback, 0, 1, new TlsOptions { Certificate = certificate, PrivateKey = key, Password = password });
            Assert.AreNotEqual(0, listener.Port);
        }

        private static void Refused(TlsOptions options)
        {
            Assert.ThrowsExactly<ArgumentException>(() => new TlsListener(IPAddress.Loopback, 0, 1, options).Dispose());
        }

        private static byte[] Zeroed(byte[] bytes)
        {
            byte[] longer = new byte[bytes.Length + 1];
            bytes.CopyTo(longer, 0);
            return longer;
        }

        private static TlsOptions With(string name, int value)
        {
            TlsOptions options = new TlsOptions();
            typeof(TlsOptions).GetField(name).SetValue(options, value);
            return options;
        }

        /// <summary>A certificate that signs itself, and its key.</summary>
        private sealed class Own : IDisposable
        {
            internal static readonly PbeParameters Encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000);

            private readonly AsymmetricAlgorithm _key;

            internal Own(AsymmetricAlgorithm key)
            {
                _key = key;
                CertificateRequest request = key is RSA rsa
                    ? new CertificateRequest("CN=device", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                    : new CertificateRequest("CN=device", (ECDsa)key, HashAlgorithmName.SHA256);
                using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
                Der = certificate.RawData;
                Pem = Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());
            }

            internal byte[] Der { get; }

            internal byte[] Pem { get; }

            internal byte[] Key => Encoding.ASCII.GetBytes(_key.ExportPkcs8PrivateKeyPem());

            internal byte[] Encrypted(string password)
            {
                return Encoding.ASCII.GetBytes(_key.ExportEncryptedPkcs8PrivateKeyPem(password, Encryption));
            }

            public void Dispose()
            {
                _key.Dispose();
            }
        }
    }
}
