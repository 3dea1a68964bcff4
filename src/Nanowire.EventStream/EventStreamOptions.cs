using System;

namespace Nanowire.WebSockets.EventStream
{
    /// <summary>What an <see cref="EventStreamServer"/> is told at construction. Every limit has a default and a unit.</summary>
    public sealed class EventStreamOptions
    {
        /// <summary>Default of <see cref="Path"/>.</summary>
        public const string DefaultPath = "/events";

        /// <summary>Default of <see cref="RetryMs"/>.</summary>
        public const int DefaultRetryMs = 3000;

        /// <summary>Default of <see cref="BusyRetryMs"/>.</summary>
        public const int DefaultBusyRetryMs = 15000;

        /// <summary>Default of <see cref="HeartbeatMs"/>, as the standard advises.</summary>
        public const int DefaultHeartbeatMs = 15000;

        /// <summary>Default of <see cref="BufferSize"/>, in bytes.</summary>
        public const int DefaultBufferSize = 2048;

        /// <summary>The least <see cref="BufferSize"/>, in bytes.</summary>
        public const int MinBufferSize = 128;

        /// <summary>Default of <see cref="MaxEvents"/>.</summary>
        public const int DefaultMaxEvents = 32;

        /// <summary>Default of <see cref="MaxClients"/>.</summary>
        public const int DefaultMaxClients = 2;

        /// <summary>The path that the page gives to EventSource, absolute, printable ASCII without a query; compared byte by byte.</summary>
        public string Path = DefaultPath;

        /// <summary>How long a client waits before it connects again, in milliseconds, 0 to 2^31 - 1.</summary>
        public int RetryMs = DefaultRetryMs;

        /// <summary>The same for one that came while there were MaxClients.</summary>
        public int BusyRetryMs = DefaultBusyRetryMs;

        /// <summary>A client to which nothing was sent for so many milliseconds gets a comment, 1 to 2^31 - 1; 0 never.</summary>
        public int HeartbeatMs = DefaultHeartbeatMs;

        /// <summary>
        /// Bytes, as they go out, of the events that are kept for clients which are slow or come again, 128 to 2^20. It is the memory of all clients
        /// together, and no event may be longer.
        /// </summary>
        public int BufferSize = DefaultBufferSize;

        /// <summary>The most events that are kept, 1 to 4096.</summary>
        public int MaxEvents = DefaultMaxEvents;

        /// <summary>The most clients at a time, 1 to 1024; one more is told to come again. Each has one of the server's connections all the time.</summary>
        public int MaxClients = DefaultMaxClients;

        /// <summary>Whether a client that comes for the first time gets the events that are kept; otherwise only what follows.</summary>
        public bool SendsHistory;

        /// <summary>Refuses what cannot work, naming the numbers.</summary>
        /// <exception cref="ArgumentException">An option is out of range.</exception>
        public void Validate()
        {
            if (Path == null || !Path.StartsWith("/") || Path.IndexOf('?') >= 0)
            {
                throw new ArgumentException("Path " + Path);
            }

            Require(nameof(RetryMs), RetryMs, 0, int.MaxValue);
            Require(nameof(BusyRetryMs), BusyRetryMs, 0, int.MaxValue);
            Require(nameof(HeartbeatMs), HeartbeatMs, 0, int.MaxValue);
            Require(nameof(BufferSize), BufferSize, MinBufferSize, 1 << 20);
            Require(nameof(MaxEvents), MaxEvents, 1, 4096);
            Require(nameof(MaxClients), MaxClients, 1, 1024);
        }

        private static void Require(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", not " + least.ToString() + " to " + most.ToString());
            }
        }
    }
}
