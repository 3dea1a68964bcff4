using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;

namespace Nanowire.Interop.Wire
{
    /// <summary>Plays cases to a client that asks for them one after the other, as fuzzing servers do.</summary>
    internal sealed class FuzzingServer : IDisposable
    {
        private readonly Socket _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly List<WireCase> _cases;
        private readonly Thread _thread;

        internal FuzzingServer(List<WireCase> cases)
        {
            _cases = cases;
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen();
            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        internal string Url => "ws://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndPoint).Port;

        /// <summary>Behind the cases come some that have no WebSocket at all.</summary>
        internal int CaseCount => _cases.Count + 3;

        /// <summary>What was asked for, in order.</summary>
        internal List<string> Targets { get; } = new List<string>();

        /// <summary>What was wrong with a case by its name; null when nothing was.</summary>
        internal Dictionary<string, string> Verdicts { get; } = new Dictionary<string, string>();

        public void Dispose()
        {
            _listener.Dispose();
            _thread.Join();
        }

        private void Run()
        {
            while (true)
            {
                Socket socket;
                try
                {
                    socket = _listener.Accept();
                }
                catch (SocketException)
                {
                    return;
                }

                using WireStream stream = new WireStream(socket, false);
                try
                {
                    Serve(stream);
                }
                catch (Exception e) when (e is IOException or SocketException or InvalidOperationException or FormatException)
                {
                    // The client sent no request as it should, or left; that its case has no verdict shows it.
                }
            }
        }

        private void Serve(WireStream stream)
        {
            string[] head = stream.ReadHead();
            string target = head[0].Split(' ')[1];
            Targets.Add(target);
            int number = target.StartsWith("/runCase?case=", StringComparison.Ordinal)
                ? int.Parse(target["/runCase?case=".Length..target.IndexOf('&', StringComparison.Ordinal)], CultureInfo.InvariantCulture)
                : 0;
            if (number > _cases.Count)
            {
                Refuse(stream, number - _cases.Count);
                return;
            }

            string key = head.Single(h => h.StartsWith("Sec-WebSocket-Key: ", StringComparison.OrdinalIgnoreCase)).Split(' ')[1];
#pragma warning disable CA5350 // RFC 6455 section 4.2.2 wants SHA-1.
            string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
            stream.Write(Encoding.ASCII.GetBytes(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept + "\r\n\r\n"));
            if (number > 0)
            {
                WireCase wireCase = _cases[number - 1];
                Verdicts[wireCase.Name] = WirePlayer.Play(stream, wireCase, false);
                return;
            }

            if (target == "/getCaseCount")
            {
                stream.Write(WireFrame.OfText(CaseCount.ToString(CultureInfo.InvariantCulture)).Encode(false));
            }

            stream.Write(WireFrame.OfClose(1000).Encode(false));
            stream.ReadFrame();
        }

        private static void Refuse(WireStream stream, int how)
        {
            switch (how)
            {
                case 1:
                    stream.Write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"u8);
                    break;
                case 2:
                    stream.Write("this is not HTTP\r\n\r\n"u8);
                    break;
                default:
                    // The connection ends without a byte.
                    break;
            }
        }
    }
}
