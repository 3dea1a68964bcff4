using System;
using System.Net;
using System.Net.Sockets;

namespace Nanowire.WebSockets
{
    /// <summary>A TCP socket as a <see cref="Transport"/>. It owns the socket.</summary>
    public sealed class SocketTransport : Transport
    {
        /// <summary>WSAEWOULDBLOCK, on both runtimes: a poll that was right a moment ago.</summary>
        private const int WouldBlock = 10035;

        /// <summary>
        /// The longest wait of a poll; those who wait for longer ask again. Its microseconds are an int, and one that overflows
        /// would be no wait, or one for ever.
        /// </summary>
        internal const int MaxPollMs = 30 * 60 * 1000;

        private readonly Socket _socket;

        /// <summary>Takes over a connected socket.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="socket"/> is null.</exception>
        public SocketTransport(Socket socket)
        {
            if (socket == null)
            {
                throw new ArgumentNullException(nameof(socket));
            }

            _socket = socket;
            Platform.ConfigureConnected(socket);
        }

        /// <inheritdoc/>
        public override string RemoteAddress
        {
            get
            {
                try
                {
                    IPEndPoint peer = _socket.RemoteEndPoint as IPEndPoint;
                    return peer == null ? string.Empty : peer.Address.ToString();
                }
                catch (Exception e) when (IsGone(e))
                {
                    return string.Empty;
                }
            }
        }

        /// <inheritdoc/>
        public override bool WaitReadable(int waitMs)
        {
            try
            {
                return _socket.Poll((waitMs < MaxPollMs ? waitMs : MaxPollMs) * 1000, SelectMode.SelectRead);
            }
            catch (Exception e) when (IsGone(e))
            {
                // Reading says what happened.
                return true;
            }
        }

        /// <inheritdoc/>
        public override bool IsReadable()
        {
            try
            {
                return _socket.Poll(0, SelectMode.SelectRead);
            }
            catch (Exception e) when (IsGone(e))
            {
                return true;
            }
        }

        /// <inheritdoc/>
        public override bool WaitWritable(int waitMs)
        {
            try
            {
                return _socket.Poll((waitMs < MaxPollMs ? waitMs : MaxPollMs) * 1000, SelectMode.SelectWrite);
            }
            catch (Exception e) when (IsGone(e))
            {
                return true;
            }
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            try
            {
                return _socket.Receive(buffer, offset, count, SocketFlags.None);
            }
            catch (SocketException e)
            {
                return e.ErrorCode == WouldBlock ? Nothing : Lost;
            }
            catch (ObjectDisposedException)
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

                return _socket.Send(buffer, offset, count < Platform.MaxWriteSize ? count : Platform.MaxWriteSize, SocketFlags.None);
            }
            catch (SocketException e)
            {
                return e.ErrorCode == WouldBlock ? 0 : Lost;
            }
            catch (ObjectDisposedException)
            {
                return Lost;
            }
        }

        /// <inheritdoc/>
        public override void Close()
        {
            _socket.Close();
        }

        /// <summary>What a socket throws when its connection, or the socket itself, is gone.</summary>
        internal static bool IsGone(Exception e)
        {
            return e is SocketException || e is ObjectDisposedException;
        }
    }
}
