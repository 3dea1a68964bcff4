using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>What a client sends, and what it does not let itself be made to send. RFC 6455 section 4.1.</summary>
    [TestClass]
    public class ClientHandshakeRequestTests
    {
        private const string Nonce = "0102030405060708090a0b0c0d0e0f10";
        private const string Fixed = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n";

        [TestMethod]
        public void WriteRequest_Plain_WritesTheRequest()
        {
            ExpectRequest("GET /chat HTTP/1.1\r\nHost: example.com\r\n" + Fixed + "\r\n", "example.com", 80, false, "/chat");
        }

        [TestMethod]
        public void WriteRequest_Ports_AreNamedWhereTheyAreNotTheDefault()
        {
            ExpectRequest("GET / HTTP/1.1\r\nHost: a:8080\r\n" + Fixed + "\r\n", "a", 8080, false, "/");
            ExpectRequest("GET / HTTP/1.1\r\nHost: a\r\n" + Fixed + "\r\n", "a", 443, true, "/");
            ExpectRequest("GET / HTTP/1.1\r\nHost: a:80\r\n" + Fixed + "\r\n", "a", 80, true, "/");
            ExpectRequest("GET / HTTP/1.1\r\nHost: a:443\r\n" + Fixed + "\r\n", "a", 443, false, "/");
            ExpectRequest("GET /?a=b&c HTTP/1.1\r\nHost: [fe80::1]:1\r\n" + Fixed + "\r\n", "[fe80::1]", 1, false, "/?a=b&c");
            ExpectRequest("GET / HTTP/1.1\r\nHost: 10.0.0.7:65535\r\n" + Fixed + "\r\n", "10.0.0.7", 65535, false, "/");
        }

        [TestMethod]
        public void WriteRequest_EverythingOptional_IsThere()
        {
            string[] subProtocols = { "mqtt", "v1.chat" };
            string[] headers = { "Authorization", "Bearer a.b.c", "User-Agent", "Nanowire", "X-Empty", "" };
            ClientHandshake client = new ClientHandshake("a", 80, false, "/ws", subProtocols, headers, "http://a");
            Assert.AreEqual(
                "GET /ws HTTP/1.1\r\nHost: a\r\n" + Fixed + "Origin: http://a\r\nSec-WebSocket-Protocol: mqtt, v1.chat\r\n"
                    + "Authorization: Bearer a.b.c\r\nUser-Agent: Nanowire\r\nX-Empty: \r\n\r\n",
                Request(client),
                "request");
        }

        [TestMethod]
        public void WriteRequest_ItsOwnServer_AcceptsIt()
        {
            string[] subProtocols = { "b", "a" };
            string[] own = { "a" };
            ClientHandshake client = new ClientHandshake("dev.local", 81, false, "/ws?x", subProtocols, null, null);
            ServerHandshake server = new ServerHandshake(own);
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            Assert.AreEqual(0, Heads.OfRequest(head, Request(client)), "parse request");
            Assert.AreEqual(101, server.Check(head), "check request");
            Assert.AreEqual("dev.local:81", Heads.Value(head, HttpHeader.Host), "host");
            byte[] output = new byte[server.MaxResponseCount];
            int count = server.WriteResponse(head, output, 0, output.Length);
            Assert.AreEqual(0, Heads.OfResponse(head, Heads.Text(output, 0, count)), "parse response");
            Assert.AreEqual((int)HandshakeError.None, (int)client.Check(head), "check response");
            Assert.AreEqual("a", client.SubProtocol, "subprotocol");
            Assert.AreEqual(1, client.SubProtocolIndex, "subprotocol");
        }

        [TestMethod]
        public void WriteRequest_JustEnoughRoomAndOneLess_IsTheLimit()
        {
            ClientHandshake client = new ClientHandshake("a", 80, false, "/", null, null, null);
            int count = client.RequestCount;
            byte[] output = new byte[count + 4];
            Assert.AreEqual(0, client.WriteRequest(Hex.Parse(Nonce), output, 2, count - 1), "one less");
            Assert.AreEqual(0, (int)output[2], "nothing written");
            Assert.AreEqual(count, client.WriteRequest(Hex.Parse(Nonce), output, 2, count), "just enough");
            Assert.AreEqual(0, output[1] | output[count + 2], "nothing around it");
        }

        [TestMethod]
        public void WriteRequest_OtherNonce_ChangesTheKeyAlone()
        {
            ClientHandshake client = new ClientHandshake("a", 80, false, "/", null, null, null);
            byte[] output = new byte[client.RequestCount];
            client.WriteRequest(Hex.Parse("ffffffffffffffffffffffffffffffff"), output, 0, output.Length);
            string first = Request(client);
            string second = Heads.Text(output, 0, output.Length);
            int key = first.IndexOf("AQID");
            Assert.AreEqual("/////////////////////w==", second.Substring(key, 24), "key");
            Assert.AreEqual(first.Substring(0, key), second.Substring(0, key), "before");
            Assert.AreEqual(first.Substring(key + 24), second.Substring(key + 24), "behind");
        }

        [TestMethod]
        public void Constructor_HostsThatAreNone_Throw()
        {
            string[] hosts =
            {
                "", "a b", "a/b", "a:80", "a?b", "a#b", "u@a", "a\\b", "a\r\nX: y", "a\n", "::1", "[::1", "::1]", "[]", "[::g]", "[a]b", "caf\u00e9",
                "a\tb", "a,b", "\"a\"",
            };
            for (int i = 0; i < hosts.Length; i++)
            {
                string host = hosts[i];
                Expect.Throws(typeof(ArgumentException), () => New(host, "/", null, null, null));
            }

            Expect.Throws(typeof(ArgumentNullException), () => New(null, "/", null, null, null));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => new ClientHandshake("a", 0, false, "/", null, null, null).Check(null));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => new ClientHandshake("a", 65536, false, "/", null, null, null).Check(null));
        }

        [TestMethod]
        public void Constructor_TargetsThatAreNone_Throw()
        {
            string[] targets = { "", "a", "?a", "/a b", "/a#b", "/a\r\nX: y", "/\t", "/caf\u00e9", "http://a/", "*", "/ HTTP/1.1\r\n", "/\u007f" };
            for (int i = 0; i < targets.Length; i++)
            {
                string target = targets[i];
                Expect.Throws(typeof(ArgumentException), () => New("a", target, null, null, null));
            }

            Expect.Throws(typeof(ArgumentNullException), () => New("a", null, null, null, null));
        }

        [TestMethod]
        public void Constructor_SubProtocolsThatAreNone_Throw()
        {
            Expect.Throws(typeof(ArgumentException), () => New("a", "/", new string[] { "a", "" }, null, null));
            Expect.Throws(typeof(ArgumentException), () => New("a", "/", new string[] { "a b" }, null, null));
            Expect.Throws(typeof(ArgumentException), () => New("a", "/", new string[] { "a\r\nX: y" }, null, null));
            Expect.Throws(typeof(ArgumentException), () => New("a", "/", new string[] { "a,b" }, null, null));
            Expect.Throws(typeof(ArgumentException), () => New("a", "/", new string[] { "a", "b", "a" }, null, null));
            Expect.Throws(typeof(ArgumentException), () => New("a", "/", new string[] { null }, null, null));
        }

        [TestMethod]
        public void Constructor_HeadersOfTheHandshake_AreNotOverridden()
        {
            string[] names =
            {
                "Host", "HOST", "upgrade", "Connection", "Origin", "Content-Length", "transfer-encoding", "Sec-WebSocket-Key",
                "sec-websocket-version", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions", "Sec-WebSocket-Accept", "SEC-WEBSOCKET-X",
            };
            for (int i = 0; i < names.Length; i++)
            {
                string name = names[i];
                Expect.Throws(typeof(ArgumentException), () => New("a", "/", null, new string[] { "X", "y", name, "z" }, null));
            }
        }

        [TestMethod]
        public void Constructor_HeadersThatInject_Throw()
        {
            string[] values = { "a\r\nX: y", "a\nb", "a\rb", "\r\n", "\u0001", "a\u007f", " a", "a ", " ", "\u00e9", null };
            for (int i = 0; i < values.Length; i++)
            {
                string value = values[i];
                Expect.Throws(typeof(ArgumentException), () => New("a", "/", null, new string[] { "X", value }, null));
                if (value != null)
                {
                    Expect.Throws(typeof(ArgumentException), () => New("a", "/", null, null, value));
                }
            }

            string[] names = { "", "a b", "a:", "a\r\nb", "a\n", "caf\u00e9", " a", null };
            for (int i = 0; i < names.Length; i++)
            {
                string name = names[i];
                Expect.Throws(typeof(ArgumentException), () => New("a", "/", null, new string[] { name, "x" }, null));
            }

            Expect.Throws(typeof(ArgumentException), () => New("a", "/", null, new string[] { "X" }, null));
        }

        [TestMethod]
        public void WriteRequest_WrongArguments_Throw()
        {
            ClientHandshake client = new ClientHandshake("a", 80, false, "/", null, null, null);
            byte[] output = new byte[client.RequestCount];
            byte[] nonce = new byte[16];
            Expect.Throws(typeof(ArgumentNullException), () => client.WriteRequest(null, output, 0, output.Length));
            Expect.Throws(typeof(ArgumentNullException), () => client.WriteRequest(nonce, null, 0, 0));
            Expect.Throws(typeof(ArgumentException), () => client.WriteRequest(new byte[15], output, 0, output.Length));
            Expect.Throws(typeof(ArgumentException), () => client.WriteRequest(new byte[17], output, 0, output.Length));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => client.WriteRequest(nonce, output, 1, output.Length));
            Expect.Throws(typeof(ArgumentNullException), () => client.Check(null));
            Expect.Throws(typeof(InvalidOperationException), () => client.Check(new HttpHead(1)));
        }

        private static void New(string host, string target, string[] subProtocols, string[] headers, string origin)
        {
            Assert.IsTrue(new ClientHandshake(host, 80, false, target, subProtocols, headers, origin).RequestCount > 0, "accepted");
        }

        private static string Request(ClientHandshake client)
        {
            byte[] output = new byte[client.RequestCount];
            int count = client.WriteRequest(Hex.Parse(Nonce), output, 0, output.Length);
            return Heads.Text(output, 0, count);
        }

        private static void ExpectRequest(string expected, string host, int port, bool isSecure, string target)
        {
            Assert.AreEqual(expected, Request(new ClientHandshake(host, port, isSecure, target, null, null, null)), target);
        }
    }
}
