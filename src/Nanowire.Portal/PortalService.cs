using System;
using System.Net;
using System.Net.Sockets;

namespace Nanowire.WebSockets.Portal
{
    /// <summary>
    /// The DHCP server and the captive DNS of an access point, on a UDP socket each. It has no thread: the application calls
    /// <see cref="RunOnce"/> in its own round.
    /// </summary>
    public sealed class PortalService : IDisposable
    {
        /// <summary>The most bytes of a message that is looked at; a byte more, so that what is larger shows.</summary>
        private const int InputSize = 1472;

        private readonly PortalOptions _options;
        private readonly byte[] _input = new byte[InputSize + 1];
        private readonly byte[] _output = new byte[DhcpServer.MessageSize];
        private readonly EndPoint _any = new IPEndPoint(IPAddress.Any, 0);
        private readonly EndPoint _everybody = new IPEndPoint(new IPAddress(new byte[] { 255, 255, 255, 255 }), DhcpServer.ClientPort);
        private Socket _dhcp;
        private Socket _dns;

        /// <summary>What it did so far.</summary>
        public readonly PortalStatistics Statistics = new PortalStatistics();

        /// <summary>Gives out addresses.</summary>
        public readonly DhcpServer Dhcp;

        /// <summary>Answers for every name.</summary>
        public readonly CaptiveDns Dns;

        /// <summary>Makes one, with all its memory.</summary>
        /// <param name="options">Address, leases and times.</param>
        /// <exception cref="ArgumentException">An option is out of its range.</exception>
        /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
        public PortalService(PortalOptions options)
        {
            Dhcp = new DhcpServer(options, Statistics);
            Dns = new CaptiveDns(options, Statistics);
            _options = options;
        }

        /// <summary>Opens the sockets. The access point must have its address.</summary>
        /// <param name="bindToAddress">
        /// Whether the DHCP socket is bound to the address instead of to all. A device needs it: lwIP sends a broadcast by the
        /// interface of that address, and hears broadcasts all the same. On Linux such a socket hears none.
        /// </param>
        /// <exception cref="SocketException">A port is taken, or there is no such address here.</exception>
        public void Start(bool bindToAddress)
        {
            Stop();
            IPAddress own = new IPAddress(_options.Address);
            try
            {
                _dhcp = Open(bindToAddress ? own : IPAddress.Any, DhcpServer.ServerPort);
                _dhcp.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Broadcast, 1);
                _dns = Open(own, CaptiveDns.Port);
            }
            catch (Exception)
            {
                Stop();
                throw;
            }
        }

        /// <summary>Takes what came and answers it. Never waits, never throws for what the network does.</summary>
        /// <param name="nowMs">The time, any clock that does not go back.</param>
        /// <returns>Whether anything came.</returns>
        public bool RunOnce(long nowMs)
        {
            bool any = false;
            for (int i = 0; i < _options.MaxMessagesPerRound; i++)
            {
                bool came = (_dhcp != null && ServeDhcp(nowMs)) | (_dns != null && ServeDns());
                if (!came)
                {
                    break;
                }

                any = true;
            }

            return any;
        }

        /// <summary>Closes the sockets; leases are kept for the next start.</summary>
        public void Stop()
        {
            if (_dhcp != null)
            {
                _dhcp.Close();
                _dhcp = null;
            }

            if (_dns != null)
            {
                _dns.Close();
                _dns = null;
            }
        }

        /// <summary>The same as <see cref="Stop"/>.</summary>
        public void Dispose()
        {
            Stop();
        }

        private bool ServeDhcp(long nowMs)
        {
            EndPoint sender = _any;
            int count = Receive(_dhcp, ref sender);
            int answer = count > 0 ? Dhcp.Receive(_input, count, _output, nowMs) : 0;
            if (answer > 0)
            {
                Send(_dhcp, answer, Dhcp.IsBroadcast ? _everybody : sender);
            }

            return count >= 0;
        }

        private bool ServeDns()
        {
            EndPoint sender = _any;
            int count = Receive(_dns, ref sender);
            int answer = count > 0 ? Dns.Receive(_input, count, _output) : 0;
            if (answer > 0)
            {
                Send(_dns, answer, sender);
            }

            return count >= 0;
        }

        /// <summary>The bytes of a message; 0 when what came is none, -1 when nothing came.</summary>
        private int Receive(Socket socket, ref EndPoint sender)
        {
            try
            {
                if (!socket.Poll(0, SelectMode.SelectRead))
                {
                    return -1;
                }

                int count = socket.ReceiveFrom(_input, 0, _input.Length, SocketFlags.None, ref sender);
                return count > InputSize ? 0 : count;
            }
            catch (SocketException)
            {
                // Too large for Windows, or an earlier answer was refused by its host.
                return 0;
            }
        }

        private void Send(Socket socket, int count, EndPoint to)
        {
            try
            {
                socket.SendTo(_output, 0, count, SocketFlags.None, to);
            }
            catch (SocketException)
            {
                Statistics.SendErrors++;
            }
        }

        private static Socket Open(IPAddress address, int port)
        {
            Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                socket.Bind(new IPEndPoint(address, port));
                return socket;
            }
            catch (Exception)
            {
                socket.Close();
                throw;
            }
        }
    }
}
