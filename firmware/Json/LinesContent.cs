using System;
using System.Text;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Text that is composed line by line as it is sent; a line has at most <see cref="DynamicContent.MinRoom"/> bytes, or
    /// it is cut off.
    /// </summary>
    public abstract class LinesContent : DynamicContent
    {
        /// <inheritdoc/>
        public override string ContentType => "text/plain; charset=utf-8";

        /// <inheritdoc/>
        public override int Write(ref int position, byte[] buffer, int offset, int capacity)
        {
            int written = 0;
            while (true)
            {
                string line = GetLine(position);
                if (line == null)
                {
                    return written;
                }

                byte[] utf8 = Encoding.UTF8.GetBytes(line);
                int length = utf8.Length < MinRoom ? utf8.Length : MinRoom - 1;
                if (length >= capacity - written)
                {
                    return written;
                }

                Array.Copy(utf8, 0, buffer, offset + written, length);
                buffer[offset + written + length] = (byte)'\n';
                written += length + 1;
                position++;
            }
        }

        /// <summary>A line by its number, from 0; null behind the last.</summary>
        protected abstract string GetLine(int number);
    }
}
