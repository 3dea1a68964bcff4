using System;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Nanowire.WebSockets.Blocks;

namespace Nanowire.Interop.Browser
{
    /// <summary>
    /// .NET's own WebSocket as a subscriber of the device's stream: it follows the numbers, and pings twice a second; the device that does not
    /// answer one is given up.
    /// </summary>
    internal sealed class BlockClient : IDisposable
    {
        private readonly ClientWebSocket _socket = new ClientWebSocket();
        private readonly byte[] _buffer = new byte[8192];
        private readonly BlockReader _block = new BlockReader();
        private readonly BlockSequence _sequence = new BlockSequence();
        private readonly TaskCompletionSource _enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly int _wanted;
        private long _endUs;
        private int _blocks;

        /// <param name="wanted">How many blocks are enough.</param>
        internal BlockClient(int wanted)
        {
            _wanted = wanted;
            _socket.Options.KeepAliveInterval = TimeSpan.FromMilliseconds(500);
            _socket.Options.KeepAliveTimeout = TimeSpan.FromMilliseconds(Patience.Ms);
        }

        /// <summary>Blocks that are missing by their numbers.</summary>
        internal long Missing => _sequence.Missing;

        /// <summary>Gaps of the times between blocks that follow each other by number.</summary>
        internal int TimeGaps { get; private set; }

        /// <summary>How many blocks arrived.</summary>
        internal int Blocks => Volatile.Read(ref _blocks);

        /// <summary>Ends when there were enough blocks, or with what went wrong before.</summary>
        internal Task Enough => _enough.Task;

        /// <summary>Ends with the connection; throws where it did not end as it should.</summary>
        internal Task Reading { get; private set; }

        internal async Task StartAsync(string url)
        {
            await _socket.ConnectAsync(new Uri(url), CancellationToken.None).ConfigureAwait(false);
            byte[] command = Encoding.UTF8.GetBytes("""{"id":1,"cmd":"subscribe","topic":"analog"}""");
            await _socket.SendAsync(command, WebSocketMessageType.Text, true, CancellationToken.None).ConfigureAwait(false);
            Reading = ReadAsync();
        }

        /// <summary>Closes it in order.</summary>
        internal async Task CloseAsync()
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
            await Reading.ConfigureAwait(false);
        }

        public void Dispose()
        {
            _socket.Dispose();
        }

        private async Task ReadAsync()
        {
            try
            {
                while (true)
                {
                    int count = 0;
                    WebSocketReceiveResult result;
                    do
                    {
                        using CancellationTokenSource patience = new CancellationTokenSource(Patience.Ms);
                        result = await _socket.ReceiveAsync(new ArraySegment<byte>(_buffer, count, _buffer.Length - count), patience.Token).ConfigureAwait(false);
                        count += result.Count;
                    }
                    while (!result.EndOfMessage);
                    if (result.MessageType == WebSocketMessageType.Close)
                    {
                        if (result.CloseStatus != WebSocketCloseStatus.NormalClosure)
                        {
                            throw new InvalidOperationException("closed with " + result.CloseStatus);
                        }

                        _enough.TrySetException(new InvalidOperationException("closed too early"));
                        return;
                    }

                    if (result.MessageType == WebSocketMessageType.Binary)
                    {
                        Follow(count);
                    }
                }
            }
            catch (Exception e)
            {
                _enough.TrySetException(e);
                throw;
            }
        }

        private void Follow(int count)
        {
            if (!_block.TryRead(_buffer, 0, count))
            {
                throw new InvalidOperationException("no block");
            }

            bool isFirst = _blocks == 0;
            if (_sequence.Follow(_block) == 0 && !isFirst && _block.TimeUs != _endUs)
            {
                TimeGaps++;
            }

            _endUs = _block.TimeUs + (_block.Count * (long)_block.IntervalUs);
            if (Interlocked.Increment(ref _blocks) == _wanted)
            {
                _enough.TrySetResult();
            }
        }
    }
}
