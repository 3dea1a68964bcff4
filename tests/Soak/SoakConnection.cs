using System;
using Nanowire.WebSockets;

namespace Nanowire.Soak
{
    /// <summary>
    /// One connection's account, kept by both of its ends: what was taken to be sent, what was refused, and what arrived. Messages are
    /// numbered when they are taken, so what arrives must be 1, 2, 3 without a gap.
    /// </summary>
    internal sealed class SoakConnection
    {
        private readonly SoakLedger _ledger;
        private byte[] _large;

        internal SoakConnection(SoakLedger ledger, int id)
        {
            _ledger = ledger;
            Id = id;
        }

        internal int Id { get; }

        /// <summary>When it was begun, by the tick count.</summary>
        internal long BegunMs { get; } = Environment.TickCount64;

        /// <summary>The client's port, by which the proxy knows it.</summary>
        internal volatile int Port;

        /// <summary>Whether the proxy inverted, or will invert, a bit of it; then nothing is asked of what arrives.</summary>
        internal volatile bool IsCorrupted;

        /// <summary>Who asked for the end: 'c', 's', 'b' for both at once, or 0 for nobody.</summary>
        internal volatile char ClosedBy;

        internal volatile bool IsClientOpened;
        internal volatile bool IsClientEnded;
        internal volatile bool IsClientClean;
        internal volatile bool IsServerOpened;
        internal volatile bool IsServerEnded;
        internal volatile bool IsServerClean;

        /// <summary>From the client to the server. Each is written by one thread alone.</summary>
        internal int UpTaken;
        internal int UpRefused;
        internal int UpArrived;

        /// <summary>From the server to the client; written under a lock on this.</summary>
        internal int DownTaken;
        internal int DownRefused;
        internal int DownArrived;

        /// <summary>Of broadcasts: how many arrived, the last of them, and how many were left out between two that arrived.</summary>
        internal int BroadcastsArrived;
        internal int BroadcastsMissing;
        private int _lastBroadcast;

        /// <summary>Whether both ends are done with it.</summary>
        internal bool IsOver => IsClientEnded && (IsServerEnded || (!IsServerOpened && Environment.TickCount64 - BegunMs > 30000));

        /// <summary>A message arrived at the server.</summary>
        internal void ArriveUp(ReadOnlySpan<byte> message)
        {
            bool isRight = SoakMessage.TryParse(message, out char kind, out int connection, out int number)
                && kind == 'u' && connection == Id && number == UpArrived + 1;
            if (isRight)
            {
                UpArrived++;
            }
            else if (!IsCorrupted)
            {
                _ledger.Violation(this, "the server got " + kind + " " + connection + " " + number + " of " + message.Length + " bytes after " + UpArrived);
            }
        }

        /// <summary>A message arrived at the client.</summary>
        internal void ArriveDown(ReadOnlySpan<byte> message)
        {
            bool isOurs = SoakMessage.TryParse(message, out char kind, out int connection, out int number);
            if (isOurs && kind == 'd' && connection == Id && number == DownArrived + 1)
            {
                DownArrived++;
            }
            else if (isOurs && kind == 'b' && number > _lastBroadcast)
            {
                BroadcastsMissing += _lastBroadcast == 0 ? 0 : number - _lastBroadcast - 1;
                _lastBroadcast = number;
                BroadcastsArrived++;
            }
            else if (!IsCorrupted)
            {
                _ledger.Violation(this, "the client got " + kind + " " + connection + " " + number + " of " + message.Length + " bytes after " + DownArrived);
            }
        }

        /// <summary>Sends from the server; one larger than the send buffer is lent until it is out.</summary>
        internal void SendDown(WebSocket socket, byte[] scratch, int count, bool isLarge)
        {
            lock (this)
            {
                byte[] message = scratch;
                if (isLarge)
                {
                    if (socket.BufferedAmount != 0)
                    {
                        // The array may be under way.
                        return;
                    }

                    message = _large ??= new byte[SoakServer.LargeSize];
                    count = message.Length;
                }

                SoakMessage.Compose(message.AsSpan(0, count), 'd', Id, DownTaken + 1);
                if (socket.Send(message, 0, count, (DownTaken & 1) == 0 ? WebSocketMessageType.Text : WebSocketMessageType.Binary))
                {
                    DownTaken++;
                }
                else
                {
                    DownRefused++;
                }
            }
        }

        /// <summary>What must hold when both ends are done.</summary>
        internal void Check()
        {
            if (IsCorrupted)
            {
                return;
            }

            if (UpArrived > UpTaken || DownArrived > DownTaken)
            {
                _ledger.Violation(this, "more arrived than was sent: up " + UpArrived + " of " + UpTaken + ", down " + DownArrived + " of " + DownTaken);
            }

            // Behind its own Close frame an end takes no message any more, but all that the other end was told before is there.
            if (IsClientClean && IsServerClean && ClosedBy == 'c' && UpArrived != UpTaken)
            {
                _ledger.Violation(this, "closed by the client, but of " + UpTaken + " messages only " + UpArrived + " arrived");
            }

            if (IsClientClean && IsServerClean && ClosedBy == 's' && DownArrived != DownTaken)
            {
                _ledger.Violation(this, "closed by the server, but of " + DownTaken + " messages only " + DownArrived + " arrived");
            }
        }
    }
}
