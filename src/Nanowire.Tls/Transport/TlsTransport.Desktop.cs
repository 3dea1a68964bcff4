using System;
using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Nanowire.WebSockets.Tls
{
    /// <summary>
    /// A TLS connection as a <see cref="Transport"/>. It owns the socket. Here, on a desktop, at most one read and one write are under way
    /// beside the pump, which looks at what they brought: so half a record holds nobody up, nor does a peer that does not read.
    /// </summary>
    [SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Close is what disposes of a transport")]
    public sealed class TlsTransport : Transport
    {
        /// <summary>What a record brings at most (RFC 8446 section 5.1).</summary>
        private const int BufferSize = 16384;

        /// <summary>How long bytes that were taken may still go out after Close, in milliseconds, as they do from the system's buffer of a plain socket.</summary>
        private const int LingerMs = 5000;

        private readonly Socket _socket;
        private readonly string _address;
        private readonly byte[] _input = new byte[BufferSize];
        private readonly byte[] _output = new byte[BufferSize];
        private readonly Action _onRead;
        private readonly Action _onWritten;

        /// <summary>Set while <see cref="_inputCount"/> has something to say.</summary>
        private readonly ManualResetEventSlim _readable = new ManualResetEventSlim(false);

        /// <summary>Set while no write is under way.</summary>
        private readonly ManualResetEventSlim _writable = new ManualResetEventSlim(true);

        private Task _handshake;
        private string _peerSubject;
        private SslStream _stream;
        private Timer _linger;

        // The awaiters and not the tasks, since each is looked at once, and later.
        private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _reading;
        private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _writing;

        /// <summary>Whether a read is under way or what it brought is not used up.</summary>
        private bool _hasRead;
        private int _inputOffset;

        /// <summary>The bytes read and not taken; 0 at the end; Lost. Valid while <see cref="_readable"/> is set.</summary>
        private int _inputCount;
        private volatile bool _isLost;
        private int _isClosed;
        private int _isEnded;

        /// <summary>Takes over a connected socket.</summary>
        internal TlsTransport(Socket socket, string address)
        {
            _socket = socket;
            _address = address;
            _onRead = OnRead;
            _onWritten = OnWritten;
        }

        /// <inheritdoc/>
        public override string RemoteAddress => _address;

        /// <inheritdoc/>
        public override string PeerSubject => _peerSubject;

        /// <summary>What went wrong with the handshake; null when nothing did.</summary>
        internal string Error { get; private set; }

        internal bool IsHandshakeOver => _handshake.IsCompleted;

        /// <summary>Starts the handshake beside the caller.</summary>
        /// <param name="credentials">The certificates.</param>
        /// <param name="host">For a client: whose certificate the server must show. Null for a server.</param>
        internal void BeginHandshake(TlsCredentials credentials, string host)
        {
            _handshake = Task.Run(() => AuthenticateAsync(credentials, host));
        }

        /// <summary>Waits for the end of the handshake at most that long. Returns whether it is over.</summary>
        internal bool WaitHandshake(int waitMs)
        {
            return _handshake.Wait(waitMs);
        }

        /// <inheritdoc/>
        public override bool WaitReadable(int waitMs)
        {
            if (!_hasRead)
            {
                BeginRead();
            }

            return _readable.IsSet || (waitMs > 0 && _readable.Wait(waitMs));
        }

        /// <inheritdoc/>
        public override bool WaitWritable(int waitMs)
        {
            return _writable.IsSet || (waitMs > 0 && _writable.Wait(waitMs));
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_isClosed != 0)
            {
                return Lost;
            }

            if (!WaitReadable(0))
            {
                return Nothing;
            }

            if (_inputCount <= 0)
            {
                return _inputCount;
            }

            if (count > _inputCount)
            {
                count = _inputCount;
            }

            Array.Copy(_input, _inputOffset, buffer, offset, count);
            _inputOffset += count;
            _inputCount -= count;
            if (_inputCount == 0)
            {
                _readable.Reset();
                _hasRead = false;
            }

            return count;
        }

        /// <inheritdoc/>
        [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "The result is taken once, by OnWritten")]
        public override int Write(byte[] buffer, int offset, int count)
        {
            if (_isLost || _isClosed != 0)
            {
                return Lost;
            }

            if (!_writable.IsSet)
            {
                return 0;
            }

            if (count > BufferSize)
            {
                count = BufferSize;
            }

            Array.Copy(buffer, offset, _output, 0, count);
            _writable.Reset();
            try
            {
                _writing = _stream.WriteAsync(new ReadOnlyMemory<byte>(_output, 0, count)).ConfigureAwait(false).GetAwaiter();
            }
            catch (Exception)
            {
                // Closed meanwhile by another thread.
                _isLost = true;
                _writable.Set();
                return Lost;
            }

            if (_writing.IsCompleted)
            {
                OnWritten();
            }
            else
            {
                _writing.UnsafeOnCompleted(_onWritten);
            }

            return _isLost ? Lost : count;
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            {
                return;
            }

            if (_stream == null || !_handshake.IsCompleted || Error != null || _isLost)
            {
                Destroy();
                return;
            }

            _linger = new Timer(OnLingered, null, LingerMs, Timeout.Infinite);
            if (_writable.IsSet)
            {
                End();
            }
        }

        private async Task AuthenticateAsync(TlsCredentials credentials, string host)
        {
            try
            {
                // A socket from a listener that does not block does not either; a stream wants one that says it does.
                _socket.Blocking = true;
                _socket.NoDelay = true;
                SslStream stream = new SslStream(new NetworkStream(_socket, true));
                _stream = stream;
                if (host == null)
                {
                    await stream.AuthenticateAsServerAsync(credentials.CreateServer()).ConfigureAwait(false);
                }
                else
                {
                    await stream.AuthenticateAsClientAsync(credentials.CreateClient(host)).ConfigureAwait(false);
                }

                _peerSubject = stream.RemoteCertificate?.Subject;
            }
            catch (Exception e)
            {
                // Whatever it is: a handshake that failed, a socket that is gone.
                Error = e.Message;
            }
        }

        [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "The result is taken once, by OnRead")]
        private void BeginRead()
        {
            _hasRead = true;
            try
            {
                _reading = _stream.ReadAsync(new Memory<byte>(_input)).ConfigureAwait(false).GetAwaiter();
            }
            catch (Exception)
            {
                // Closed meanwhile by another thread.
                _inputCount = Lost;
                _readable.Set();
                return;
            }

            if (_reading.IsCompleted)
            {
                OnRead();
            }
            else
            {
                _reading.UnsafeOnCompleted(_onRead);
            }
        }

        private void OnRead()
        {
            int count;
            try
            {
                count = _reading.GetResult();
            }
            catch (Exception)
            {
                count = Lost;
            }

            _inputOffset = 0;
            _inputCount = count;
            _readable.Set();
        }

        private void OnWritten()
        {
            try
            {
                _writing.GetResult();
            }
            catch (Exception)
            {
                _isLost = true;
            }

            _writable.Set();
            if (Interlocked.CompareExchange(ref _isClosed, 1, 1) != 0)
            {
                End();
            }
        }

        /// <summary>Says goodbye (close_notify) and ends the connection; of those who come here only the first does.</summary>
        private void End()
        {
            if (Interlocked.Exchange(ref _isEnded, 1) != 0)
            {
                return;
            }

            try
            {
                Task goodbye = _stream.ShutdownAsync();
                if (!goodbye.IsCompleted)
                {
                    goodbye.ContinueWith(OnShutDown, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                    return;
                }
            }
            catch (Exception)
            {
                // It is lost; there is nobody to say goodbye to.
            }

            Destroy();
        }

        private void OnShutDown(Task goodbye)
        {
            // Looked at, so that it is nobody's unobserved error.
            _ = goodbye.Exception;
            Destroy();
        }

        private void OnLingered(object state)
        {
            Destroy();
        }

        private void Destroy()
        {
            _linger?.Dispose();
            _stream?.Dispose();
            _socket.Dispose();
        }
    }
}
