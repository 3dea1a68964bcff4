using System;
using System.Collections.Generic;
using System.Threading;

namespace Nanowire.Soak
{
    /// <summary>All accounts: those of connections under way, and the sums of those that are over.</summary>
    internal sealed class SoakLedger
    {
        private const int MaxShown = 20;

        private readonly Dictionary<int, SoakConnection> _open = new Dictionary<int, SoakConnection>();
        private int _lastId;
        private int _violations;

        internal int Violations => _violations;

        internal long Begun { get; private set; }

        internal long Opened { get; private set; }

        internal long Clean { get; private set; }

        internal long Corrupted { get; private set; }

        internal Direction Up { get; } = new Direction();

        internal Direction Down { get; } = new Direction();

        internal long BroadcastsArrived { get; private set; }

        internal long BroadcastsMissing { get; private set; }

        /// <summary>The broadcasts that arrived at connections under way or over.</summary>
        internal long CountBroadcasts()
        {
            lock (_open)
            {
                long count = BroadcastsArrived;
                foreach (SoakConnection connection in _open.Values)
                {
                    count += Volatile.Read(ref connection.BroadcastsArrived);
                }

                return count;
            }
        }

        internal SoakConnection Begin()
        {
            SoakConnection connection = new SoakConnection(this, Interlocked.Increment(ref _lastId));
            lock (_open)
            {
                _open.Add(connection.Id, connection);
                Begun++;
            }

            return connection;
        }

        internal SoakConnection Find(int id)
        {
            lock (_open)
            {
                return _open.GetValueOrDefault(id);
            }
        }

        /// <summary>The newest connection from a port; null for none.</summary>
        internal SoakConnection FindByPort(int port)
        {
            lock (_open)
            {
                SoakConnection found = null;
                foreach (SoakConnection connection in _open.Values)
                {
                    if (connection.Port == port && (found == null || connection.Id > found.Id))
                    {
                        found = connection;
                    }
                }

                return found;
            }
        }

        /// <summary>Checks and sums up what is over, or everything.</summary>
        internal void Settle(bool all)
        {
            lock (_open)
            {
                foreach (SoakConnection connection in new List<SoakConnection>(_open.Values))
                {
                    if (all || connection.IsOver)
                    {
                        _open.Remove(connection.Id);
                        connection.Check();
                        Add(connection);
                    }
                }
            }
        }

        internal void Violation(SoakConnection connection, string what)
        {
            if (Interlocked.Increment(ref _violations) <= MaxShown)
            {
                Console.WriteLine("VIOLATION on connection " + connection.Id + ": " + what);
            }
        }

        private void Add(SoakConnection connection)
        {
            Opened += connection.IsClientOpened ? 1 : 0;
            bool isClean = connection.IsClientClean && connection.IsServerClean;
            Clean += isClean ? 1 : 0;
            Corrupted += connection.IsCorrupted ? 1 : 0;
            Up.Add(connection.UpTaken, connection.UpArrived, connection.UpRefused, isClean);
            Down.Add(connection.DownTaken, connection.DownArrived, connection.DownRefused, isClean);
            BroadcastsArrived += connection.BroadcastsArrived;

            // One that came garbled left a gap as well.
            BroadcastsMissing += connection.IsCorrupted ? 0 : connection.BroadcastsMissing;
        }

        /// <summary>The sums of one direction.</summary>
        internal sealed class Direction
        {
            internal long Taken { get; private set; }

            internal long Delivered { get; private set; }

            internal long Refused { get; private set; }

            /// <summary>The last messages of connections that were cut.</summary>
            internal long LostWithConnection { get; private set; }

            /// <summary>The last messages to an end that had sent its Close frame before.</summary>
            internal long BehindClose { get; private set; }

            internal void Add(int taken, int delivered, int refused, bool isClean)
            {
                Taken += taken;
                Delivered += delivered;
                Refused += refused;
                if (isClean)
                {
                    BehindClose += taken - delivered;
                }
                else
                {
                    LostWithConnection += taken - delivered;
                }
            }

            public override string ToString()
            {
                return (Taken + Refused) + " sent = " + Delivered + " delivered + " + Refused + " refused + " + LostWithConnection
                    + " lost with their connection + " + BehindClose + " behind the receiver's Close";
            }
        }
    }
}
