using System;
using System.Threading;

namespace Nanowire.WebSockets.Reconnect
{
    // What the pump's thread alone does: attempts, and when the next one comes.
    public sealed partial class ReconnectingClient
    {
        private void Run()
        {
            while (true)
            {
                try
                {
                    if (RunOnce(_isOpen ? RestWaitMs : OfflineWaitMs))
                    {
                        continue;
                    }
                }
                catch (Exception e)
                {
                    // A transport of the application's own threw; the next round sees the end of its connection.
                    LastError = e;
                    Thread.Sleep(1);
                    continue;
                }

                lock (_wake)
                {
                    if (_isStopping)
                    {
                        _hasThread = false;
                        return;
                    }
                }
            }
        }

        private void Attempt()
        {
            Attempts++;
            lock (_wake)
            {
                _networkCame = false;
            }

            BeforeAttemptHandler before = BeforeAttempt;
            try
            {
                if (before != null && !before(this))
                {
                    _isStopping = true;
                }

                if (_isStopping)
                {
                    return;
                }
            }
            catch (Exception e)
            {
                LastError = e;
                Schedule(0, 0);
                return;
            }

            try
            {
                _client.Connect(Uri);
            }
            catch (Exception e)
            {
                LastError = e;
                if (e is ArgumentException || e is NotSupportedException)
                {
                    // A URI or header that cannot be, wss without TLS: the same at each attempt.
                    _isStopping = true;
                }

                WebSocketException refusal = e as WebSocketException;
                Schedule(refusal == null ? 0 : _delay.ParseRetryAfter(refusal.RetryAfter, _clock), 0);
                return;
            }

            LastError = null;
            Openings++;
            _openedMs = _clock.NowMs;
            _openingThreadId = Thread.CurrentThread.ManagedThreadId;
            lock (_wake)
            {
                _isOpen = true;
                _networkCame = false;
            }

            if (!Raise(Opened))
            {
                // Whoever could not subscribe would wait in vain.
                _client.Close(WebSocketCloseStatus.InternalServerError, null);
            }

            _openingThreadId = NoThread;
        }

        /// <summary>The connection is over.</summary>
        private void End()
        {
            WebSocketCloseStatus status = _client.CloseStatus;
            bool wasStable = _clock.NowMs - _openedMs >= _options.ResetAfterMs;
            lock (_wake)
            {
                _isOpen = false;
                if (wasStable)
                {
                    _delay.Reset();
                }
            }

            Schedule(
                status == WebSocketCloseStatus.TryAgainLater ? _options.TryAgainLaterDelayMs : 0,
                status == WebSocketCloseStatus.ServiceRestart ? _options.RestartDelayMs : 0);
            Raise(Closed);
        }

        /// <param name="floorMs">What the server asked for; waited in any case.</param>
        /// <param name="leastWindowMs">What is drawn from is not smaller.</param>
        private void Schedule(int floorMs, int leastWindowMs)
        {
            lock (_wake)
            {
                DelayMs = floorMs + _delay.Draw(leastWindowMs);
                long nowMs = _clock.NowMs;
                _notBeforeMs = nowMs + floorMs;
                _dueMs = _networkCame ? _notBeforeMs : nowMs + DelayMs;
            }
        }

        /// <summary>Returns false when a handler threw.</summary>
        private bool Raise(WebSocketHandler handler)
        {
            try
            {
                if (handler != null)
                {
                    handler(this);
                }

                return true;
            }
            catch (Exception e)
            {
                LastError = e;
                return false;
            }
        }

        private void OnMessageReceived(WebSocket socket, byte[] buffer, int offset, int count, WebSocketMessageType messageType, bool endOfMessage)
        {
            MessageReceivedHandler handler = MessageReceived;
            if (handler != null)
            {
                handler(this, buffer, offset, count, messageType, endOfMessage);
            }
        }
    }
}
