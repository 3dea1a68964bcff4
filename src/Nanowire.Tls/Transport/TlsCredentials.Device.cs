using System;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Nanowire.WebSockets.Tls
{
    /// <summary>The options' certificates and keys, read once.</summary>
    internal sealed class TlsCredentials
    {
        private readonly TlsOptions _options;
        private readonly X509Certificate2 _own;
        private readonly X509Certificate _authority;

        /// <exception cref="ArgumentException">A certificate or key cannot be used.</exception>
        internal TlsCredentials(TlsOptions options, bool isServer)
        {
            _options = options;
            if (isServer && options.RequireClientCertificate && options.Authority != null)
            {
                throw new ArgumentException("on a device clients' Authority is what it has stored");
            }

            try
            {
                if (options.Certificate != null)
                {
                    _own = new X509Certificate2(Terminate(options.Certificate), Terminate(options.PrivateKey), options.Password ?? string.Empty);
                }

                if (options.Authority != null)
                {
                    _authority = new X509Certificate(Terminate(options.Authority));
                }
            }
            catch (Exception)
            {
                throw new ArgumentException("a certificate or key cannot be used");
            }
        }

        /// <summary>Goes through the handshake; all threads stand still meanwhile.</summary>
        /// <param name="stream">Over the connected socket.</param>
        /// <param name="host">For a client: whose certificate the server must show. Null for a server.</param>
        internal void Authenticate(SslStream stream, string host)
        {
            SslProtocols protocols = _options.AllowTls13 ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls12;
            stream.UseStoredDeviceCertificate = _options.UseDeviceCertificate;
            if (host != null)
            {
                stream.AuthenticateAsClient(host, _own, _authority, protocols);
            }
            else if (_options.RequireClientCertificate)
            {
                // The overload that is told so does not verify what it gets; this one does.
                stream.AuthenticateAsServer(_own, protocols);
            }
            else
            {
                stream.AuthenticateAsServer(_own, false, protocols);
            }
        }

        internal void Prepare(Socket socket)
        {
            TlsPlatform.Prepare(socket, _options.HandshakeTimeoutMs);
        }

        /// <summary>PEM text must end with a zero here; DER must not.</summary>
        private static byte[] Terminate(byte[] bytes)
        {
            int count = bytes.Length;
            if (count == 0 || bytes[0] != '-' || bytes[count - 1] == 0)
            {
                return bytes;
            }

            byte[] terminated = new byte[count + 1];
            Array.Copy(bytes, terminated, count);
            return terminated;
        }
    }
}
