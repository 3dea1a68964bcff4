using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Interop.Wire
{
    /// <summary>The library as a server: cases played by a raw client against the EchoServer's process.</summary>
    [TestClass]
    public class EchoServerTests
    {
        private static ChildProcess _server;
        private static int _port;

        public static IEnumerable<object[]> Names => WireCases.Names;

        [ClassInitialize]
        public static void StartServer(TestContext context)
        {
            _server = ChildProcess.StartDotnet("Nanowire.EchoServer", "--port", "0");
            string line = _server.ReadLine();
            StringAssert.StartsWith(line, "listening on ws://127.0.0.1:", StringComparison.Ordinal);
            _port = int.Parse(line.TrimEnd('/').Split(':')[^1], CultureInfo.InvariantCulture);
        }

        [ClassCleanup]
        public static void EndServer()
        {
            _server.Dispose();
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Names))]
        public void Server_Case_AnswersToTheByte(string name)
        {
            using WireStream stream = Connect(_port, out string[] head);
            Assert.AreEqual("HTTP/1.1 101 Switching Protocols", head[0]);

            Assert.IsNull(WirePlayer.Play(stream, WireCases.Named(name), true), name);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("/", "Origin: null")]
        [DataRow("/any/path?with=query", "Origin: http://somewhere.example")]
        [DataRow("/%20", "Sec-WebSocket-Extensions: x-other; permessage-deflate, permessage-bzip2")]
        [DataRow("/chat", "Sec-WebSocket-Protocol: chat, superchat")]
        public void Server_AnyPathAndOrigin_IsAccepted(string target, string header)
        {
            using WireStream stream = Connect(_port, out string[] head, target, header);

            Assert.AreEqual("HTTP/1.1 101 Switching Protocols", head[0]);
            Assert.IsFalse(Array.Exists(head, h => h.StartsWith("Sec-WebSocket-Extensions", StringComparison.OrdinalIgnoreCase)));
            Assert.IsFalse(Array.Exists(head, h => h.StartsWith("Sec-WebSocket-Protocol", StringComparison.OrdinalIgnoreCase)));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("permessage-deflate", "permessage-deflate")]
        [DataRow("permessage-deflate; client_max_window_bits", "permessage-deflate")]
        [DataRow("permessage-deflate; server_no_context_takeover; server_max_window_bits=9", "permessage-deflate; server_no_context_takeover; server_max_window_bits=9")]
        [DataRow("permessage-deflate; server_max_window_bits=7, permessage-deflate; server_max_window_bits=8", "permessage-deflate; server_max_window_bits=8")]
        public void Server_Compression_IsAgreedAsOffered(string offer, string answer)
        {
            using WireStream stream = Connect(_port, out string[] head, "/", "Sec-WebSocket-Extensions: " + offer);

            CollectionAssert.Contains(head, "Sec-WebSocket-Extensions: " + answer);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DataRow("--no-compression", "", "permessage-deflate; client_max_window_bits", null)]
        [DataRow("--window-bits", "9", "permessage-deflate; client_max_window_bits", "permessage-deflate; client_max_window_bits=9")]
        [DataRow("--window-bits", "9", "permessage-deflate", null)]
        public void Server_CompressionAsTold_IsAgreedIfItFits(string option, string value, string offer, string answer)
        {
            string[] arguments = value.Length == 0 ? [option, "--port", "0"] : [option, value, "--port", "0"];
            using ChildProcess server = ChildProcess.StartDotnet("Nanowire.EchoServer", arguments);
            int port = int.Parse(server.ReadLine().TrimEnd('/').Split(':')[^1], CultureInfo.InvariantCulture);
            using WireStream stream = Connect(port, out string[] head, "/", "Sec-WebSocket-Extensions: " + offer);

            Assert.AreEqual("HTTP/1.1 101 Switching Protocols", head[0]);
            string line = Array.Find(head, h => h.StartsWith("Sec-WebSocket-Extensions", StringComparison.OrdinalIgnoreCase));
            Assert.AreEqual(answer == null ? null : "Sec-WebSocket-Extensions: " + answer, line);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Server_Violation_EndsTheConnectionByItself()
        {
            using WireStream stream = Connect(_port, out _);

            stream.Write(new WireFrame(15, []).Encode(true));

            Assert.AreEqual(WireFrame.Close, stream.ReadFrame().Opcode);
            Assert.IsNull(stream.ReadFrame());
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        public void Server_Terminated_ClosesWith1001AndExitsWith0()
        {
            using ChildProcess server = ChildProcess.StartDotnet("Nanowire.EchoServer", "--port", "0");
            int port = int.Parse(server.ReadLine().TrimEnd('/').Split(':')[^1], CultureInfo.InvariantCulture);
            using WireStream stream = Connect(port, out _);

            server.Terminate();

            WireFrame close = stream.ReadFrame();
            Assert.AreEqual(WireFrame.Close, close.Opcode);
            Assert.AreEqual(1001, (close.Payload[0] << 8) | close.Payload[1]);
            stream.Write(WireFrame.OfClose(1001).Encode(true));
            Assert.AreEqual(0, server.WaitForExit());
            Assert.IsEmpty(server.ReadToEnd(), "it prints one line and no more");
        }

        private static WireStream Connect(int port, out string[] head, string target = "/", string header = "X: y")
        {
            Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(IPAddress.Loopback, port);
            WireStream stream = new WireStream(socket, true);
            stream.Write(Encoding.ASCII.GetBytes(
                "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + header + "\r\n\r\n"));
            head = stream.ReadHead();

            // The key is that of RFC 6455 section 1.3, and so is the answer.
            CollectionAssert.Contains(head, "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            return stream;
        }
    }
}
