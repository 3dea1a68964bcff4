using System;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nanowire.Soak
{
    /// <summary>A page that is asked for now and then, through the proxy like everything else.</summary>
    internal static class SoakContent
    {
        internal static byte[] Bytes { get; } = Create();

        /// <summary>Asks once. Returns whether the whole page came, or null when the connection was cut or refused.</summary>
        internal static bool? Get(int port)
        {
            using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 2000, SendTimeout = 2000 };
            byte[] received = new byte[Bytes.Length + 1000];
            int count = 0;
            try
            {
                socket.Connect(IPAddress.Loopback, port);
                socket.Send(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
                for (int read = 1; read > 0 && count < received.Length; count += read)
                {
                    read = socket.Receive(received, count, received.Length - count, SocketFlags.None);
                }
            }
            catch (SocketException)
            {
                return null;
            }

            ReadOnlySpan<byte> answer = received.AsSpan(0, count);
            int end = answer.IndexOf("\r\n\r\n"u8);
            if (!answer.StartsWith("HTTP/1.1 200 "u8) || end < 0 || count - end - 4 < Bytes.Length)
            {
                // Cut, or no place was free.
                return null;
            }

            return answer.Slice(end + 4).SequenceEqual(Bytes);
        }

        private static byte[] Create()
        {
            byte[] bytes = new byte[20000];
            SoakMessage.Compose(bytes, 'p', 0, 0);
            return bytes;
        }
    }
}
