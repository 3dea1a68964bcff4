using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>
    /// The contents of a server by path, and the heads that are sent before them. A device serves a handful, so they are a
    /// list, of which the server's own object is the start; its content is the fallback.
    /// </summary>
    internal sealed class ContentTable
    {
        /// <summary>The longest head of an answer with content in bytes, so that the least send buffer holds it.</summary>
        private const int MaxHeadSize = WebSocketProtocol.MinSendBufferSize - WebSocketProtocol.SendBufferReserve;

        private byte[] _path;
        private Content _content;
        private ContentTable _next;

        internal void Add(string path, Content content)
        {
            ArgumentNullException.ThrowIfNull(path, nameof(path));
            WebSocketServerOptions.RequirePath(path);
            CheckHead(content);
            ContentTable last = this;
            while (last._next != null)
            {
                last = last._next;
            }

            last._next = new ContentTable { _path = Ascii.GetBytes(path), _content = content };
        }

        /// <summary>What is served where there is nothing; null: 404.</summary>
        internal Content Fallback => _content;

        internal void SetFallback(Content content)
        {
            if (content != null)
            {
                CheckHead(content);
                if (content.IsGzip)
                {
                    throw new ArgumentException("gzip", nameof(content));
                }
            }

            _content = content;
        }

        /// <summary>The content of a path that a client accepts.</summary>
        /// <param name="buffer">Holds the path, without a query.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="acceptsGzip">Whether the client takes gzip, which is preferred then.</param>
        /// <param name="exists">Whether there is any content of that path.</param>
        /// <returns>Null when there is none that the client accepts.</returns>
        internal Content Find(byte[] buffer, int offset, int count, bool acceptsGzip, out bool exists)
        {
            Content found = null;
            exists = false;
            for (ContentTable entry = _next; entry != null; entry = entry._next)
            {
                if (Ascii.AreEqual(buffer, offset, count, entry._path))
                {
                    exists = true;
                    bool isGzip = entry._content.IsGzip;
                    if (isGzip ? acceptsGzip : found == null)
                    {
                        found = entry._content;
                    }
                }
            }

            return found;
        }

        /// <summary>
        /// Writes 200, or 304 where the client has the content already (RFC 9110 section 15.4.5), with what a cache must know.
        /// One connection serves one request, so it is always closed.
        /// </summary>
        /// <returns>The bytes written; 0 when there is too little room.</returns>
        /// <param name="content">The content.</param>
        /// <param name="isKnown">Whether it is a 304.</param>
        /// <param name="takesChunks">Whether the client knows chunks: HTTP/1.1.</param>
        /// <param name="output">Gets the head.</param>
        /// <param name="capacity">Bytes there is room for.</param>
        internal static int WriteHead(Content content, bool isKnown, bool takesChunks, byte[] output, int capacity)
        {
            HttpHeadWriter writer = new HttpHeadWriter();
            RedirectContent redirect = content as RedirectContent;
            writer.Start(redirect != null ? RedirectContent.Found : isKnown ? HttpStatus.NotModified : HttpStatus.Ok, output, 0, capacity);
            if (redirect != null)
            {
                writer.Add("Location", redirect.Location);
            }

            if (!isKnown)
            {
                writer.Add("Content-Type", content.ContentType);
                if (content.KnownLength >= 0)
                {
                    writer.Add("Content-Length", content.KnownLength);
                }
                else if (takesChunks)
                {
                    writer.Add("Transfer-Encoding", "chunked");
                }

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
            writer.Add("Cache-Control", content.KnownLength < 0 ? "no-store" : "no-cache");
            writer.Add("Vary", "Accept-Encoding");
            writer.Add("X-Content-Type-Options", "nosniff");
            writer.Add("Connection", "close");
            return writer.End();
        }

        /// <summary>What could not be written when it is asked for is refused now.</summary>
        private static void CheckHead(Content content)
        {
            ArgumentNullException.ThrowIfNull(content, nameof(content));
            if (WriteHead(content, false, true, new byte[MaxHeadSize], MaxHeadSize) == 0)
            {
                throw new ArgumentException(
                    "ContentType and ETag make a head of more than " + MaxHeadSize.ToString(), nameof(content));
            }
        }
    }
}
