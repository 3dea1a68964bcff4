using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>The server's side when the request is right. RFC 6455 sections 1.3, 4.2 and 11.3.</summary>
    [TestClass]
    public class ServerHandshakeTests
    {
        private const string Answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: " + Heads.SampleAccept + "\r\n";

        [TestMethod]
        public void Check_RfcExample_IsAnsweredAsInTheRfc()
        {
            // Section 1.2 with the key of section 1.3.
            const string Request = "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://example.com\r\n"
                + "Sec-WebSocket-Protocol: chat, superchat\r\nSec-WebSocket-Version: 13\r\n\r\n";
            string[] subProtocols = { "chat" };
            HttpHead head = NewHead();
            ServerHandshake server = new ServerHandshake(subProtocols);
            Assert.AreEqual(0, Heads.OfRequest(head, Request), "parse");
            Assert.IsTrue(server.IsUpgrade(head), "upgrade");
            Assert.AreEqual(101, server.Check(head), "check");
            Assert.AreEqual("chat", server.SubProtocol, "subprotocol");
            Assert.AreEqual(Answer + "Sec-WebSocket-Protocol: chat\r\n\r\n", Response(server, head), "response");
        }

        [TestMethod]
        public void Check_HeadersInEveryOrder_AreAccepted()
        {
            // Each rotation of the lines, forward and backward, with the names in other cases.
            string[] lines =
            {
                "HOST: a\r\n", "upgrade: WebSocket\r\n", "CONNECTION: keep-alive, uPGRADE\r\n",
                "sec-websocket-key: " + Heads.SampleKey + "\r\n", "Sec-Websocket-Version: 13\r\n", "X-Other: y\r\n",
            };
            HttpHead head = NewHead();
            ServerHandshake server = new ServerHandshake(null);
            for (int start = 0; start < lines.Length; start++)
            {
                for (int step = 1; step < lines.Length; step += lines.Length - 2)
                {
                    string text = "GET /ws HTTP/1.1\r\n";
                    for (int i = 0; i < lines.Length; i++)
                    {
                        text += lines[(start + (i * step)) % lines.Length];
                    }

                    Assert.AreEqual(0, Heads.OfRequest(head, text + "\r\n"), text);
                    Assert.AreEqual(101, server.Check(head), text);
                    Assert.AreEqual(Answer + "\r\n", Response(server, head), text);
                }
            }
        }

        [TestMethod]
        public void IsUpgrade_Requests_AreToldApart()
        {
            HttpHead head = NewHead();
            ExpectIsUpgrade(head, true, Heads.Upgrade(""));
            ExpectIsUpgrade(head, true, Heads.Get("Upgrade: h2c, WebSocket\r\n"));
            ExpectIsUpgrade(head, true, Heads.Get("Sec-WebSocket-Key: x\r\n"));
            ExpectIsUpgrade(head, true, "POST / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n");
            ExpectIsUpgrade(head, false, Heads.Get(""));
            ExpectIsUpgrade(head, false, Heads.Get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"));
            ExpectIsUpgrade(head, false, Heads.Get("Upgrade-Insecure-Requests: 1\r\nConnection: keep-alive\r\n"));
        }

        [TestMethod]
        public void Check_SubProtocols_AreChosenByTheServersPreference()
        {
            string[] own = { "v2.chat", "v1.chat", "raw" };
            string[] none = { };
            ExpectChoice(own, "v2.chat", "Sec-WebSocket-Protocol: v2.chat\r\n");
            ExpectChoice(own, "v2.chat", "Sec-WebSocket-Protocol: raw, v1.chat, v2.chat\r\n");
            ExpectChoice(own, "v1.chat", "Sec-WebSocket-Protocol: raw,v1.chat,other\r\n");
            ExpectChoice(own, "v1.chat", "Sec-WebSocket-Protocol: raw\r\nX: y\r\nSec-WebSocket-Protocol: v1.chat\r\n");
            ExpectChoice(own, "raw", "Sec-WebSocket-Protocol: ,, \traw\t,, RAW, v2.chatx, v2.cha\r\n");
            ExpectChoice(own, null, "Sec-WebSocket-Protocol: V2.CHAT, other\r\n");
            ExpectChoice(own, null, "");
            ExpectChoice(null, null, "Sec-WebSocket-Protocol: raw\r\n");
            ExpectChoice(none, null, "Sec-WebSocket-Protocol: raw\r\n");
        }

        [TestMethod]
        public void Check_SubProtocolOfTheRequestBefore_IsForgotten()
        {
            string[] own = { "chat" };
            HttpHead head = NewHead();
            ServerHandshake server = new ServerHandshake(own);
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Upgrade("Sec-WebSocket-Protocol: chat, b\r\n")), "first");
            Assert.AreEqual(101, server.Check(head), "first");
            Assert.AreEqual(0, server.SubProtocolIndex, "first");
            Assert.AreEqual(2, server.OfferedCount, "first");
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Upgrade("")), "second");
            Assert.AreEqual(101, server.Check(head), "second");
            Assert.AreEqual(-1, server.SubProtocolIndex, "second");
            Assert.AreEqual(null, server.SubProtocol, "second");
            Assert.AreEqual(0, server.OfferedCount, "second");
            Assert.AreEqual(Answer + "\r\n", Response(server, head), "second");
        }

        [TestMethod]
        public void GetOffered_SubProtocols_AreGivenInTheClientsOrder()
        {
            HttpHead head = NewHead();
            ServerHandshake server = new ServerHandshake(null);
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Upgrade("Sec-WebSocket-Protocol: chat, token.abc~1\r\n")), "parse");
            Assert.AreEqual(101, server.Check(head), "check");
            Assert.AreEqual(2, server.OfferedCount, "count");
            server.GetOffered(1, out int offset, out int count);
            Assert.AreEqual("token.abc~1", Ascii.GetString(head.Buffer, offset, count), "second");
            server.GetOffered(0, out offset, out count);
            Assert.AreEqual("chat", Ascii.GetString(head.Buffer, offset, count), "first");
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => server.GetOffered(2, out int _, out int _));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => server.GetOffered(-1, out int _, out int _));
        }

        [TestMethod]
        public void Check_ExtensionsThatAreWellFormed_AreIgnored()
        {
            string[] values =
            {
                "permessage-deflate", "permessage-deflate; client_max_window_bits", "x-webkit-deflate-frame",
                "permessage-deflate; client_max_window_bits; server_max_window_bits=10, permessage-deflate",
                "foo;bar=baz", "foo ; bar = \"baz\" , , quux", ",foo", "foo,", "a;b=\"c\\d\";e", "foo;bar;bar",
            };
            HttpHead head = NewHead();
            ServerHandshake server = new ServerHandshake(null);
            for (int i = 0; i < values.Length; i++)
            {
                Assert.AreEqual(0, Heads.OfRequest(head, Heads.Upgrade("Sec-WebSocket-Extensions: " + values[i] + "\r\n")), values[i]);
                Assert.AreEqual(101, server.Check(head), values[i]);
                Assert.AreEqual(Answer + "\r\n", Response(server, head), values[i]);
            }
        }

        [TestMethod]
        public void WriteResponse_JustEnoughRoomAndOneLess_IsTheLimit()
        {
            string[] own = { "a", "longer" };
            HttpHead head = NewHead();
            ServerHandshake server = new ServerHandshake(own);
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Upgrade("Sec-WebSocket-Protocol: longer\r\n")), "parse");
            Assert.AreEqual(101, server.Check(head), "check");
            int needed = server.MaxResponseCount;
            Assert.AreEqual(Answer.Length + 34, needed, "the longest subprotocol makes the longest response");
            byte[] output = new byte[needed + 6];
            Assert.AreEqual(0, server.WriteResponse(head, output, 3, needed - 1), "one less");
            Assert.AreEqual(0, (int)output[3], "nothing written");
            Assert.AreEqual(needed, server.WriteResponse(head, output, 3, needed), "just enough");
            Assert.AreEqual(0, output[2] | output[needed + 3], "nothing around it");
        }

        [TestMethod]
        public void WriteResponse_IntoTheBufferOfTheRequest_Works()
        {
            HttpHead head = NewHead();
            ServerHandshake server = new ServerHandshake(null);
            byte[] buffer = Ascii.GetBytes(Heads.Upgrade("Origin: http://a\r\n"));
            Assert.AreEqual(0, head.ParseRequest(buffer, 0, buffer.Length), "parse");
            Assert.AreEqual(101, server.Check(head), "check");
            int count = server.WriteResponse(head, buffer, 0, buffer.Length);
            Assert.AreEqual(Answer + "\r\n", Heads.Text(buffer, 0, count), "response");
        }

        [TestMethod]
        public void Arguments_ThatAreWrong_Throw()
        {
            HttpHead head = NewHead();
            ServerHandshake server = new ServerHandshake(null);
            byte[] output = new byte[server.MaxResponseCount];
            Expect.Throws(typeof(ArgumentNullException), () => server.Check(null));
            Expect.Throws(typeof(ArgumentNullException), () => server.IsUpgrade(null));
            Expect.Throws(typeof(ArgumentNullException), () => server.WriteResponse(null, output, 0, output.Length));
            Expect.Throws(typeof(ArgumentNullException), () => server.WriteResponse(head, null, 0, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => server.WriteResponse(head, output, 1, output.Length));
            Expect.Throws(typeof(InvalidOperationException), () => server.WriteResponse(head, output, 0, output.Length));
            Expect.Throws(typeof(ArgumentException), () => new ServerHandshake(new string[] { "a b" }).Check(head));
            Expect.Throws(typeof(ArgumentException), () => new ServerHandshake(new string[] { "" }).Check(head));
            Expect.Throws(typeof(ArgumentException), () => new ServerHandshake(new string[] { null }).Check(head));
            Expect.Throws(typeof(ArgumentException), () => new ServerHandshake(new string[] { "a", "b", "a" }).Check(head));
        }

        private static HttpHead NewHead()
        {
            return new HttpHead(HttpHead.DefaultMaxHeaders);
        }

        private static string Response(ServerHandshake server, HttpHead head)
        {
            byte[] output = new byte[server.MaxResponseCount];
            int count = server.WriteResponse(head, output, 0, output.Length);
            return Heads.Text(output, 0, count);
        }

        private static void ExpectIsUpgrade(HttpHead head, bool expected, string text)
        {
            Assert.AreEqual(0, Heads.OfRequest(head, text), text);
            Assert.AreEqual(expected, new ServerHandshake(null).IsUpgrade(head), text);
        }

        private static void ExpectChoice(string[] own, string expected, string lines)
        {
            HttpHead head = NewHead();
            ServerHandshake server = new ServerHandshake(own);
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Upgrade(lines)), lines);
            Assert.AreEqual(101, server.Check(head), lines);
            Assert.AreEqual(expected, server.SubProtocol, lines);
            Assert.AreEqual(
                Answer + (expected == null ? "" : "Sec-WebSocket-Protocol: " + expected + "\r\n") + "\r\n",
                Response(server, head),
                lines);
        }
    }
}
