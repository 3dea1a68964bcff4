using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests
{
    /// <summary>What a handshake says of subprotocols and extensions, and what the writers write and refuse.</summary>
    [TestClass]
    public class HandshakeOutcomeTests
    {
        private static readonly string[] _three = { "v3", "v2", "v1" };

        private readonly HttpHead _head = new HttpHead(HttpHead.DefaultMaxHeaders);

        [TestMethod]
        public void Server_NoSubProtocol_IsMinusOne()
        {
            ServerHandshake server = new ServerHandshake(_three);
            Assert.AreEqual(-1, server.SubProtocolIndex, "before any check");
            Assert.IsNull(server.SubProtocol, "before any check");

            // Each refusal comes at another step, and each time something was chosen before.
            string[] refused =
            {
                "GET / HTTP/1.1\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\r\n\r\n", Heads.Get("Content-Length: 1\r\n"), Heads.Get(""),
                Heads.Get("Upgrade: websocket\r\n"), Heads.Get("Upgrade: websocket\r\nConnection: Upgrade\r\n"),
                Heads.Upgrade("Sec-WebSocket-Protocol: v1\r\nSec-WebSocket-Protocol: v1\r\n"),
            };
            foreach (string text in refused)
            {
                Check(101, server, Heads.Upgrade("Sec-WebSocket-Protocol: v2\r\n"));
                Assert.AreEqual(1, server.SubProtocolIndex);
                Parse(text);
                Assert.AreNotEqual(101, server.Check(_head), text);
                Assert.AreEqual(-1, server.SubProtocolIndex, text);
                Assert.IsNull(server.SubProtocol, text);
            }
        }

        [TestMethod]
        public void Server_OffersInEveryOrder_PreferenceIsTheServers()
        {
            ServerHandshake server = new ServerHandshake(_three);
            string[] offers = { "v3, v2, v1", "v3, v1, v2", "v2, v3, v1", "v2, v1, v3", "v1, v3, v2", "v1, v2, v3", "x, v3, v1, y", "v3, x" };
            foreach (string offer in offers)
            {
                Check(101, server, Heads.Upgrade("Sec-WebSocket-Protocol: " + offer + "\r\n"));
                Assert.AreEqual("v3", server.SubProtocol, offer);
                Check(101, server, Heads.Upgrade("Sec-WebSocket-Protocol: " + offer.Replace(", ", "\r\nSec-WebSocket-Protocol: ", StringComparison.Ordinal) + "\r\n"));
                Assert.AreEqual("v3", server.SubProtocol, "by lines: " + offer);
            }
        }

        [TestMethod]
        public void Server_Versions_AreReadToTheirEnd()
        {
            ServerHandshake server = new ServerHandshake(null);
            const string Head = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + Heads.SampleKey + "\r\nSec-WebSocket-Version: ";
            Check(101, server, Heads.Get(Head + "13\r\n"));
            Check(426, server, Heads.Get(Head + "255\r\n"));
            Check(426, server, Heads.Get(Head + "0\r\n"));

            // Above 255, and 13 with multiples of 2 to the power of 8, 16, 32 and 64.
            foreach (string version in new[] { "256", "2550", "2559", "269", "65549", "4294967309", "18446744073709551629" })
            {
                Check(400, server, Heads.Get(Head + version + "\r\n"));
            }
        }

        [TestMethod]
        public void Server_ExtensionsOnTwoLines_AreBothRead()
        {
            const string Usual = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
            ServerHandshake server = new ServerHandshake(null);
            Check(101, server, Heads.Upgrade(Usual + "\r\n" + Usual + "\r\n"));
            Check(101, server, Heads.Upgrade(Usual + "\r\nSec-WebSocket-Extensions: a;b=c\r\n"));
            Check(400, server, Heads.Upgrade(Usual + "\r\nSec-WebSocket-Extensions: a;b=\r\n"));
            Check(400, server, Heads.Upgrade("Sec-WebSocket-Extensions: a;b=\r\n" + Usual + "\r\n"));
            Check(400, server, Heads.Upgrade(Usual + "\r\nSec-WebSocket-Extensions:\r\n"));
            Check(400, server, Heads.Upgrade(Usual + ";=\r\n"));
        }

        [TestMethod]
        public void Server_ExtensionsBetweenOtherLines_AreReadToTheirEnd()
        {
            // The value goes on behind the usual one, wherever the next line of the header in front may lie.
            const string Usual = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits;=\r\n";
            ServerHandshake server = new ServerHandshake(null);
            for (int lines = 0; lines < 25; lines++)
            {
                StringBuilder text = new StringBuilder("GET / HTTP/1.1\r\nConnection: a\r\n" + Usual);
                for (int i = 0; i < lines; i++)
                {
                    text.Append("Accept-Encoding: br\r\n");
                }

                text.Append("Connection: Upgrade\r\nHost: a\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
                text.Append("Sec-WebSocket-Key: ").Append(Heads.SampleKey).Append("\r\n\r\n");
                byte[] bytes = Encoding.ASCII.GetBytes(text.ToString());
                Assert.AreEqual(0, _head.ParseRequest(bytes, 0, bytes.Length));
                Assert.AreEqual(400, server.Check(_head), "lines between: " + lines);
            }
        }

        [TestMethod]
        public void ServerWriteResponse_KeyThatIsNone_Throws()
        {
            ServerHandshake server = new ServerHandshake(null);
            byte[] output = new byte[server.MaxResponseCount];
            foreach (string line in new[] { "", "Sec-WebSocket-Key:\r\n", "Sec-WebSocket-Key: x\r\n", "Sec-WebSocket-Key: " + Heads.SampleKey + "=\r\n" })
            {
                Parse(Heads.Get(line));
                Assert.ThrowsExactly<InvalidOperationException>(() => server.WriteResponse(_head, output, 0, output.Length), line);
            }
        }

        [TestMethod]
        public void Client_NoSubProtocol_IsMinusOne()
        {
            ClientHandshake client = new ClientHandshake("a", 80, false, "/", _three, null, null);
            Assert.AreEqual(-1, client.SubProtocolIndex, "before any request");
            Assert.IsNull(client.SubProtocol, "before any request");
            byte[] nonce = Encoding.ASCII.GetBytes("the sample nonce");
            byte[] output = new byte[client.RequestCount];
            Assert.AreEqual(output.Length, client.WriteRequest(nonce, output, 0, output.Length));
            Assert.AreEqual(-1, client.SubProtocolIndex, "before the answer");
            byte[] answer = Encoding.ASCII.GetBytes(Heads.Switching("Sec-WebSocket-Protocol: v2\r\n"));
            Assert.AreEqual(0, _head.ParseResponse(answer, 0, answer.Length));
            Assert.AreEqual(HandshakeError.None, client.Check(_head));
            Assert.AreEqual(1, client.SubProtocolIndex);

            // Connecting again, the server has not chosen yet.
            Assert.AreEqual(output.Length, client.WriteRequest(nonce, output, 0, output.Length));
            Assert.AreEqual(-1, client.SubProtocolIndex, "again");
            Assert.IsNull(client.SubProtocol, "again");
        }

        [TestMethod]
        public void Writer_Status_IsThreeDigits()
        {
            HttpHeadWriter writer = new HttpHeadWriter();
            byte[] output = new byte[100];
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => writer.Start(99, output, 0, output.Length));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => writer.Start(1000, output, 0, output.Length));
            writer.Start(100, output, 0, output.Length);
            Assert.AreEqual("HTTP/1.1 100 Status\r\n\r\n", Heads.Text(output, 0, writer.End()));
            writer.Start(999, output, 0, output.Length);
            Assert.AreEqual("HTTP/1.1 999 Status\r\n\r\n", Heads.Text(output, 0, writer.End()));
        }

        [TestMethod]
        public void Writer_ByteValues_AreCheckedInTheirRangeAlone()
        {
            HttpHeadWriter writer = new HttpHeadWriter();
            byte[] output = new byte[100];
            byte[] value = Encoding.ASCII.GetBytes("\na b\x7F");
            writer.Start(200, output, 0, output.Length);
            writer.Add("X", value, 1, 3);
            Assert.AreEqual("HTTP/1.1 200 OK\r\nX: a b\r\n\r\n", Heads.Text(output, 0, writer.End()));

            // The range may end where the array does.
            byte[] last = Encoding.ASCII.GetBytes("a b");
            writer.Start(200, output, 0, output.Length);
            writer.Add("X", last, 0, last.Length);
            Assert.AreEqual("HTTP/1.1 200 OK\r\nX: a b\r\n\r\n", Heads.Text(output, 0, writer.End()));
            writer.Start(200, output, 0, output.Length);
            Assert.ThrowsExactly<ArgumentException>(() => writer.Add("X", value, 0, 2));
            Assert.ThrowsExactly<ArgumentException>(() => writer.Add("X", value, 3, 2));
        }

        [TestMethod]
        public void Texts_EachCharacter_IsTakenWhereItBelongs()
        {
            HttpHeadWriter writer = new HttpHeadWriter();
            byte[] output = new byte[100];
            for (int value = 0; value < 0x1000; value++)
            {
                char c = (char)value;
                bool isPrintable = c >= ' ' && c < 0x7F;
                string text = "a" + c + "b";
                bool isToken = char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
                writer.Start(200, output, 0, output.Length);
                Assert.AreEqual(isPrintable, IsTaken(() => writer.Add("X", text)), "value " + value);
                Assert.AreEqual(isToken, IsTaken(() => writer.Add(text, "a")), "name " + value);
                Assert.AreEqual(isToken, IsTaken(() => _ = new ServerHandshake(new[] { text })), "subprotocol " + value);
                Assert.AreEqual(
                    isPrintable && c != ' ' && c != '#',
                    IsTaken(() => _ = new ClientHandshake("a", 80, false, "/" + c, null, null, null)),
                    "target " + value);
            }
        }

        [TestMethod]
        public void Writer_HeadThatJustFits_IsWhole()
        {
            const string Expected = "HTTP/1.1 200 OK\r\nX: 7\r\n\r\n";
            HttpHeadWriter writer = new HttpHeadWriter();
            for (int capacity = Expected.Length - 1; capacity <= Expected.Length + 1; capacity++)
            {
                byte[] output = new byte[capacity + 3];
                writer.Start(200, output, 3, capacity);
                writer.Add("X", 7);
                int count = writer.End();
                Assert.AreEqual(capacity < Expected.Length ? 0 : Expected.Length, count);
                if (count != 0)
                {
                    Assert.AreEqual(Expected, Heads.Text(output, 3, count));
                }
            }
        }

        [TestMethod]
        public void Refusal_WrittenFurtherOn_CountsFromThere()
        {
            byte[] output = new byte[HttpRefusal.MaxCount + 40];
            int count = HttpRefusal.Write(400, output, 0, output.Length);
            string text = Heads.Text(output, 0, count);
            Assert.IsTrue(text.EndsWith("\r\n\r\nBad Request\n", StringComparison.Ordinal), text);
            Assert.AreEqual(count, HttpRefusal.Write(400, output, 40, HttpRefusal.MaxCount));
            Assert.AreEqual(text, Heads.Text(output, 40, count));
        }

        [TestMethod]
        public void GetReason_Codes_AreThoseOfTheRegistry()
        {
            // RFC 9110 section 15.
            Assert.AreEqual("Switching Protocols", HttpStatus.GetReason(101));
            Assert.AreEqual("OK", HttpStatus.GetReason(200));
            Assert.AreEqual("Status", HttpStatus.GetReason(299));
            Assert.AreEqual("Status", HttpStatus.GetReason(0));
        }

        private static bool IsTaken(Action action)
        {
            try
            {
                action();
                return true;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        private void Parse(string text)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(text);
            _head.ParseRequest(bytes, 0, bytes.Length);
        }

        private void Check(int expected, ServerHandshake server, string text)
        {
            Assert.AreEqual(0, Heads.OfRequest(_head, text), text);
            Assert.AreEqual(expected, server.Check(_head), text);
        }
    }
}
