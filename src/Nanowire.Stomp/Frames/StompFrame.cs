using System.Text;

namespace Nanowire.WebSockets.Stomp
{
    /// <summary>
    /// A frame that was received: ranges of <see cref="Buffer"/>. One object serves all frames of a connection and is valid until
    /// the handler that got it returns, or until the decoder reads on.
    /// </summary>
    public sealed class StompFrame
    {
        /// <summary>What <see cref="GetNumber"/> says of a header that is missing or no number.</summary>
        public const int NoNumber = -1;

        /// <summary>Numbers of one header in <see cref="_headers"/>.</summary>
        private const int Stride = 3;

        /// <summary>The digits that fit an int whatever they are.</summary>
        private const int MaxDigits = 9;

        /// <summary>Its command.</summary>
        public StompCommand Command;

        /// <summary>Its headers, repeated ones included.</summary>
        public int HeaderCount;

        /// <summary>Holds names and values, unescaped, and the body.</summary>
        public readonly byte[] Buffer;

        /// <summary>Where the body starts.</summary>
        public int BodyOffset;

        /// <summary>Bytes of the body.</summary>
        public int BodyCount;

        /// <summary>Of each header: where its name starts, where its value starts, and where that ends.</summary>
        private readonly int[] _headers;

        internal StompFrame(byte[] buffer, int maxHeaders)
        {
            Buffer = buffer;
            _headers = new int[Stride * maxHeaders];
        }

        /// <summary>The first header of that name, which is the one that counts where it is repeated (STOMP 1.2, Repeated Header Entries).</summary>
        /// <param name="name">ASCII, as headers of STOMP are; compared case and all.</param>
        /// <returns>Its number; -1 when there is none.</returns>
        public int Find(string name)
        {
            for (int i = 0; i < HeaderCount; i++)
            {
                if (IsNamed(i, name))
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Where the name of a header starts in <see cref="Buffer"/>; it ends where its value starts.</summary>
        public int GetNameOffset(int header)
        {
            return _headers[Stride * header];
        }

        /// <summary>Where the value of a header starts in <see cref="Buffer"/>.</summary>
        public int GetValueOffset(int header)
        {
            return _headers[(Stride * header) + 1];
        }

        /// <summary>Bytes of the value of a header.</summary>
        public int GetValueCount(int header)
        {
            return _headers[(Stride * header) + 2] - _headers[(Stride * header) + 1];
        }

        /// <summary>Whether the first header of that name has that value, ASCII both.</summary>
        public bool HasValue(string name, string value)
        {
            int header = Find(name);
            return header >= 0 && StompCommands.AreEqual(Buffer, GetValueOffset(header), GetValueCount(header), value);
        }

        /// <summary>The first header of that name as a number of up to nine digits; <see cref="NoNumber"/> where it is none.</summary>
        public int GetNumber(string name)
        {
            int header = Find(name);
            return header < 0 ? NoNumber : ParseNumber(GetValueOffset(header), GetValueCount(header));
        }

        /// <summary>The value of a header as a new string; null when there is none. A convenience that allocates.</summary>
        public string GetString(string name)
        {
            int header = Find(name);
            return header < 0 ? null : Encoding.UTF8.GetString(Buffer, GetValueOffset(header), GetValueCount(header));
        }

        /// <summary>The body as a new string. A convenience that allocates.</summary>
        public string GetBody()
        {
            return Encoding.UTF8.GetString(Buffer, BodyOffset, BodyCount);
        }

        /// <summary>Whether a header has that name.</summary>
        internal bool IsNamed(int header, string name)
        {
            int start = _headers[Stride * header];
            return StompCommands.AreEqual(Buffer, start, _headers[(Stride * header) + 1] - start, name);
        }

        /// <summary>Whether a header's value, a list with commas, has that item.</summary>
        internal bool Lists(int header, string item)
        {
            int start = GetValueOffset(header);
            int end = start + GetValueCount(header);
            for (int i = start; i <= end; i++)
            {
                if (i == end || Buffer[i] == ',')
                {
                    if (StompCommands.AreEqual(Buffer, start, i - start, item))
                    {
                        return true;
                    }

                    start = i + 1;
                }
            }

            return false;
        }

        /// <summary>A range as a number; NoNumber where it is none of up to nine digits.</summary>
        internal int ParseNumber(int offset, int count)
        {
            if (count < 1 || count > MaxDigits)
            {
                return NoNumber;
            }

            int number = 0;
            for (int i = 0; i < count; i++)
            {
                int digit = Buffer[offset + i] - '0';
                if ((uint)digit > 9)
                {
                    return NoNumber;
                }

                number = (10 * number) + digit;
            }

            return number;
        }

        /// <summary>Whether there is room for another header.</summary>
        internal bool HasRoom => Stride * HeaderCount < _headers.Length;

        internal void AddHeader(int nameStart, int valueStart, int end)
        {
            int at = Stride * HeaderCount;
            _headers[at] = nameStart;
            _headers[at + 1] = valueStart;
            _headers[at + 2] = end;
            HeaderCount++;
        }
    }
}
