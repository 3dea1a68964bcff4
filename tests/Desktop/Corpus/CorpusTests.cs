using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Tests.Hosting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Protocol;

namespace Nanowire.Tests.Corpus
{
    /// <summary>
    /// What browsers, proxies and libraries really send, through the parser in every way it can arrive, and through the whole
    /// server and client. The corpus is here and not with the shared tests, because the strings of a device assembly may have
    /// 64 KB in all; a selection runs on both runtimes, see PeerHeadTests.
    /// </summary>
    [TestClass]
    public sealed class CorpusTests
    {
        private const int LeastRequests = 82;
        private const int LeastResponses = 104;

        [TestMethod]
        public void Corpus_EveryHead_SaysWhereItIsFromAndIsThereOnce()
        {
            List<CorpusHead> requests = CorpusHead.Load("Requests");
            List<CorpusHead> responses = CorpusHead.Load("Responses");
            Assert.IsTrue(requests.Count >= LeastRequests, requests.Count + " requests");
            Assert.IsTrue(responses.Count >= LeastResponses, responses.Count + " responses");
            foreach (CorpusHead head in requests.Concat(responses))
            {
                Assert.IsTrue(
                    head["from"].Contains("captured on ", StringComparison.Ordinal) || head["from"].Contains("; written from ", StringComparison.Ordinal), head.Name);
                Assert.IsNotNull(head["handshake"], head.Name);
            }

            Assert.AreEqual(requests.Count, requests.Select(h => h.Name).Distinct().Count());
            Assert.AreEqual(responses.Count, responses.Select(h => h.Name).Distinct().Count());
        }

        [TestMethod]
        public void Corpus_EveryRequest_HasItsVerdictHoweverItArrives()
        {
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            ServerHandshake server = new ServerHandshake(new[] { "mqtt", "v1.telemetry", "chat" });
            foreach (CorpusHead request in CorpusHead.Load("Requests"))
            {
                Assert.AreEqual(0, Tests.Heads.OfRequest(head, request.Text), request.Name);
                Assert.AreEqual(request["handshake"] != "none", server.IsUpgrade(head), request.Name);
                if (request["handshake"] == "none")
                {
                    continue;
                }

                Assert.AreEqual(request["handshake"], server.Check(head).ToString(CultureInfo.InvariantCulture), request.Name);
                if (request["handshake"] == "101")
                {
                    byte[] output = new byte[server.MaxResponseCount];
                    int count = server.WriteResponse(head, output, 0, output.Length);
                    StringAssert.Contains(Encoding.ASCII.GetString(output, 0, count), "\r\nSec-WebSocket-Accept: " + Tests.Heads.SampleAccept + "\r\n", request.Name);
                    bool offers = request.Text.Contains("-protocol: ", StringComparison.OrdinalIgnoreCase);
                    Assert.AreEqual(offers && !request.Text.Contains(": arduino\r", StringComparison.Ordinal), server.SubProtocol != null, request.Name);
                }
            }
        }

        [TestMethod]
        public void Corpus_EveryRequest_IsAnsweredByTheWholeServer()
        {
            foreach (CorpusHead request in CorpusHead.Load("Requests"))
            {
                byte[] head = Encoding.Latin1.GetBytes(request.Text);
                byte[] frames = WirePeer.Join(WirePeer.TextFrame("glued on"), WirePeer.CloseFrame(1000));
                byte[] behind = request["server"] == "101" ? frames : Encoding.ASCII.GetBytes("abc");
                ExpectAnswer(request, new[] { WirePeer.Join(head, behind) }, "with more glued on");
                ExpectAnswer(request, new[] { head, behind }, "whole");
                ExpectAnswer(request, WirePeer.Join(head, behind).Select(b => new[] { b }), "byte by byte");
            }
        }

        [TestMethod]
        public void Corpus_EveryResponse_HasItsVerdictHoweverItArrives()
        {
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            ClientHandshake client = new ClientHandshake("device.local", 80, false, "/ws", new[] { "v9", "chat" }, null, null);
            client.WriteRequest(Encoding.ASCII.GetBytes("the sample nonce"), new byte[client.RequestCount], 0, client.RequestCount);
            foreach (CorpusHead response in CorpusHead.Load("Responses"))
            {
                Assert.AreEqual(0, Tests.Heads.OfResponse(head, response.Text), response.Name);
                Assert.AreEqual(response["handshake"], client.Check(head).ToString(), response.Name);
                Assert.AreEqual(response["status"], head.StatusCode.ToString(CultureInfo.InvariantCulture), response.Name);
                Assert.AreEqual(response["subprotocol"], client.SubProtocol, response.Name);
            }
        }

        [TestMethod]
        public void Corpus_EveryResponse_IsTakenByTheWholeClient()
        {
            byte[] hello = WirePeer.Frame(WirePeer.Text, true, Encoding.ASCII.GetBytes("hello"), 0, 5, null);
            foreach (CorpusHead response in CorpusHead.Load("Responses"))
            {
                byte[] Bytes(string accept) => WirePeer.Join(Encoding.Latin1.GetBytes(response.Text.Replace(Tests.Heads.SampleAccept, accept, StringComparison.Ordinal)), hello);
                ExpectConnect(response, a => new[] { Bytes(a) });
                ExpectConnect(response, a => Bytes(a).Select(b => new[] { b }));
            }
        }

        private static void ExpectAnswer(CorpusHead request, IEnumerable<byte[]> pieces, string how)
        {
            string text = request.Name + " " + how;
            HostingServer host = new HostingServer(new WebSocketServerOptions { SubProtocols = new[] { "mqtt", "v1.telemetry", "chat" } }, 4096);
            host.Echo();
            foreach (string path in new[] { "/", "/page", "/data", "/get", "/head", "/z", "/abs", "/urllib", "/fetch", "/httpclient" })
            {
                host.Server.AddContent(path, new ByteArrayContent(new byte[] { 1, 2, 3 }, "text/html", "\"p1\"", false));
            }

            WirePeer peer = host.Connect();
            foreach (byte[] piece in pieces)
            {
                peer.TrySend(piece, 0, piece.Length);
                host.Run(1);
            }

            host.Settle();
            peer.Receive();
            string head = peer.ReadHead();
            StringAssert.StartsWith(head, "HTTP/1.1 " + request["server"] + " ", text);
            if (request["server"] == "101")
            {
                Assert.IsTrue(host.ReadFrame(peer), text);
                Assert.AreEqual("glued on", peer.PayloadText, text);
                Assert.IsTrue(host.ReadFrame(peer), text);
                Assert.AreEqual(1000, peer.CloseStatus, text);
            }
            else
            {
                Assert.AreEqual(0, host.OpenedCount, text);
                HttpContentTests.AssertHeader(head, "Connection", request["server"] == "426" ? "Upgrade, close" : "close");
                bool hasBody = request["server"] != "304" && !request.Text.StartsWith("HEAD ", StringComparison.Ordinal);
                Assert.AreEqual(hasBody, peer.Received > 0, text);
            }
        }

        private static void ExpectConnect(CorpusHead response, Func<string, IEnumerable<byte[]>> answer)
        {
            ScriptedServer server = new ScriptedServer { Answer = answer };
            using ClientWebSocket client = server.CreateClient(o => o.SubProtocols = new[] { "v9", "chat" });
            if (response["handshake"] == "None")
            {
                client.Connect("ws://device.local/ws");
                byte[] buffer = new byte[16];
                int count = 0;
                WebSocketReceiveResult result;
                do
                {
                    result = client.Receive(buffer, count, buffer.Length - count);
                    count += result.Count;
                }
                while (!result.EndOfMessage);

                Assert.AreEqual("hello", Encoding.ASCII.GetString(buffer, 0, count), response.Name);
                Assert.AreEqual(response["subprotocol"], client.SubProtocol, response.Name);
            }
            else
            {
                WebSocketException e = Assert.ThrowsExactly<WebSocketException>(() => client.Connect("ws://device.local/ws"), response.Name);
                Assert.AreEqual(WebSocketError.Refused, e.Error, response.Name);
                Assert.AreEqual(response["status"], e.HttpStatus.ToString(CultureInfo.InvariantCulture), response.Name);
                Assert.IsTrue(server.Connector.Last.IsClosed, response.Name);
            }
        }
    }
}
