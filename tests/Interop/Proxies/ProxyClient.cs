using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Pairs;
using Nanowire.Interop.Wire;

namespace Nanowire.Interop.Proxies
{
    /// <summary>A browser's part, by hand: its handshake through a proxy, and what it asserts again and again.</summary>
    internal static class ProxyClient
    {
        /// <summary>Where browsers believe the device to be.</summary>
        internal const string PublicHost = "home.example.org";

        internal const string PublicOrigin = "http://" + PublicHost;

        internal const string OriginLine = "Origin: " + PublicOrigin;

        internal const string Switched = "HTTP/1.1 101 ";

        /// <summary>Asks for the WebSocket at the public path; what comes back is the stream behind the head.</summary>
        internal static WireStream Ask(int port, string path, out string[] head, params string[] headers)
        {
            return AskAndSend(port, path, [], out head, headers);
        }

        /// <summary>The same with bytes right behind the request.</summary>
        internal static WireStream AskAndSend(int port, string path, byte[] behind, out string[] head, params string[] headers)
        {
            return AskAs(PublicHost, port, path, behind, out head, headers);
        }

        /// <summary>The same with that in the address line.</summary>
        internal static WireStream AskAs(
            string host, int port, string path, byte[] behind, out string[] head, params string[] headers)
        {
            Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(IPAddress.Loopback, port);
            WireStream stream = new WireStream(socket, true);
            List<string> lines =
            [
                "GET " + path + " HTTP/1.1", "Host: " + host, "Upgrade: websocket", "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", .. headers,
            ];
            stream.Write([.. Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), .. behind]);
            head = stream.ReadHead();
            return stream;
        }

        /// <summary>Opens the WebSocket through a proxy, as a page of the device would.</summary>
        internal static WireStream Open(Proxy proxy)
        {
            return Open(proxy.Port, ProxySetup.PublicPath, PublicOrigin);
        }

        internal static WireStream Open(int port, string path, string origin)
        {
            WireStream stream = Ask(port, path, out string[] head, "Origin: " + origin);
            StringAssert.StartsWith(head[0], Switched, StringComparison.Ordinal);

            // HAProxy writes the name small.
            CollectionAssert.Contains(HeadCatcher.Values(head, "Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            return stream;
        }

        /// <summary>Sends a message in so many frames and expects it back.</summary>
        internal static void ExpectEcho(WireStream stream, int opcode, byte[] payload, int parts = 1)
        {
            // An echo that is larger than what lies between must be read while it is sent.
            Task sending = Task.Run(() => Send(stream, opcode, payload, parts));
            using MemoryStream echo = new MemoryStream();
            WireFrame frame;
            int expected = opcode;
            do
            {
                frame = stream.ReadFrame();
                Assert.IsNotNull(frame, "the connection ended");
                if (frame.Opcode == WireFrame.Ping)
                {
                    // On a slow machine the silence before the echo is worth one. The echo is there long before a Pong is missed.
                    continue;
                }

                Assert.AreEqual(expected, frame.Opcode, frame.ToString());
                expected = WireFrame.Continuation;
                echo.Write(frame.Payload);
            }
            while (frame.Opcode == WireFrame.Ping || !frame.IsFinal);

            Assert.IsTrue(sending.Wait(Patience.WireMs));
            Assert.AreEqual(payload.Length, echo.Length);
            CollectionAssert.AreEqual(payload, echo.ToArray());
        }

        internal static void ExpectEcho(WireStream stream)
        {
            ExpectEcho(stream, WireFrame.Text, Traffic.Utf8("still here"));
        }

        internal static void ExpectFrame(WireStream stream, WireFrame expected)
        {
            WireFrame frame = stream.ReadFrame();
            Assert.IsNotNull(frame, "the connection ended");
            Assert.AreEqual(expected.ToString(), frame.ToString());
        }

        internal static void ExpectEnd(WireStream stream)
        {
            WireFrame frame = stream.ReadFrame();
            Assert.IsNull(frame, frame?.ToString());
        }

        private static void Send(WireStream stream, int opcode, byte[] payload, int parts)
        {
            for (int i = 0; i < parts; i++)
            {
                byte[] part = Traffic.Part(payload, i, parts).ToArray();
                WireFrame frame = new WireFrame(i == 0 ? opcode : WireFrame.Continuation, part) { IsFinal = i == parts - 1 };
                stream.Write(frame.Encode(true));
            }
        }
    }
}
