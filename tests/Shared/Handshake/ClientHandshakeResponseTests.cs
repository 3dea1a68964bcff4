using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>What a client takes for an open connection, and what not. RFC 6455 section 4.1, items 1 to 6 of the end.</summary>
    [TestClass]
    public class ClientHandshakeResponseTests
    {
        private const string Start = "HTTP/1.1 101 Switching Protocols\r\n";
        private const string Upgrade = "Upgrade: websocket\r\n";
        private const string Connection = "Connection: Upgrade\r\n";
        private const string Accept = "Sec-WebSocket-Accept: " + Heads.SampleAccept + "\r\n";

        [TestMethod]
        public void Check_AnswersThatAreRight_AreAccepted()
        {
            ExpectError(HandshakeError.None, Start + Upgrade + Connection + Accept);
            ExpectError(HandshakeError.None, "HTTP/1.1 101\r\n" + Accept + Connection + Upgrade);
            ExpectError(HandshakeError.None, Start + "UPGRADE:WebSocket\r\nconnection:  keep-alive ,upgrade \r\nsec-websocket-accept:" + Heads.SampleAccept + " \r\n");
            ExpectError(HandshakeError.None, Start + "Server: x\r\n" + Upgrade + "Connection: a\r\nConnection: upgrade\r\n" + Accept + "Date: today\r\n");
        }

        [TestMethod]
        public void Check_ChosenSubProtocol_IsReported()
        {
            ExpectSubProtocol("chat", "Sec-WebSocket-Protocol: chat\r\n");
            ExpectSubProtocol("v2", "sec-websocket-protocol:\tv2 \r\n");
            ExpectSubProtocol(null, "");
        }

        [TestMethod]
        public void Check_OtherStatus_IsReportedWithWhatTheServerSays()
        {
            HttpHead head = NewHead();
            ClientHandshake client = NewClient();
            Assert.AreEqual(0, Heads.OfResponse(head, "HTTP/1.1 503 Full\r\nRetry-After: 30\r\nContent-Length: 4\r\n\r\n"), "503");
            Assert.AreEqual((int)HandshakeError.StatusNot101, (int)client.Check(head), "503");
            Assert.AreEqual(503, head.StatusCode, "status");
            Assert.AreEqual(503, client.StatusCode, "status of the handshake");
            Assert.AreEqual("30", client.RetryAfter, "retry after");
            Assert.IsNull(client.Location, "no location");
            Assert.AreEqual(0, Heads.OfResponse(head, "HTTP/1.1 307 Elsewhere\r\nLocation: ws://b/c\r\n\r\n"), "307");
            Assert.AreEqual((int)HandshakeError.StatusNot101, (int)client.Check(head), "307");
            Assert.AreEqual("ws://b/c", client.Location, "location");
            Assert.AreEqual(307, client.StatusCode, "status of the next");
            Assert.IsNull(client.RetryAfter, "that of the answer before");
            Assert.AreEqual(400, Heads.OfResponse(head, "HTTP/1.1 200 OK\r\nBad Header: x\r\n\r\n"), "bad");
            Assert.AreEqual((int)HandshakeError.NotHttp, (int)client.Check(head), "bad");
            Assert.AreEqual(0, client.StatusCode, "of what is no HTTP");
            Assert.IsNull(client.Location, "of what is no HTTP");
            ExpectError(HandshakeError.StatusNot101, "HTTP/1.1 200 OK\r\n" + Upgrade + Connection + Accept);
            ExpectError(HandshakeError.StatusNot101, "HTTP/1.0 400 Bad Request\r\n");
            ExpectError(HandshakeError.StatusNot101, "HTTP/1.1 426 Upgrade Required\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 8\r\n");
        }

        [TestMethod]
        public void Check_UpgradeMissingOrOther_IsRefused()
        {
            ExpectError(HandshakeError.UpgradeMissing, Start + Connection + Accept);
            ExpectError(HandshakeError.UpgradeMissing, Start + Connection + Accept + "Upgrade: h2c\r\n");
            ExpectError(HandshakeError.UpgradeMissing, Start + Connection + Accept + "Upgrade: websocket, h2c\r\n");
            ExpectError(HandshakeError.UpgradeMissing, Start + Connection + Accept + "Upgrade:\r\n");
            ExpectError(HandshakeError.HeaderRepeated, Start + Connection + Accept + Upgrade + Upgrade);
        }

        [TestMethod]
        public void Check_ConnectionMissingOrOther_IsRefused()
        {
            ExpectError(HandshakeError.ConnectionMissing, Start + Upgrade + Accept);
            ExpectError(HandshakeError.ConnectionMissing, Start + Upgrade + Accept + "Connection: keep-alive\r\n");
            ExpectError(HandshakeError.ConnectionMissing, Start + Upgrade + Accept + "Connection: \"Upgrade\"\r\n");
        }

        [TestMethod]
        public void Check_AcceptMissingWrongOrRepeated_IsRefused()
        {
            ExpectError(HandshakeError.AcceptMissing, Start + Upgrade + Connection);
            string[] values =
            {
                "", "x", Heads.SampleKey, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo==", "S3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOp=", "s3pPLMBiTxaQ9kYGzzhZRbK+xoo=", "HSmrc0sMlYUkAGmm5OPpG2HaGWk=", "\"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\"",
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=, x", "s3pPLMBiTxaQ9kYGzzhZRbK xOo=",
            };
            for (int i = 0; i < values.Length; i++)
            {
                ExpectError(HandshakeError.AcceptWrong, Start + Upgrade + Connection + "Sec-WebSocket-Accept: " + values[i] + "\r\n");
            }

            ExpectError(HandshakeError.HeaderRepeated, Start + Upgrade + Connection + Accept + Accept);
        }

        [TestMethod]
        public void Check_AnswerToTheKeyBefore_IsRefused()
        {
            HttpHead head = NewHead();
            ClientHandshake client = NewClient();
            byte[] output = new byte[client.RequestCount];
            client.WriteRequest(new byte[AcceptKey.NonceCount], output, 0, output.Length);
            Assert.AreEqual(0, Heads.OfResponse(head, Heads.Switching("")), "parse");
            Assert.AreEqual((int)HandshakeError.AcceptWrong, (int)client.Check(head), "check");
        }

        [TestMethod]
        public void Check_SubProtocolsThatWereNotOffered_AreRefused()
        {
            string[] values = { "other", "CHAT", "cha", "chats", "chat, v2", "", "chat;v2" };
            for (int i = 0; i < values.Length; i++)
            {
                ExpectError(HandshakeError.SubProtocolNotOffered, Heads.Switching("Sec-WebSocket-Protocol: " + values[i] + "\r\n"));
            }

            ExpectError(HandshakeError.HeaderRepeated, Heads.Switching("Sec-WebSocket-Protocol: chat\r\nSec-WebSocket-Protocol: chat\r\n"));
            HttpHead head = NewHead();
            ClientHandshake client = new ClientHandshake("a", 80, false, "/", null, null, null);
            Send(client);
            Assert.AreEqual(0, Heads.OfResponse(head, Heads.Switching("Sec-WebSocket-Protocol: chat\r\n")), "parse");
            Assert.AreEqual((int)HandshakeError.SubProtocolNotOffered, (int)client.Check(head), "none offered");
        }

        [TestMethod]
        public void Check_AnyExtension_IsRefused()
        {
            HttpHead head = NewHead();
            ClientHandshake client = NewClient();
            Assert.AreEqual(0, Heads.OfResponse(head, Heads.Switching("Sec-WebSocket-Protocol: chat\r\nSec-WebSocket-Extensions: permessage-deflate\r\n")), "parse");
            Assert.AreEqual((int)HandshakeError.ExtensionNotOffered, (int)client.Check(head), "check");
            Assert.AreEqual(null, client.SubProtocol, "nothing is agreed");
            ExpectError(HandshakeError.ExtensionNotOffered, Heads.Switching("Sec-WebSocket-Extensions:\r\n"));
        }

        [TestMethod]
        public void Check_WhatIsNoResponse_IsRefused()
        {
            ExpectError(HandshakeError.NotHttp, "HTTP/2.0 101 x\r\n" + Upgrade + Connection + Accept);
            ExpectError(HandshakeError.NotHttp, "HTTP/1.0 101 x\r\n" + Upgrade + Connection + Accept);
            ExpectError(HandshakeError.NotHttp, "GET / HTTP/1.1\r\nHost: a\r\n");
            ExpectError(HandshakeError.NotHttp, "SSH-2.0-OpenSSH_9.9\r\n");
            ExpectError(HandshakeError.NotHttp, Start + Upgrade + Connection + Accept + "Folded: a\r\n b\r\n");

            // A second status line where headers belong.
            ExpectError(HandshakeError.NotHttp, Start + Start + Upgrade + Connection + Accept);

            HttpHead head = new HttpHead(3);
            ClientHandshake client = NewClient();
            Assert.AreEqual(431, Heads.OfResponse(head, Heads.Switching("X: y\r\n")), "parse");
            Assert.AreEqual((int)HandshakeError.TooManyHeaders, (int)client.Check(head), "too many headers");

            // A request is no answer, whoever parsed it.
            HttpHead other = NewHead();
            Assert.AreEqual(0, Heads.OfRequest(other, Heads.Get("")), "parse");
            Assert.AreEqual((int)HandshakeError.StatusNot101, (int)client.Check(other), "a request");
        }

        [TestMethod]
        public void Check_InterimResponsesInFront_AreDroppedByTheCaller()
        {
            // RFC 9110 section 15.2: any number of them. The bytes behind the 101 stay.
            string text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n" + Heads.Switching("") + "\u0001\u0002";
            byte[] bytes = Ascii.GetBytes(text);
            ClientHandshake client = NewClient();
            HttpHead head = NewHead();
            for (int step = 1; step <= bytes.Length; step++)
            {
                int offset = 0;
                int scanned = 0;
                int count = 0;
                int interim = 0;
                while (true)
                {
                    HeadProgress progress = head.Scan(bytes, offset, count - offset, ref scanned);
                    Assert.IsTrue(progress != HeadProgress.Invalid, "step " + step.ToString());
                    if (progress == HeadProgress.NeedInput)
                    {
                        Assert.IsTrue(count < bytes.Length, "step " + step.ToString());
                        count = count + step > bytes.Length ? bytes.Length : count + step;
                        continue;
                    }

                    Assert.AreEqual(0, head.ParseResponse(bytes, offset, count - offset), "step " + step.ToString());
                    offset += head.Length;
                    scanned = 0;
                    if (!head.IsInterim)
                    {
                        break;
                    }

                    interim++;
                }

                Assert.AreEqual(2, interim, "step " + step.ToString());
                Assert.AreEqual((int)HandshakeError.None, (int)client.Check(head), "step " + step.ToString());
                Assert.AreEqual(bytes.Length - 2, offset, "step " + step.ToString());
            }
        }

        private static HttpHead NewHead()
        {
            return new HttpHead(HttpHead.DefaultMaxHeaders);
        }

        private static ClientHandshake NewClient()
        {
            string[] subProtocols = { "v2", "chat" };
            ClientHandshake client = new ClientHandshake("a", 80, false, "/", subProtocols, null, null);
            Send(client);
            return client;
        }

        private static void Send(ClientHandshake client)
        {
            // The bytes of the sample key: "the sample nonce".
            byte[] output = new byte[client.RequestCount];
            client.WriteRequest(Ascii.GetBytes("the sample nonce"), output, 0, output.Length);
        }

        private static void ExpectError(HandshakeError expected, string lines)
        {
            string text = lines.Substring(lines.Length - 4) == "\r\n\r\n" ? lines : lines + "\r\n";
            HttpHead head = NewHead();
            ClientHandshake client = NewClient();
            Heads.OfResponse(head, text);
            Assert.AreEqual((int)expected, (int)client.Check(head), text);
        }

        private static void ExpectSubProtocol(string expected, string lines)
        {
            HttpHead head = NewHead();
            ClientHandshake client = NewClient();
            Assert.AreEqual(0, Heads.OfResponse(head, Heads.Switching(lines)), lines);
            Assert.AreEqual((int)HandshakeError.None, (int)client.Check(head), lines);
            Assert.AreEqual(expected, client.SubProtocol, lines);
        }
    }
}
