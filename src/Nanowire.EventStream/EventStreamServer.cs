using System;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.WebSockets.EventStream
{
    /// <summary>
    /// Server-Sent Events (the HTML standard, section 9.2) at a path of a server, for pages that only read: each gets what is published, and after a
    /// break what it missed, as far as that is kept. What it misses for good it is told: an event "gap" whose data are the number of events, or -1 when
    /// the server has started anew since.
    /// </summary>
    /// <remarks>
    /// All clients read from one ring of the last events, so one more costs no memory but its connection's. Make it before the server starts. It has no
    /// thread: the server's pump writes. The server's guard and origins hold for its requests.
    /// <code>
    /// _ring: events as they go out, one behind the other; that of number n starts at _starts[n % MaxEvents], counted from the first byte ever written.
    /// </code>
    /// </remarks>
    public sealed partial class EventStreamServer : HttpHandler
    {
        /// <summary>The longest name of an event, in bytes.</summary>
        public const int MaxNameSize = 32;

        /// <summary>The least <see cref="WebSocketServer.MaxFrameSize"/> of the server, so that every head fits.</summary>
        public const int MinFrameSize = 512;

        /// <summary>Clients that were told to come again.</summary>
        public int ClientsRefused;

        /// <summary>Events that clients were told they missed.</summary>
        public int EventsMissed;

        internal readonly EventStreamOptions Options;

        /// <summary>Only the pump uses it.</summary>
        internal readonly HttpHeadWriter HeadWriter = new HttpHeadWriter();

        private readonly byte[] _path;
        private readonly byte[] _idName = Ascii.GetBytes("last-event-id");
        private readonly byte[] _eventName = Ascii.GetBytes("\nevent: ");
        private readonly byte[] _dataName = Ascii.GetBytes("data: ");

        /// <summary>What an id starts with: another at each start of the server. And the same with its field's name in front.</summary>
        private readonly byte[] _epoch;
        private readonly byte[] _id;

        /// <summary>Also the lock for everything that follows.</summary>
        private readonly byte[] _ring;
        private readonly long[] _starts;
        private readonly EventStreamAnswer[] _clients;
        private long _end;
        private int _last;
        private int _oldest = 1;
        private int _clientCount;
        private long _tickedMs;

        // Boxed once, for Array.IndexOf.
        private readonly object _lf = (byte)'\n';

        /// <summary>Reserves the memory and adds it to the server.</summary>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">An option is out of range, or the server's SendBufferSize too small.</exception>
        public EventStreamServer(WebSocketServer server, EventStreamOptions options)
        {
            if (server == null || options == null)
            {
                throw new ArgumentNullException(server == null ? nameof(server) : nameof(options));
            }

            options.Validate();
            if (server.MaxFrameSize < MinFrameSize)
            {
                throw new ArgumentException("MaxFrameSize is " + server.MaxFrameSize.ToString() + ", below " + MinFrameSize.ToString());
            }

            Options = options;
            _path = Ascii.GetBytes(options.Path);
            _epoch = Ascii.GetBytes(new RandomEntropy().NextUInt32().ToString() + "-");
            _id = Ascii.GetBytes("id: " + Ascii.GetString(_epoch, 0, _epoch.Length));
            _ring = new byte[options.BufferSize];
            _starts = new long[options.MaxEvents];
            _clients = new EventStreamAnswer[options.MaxClients];
            server.AddHandler(this);
        }

        /// <summary>How many clients there are.</summary>
        public int ClientCount => _clientCount;

        /// <summary>Sends an event to all clients, and keeps it for a while. From any thread. Costs no garbage.</summary>
        /// <param name="name">What the page listens to, ASCII without line ends; null for "message".</param>
        /// <param name="data">Holds the data, UTF-8; copied. Line ends in it arrive as line feeds.</param>
        /// <param name="offset">Where it starts.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>The event's number, from 1 on.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range does not lie in the array.</exception>
        /// <exception cref="ArgumentException">The name is no name, or the event longer than BufferSize; then nothing has changed.</exception>
        public int Publish(string name, byte[] data, int offset, int count)
        {
            if (data == null)
            {
                throw new ArgumentNullException(nameof(data));
            }

            if (offset < 0 || count < 0 || count > data.Length - offset)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }

            int nameCount = name == null ? 0 : name.Length;
            bool isName = name == null || (nameCount > 0 && nameCount <= MaxNameSize);
            for (int i = 0; i < nameCount && isName; i++)
            {
                char c = name[i];
                isName = c > 0 && c < 0x80 && c != '\n' && c != '\r';
            }

            if (!isName)
            {
                throw new ArgumentException("no name of an event: " + name);
            }

            lock (_ring)
            {
                int size = _id.Length + CountDigits(_last + 1) + 2 + (name == null ? 0 : _eventName.Length + nameCount) + PutData(data, offset, count, false);
                if (size > _ring.Length)
                {
                    throw new ArgumentException("an event of " + size.ToString() + " in BufferSize " + _ring.Length.ToString());
                }

                _last++;
                _starts[_last % _starts.Length] = _end;
                Put(_id, 0, _id.Length);
                PutDigits(_last);
                if (name != null)
                {
                    Put(_eventName, 0, _eventName.Length);
                    for (int i = 0; i < nameCount; i++)
                    {
                        Put((byte)name[i]);
                    }
                }

                PutLineEnd();
                PutData(data, offset, count, true);
                PutLineEnd();
                while (_last - _oldest >= _starts.Length || _end - _starts[_oldest % _starts.Length] > _ring.Length)
                {
                    _oldest++;
                }

                for (int i = 0; i < _clients.Length; i++)
                {
                    if (_clients[i] != null)
                    {
                        _clients[i].Wake();
                    }
                }

                return _last;
            }
        }

        /// <summary>Sends a text as an event "message". A convenience that allocates.</summary>
        /// <returns>As the other overload.</returns>
        public int Publish(string text)
        {
            byte[] data = System.Text.Encoding.UTF8.GetBytes(text);
            return Publish(null, data, 0, data.Length);
        }

        /// <summary>Writes the data's lines, or only counts; returns the bytes.</summary>
        private int PutData(byte[] data, int offset, int count, bool writes)
        {
            int size = 0;
            int start = offset;
            int end = offset + count;
            for (int i = offset; i <= end; i++)
            {
                if (i < end && data[i] != '\n' && data[i] != '\r')
                {
                    continue;
                }

                size += _dataName.Length + i - start + 1;
                if (writes)
                {
                    Put(_dataName, 0, _dataName.Length);
                    Put(data, start, i - start);
                    PutLineEnd();
                }

                if (i + 1 < end && data[i] == '\r' && data[i + 1] == '\n')
                {
                    i++;
                }

                start = i + 1;
            }

            return size;
        }

        private void Put(byte[] bytes, int offset, int count)
        {
            int at = (int)(_end % _ring.Length);
            int first = _ring.Length - at < count ? _ring.Length - at : count;
            Array.Copy(bytes, offset, _ring, at, first);
            Array.Copy(bytes, offset + first, _ring, 0, count - first);
            _end += count;
        }

        private void PutLineEnd()
        {
            Put((byte)'\n');
        }

        private void PutDigits(int number)
        {
            if (number > 9)
            {
                PutDigits(number / 10);
            }

            Put((byte)('0' + (number % 10)));
        }

        private void Put(byte b)
        {
            _ring[(int)(_end % _ring.Length)] = b;
            _end++;
        }

        private static int CountDigits(int number)
        {
            int count = 1;
            while (number > 9)
            {
                number /= 10;
                count++;
            }

            return count;
        }
    }
}
