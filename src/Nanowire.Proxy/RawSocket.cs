using System;
using System.Net.Sockets;

namespace Nanowire.WebSockets.Proxy
{
    /// <summary>
    /// A socket as a <see cref="Transport"/> that leaves it as it is, since TLS may be put on it: SocketTransport would set it up for a pump.
    /// </summary>
    internal sealed class RawSocket : Transport
    {
        private readonly Socket _socket;

        internal RawSocket(Socket socket)
        {
            _socket = socket;
        }

        public override string RemoteAddress => string.Empty;

        public override bool WaitReadable(int waitMs)
        {
            return Wait(waitMs, SelectMode.SelectRead);
        }

        public override bool WaitWritable(int waitMs)
        {
            return Wait(waitMs, SelectMode.SelectWrite);
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            try
            {
                return _socket.Receive(buffer, offset, count, SocketFlags.None);
            }
            catch (SocketException)
            {
                return Lost;
            }
        }

        public override int Write(byte[] buffer, int offset, int count)
        {
            try
            {
                return _socket.Send(buffer, offset, count, SocketFlags.None);
            }
            catch (SocketException)
            {
                return Lost;
            }
        }

        public override void Close()
        {
            _socket.Close();
        }

        private bool Wait(int waitMs, SelectMode mode)
        {
            try
            {
                // In microseconds: half an hour is as long as a number of 32 bits takes.
                return _socket.Poll((waitMs < 2000000 ? waitMs : 2000000) * 1000, mode);
            }
            catch (SocketException)
            {
                // Reading says what happened.
                return true;
            }
        }
    }
}
