using System;

namespace Nanowire.WebSockets.Tls
{
    /// <summary>
    /// What a <see cref="TlsListener"/> or <see cref="TlsConnector"/> is told at construction. Every limit has a default and a unit.
    /// TLS 1.2 is the oldest version that is spoken.
    /// </summary>
    /// <remarks>
    /// Certificates and keys are bytes of PEM text (with or without a terminating zero) or DER. The arrays are kept, not copied, and must not
    /// change. On a device ECDSA P-256 takes a fraction of the time that RSA-2048 does, and all threads stand still for it.
    /// </remarks>
    public sealed class TlsOptions
    {
        /// <summary>Default of <see cref="ClientHelloTimeoutMs"/>.</summary>
        public const int DefaultClientHelloTimeoutMs = 3000;

        /// <summary>Default of <see cref="HandshakeTimeoutMs"/>.</summary>
        public const int DefaultHandshakeTimeoutMs = 10000;

        /// <summary>Default of <see cref="MaxClientHelloSize"/>, in bytes.</summary>
        public const int DefaultMaxClientHelloSize = 4096;

        /// <summary>Default of <see cref="MaxPending"/>.</summary>
        public const int DefaultMaxPending = 8;

        /// <summary>Default of <see cref="MaxPendingPerAddress"/>.</summary>
        public const int DefaultMaxPendingPerAddress = 4;

        /// <summary>
        /// This end's certificate, with those between it and the root behind it where there are some. A server must have one; a
        /// client may, and shows it to servers that ask for it.
        /// </summary>
        public byte[] Certificate;

        /// <summary>The private key of <see cref="Certificate"/>: PKCS #8, PKCS #1 or SEC 1.</summary>
        public byte[] PrivateKey;

        /// <summary>The password of <see cref="PrivateKey"/>; null (the default) where it is not encrypted.</summary>
        public string Password;

        /// <summary>
        /// The certificates that the peer's must lead to, and the only ones that count. Null (the default): those that the system, or the
        /// device, has stored.
        /// </summary>
        public byte[] Authority;

        /// <summary>
        /// For servers: whether a client must show a certificate (mutual TLS), false by default. On the desktop its root must be
        /// <see cref="Authority"/>; a device has no API for that and takes what it has stored (CertificateManager.AddCaCertificateBundle),
        /// so there Authority stays null.
        /// </summary>
        public bool RequireClientCertificate;

        /// <summary>On a device: use the certificate and key that are stored in it; false by default. The desktop has no such store.</summary>
        public bool UseDeviceCertificate;

        /// <summary>Whether TLS 1.3 is spoken besides 1.2. By default the desktop does, and a device does not: there it depends on the firmware.</summary>
        public bool AllowTls13 = TlsPlatform.HasTls13;

        /// <summary>
        /// For servers: how long a connection may take until its first message is there whole, in milliseconds. Until then it
        /// costs a socket and nothing else.
        /// </summary>
        public int ClientHelloTimeoutMs = DefaultClientHelloTimeoutMs;

        /// <summary>
        /// For servers: how long the handshake may take after that, in milliseconds. A client has its ConnectTimeoutMs. On a device it only
        /// bounds a peer that is gone: one that is there and stops in the middle holds all threads, see the README.
        /// </summary>
        public int HandshakeTimeoutMs = DefaultHandshakeTimeoutMs;

        /// <summary>For servers: the longest first message (ClientHello) that is taken, in bytes of its record, 64 to 16,384.</summary>
        public int MaxClientHelloSize = DefaultMaxClientHelloSize;

        /// <summary>For servers: how many connections may be on their way to TLS at once, 1 to 255. Others wait in the system's queue.</summary>
        public int MaxPending = DefaultMaxPending;

        /// <summary>For servers: how many of those may be of one address, 1 to 255; one more is closed at once.</summary>
        public int MaxPendingPerAddress = DefaultMaxPendingPerAddress;

        /// <summary>Refuses what cannot work, naming the numbers.</summary>
        /// <exception cref="ArgumentException">An option is out of range or contradicts another.</exception>
        public void Validate()
        {
            Require(nameof(ClientHelloTimeoutMs), ClientHelloTimeoutMs, 1, int.MaxValue);
            Require(nameof(HandshakeTimeoutMs), HandshakeTimeoutMs, 1, int.MaxValue);
            Require(nameof(MaxClientHelloSize), MaxClientHelloSize, 64, 16384);
            Require(nameof(MaxPending), MaxPending, 1, 255);
            Require(nameof(MaxPendingPerAddress), MaxPendingPerAddress, 1, 255);
            if ((Certificate == null) != (PrivateKey == null))
            {
                throw new ArgumentException("Certificate and PrivateKey go together");
            }
        }

        private static void Require(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", not " + least.ToString() + " to " + most.ToString());
            }
        }
    }
}
