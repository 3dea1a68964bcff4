using System.Collections.Generic;

namespace Nanowire.Fuzz
{
    /// <summary>All that is fuzzed.</summary>
    public static class FuzzTargets
    {
        /// <summary>A new object of each.</summary>
        public static List<FuzzTarget> Create()
        {
            return
            [
                new DecoderTarget(true), new DecoderTarget(false), new ProtocolTarget(true), new ProtocolTarget(false), new Utf8Target(),
                new HeadTarget(true), new HeadTarget(false), new ServerHandshakeTarget(), new ClientHandshakeTarget(), new ClientRequestTarget(),
                new JsonTarget(), new JsonWriterTarget(), new CommandTarget(), new InflateTarget(),
            ];
        }
    }
}
