using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// What a slot needs besides when the server has a guard or an observer: a slot of a server without them has none. Here are
    /// all calls of both, so that what they throw ends nothing but the connection in question.
    /// </summary>
    internal sealed class ConnectionWatch
    {
        /// <summary>The client's address while there is a connection.</summary>
        internal string Address = string.Empty;

        /// <summary>Who the client has shown to be, or null.</summary>
        internal string User;

        /// <summary>The time of the last input, for the messages in it.</summary>
        internal long NowMs;

        private readonly ServerCore _core;
        private readonly ConnectionGuard _guard;
        private readonly ServerObserver _observer;
        private int _place;
        private RefusalReason _reason;

        internal ConnectionWatch(ServerCore core)
        {
            _core = core;
            _guard = core.Options.Guard;
            _observer = core.Options.Observer;
        }

        /// <summary>A connection is about to get the slot. Returns 0, or the status to refuse it with.</summary>
        internal int Admit(Transport transport, long nowMs)
        {
            Address = transport.RemoteAddress;
            User = null;
            int status = 0;
            try
            {
                if (_guard != null)
                {
                    _place = _guard.Admit(Address, nowMs);
                    status = _place < 0 ? -_place : 0;
                    _reason = _guard.Reason;
                }
            }
            catch (Exception)
            {
                status = Fault();
            }

            if (status != 0)
            {
                _core.Statistics.CountRefused(status);
                Tell(ServerEventKind.Refused, status, _reason);
                return status;
            }

            Tell(ServerEventKind.Accepted, 0, RefusalReason.Request);
            return 0;
        }

        /// <summary>Shows a request to the guard. Returns 0, or the status to refuse it with.</summary>
        internal int Check(Transport transport, bool isUpgrade, long nowMs)
        {
            if (_guard == null)
            {
                return 0;
            }

            ConnectionRequest request = _core.Request;
            request.Set(transport, isUpgrade, _place, Address);
            int status;
            try
            {
                status = _guard.Check(request, nowMs);
                _reason = _guard.Reason;
            }
            catch (Exception)
            {
                status = Fault();
            }

            _place = request.Place;
            Address = request.Address;
            User = request.User;
            if (status != 0)
            {
                Tell(ServerEventKind.Refused, status, _reason);
            }

            return status;
        }

        /// <summary>Writes what the guard answers to the last refusal; 0 when that is left to the server.</summary>
        internal int WriteRefusal(int status, HttpMethod method, byte[] output, int capacity)
        {
            try
            {
                return _guard.WriteRefusal(status, method, output, 0, capacity);
            }
            catch (Exception)
            {
                Fault();
                return 0;
            }
        }

        /// <summary>A connection found no slot.</summary>
        internal void Busy(Transport transport)
        {
            Address = transport.RemoteAddress;
            Tell(ServerEventKind.Refused, HttpStatus.ServiceUnavailable, RefusalReason.Busy);
        }

        /// <summary>Tells the observer, if there is one.</summary>
        internal void Tell(ServerEventKind kind, int status, RefusalReason reason)
        {
            try
            {
                if (_observer != null)
                {
                    _observer.Happened(kind, Address, status, reason);
                }
            }
            catch (Exception)
            {
                Fault();
            }
        }

        /// <summary>The connection is over; the socket is null when it was no WebSocket.</summary>
        internal void Leave(ServerWebSocket socket, Violation violation)
        {
            if (socket != null)
            {
                if (violation != Violation.None)
                {
                    Tell(ServerEventKind.Violated, (int)violation, RefusalReason.Request);
                }

                bool isClosed = socket.State == WebSocketState.Closed;
                Tell(isClosed ? ServerEventKind.Closed : ServerEventKind.Lost, (int)socket.CloseStatus, RefusalReason.Request);
            }

            try
            {
                if (_guard != null)
                {
                    _guard.Release(_place);
                }
            }
            catch (Exception)
            {
                Fault();
            }

            Address = string.Empty;
            User = null;
        }

        /// <summary>Input arrived, or a message in it is about to be handed over. Returns 0, or the status to close with.</summary>
        internal int Charge(int bytes, int messages, long nowMs)
        {
            if (_guard == null)
            {
                return 0;
            }

            int status;
            try
            {
                status = _guard.Charge(_place, bytes, messages, nowMs);
                if (status != 0)
                {
                    Tell(ServerEventKind.Limited, status, _guard.Reason);
                }
            }
            catch (Exception)
            {
                Fault();
                status = (int)WebSocketCloseStatus.InternalServerError;
            }

            return status;
        }

        private int Fault()
        {
            _core.Statistics.HandlerErrors++;
            _reason = RefusalReason.Error;
            return HttpStatus.InternalServerError;
        }
    }
}
