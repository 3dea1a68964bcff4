using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>Writes the head in front of static content.</summary>
    internal sealed class ContentHead
    {
        private readonly HttpHeadWriter _writer = new HttpHeadWriter();

        /// <summary>
        /// Writes 200, or 304 where the client has the content already (RFC 9110 section 15.4.5), with what a cache must know.
        /// One connection serves one request, so it is always closed.
        /// </summary>
        /// <returns>The bytes written; 0 when there is too little room.</returns>
        internal int Write(StaticContent content, bool isKnown, byte[] output, int capacity)
        {
            HttpHeadWriter writer = _writer;
            writer.Start(isKnown ? HttpStatus.NotModified : HttpStatus.Ok, output, 0, capacity);
            if (!isKnown)
            {
                writer.Add("Content-Type", content.ContentType);
                writer.Add("Content-Length", content.Length);
                if (content.IsGzip)
                {
                    writer.Add("Content-Encoding", "gzip");
                }
            }

            if (content.ETag != null)
            {
                writer.Add("ETag", content.ETag);
            }

            // A device's page changes when it is flashed, so a cache asks each time, which costs a 304.
            writer.Add("Cache-Control", "no-cache");
            writer.Add("Vary", "Accept-Encoding");
            writer.Add("X-Content-Type-Options", "nosniff");
            writer.Add("Connection", "close");
            return writer.End();
        }
    }
}
