using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Proxies
{
    /// <summary>In a device's place: it keeps each head as it came, answers 204 and ends the connection.</summary>
    internal sealed class HeadCatcher : IDisposable
    {
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly BlockingCollection<string[]> _heads = new BlockingCollection<string[]>();
        private readonly Thread _thread;

        internal HeadCatcher()
        {
            _listener.Start();
            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        /// <summary>The lines of the next head, without the empty one.</summary>
        internal string[] Next()
        {
            Assert.IsTrue(_heads.TryTake(out string[] head, Patience.Ms), "no head came");
            return head;
        }

        /// <summary>The values of a header, one for each line.</summary>
        internal static string[] Values(string[] head, string name)
        {
            return head.Where(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
                .Select(h => h[(name.Length + 1)..].Trim()).ToArray();
        }

        public void Dispose()
        {
            _listener.Dispose();
            _thread.Join();
        }

        private void Run()
        {
            try
            {
                while (true)
                {
                    using Socket socket = _listener.AcceptSocket();
                    Serve(socket);
                }
            }
            catch (SocketException)
            {
                // Disposed.
            }
        }

        private void Serve(Socket socket)
        {
            byte[] buffer = new byte[65536];
            int count = 0;
            string text = string.Empty;
            socket.ReceiveTimeout = Patience.WireMs;
            while (!text.EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                int read = socket.Receive(buffer, count, buffer.Length - count, SocketFlags.None);
                if (read == 0)
                {
                    return;
                }

                count += read;
                text = Encoding.Latin1.GetString(buffer, 0, count);
            }

            _heads.Add(text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
            socket.Send("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8);
        }
    }
}
