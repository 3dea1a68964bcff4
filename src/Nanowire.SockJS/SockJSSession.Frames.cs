using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    // What waits for a receiving request, and how it goes out there. Any thread appends, the pump takes, under the lock on this.
    //
    // _waiting: 0        _frameLeft      _count
    //           | of the frame | , others | free |     JSON strings with commas between them; what is out is moved away
    public sealed partial class SockJSSession
    {
        /// <summary>Bytes of the longest Close frame; a reason that makes a longer one is left out.</summary>
        private const int MaxCloseFrame = 256;

        /// <summary>What <see cref="_frameLeft"/> is between frames.</summary>
        private const int NoFrame = -1;

        /// <summary>Bytes that end a frame, at most.</summary>
        private const int LongestEnd = 5;

        /// <summary>Bytes in front of and behind a frame, at most.</summary>
        private const int LongestAround = 16;

        /// <summary>What the client calls the session; null for a WebSocket.</summary>
        internal readonly byte[] Id;

        /// <summary>The request that the client receives through; null between two.</summary>
        internal SockJSReceiver Receiver;

        /// <summary>Since when there is none.</summary>
        internal long IdleSinceMs;

        /// <summary>Whether the client was told that the session is closed.</summary>
        internal bool IsCloseOut;

        private readonly byte[] _waiting;
        private int _count;

        /// <summary>Bytes of the frame under way that are not out yet.</summary>
        private int _frameLeft = NoFrame;
        private bool _isOpenDue;
        private bool _isHeartbeatDue;
        private byte[] _closeFrame;

        /// <summary>A session of requests.</summary>
        internal SockJSSession(SockJSServer server, byte[] id, byte[] waiting, string address, string user, long nowMs)
        {
            _server = server;
            Id = id;
            _waiting = waiting;
            RemoteAddress = address;
            User = user;
            IdleSinceMs = nowMs;
            SentMs = nowMs;
            _isOpenDue = true;
        }

        /// <summary>A receiving request comes. Returns false while there is another.</summary>
        internal bool Attach(SockJSReceiver receiver)
        {
            lock (this)
            {
                // Of a closed session every one is told so.
                if (Receiver != null && CloseStatus == 0)
                {
                    return false;
                }

                Receiver = receiver;
                Transport = receiver.Transport;
                return true;
            }
        }

        /// <summary>A receiving request was broken off, and whatever was under way with it. Returns whether that ends the session.</summary>
        internal bool Interrupt(SockJSReceiver receiver, long nowMs)
        {
            lock (this)
            {
                if (Receiver != receiver)
                {
                    return false;
                }

                bool isEnd = CloseStatus == 0;
                Receiver = null;
                IdleSinceMs = nowMs;
                _count = 0;
                _frameLeft = NoFrame;
                SetClosed((int)WebSocketCloseStatus.ProtocolError, "Connection interrupted");
                return isEnd;
            }
        }

        /// <summary>It is time for a heartbeat. Returns the request to wake.</summary>
        internal SockJSReceiver Beat()
        {
            lock (this)
            {
                _isHeartbeatDue = Receiver != null;
                return Receiver;
            }
        }

        private bool Append(byte[] buffer, int offset, int count)
        {
            SockJSReceiver receiver;
            lock (this)
            {
                int at = _count == 0 ? 0 : _count + 1;
                int limit = _waiting.Length - at < _server.MaxMessageSize ? _waiting.Length : at + _server.MaxMessageSize;
                int end = CloseStatus != 0 ? -1 : JsonString.Write(buffer, offset, count, _waiting, at, limit);
                if (end < 0)
                {
                    return false;
                }

                if (at != 0)
                {
                    _waiting[_count] = (byte)',';
                }

                _count = end;
                receiver = Receiver;
            }

            if (receiver != null)
            {
                receiver.Wake();
            }

            return true;
        }

        /// <summary>Writes what there is. Returns where it ends.</summary>
        internal int WriteFrames(SockJSReceiver receiver, byte[] output, int at, int limit, long nowMs)
        {
            lock (this)
            {
                int start = at;
                while (!receiver.IsDone)
                {
                    if (_frameLeft != NoFrame)
                    {
                        int room = limit - at - LongestEnd;
                        int n = room < _frameLeft ? room : _frameLeft;
                        if (n > 0)
                        {
                            Array.Copy(_waiting, 0, output, at, n);
                            at += n;
                            _frameLeft -= n;
                            Shift(n);
                            receiver.Count(n);
                        }

                        if (_frameLeft > 0)
                        {
                            break;
                        }

                        _frameLeft = NoFrame;
                        if (_count > 0)
                        {
                            // The comma in front of what came since.
                            Shift(1);
                        }

                        output[at++] = (byte)']';
                        at = EndFrame(receiver, output, at, 1);
                    }
                    else if (limit - at < MaxCloseFrame + LongestAround)
                    {
                        break;
                    }
                    else if (_isOpenDue)
                    {
                        _isOpenDue = false;
                        at = EndFrame(receiver, output, Ascii.Put("o", output, Ascii.Put(receiver.Prefix, output, at)), 1);
                    }
                    else if (_count > 0)
                    {
                        at = Ascii.Put("a[", output, Ascii.Put(receiver.Prefix, output, at));
                        receiver.Count(2);
                        _frameLeft = _count;
                    }
                    else if (_closeFrame != null)
                    {
                        at = Ascii.Put(receiver.Prefix, output, at);
                        Array.Copy(_closeFrame, 0, output, at, _closeFrame.Length);
                        at = EndFrame(receiver, output, at + _closeFrame.Length, _closeFrame.Length);
                        receiver.IsDone = true;
                        IsCloseOut = true;
                    }
                    else if (_isHeartbeatDue)
                    {
                        _isHeartbeatDue = false;
                        at = EndFrame(receiver, output, Ascii.Put("h", output, Ascii.Put(receiver.Prefix, output, at)), 1);
                    }
                    else
                    {
                        break;
                    }
                }

                if (at != start)
                {
                    SentMs = nowMs;
                    _isHeartbeatDue = false;
                }

                if (receiver.IsDone && Receiver == receiver)
                {
                    Receiver = null;
                    IdleSinceMs = nowMs;
                }

                return at;
            }
        }

        private static int EndFrame(SockJSReceiver receiver, byte[] output, int at, int count)
        {
            receiver.EndFrame(count);
            return Ascii.Put(receiver.Suffix, output, at);
        }

        private void Shift(int count)
        {
            _count -= count;
            Array.Copy(_waiting, count, _waiting, 0, _count);
        }
    }
}
