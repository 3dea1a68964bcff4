using System;
using System.Net;
using System.Net.Sockets;

namespace Nanowire.WebSockets.Discovery
{
    /// <summary>
    /// The responder and the browser of a device on one UDP socket. It has no thread: the application calls <see cref="RunOnce"/> in
    /// its own round. A lost network is no error; what could not be sent is said again when somebody asks, or by
    /// <see cref="SetAddress"/>.
    /// </summary>
    public sealed class DiscoveryService : IDisposable
    {
        private readonly DiscoveryOptions _options;
        private readonly byte[] _input;
        private readonly byte[] _output;
        private readonly EndPoint _group;
        private readonly EndPoint _any = new IPEndPoint(IPAddress.Any, 0);
        private Socket _socket;
        private bool _isStopping;

        /// <summary>What it did so far.</summary>
        public readonly DiscoveryStatistics Statistics = new DiscoveryStatistics();

        /// <summary>Answers for this device; services are added to it before <see cref="Start"/>.</summary>
        public readonly MdnsResponder Responder;

        /// <summary>Knows the others.</summary>
        public readonly MdnsBrowser Browser;

        /// <summary>Makes one, with all its memory.</summary>
        /// <param name="options">Name and bounds.</param>
        /// <exception cref="ArgumentException">An option is out of its range.</exception>
        /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
        public DiscoveryService(DiscoveryOptions options)
        {
            Responder = new MdnsResponder(options, Statistics);
            Browser = new MdnsBrowser(options, Statistics);
            _options = options;
            // With a byte more, so that what is too large shows.
            _input = new byte[options.ReceiveSize + 1];
            _output = new byte[options.SendSize];
            _group = new IPEndPoint(new IPAddress(new byte[] { 224, 0, 0, 251 }), MdnsResponder.Port);
        }

        /// <summary>Opens the socket and begins.</summary>
        /// <param name="address">The device's address, four bytes, which are copied.</param>
        /// <param name="nowMs">The time: any clock that does not go back, the same for all calls.</param>
        /// <exception cref="SocketException">The port is taken, or there is no such address here.</exception>
        /// <exception cref="ArgumentException"><paramref name="address"/> is not four bytes.</exception>
        public void Start(byte[] address, long nowMs)
        {
            Open(address);
            Responder.Start(address, nowMs);
            Browser.SetOwnName(Responder.Name);
            Browser.Start(nowMs, (address[3] << 8) | address[2]);
        }

        /// <summary>Another address, or the same one on a network that came back. The socket is opened anew, as it joined the group by the old one.</summary>
        /// <param name="address">Four bytes, which are copied; null: there is no network now.</param>
        /// <param name="nowMs">The time.</param>
        /// <exception cref="SocketException">There is no such address here.</exception>
        public void SetAddress(byte[] address, long nowMs)
        {
            if (address == null)
            {
                Close();
                Responder.SetAddress(null, nowMs);
                Browser.Stop();
                return;
            }

            Open(address);
            Responder.SetAddress(address, nowMs);
            Browser.Start(nowMs, (address[3] << 8) | address[2]);
        }

        /// <summary>Says goodbye, if it can, and closes the socket.</summary>
        /// <param name="nowMs">The time.</param>
        public void Stop(long nowMs)
        {
            if (_socket == null)
            {
                return;
            }

            _isStopping = true;
            Responder.Stop(nowMs);
            Browser.Stop();
            SendDue(nowMs);
            _isStopping = false;
            Close();
        }

        /// <summary>Takes what came and sends what is due. Never waits, never throws for what the network does.</summary>
        /// <param name="nowMs">The time.</param>
        /// <returns>Milliseconds after which it wants to be called again, if nothing comes in; incoming messages wait in the socket meanwhile.</returns>
        public int RunOnce(long nowMs)
        {
            if (_socket == null)
            {
                return MdnsResponder.Forever;
            }

            for (int i = 0; i < _options.MaxMessagesPerRound && TryReceive(nowMs); i++)
            {
            }

            Browser.SetOwnName(Responder.Name);
            SendDue(nowMs);
            int one = Responder.GetWaitMs(nowMs);
            int other = Browser.GetWaitMs(nowMs);
            return one < other ? one : other;
        }

        /// <summary>Closes the socket without a word.</summary>
        public void Dispose()
        {
            Close();
        }

        private void Open(byte[] address)
        {
            if (address == null || address.Length != 4)
            {
                throw new ArgumentException("four bytes", nameof(address));
            }

            Close();
            Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                // Others on a desktop have the port too; where there is no such option nobody else has it.
                TrySet(socket, SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, 1);
                socket.Bind(new IPEndPoint(IPAddress.Any, MdnsResponder.Port));

                // The group, then the interface's address; as one array, since the device has no MulticastOption.
                byte[] membership = new byte[] { 224, 0, 0, 251, address[0], address[1], address[2], address[3] };
                socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, membership);
                int bytes = address[0] | (address[1] << 8) | (address[2] << 16) | (address[3] << 24);
                TrySet(socket, SocketOptionLevel.IP, SocketOptionName.MulticastInterface, bytes);
                TrySet(socket, SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 255);
            }
            catch (Exception)
            {
                socket.Close();
                throw;
            }

            _socket = socket;
        }

        // Which of them a port of the interpreter was built with is not for us to know; it works without, on one interface.
        private static void TrySet(Socket socket, SocketOptionLevel level, SocketOptionName name, int value)
        {
            try
            {
                socket.SetSocketOption(level, name, value);
            }
            catch (SocketException)
            {
            }
        }

        private bool TryReceive(long nowMs)
        {
            EndPoint sender = _any;
            int count;
            try
            {
                if (!_socket.Poll(0, SelectMode.SelectRead))
                {
                    return false;
                }

                count = _socket.ReceiveFrom(_input, 0, _input.Length, SocketFlags.None, ref sender);
            }
            catch (SocketException)
            {
                // Too large for Windows, or an earlier answer was refused by its host.
                Statistics.Received++;
                Statistics.Malformed++;
                return true;
            }

            if (count > _options.ReceiveSize)
            {
                Statistics.Received++;
                Statistics.Malformed++;
                return true;
            }

            int port = ((IPEndPoint)sender).Port;
            int answer = Responder.Receive(_input, count, port, _output, nowMs);
            if (answer > 0)
            {
                Send(answer, sender);
            }

            Browser.Receive(_input, count, port, nowMs);
            return true;
        }

        private void SendDue(long nowMs)
        {
            int count;
            while ((count = Responder.GetMessage(_output, nowMs)) > 0 || (!_isStopping && (count = Browser.GetMessage(_output, nowMs)) > 0))
            {
                Send(count, _group);
            }
        }

        private void Send(int count, EndPoint to)
        {
            try
            {
                _socket.SendTo(_output, 0, count, SocketFlags.None, to);
                Statistics.Sent++;
            }
            catch (SocketException)
            {
                Statistics.SendErrors++;
            }
        }

        private void Close()
        {
            if (_socket != null)
            {
                _socket.Close();
                _socket = null;
            }
        }
    }
}
