using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Responses, as a client reads them. RFC 9112 section 4.</summary>
    [TestClass]
    public class HttpHeadResponseTests
    {
        [TestMethod]
        public void ParseResponse_Switching_ReportsItsParts()
        {
            HttpHead head = NewHead();
            string text = Heads.Switching("Sec-WebSocket-Protocol: chat\r\n");
            Assert.AreEqual(0, Heads.OfResponse(head, text), "verdict");
            Assert.AreEqual(101, head.StatusCode, "status");
            Assert.AreEqual(1, head.MinorVersion, "minor version");
            Assert.AreEqual(text.Length, head.Length, "length");
            Assert.AreEqual(Heads.SampleAccept, Heads.Value(head, HttpHeader.SecWebSocketAccept), "accept");
            Assert.AreEqual("chat", Heads.Value(head, HttpHeader.SecWebSocketProtocol), "subprotocol");
            Assert.IsFalse(head.IsInterim, "the answer itself");
        }

        [TestMethod]
        public void ParseResponse_StatusLines_AreReadTolerantly()
        {
            HttpHead head = NewHead();
            ExpectStatus(head, 200, "HTTP/1.1 200 OK");
            ExpectStatus(head, 200, "HTTP/1.1 200 ");
            ExpectStatus(head, 200, "HTTP/1.1 200");
            ExpectStatus(head, 404, "HTTP/1.0 404 Not\tFound, really: \"no\"");
            ExpectStatus(head, 999, "HTTP/1.1 999 x");
            ExpectStatus(head, 301, "\r\nHTTP/1.1 301 Moved");
        }

        [TestMethod]
        public void ParseResponse_BadStatusLines_AreRefused()
        {
            string[] lines =
            {
                "", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 20", "HTTP/1.1 20 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 099 x", "HTTP/1.1 2x0 OK",
                "HTTP/1.1  200 OK", "HTTP/1.1\t200 OK", " HTTP/1.1 200 OK", "HTTP/1.1 200OK", "http/1.1 200 OK", "HTTP/1.x 200 OK",
                "HTTP/1,1 200 OK", "ICY 200 OK for everybody", "HTTP/1.1 -10 OK", "GET / HTTP/1.1",
            };
            HttpHead head = NewHead();
            for (int i = 0; i < lines.Length; i++)
            {
                Assert.AreEqual(400, Heads.OfResponse(head, lines[i] + "\r\nX: y\r\n\r\n"), lines[i]);
                Assert.AreEqual(0, head.StatusCode, lines[i]);
            }

            Assert.AreEqual(505, Heads.OfResponse(head, "HTTP/2.0 200 OK\r\n\r\n"), "2.0");
        }

        [TestMethod]
        public void ParseResponse_ControlCharacters_AreRefused()
        {
            string[] places = { "HTTP/1.1 101 a@b\r\nX: y\r\n\r\n", "HTTP/1.1 101 a\r\nX: y@z\r\n\r\n", "HTTP/1.1 101 a\r\nX@: y\r\n\r\n" };
            HttpHead head = NewHead();
            for (int place = 0; place < places.Length; place++)
            {
                for (int value = 0; value <= 0x7F; value = value == 0x1F ? 0x7F : value + 1)
                {
                    int expected = value == '\t' && place != 2 ? 0 : 400;
                    Assert.AreEqual(expected, Heads.OfResponse(head, Heads.WithByte(places[place], value)), value.ToString() + " at " + place.ToString());
                }
            }
        }

        [TestMethod]
        public void ParseResponse_TooManyHeaders_IsTold()
        {
            HttpHead head = new HttpHead(2);
            Assert.AreEqual(0, Heads.OfResponse(head, "HTTP/1.1 101 x\r\nA: b\r\nC: d\r\n\r\n"), "two");
            Assert.AreEqual(431, Heads.OfResponse(head, "HTTP/1.1 101 x\r\nA: b\r\nC: d\r\nE: f\r\n\r\n"), "three");
        }

        [TestMethod]
        public void ParseResponse_NothingToldTwice_IsNeededOfAServer()
        {
            // No Host; some headers repeated: what that means is for the handshake. Not the length of the body.
            HttpHead head = NewHead();
            Assert.AreEqual(0, Heads.OfResponse(head, "HTTP/1.1 426 x\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 8\r\n\r\n"), "versions");
            Assert.AreEqual(400, Heads.OfResponse(head, "HTTP/1.1 200 x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n"), "lengths");
        }

        [TestMethod]
        public void IsInterim_StatusCodes_AreToldApart()
        {
            HttpHead head = NewHead();
            ExpectInterim(head, true, 100);
            ExpectInterim(head, false, 101);
            ExpectInterim(head, true, 102);
            ExpectInterim(head, true, 103);
            ExpectInterim(head, true, 199);
            ExpectInterim(head, false, 200);
            ExpectInterim(head, false, 404);
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get("")), "a request");
            Assert.IsFalse(head.IsInterim, "a request");
        }

        private static HttpHead NewHead()
        {
            return new HttpHead(HttpHead.DefaultMaxHeaders);
        }

        private static void ExpectStatus(HttpHead head, int status, string line)
        {
            Assert.AreEqual(0, Heads.OfResponse(head, line + "\r\nX: y\r\n\r\n"), line);
            Assert.AreEqual(status, head.StatusCode, line);
            Assert.AreEqual(0, Heads.OfResponse(head, line + "\r\n\r\n"), "without headers: " + line);
            Assert.AreEqual(status, head.StatusCode, "without headers: " + line);
        }

        private static void ExpectInterim(HttpHead head, bool expected, int status)
        {
            Assert.AreEqual(0, Heads.OfResponse(head, "HTTP/1.1 " + status.ToString() + " x\r\nLink: </a>\r\n\r\n"), status.ToString());
            Assert.AreEqual(expected, head.IsInterim, status.ToString());
        }
    }
}
