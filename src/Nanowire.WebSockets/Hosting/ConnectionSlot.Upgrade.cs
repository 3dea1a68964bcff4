using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    // What a slot does besides when the server has a handler of upgrades.
    internal sealed partial class ConnectionSlot
    {
        /// <summary>Asks the handler for its word. Returns 101, or the status to refuse with.</summary>
        private int CheckUpgrade(UpgradeHandler handler, HttpHead head)
        {
            string address = _watch == null ? Transport.RemoteAddress : _watch.Address;
            try
            {
                handler.Limits = null;
                handler.HeaderCount = 0;
                int status = handler.Check(head, Core.Handshake, address, _watch == null ? null : _watch.User);
                bool isKnown = status == HttpStatus.SwitchingProtocols || (status >= HttpStatus.BadRequest && status <= HttpStatus.HttpVersionNotSupported);
                int others = Core.Handshake.MaxResponseCount + (Core.Options.Extension == null ? 0 : Core.Options.Extension.MaxLineCount);
                if (isKnown && handler.HeaderCount <= FrameCapacity - others)
                {
                    return status;
                }
            }
            catch (Exception)
            {
                // Counted below.
            }

            Core.Statistics.HandlerErrors++;
            return HttpStatus.InternalServerError;
        }

        /// <summary>Puts the handler's header lines in front of the empty line of a 101, and its limits to the connection. Returns the bytes of the head.</summary>
        private int Amend(UpgradeHandler handler, int count)
        {
            UseOptions(handler.Limits ?? Core.ProtocolOptions);
            int lines = handler.HeaderCount;
            if (lines > 0)
            {
                Array.Copy(handler.HeaderLines, 0, OutputBuffer, count - 2, lines);
                count += lines;
                OutputBuffer[count - 2] = Ascii.Cr;
                OutputBuffer[count - 1] = Ascii.Lf;
            }

            return count;
        }
    }
}
