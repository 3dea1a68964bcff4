using System;
using System.Text;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets
{
    /// <summary>The contents of a server by path. A device serves a handful, so they are looked up one after the other.</summary>
    internal sealed class ContentTable
    {
        /// <summary>The longest head of an answer with content in bytes, so that the least send buffer holds it.</summary>
        private const int MaxHeadSize = WebSocketProtocol.MinSendBufferSize - WebSocketProtocol.SendBufferReserve;

        private byte[][] _paths = new byte[0][];
        private StaticContent[] _contents = new StaticContent[0];

        internal void Add(string path, StaticContent content)
        {
            if (path == null)
            {
                throw new ArgumentNullException(nameof(path));
            }

            OptionRange.RequirePath(nameof(path), path);

            if (content == null)
            {
                throw new ArgumentNullException(nameof(content));
            }

            // What could not be written when it is asked for is refused now.
            if (new ContentHead().Write(content, false, new byte[MaxHeadSize], MaxHeadSize) == 0)
            {
                throw new ArgumentException(
                    "content type and entity tag make a head of more than " + MaxHeadSize.ToString() + " bytes", nameof(content));
            }

            int count = _paths.Length;
            byte[][] paths = new byte[count + 1][];
            StaticContent[] contents = new StaticContent[count + 1];
            Array.Copy(_paths, 0, paths, 0, count);
            Array.Copy(_contents, 0, contents, 0, count);
            paths[count] = Encoding.UTF8.GetBytes(path);
            contents[count] = content;
            _paths = paths;
            _contents = contents;
        }

        /// <summary>The content of a path that a client accepts.</summary>
        /// <param name="buffer">Holds the path, without a query.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="acceptsGzip">Whether the client takes gzip, which is preferred then.</param>
        /// <param name="exists">Whether there is any content of that path.</param>
        /// <returns>Null when there is none that the client accepts.</returns>
        internal StaticContent Find(byte[] buffer, int offset, int count, bool acceptsGzip, out bool exists)
        {
            StaticContent found = null;
            exists = false;
            for (int i = 0; i < _paths.Length; i++)
            {
                if (IsSame(_paths[i], buffer, offset, count))
                {
                    exists = true;
                    StaticContent content = _contents[i];
                    if ((acceptsGzip || !content.IsGzip) && (found == null || content.IsGzip))
                    {
                        found = content;
                    }
                }
            }

            return found;
        }

        private static bool IsSame(byte[] path, byte[] buffer, int offset, int count)
        {
            if (path.Length != count)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                if (path[i] != buffer[offset + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
