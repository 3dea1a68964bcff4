using System;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Nanowire.WebSockets.Tls
{
    /// <summary>
    /// A TLS connection as a <see cref="Transport"/>. It owns the socket. Here, on a device, everything is done on the pump: reading waits
    /// a millisecond at most, writing not at all, the handshake until it is over.
    /// </summary>
    public sealed class TlsTransport : Transport
    {
        /// <summary>
        /// The most bytes of one record: native code writes it in a loop that nothing ends, so with all that TLS adds it must fit what a
        /// writable socket is sure to take, one segment of 1,436 bytes.
        /// </summary>
        private const int MaxWriteSize = 1340;

        /// <summary>How long a record that has begun may keep Read waiting; 0 would be for ever.</summary>
        private const int ReadTimeoutMs = 1;

        private const int WriteTimeoutMs = 1000;
        private const int WouldBlock = 10035;
        private const int TimedOut = 10060;

        private readonly Socket _socket;
        private readonly string _address;
        private SslStream _stream;

        /// <summary>Whether there may be decrypted bytes of the last record; what follows it is still in the socket.</summary>
        private bool _mayHoldMore;

        /// <summary>Takes over a connected socket.</summary>
        internal TlsTransport(Socket socket, string address)
        {
            _socket = socket;
            _address = address;
        }

        /// <inheritdoc/>
        public override string RemoteAddress => _address;

        /// <summary>What went wrong with the handshake; null when nothing did.</summary>
        internal string Error;

        internal bool IsHandshakeOver => true;

        /// <summary>Goes through the handshake.</summary>
        /// <param name="credentials">The certificates.</param>
        /// <param name="host">For a client: whose certificate the server must show. Null for a server.</param>
        internal void BeginHandshake(TlsCredentials credentials, string host)
        {
            try
            {
                credentials.Prepare(_socket);
                _stream = new SslStream(_socket);
                credentials.Authenticate(_stream, host);
                _stream.ReadTimeout = ReadTimeoutMs;
                _stream.WriteTimeout = WriteTimeoutMs;
            }
            catch (CryptographicException e)
            {
                // Flags of the certificate's verification, or a negative number of mbedTLS.
                Fail("error " + e.ErrorCode.ToString());
            }
            catch (Exception e)
            {
                Fail(e.Message ?? string.Empty);
            }
        }

        /// <summary>Whether the handshake is over; it is.</summary>
        internal bool WaitHandshake(int waitMs)
        {
            return true;
        }

        /// <inheritdoc/>
        public override bool WaitReadable(int waitMs)
        {
            try
            {
                return (_mayHoldMore && _stream.DataAvailable) || _socket.Poll(waitMs * 1000, SelectMode.SelectRead);
            }
            catch (Exception)
            {
                // Reading says what happened.
                return true;
            }
        }

        /// <inheritdoc/>
        public override bool WaitWritable(int waitMs)
        {
            try
            {
                return _socket.Poll(waitMs * 1000, SelectMode.SelectWrite);
            }
            catch (Exception)
            {
                return true;
            }
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            try
            {
                _mayHoldMore = false;
                int read = _stream.Read(buffer, offset, count);
                _mayHoldMore = read == count;
                return read;
            }
            catch (SocketException e)
            {
                // Part of a record is there, which stays where it is.
                return e.ErrorCode == TimedOut || e.ErrorCode == WouldBlock ? Nothing : Lost;
            }
            catch (Exception)
            {
                return Lost;
            }
        }

        /// <inheritdoc/>
        public override int Write(byte[] buffer, int offset, int count)
        {
            try
            {
                if (!_socket.Poll(0, SelectMode.SelectWrite))
                {
                    return 0;
                }

                if (count > MaxWriteSize)
                {
                    count = MaxWriteSize;
                }

                _stream.Write(buffer, offset, count);
                return count;
            }
            catch (Exception)
            {
                // How much of a record went out is not known, so there is no going on.
                return Lost;
            }
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_stream == null)
            {
                _socket.Close();
            }
            else
            {
                // It closes the socket, too, and does nothing the second time.
                _stream.Dispose();
            }
        }

        /// <summary>
        /// At once, before any other socket is opened: the native side has closed this one by its number, and the stream's
        /// finalizer would close whoever has the number then.
        /// </summary>
        private void Fail(string error)
        {
            Error = error;
            Close();
        }
    }
}
