using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Deflate;

namespace Nanowire.Tests.Deflate
{
    /// <summary>Offers, answers and what must not be agreed to (RFC 7692 sections 5, 7.1).</summary>
    [TestClass]
    public sealed class NegotiationTests
    {
        private const string Name = "permessage-deflate";
        private const string NoContext = "; server_no_context_takeover; client_no_context_takeover";

        [TestMethod]
        [DataRow(Name, Name + NoContext, DisplayName = "Firefox")]
        [DataRow(Name + "; client_max_window_bits", Name + NoContext, DisplayName = "Chromium")]
        [DataRow(Name + "; server_no_context_takeover; client_no_context_takeover", Name + NoContext, DisplayName = "both without context")]
        [DataRow(Name + "; server_max_window_bits=8", Name + NoContext + "; server_max_window_bits=8", DisplayName = "8 bits, which zlib cannot")]
        [DataRow(Name + "; server_max_window_bits=\"12\"", Name + NoContext + "; server_max_window_bits=12", DisplayName = "quoted")]
        [DataRow("x-other, " + Name, Name + NoContext, DisplayName = "the second offer")]
        [DataRow(Name + "; unknown, " + Name + "; server_max_window_bits=10", Name + NoContext + "; server_max_window_bits=10", DisplayName = "the fallback")]
        [DataRow(Name + "; unknown", null)]
        [DataRow(Name + "; server_max_window_bits", null, DisplayName = "no value")]
        [DataRow(Name + "; server_max_window_bits=7", null)]
        [DataRow(Name + "; server_max_window_bits=16", null)]
        [DataRow(Name + "; server_max_window_bits=08", null)]
        [DataRow(Name + "; server_max_window_bits=1", null)]
        [DataRow(Name + "; server_max_window_bits=150", null)]
        [DataRow(Name + "; client_max_window_bits=7", null)]
        [DataRow(Name + "; client_max_window_bits=16", null)]
        [DataRow(Name + "; server_no_context_takeover=1", null)]
        [DataRow(Name + "; client_no_context_takeover=10", null)]
        [DataRow(Name + "; server_no_context_takeover; server_no_context_takeover", null)]
        [DataRow(Name + "; client_no_context_takeover; client_no_context_takeover", null)]
        [DataRow(Name + "; server_max_window_bits=9; server_max_window_bits=9", null)]
        [DataRow(Name + "; client_max_window_bits; client_max_window_bits", null)]
        [DataRow("x-webkit-deflate-frame", null)]
        [DataRow("permessage-deflate2", null)]
        [DataRow(null, null, DisplayName = "no offer")]
        public void Server_WithDefaults_Answers(string offer, string answer)
        {
            Assert.AreEqual(answer, new DeflatePeer(null, new PerMessageDeflate(), offer).Answer);
        }

        [TestMethod]
        [DataRow(Name, null, DisplayName = "a client that cannot be limited")]
        [DataRow(Name + "; client_max_window_bits", Name + "; client_max_window_bits=10")]
        [DataRow(Name + "; client_max_window_bits=15", Name + "; client_max_window_bits=10")]
        [DataRow(Name + "; client_max_window_bits=9", Name + "; client_max_window_bits=9")]
        [DataRow(Name + "; client_max_window_bits=8", Name + "; client_max_window_bits=8")]
        [DataRow(Name + "; client_max_window_bits; server_max_window_bits=15", Name + "; server_max_window_bits=12; client_max_window_bits=10")]
        [DataRow(Name + "; client_max_window_bits; server_max_window_bits=9", Name + "; server_max_window_bits=9; client_max_window_bits=10")]
        [DataRow(Name + "; client_max_window_bits; server_no_context_takeover", Name + "; server_no_context_takeover; client_max_window_bits=10")]
        public void Server_WithContexts_Answers(string offer, string answer)
        {
            PerMessageDeflate extension = new PerMessageDeflate { InflateContext = true, InflateWindowBits = 10, DeflateContext = true, DeflateWindowBits = 12 };
            Assert.AreEqual(answer, new DeflatePeer(null, extension, offer).Answer);
        }

        [TestMethod]
        public void Server_WithPieces_NeedsAWindowOrSmallMessages()
        {
            static string Answer(long largest, string offer)
            {
                PerMessageDeflate extension = new PerMessageDeflate { InflateWindowBits = 9 };
                return new DeflatePeer(o => (o.AllowPartialMessages, o.MaxMessageSize) = (true, largest), extension, offer).Answer;
            }

            Assert.IsNull(Answer(513, Name), "it may refer back 513 bytes");
            Assert.AreEqual(Name + NoContext, Answer(512, Name));
            Assert.AreEqual(Name + NoContext + "; client_max_window_bits=9", Answer(513, Name + "; client_max_window_bits"));
        }

        [TestMethod]
        public void Server_WithoutTheExtension_AnswersNothingAndTakesNoRsv1()
        {
            DeflatePeer peer = new DeflatePeer(null, null, Name);
            Assert.IsNull(peer.Answer);
            peer.Send(new byte[5]);
            Assert.AreEqual(1002, peer.ReadClose());
        }

        [TestMethod]
        [DataRow("", true, DisplayName = "declined")]
        [DataRow(Name + "; server_no_context_takeover; server_max_window_bits=9", true)]
        [DataRow(Name + "; server_no_context_takeover; server_max_window_bits=8; client_max_window_bits=11; client_no_context_takeover", true)]
        [DataRow(Name + "; server_max_window_bits=9", false, DisplayName = "context though none was wanted")]
        [DataRow(Name + "; server_no_context_takeover", false, DisplayName = "a larger window than wanted")]
        [DataRow(Name + "; server_no_context_takeover; server_max_window_bits=10", false)]
        [DataRow(Name + "; server_no_context_takeover; server_max_window_bits=9; client_max_window_bits", false, DisplayName = "no value")]
        [DataRow(Name + "; server_no_context_takeover; server_max_window_bits=9; client_max_window_bits=16", false)]
        [DataRow(Name + "; server_no_context_takeover; server_max_window_bits=9; server_max_window_bits=9", false)]
        [DataRow(Name + "; server_no_context_takeover; server_max_window_bits=9; more", false)]
        [DataRow(Name + "; server_no_context_takeover; server_max_window_bits=9, " + Name, false, DisplayName = "two")]
        [DataRow("x-other", false)]
        public void Client_WithDefaults_JudgesTheAnswer(string answer, bool isTaken)
        {
            ScriptedServer server = new ScriptedServer
            {
                Answer = a => new[]
                {
                    ScriptedServer.Ascii(ScriptedServer.Response(a, answer.Length == 0 ? "" : "Sec-WebSocket-Extensions: " + answer + "\r\n")),
                },
            };
            using ClientWebSocket client = server.CreateClient(o => o.Extension = new PerMessageDeflate());
            if (isTaken)
            {
                client.Connect("ws://device.local/");
                Assert.AreEqual(WebSocketState.Open, client.State);
            }
            else
            {
                Assert.AreEqual(
                    WebSocketError.HandshakeFailed, Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://device.local/")).Error);
            }
        }

        [TestMethod]
        public void Options_OutOfRange_Throw()
        {
            PerMessageDeflate[] wrong =
            {
                new PerMessageDeflate { InflateWindowBits = 8 }, new PerMessageDeflate { InflateWindowBits = 16 },
                new PerMessageDeflate { DeflateWindowBits = 7 }, new PerMessageDeflate { DeflateWindowBits = 16 },
                new PerMessageDeflate { MinSize = -1 }, new PerMessageDeflate { MinSize = 65536 },
                new PerMessageDeflate { MaxRatio = 0 }, new PerMessageDeflate { MaxInflatedSize = -1 },
            };
            foreach (PerMessageDeflate extension in wrong)
            {
                Assert.ThrowsExactly<ArgumentException>(() => new WebSocketServer(new WebSocketServerOptions { Extension = extension }));
            }

            PerMessageDeflate used = new PerMessageDeflate();
            using WebSocketServer server = new WebSocketServer(new WebSocketServerOptions { Extension = used });
            Assert.ThrowsExactly<InvalidOperationException>(() => new WebSocketServer(new WebSocketServerOptions { Extension = used }));
        }
    }
}
