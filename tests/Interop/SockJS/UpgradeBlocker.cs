using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Nanowire.Interop.SockJS
{
    /// <summary>A proxy through which no WebSocket passes: requests with an Upgrade header get 403, all else goes through as it is.</summary>
    internal sealed class UpgradeBlocker : IDisposable
    {
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private readonly ConcurrentBag<TcpClient> _clients = [];
        private readonly int _target;
        private volatile bool _isHeld;
        private int _blocked;

        internal UpgradeBlocker(int target)
        {
            _target = target;
            _listener.Start();
            _ = AcceptAsync();
        }

        internal string Url => "http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port + "/";

        /// <summary>Upgrades refused.</summary>
        internal int Blocked => Volatile.Read(ref _blocked);

        /// <summary>Cuts every connection, and lets nothing through until it is told to.</summary>
        internal void Hold()
        {
            _isHeld = true;
            while (_clients.TryTake(out TcpClient client))
            {
                client.Dispose();
            }
        }

        internal void Release()
        {
            _isHeld = false;
        }

        public void Dispose()
        {
            _end.Cancel();
            _listener.Dispose();
            _end.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token).ConfigureAwait(false);
                    _clients.Add(client);
                    _ = PassAsync(client);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task PassAsync(TcpClient client)
        {
            using (client)
            using (TcpClient device = new TcpClient())
            {
                try
                {
                    NetworkStream stream = client.GetStream();
                    byte[] head = new byte[8192];
                    int count = 0;
                    while (count < head.Length && !Encoding.Latin1.GetString(head, 0, count).Contains("\r\n\r\n", StringComparison.Ordinal))
                    {
                        int read = await stream.ReadAsync(head.AsMemory(count), _end.Token).ConfigureAwait(false);
                        if (read == 0)
                        {
                            return;
                        }

                        count += read;
                    }

                    if (Encoding.Latin1.GetString(head, 0, count).Contains("\r\nUpgrade:", StringComparison.OrdinalIgnoreCase))
                    {
                        Interlocked.Increment(ref _blocked);
                        await stream.WriteAsync("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _end.Token).ConfigureAwait(false);
                        return;
                    }

                    while (_isHeld)
                    {
                        await Task.Delay(10, _end.Token).ConfigureAwait(false);
                    }

                    await device.ConnectAsync(IPAddress.Loopback, _target, _end.Token).ConfigureAwait(false);
                    NetworkStream onward = device.GetStream();
                    await onward.WriteAsync(head.AsMemory(0, count), _end.Token).ConfigureAwait(false);

                    // Whoever ends first ends both.
                    await Task.WhenAny(stream.CopyToAsync(onward, _end.Token), onward.CopyToAsync(stream, _end.Token)).ConfigureAwait(false);
                }
                catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
                {
                    // One of the two is gone.
                }
            }
        }
    }
}
