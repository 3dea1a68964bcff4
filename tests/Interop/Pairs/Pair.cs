using System;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Tls;

namespace Nanowire.Interop.Pairs
{
    /// <summary>Two ends of one connection.</summary>
    /// <param name="Ours">This library's end.</param>
    /// <param name="Peer">The other.</param>
    /// <param name="CountBytes">How many bytes our end has received and sent so far.</param>
    internal sealed record Pair(OurEnd Ours, End Peer, Func<(long Received, long Sent)> CountBytes) : IDisposable
    {
        /// <summary>A peer that is a client of our server.</summary>
        internal static Pair OfServer(string[] protocols, bool pings, Func<string, End> connectPeer, TlsListener secure = null)
        {
            OurServerEnd ours = new OurServerEnd(protocols, pings ? PairTests.PingIntervalMs : 0, secure);
            try
            {
                return new Pair(ours, connectPeer(ours.Url), () => (ours.Statistics.BytesReceived, ours.Statistics.BytesSent));
            }
            catch (Exception)
            {
                ours.Dispose();
                throw;
            }
        }

        /// <summary>A peer that is a client of an endpoint of our server.</summary>
        internal static Pair OfEndpoint(string[] protocols, bool pings, Func<string, End> connectPeer)
        {
            OurEndpointEnd ours = new OurEndpointEnd(protocols, pings ? PairTests.PingIntervalMs : 0);
            try
            {
                return new Pair(ours, connectPeer(ours.Url), () => (ours.Statistics.BytesReceived, ours.Statistics.BytesSent));
            }
            catch (Exception)
            {
                ours.Dispose();
                throw;
            }
        }

        /// <summary>A peer that is the server of our client.</summary>
        internal static Pair OfClient(End peer, string url, string[] protocols, bool pings, TransportConnector connector = null)
        {
            try
            {
                OurClientEnd ours = new OurClientEnd(url, protocols, pings ? PairTests.PingIntervalMs : 0, connector);
                return new Pair(ours, peer, () => (ours.Connector.Received, ours.Connector.Sent));
            }
            catch (Exception)
            {
                peer.Dispose();
                throw;
            }
        }

        public void Dispose()
        {
            Ours.Dispose();
            Peer.Dispose();
        }
    }
}
