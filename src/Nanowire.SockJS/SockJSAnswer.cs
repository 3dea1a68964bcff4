using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.SockJS
{
    /// <summary>An answer that is whole from the start; the body of its request is dropped. Others derive from it for the head.</summary>
    internal class SockJSAnswer : HttpExchange
    {
        internal const string Text = "text/plain; charset=UTF-8";
        internal const string Json = "application/json; charset=UTF-8";
        internal const string Script = "application/javascript; charset=UTF-8";
        internal const string Html = "text/html; charset=UTF-8";
        internal const string Events = "text/event-stream";

        internal const int NoContent = 204;

        // A body that comes in the course of time; below 0.
        internal const int Chunked = -1;
        internal const int Unframed = -2;

        internal readonly SockJSServer Server;
        internal int Status = HttpStatus.Ok;

        /// <summary>Null where there is no content.</summary>
        internal string ContentType;
        internal byte[] Body;

        /// <summary>Of the content, or Chunked or Unframed.</summary>
        internal int Length;

        /// <summary>With 405 what is allowed; with 204 what a page of another origin may do.</summary>
        internal string Methods;

        /// <summary>The headers that a page of another origin asks for, or null.</summary>
        internal byte[] Headers;

        /// <summary>Null: the answer must not be cached.</summary>
        internal string ETag;
        internal bool IsHead;

        /// <summary>Whether pages of other origins may read it.</summary>
        internal bool IsShared = true;

        private readonly byte[] _origin;
        private readonly byte[] _cookie;
        private bool _isHeadOut;
        private int _written;

        internal SockJSAnswer(SockJSServer server, byte[] origin, byte[] cookie)
        {
            Server = server;
            _origin = origin;
            _cookie = cookie;
        }

        internal void SetText(int status, string contentType, string text)
        {
            Status = status;
            ContentType = contentType;
            Body = Ascii.GetBytes(text);
            Length = Body.Length;
        }

        public override int Write(byte[] buffer, int capacity, long nowMs)
        {
            if (!_isHeadOut)
            {
                _isHeadOut = true;
                return WriteHead(buffer, capacity);
            }

            int count = Body == null || IsHead ? 0 : Body.Length - _written;
            if (count == 0)
            {
                return End;
            }

            count = count < capacity ? count : capacity;
            System.Array.Copy(Body, _written, buffer, 0, count);
            _written += count;
            return count;
        }

        /// <summary>Writes the head; what does not fit ends the connection.</summary>
        protected int WriteHead(byte[] buffer, int capacity)
        {
            HttpHeadWriter writer = Server.HeadWriter;
            writer.Start(Status, buffer, 0, capacity);
            if (ContentType != null)
            {
                writer.Add("Content-Type", ContentType);
            }

            if (Length == Chunked)
            {
                writer.Add("Transfer-Encoding", "chunked");
            }
            else if (Length >= 0 && Status != NoContent && Status != HttpStatus.NotModified)
            {
                writer.Add("Content-Length", Length);
            }

            bool isPreflight = Status == NoContent && Methods != null;
            if (ETag != null || isPreflight)
            {
                // A device may not know what time it is; this is far enough.
                writer.Add("Cache-Control", "public, max-age=31536000");
                writer.Add("Expires", "Thu, 31 Dec 2037 23:55:55 GMT");
            }
            else
            {
                writer.Add("Cache-Control", "no-store, no-cache, no-transform, must-revalidate, max-age=0");
            }

            if (ETag != null)
            {
                writer.Add("ETag", ETag);
            }

            if (IsShared)
            {
                WriteSharing(writer, isPreflight);
            }

            if (Methods != null && !isPreflight)
            {
                writer.Add("Allow", Methods);
            }

            if (_cookie != null)
            {
                writer.Add("Set-Cookie", _cookie, 0, _cookie.Length);
            }

            if (Length < 0)
            {
                // nginx would wait for more otherwise.
                writer.Add("X-Accel-Buffering", "no");
            }

            writer.Add("Connection", "close");
            int count = writer.End();
            return count == 0 ? End : count;
        }

        /// <summary>The server has let the origin pass, so it may be told so (the Fetch standard, "CORS protocol").</summary>
        private void WriteSharing(HttpHeadWriter writer, bool isPreflight)
        {
            if (_origin == null)
            {
                writer.Add("Access-Control-Allow-Origin", "*");
            }
            else
            {
                writer.Add("Access-Control-Allow-Origin", _origin, 0, _origin.Length);
                writer.Add("Access-Control-Allow-Credentials", "true");
                writer.Add("Vary", "Origin");
            }

            if (isPreflight)
            {
                writer.Add("Access-Control-Allow-Methods", Methods);
                writer.Add("Access-Control-Max-Age", 31536000);
                if (Headers != null)
                {
                    writer.Add("Access-Control-Allow-Headers", Headers, 0, Headers.Length);
                }
            }
        }
    }
}
