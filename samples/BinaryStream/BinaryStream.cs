using System;
using System.Net;
using Nanowire.WebSockets;

namespace Nanowire.Samples
{
    /// <summary>
    /// Streams samples at 1 kHz as binary messages of a block each: its number (4 bytes), how many blocks were dropped so far (4) and the
    /// samples (2 each), all with the low byte first. A client sees by the numbers what it missed.
    /// </summary>
    internal static class BinaryStream
    {
        private const int SamplesPerSecond = 1000;

        /// <summary>Ten messages a second: each costs a header, a packet and a round, whatever its size.</summary>
        private const int BlockSamples = 100;

        private const int HeaderSize = 8;

        /// <summary>Serves ws://address:port/ and never returns.</summary>
        internal static void Run(IPAddress address, int port)
        {
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions { Address = address, Port = port });
            server.Listen();
            Console.WriteLine("listening on port " + server.Port.ToString());
            Blocks blocks = new Blocks(HeaderSize, BlockSamples);
            new Sampler(blocks, SamplesPerSecond).Start();
            while (true)
            {
                server.RunOnce(10);

                // Framed once for all; a client that has no room misses the block, and sees that by the next one's number.
                MessageFrame block = blocks.TakeFull();
                if (block != null)
                {
                    server.Broadcast(block, block.Capacity, WebSocketMessageType.Binary);
                    blocks.GiveBack();
                }
            }
        }
    }
}
