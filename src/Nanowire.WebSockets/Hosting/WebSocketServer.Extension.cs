using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // Broadcasts where the server has an extension.
    public sealed partial class WebSocketServer
    {
        /// <summary>Encodes a broadcast once for all connections that take it so, and sends it.</summary>
        private int BroadcastExtended(byte[] header, int headerOffset, int headerCount, byte[] payload, int offset, int count)
        {
            ExtensionFactory extension = _core.Options.Extension;
            lock (extension)
            {
                Opcode opcode = (Opcode)(header[headerOffset] & FrameDecoder.OpcodeBits);
                int shared = extension.EncodeShared(opcode, payload, offset, count);
                int taken = 0;
                for (int i = 0; i < _slots.Length; i++)
                {
                    ConnectionSlot slot = _slots[i];
                    if (slot.Owner == null)
                    {
                        continue;
                    }

                    if (slot.SendShared(extension, shared, header, headerOffset, headerCount, payload, offset, count))
                    {
                        taken++;
                    }
                    else
                    {
                        CountSkipped(slot);
                    }
                }

                return taken;
            }
        }

        /// <summary>Takes note of a broadcast that an open connection did not take.</summary>
        private void CountSkipped(ConnectionSlot slot)
        {
            if (slot.State == WebSocketState.Open)
            {
                _core.Statistics.BroadcastsSkipped++;
                if (slot.Watch != null)
                {
                    slot.Watch.Tell(ServerEventKind.Dropped, 1, RefusalReason.Request);
                }
            }
        }
    }
}
