using System.IO;
using System.IO.Compression;
using Nanowire.WebSockets;

namespace Nanowire.Firmware.Host
{
    /// <summary>A page unpacked: a device keeps it in flash as gzip only; here there is memory for clients that do not accept that.</summary>
    internal static class PlainPage
    {
        internal static ByteArrayContent Unpack(StaticContent packed)
        {
            byte[] bytes = new byte[packed.Length];
            for (int read = 0; read < bytes.Length;)
            {
                read += packed.Read(read, bytes, read, bytes.Length - read);
            }

            using GZipStream gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using MemoryStream plain = new MemoryStream();
            gzip.CopyTo(plain);

            // Two representations of one page have two tags (RFC 9110 section 8.8.3).
            string tag = packed.ETag.Substring(0, packed.ETag.Length - 1) + "-plain\"";
            return new ByteArrayContent(plain.ToArray(), packed.ContentType, tag, false);
        }
    }
}
