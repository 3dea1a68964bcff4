using System.IO;
using System.IO.Compression;

namespace Nanowire.Dashboard.Pack
{
    /// <summary>gzip (RFC 1952) whose bytes depend on the input and the runtime's compressor only.</summary>
    public static class Gzip
    {
        /// <summary>Compresses as small as the runtime can.</summary>
        /// <param name="data">What to compress.</param>
        /// <returns>One gzip member without a time, a name or the operating system.</returns>
        public static byte[] Compress(byte[] data)
        {
            using MemoryStream output = new MemoryStream();
            using (GZipStream gzip = new GZipStream(output, CompressionLevel.SmallestSize, true))
            {
                gzip.Write(data, 0, data.Length);
            }

            byte[] result = output.ToArray();
            // RFC 1952, 2.3: MTIME 0 is "no time stamp", OS 255 "unknown".
            result[4] = 0;
            result[5] = 0;
            result[6] = 0;
            result[7] = 0;
            result[9] = 255;
            return result;
        }
    }
}
