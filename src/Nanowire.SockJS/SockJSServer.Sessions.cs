using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    // The sessions of requests. They begin and end on the pump.
    public sealed partial class SockJSServer
    {
        internal int WriteFrames(SockJSSession session, SockJSReceiver receiver, byte[] output, int at, int limit, long nowMs)
        {
            at = session.WriteFrames(receiver, output, at, limit, nowMs);
            if (session.IsCloseOut)
            {
                RaiseClosed(session, true);
            }

            return at;
        }

        /// <summary>A receiving request was broken off: what of it arrived nobody knows, so the session ends.</summary>
        internal void Interrupt(SockJSSession session, SockJSReceiver receiver)
        {
            if (session.Interrupt(receiver, _nowMs))
            {
                RaiseClosed(session, false);
            }
        }

        /// <summary>The session of an id and a user, or null.</summary>
        private SockJSSession Find(byte[] buffer, int offset, int count, string user)
        {
            for (int i = 0; i < _sessions.Length; i++)
            {
                SockJSSession session = _sessions[i];
                if (session != null && Ascii.AreEqual(buffer, offset, count, session.Id))
                {
                    return session.User == user ? session : null;
                }
            }

            return null;
        }

        /// <summary>Opens a session; null when there is no place for one.</summary>
        private SockJSSession Open(byte[] buffer, int offset, int count, ConnectionRequest request, long nowMs)
        {
            int place = -1;
            for (int i = 0; i < _sessions.Length; i++)
            {
                SockJSSession session = _sessions[i];
                if (session != null && Ascii.AreEqual(buffer, offset, count, session.Id))
                {
                    // Another's.
                    return null;
                }

                // One that is over is only kept to say so again.
                if (session == null || (place < 0 && session.IsTold && session.Receiver == null))
                {
                    place = place >= 0 && _sessions[place] == null ? place : i;
                }
            }

            if (place < 0)
            {
                SessionsRefused++;
                return null;
            }

            byte[] id = new byte[count];
            Array.Copy(buffer, offset, id, 0, count);
            SockJSSession opened = new SockJSSession(this, id, _buffers[place], request.Address, request.User, nowMs);
            lock (_sessions)
            {
                _sessions[place] = opened;
            }

            return opened;
        }

        private void TickSessions(long nowMs)
        {
            for (int i = 0; i < _sessions.Length; i++)
            {
                SockJSSession session = _sessions[i];
                if (session == null)
                {
                    continue;
                }

                if (session.Receiver == null)
                {
                    if (nowMs - session.IdleSinceMs >= Options.DisconnectDelayMs)
                    {
                        End(i, session);
                    }
                }
                else if (Options.HeartbeatMs != 0 && nowMs - session.SentMs >= Options.HeartbeatMs)
                {
                    SockJSReceiver receiver = session.Beat();
                    if (receiver != null)
                    {
                        receiver.Wake();
                    }
                }
            }
        }

        /// <summary>Nobody asked for the session any more.</summary>
        private void End(int place, SockJSSession session)
        {
            lock (session)
            {
                session.SetClosed((int)WebSocketCloseStatus.AbnormalClosure, string.Empty);
            }

            lock (_sessions)
            {
                _sessions[place] = null;
            }

            RaiseClosed(session, false);
        }
    }
}
