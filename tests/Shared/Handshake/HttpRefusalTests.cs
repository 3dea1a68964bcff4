using System;
using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Refusals, and what each status demands. RFC 9110 section 15, RFC 6455 section 4.4.</summary>
    [TestClass]
    public class HttpRefusalTests
    {
        [TestMethod]
        public void Write_EveryStatus_IsAWholeResponse()
        {
            int[] statuses = { 400, 403, 404, 405, 406, 408, 426, 431, 503, 505 };
            string[] reasons =
            {
                "Bad Request", "Forbidden", "Not Found", "Method Not Allowed", "Not Acceptable", "Request Timeout", "Upgrade Required",
                "Request Header Fields Too Large", "Service Unavailable", "HTTP Version Not Supported",
            };
            HttpHead head = new HttpHead(8);
            for (int i = 0; i < statuses.Length; i++)
            {
                byte[] output = new byte[HttpRefusal.MaxCount];
                int count = HttpRefusal.Write(statuses[i], output, 0, output.Length);
                string text = Heads.Text(output, 0, count);
                string name = statuses[i].ToString();
                Assert.AreEqual(0, text.IndexOf("HTTP/1.1 " + name + " " + reasons[i] + "\r\n"), name);
                Assert.AreEqual(0, Heads.OfResponse(head, text), name);
                Assert.AreEqual(statuses[i], head.StatusCode, name);
                Assert.AreEqual((count - head.Length).ToString(), Heads.Value(head, HttpHeader.ContentLength), name);
                Assert.IsTrue(count > head.Length, "a line of text in " + name);
                Assert.AreEqual((int)'\n', (int)output[count - 1], name);
                Assert.IsTrue(head.HasToken(HttpHeader.Connection, Ascii.GetBytes("close")), name);
                Assert.IsTrue(text.IndexOf("\r\nContent-Type: text/plain\r\n") > 0, name);
                Assert.AreEqual(statuses[i] == 405, text.IndexOf("\r\nAllow: GET, HEAD\r\n") > 0, name);
                Assert.AreEqual(statuses[i] == 426, text.IndexOf("\r\nSec-WebSocket-Version: 13\r\n") > 0, name);
                Assert.AreEqual(statuses[i] == 426 ? "websocket" : null, Heads.Value(head, HttpHeader.Upgrade), name);
                Assert.AreEqual(statuses[i] == 426, head.HasToken(HttpHeader.Connection, Ascii.GetBytes("upgrade")), name);
                Assert.AreEqual(statuses[i] == 503 ? "5" : null, Heads.Value(head, HttpHeader.RetryAfter), name);
            }
        }

        [TestMethod]
        public void Write_405WhereOnlyWebSocketIs_AllowsGetAlone()
        {
            string text = Write(405, HttpMethod.Other, true, 0);
            Assert.IsTrue(text.IndexOf("\r\nAllow: GET\r\n") > 0, text);
        }

        [TestMethod]
        public void Write_ToHead_HasTheSameHeadAndNoBody()
        {
            string get = Write(404, HttpMethod.Get, false, 0);
            string head = Write(404, HttpMethod.Head, false, 0);
            Assert.AreEqual(get.Substring(0, get.IndexOf("\r\n\r\n") + 4), head, "head");
        }

        [TestMethod]
        public void Write_503_SaysHowLongToStayAway()
        {
            Assert.IsTrue(Write(503, HttpMethod.Get, false, 120).IndexOf("\r\nRetry-After: 120\r\n") > 0, "120");
            Assert.IsTrue(Write(503, HttpMethod.Get, false, 2147483647).Length <= HttpRefusal.MaxCount, "the longest fits");
        }

        [TestMethod]
        public void Write_OtherStatus_HasItsNumber()
        {
            string text = Write(599, HttpMethod.Get, false, 0);
            Assert.AreEqual(0, text.IndexOf("HTTP/1.1 599 "), text);
        }

        [TestMethod]
        public void Write_OneByteLessRoom_WritesNothing()
        {
            byte[] output = new byte[HttpRefusal.MaxCount + 1];
            Assert.AreEqual(0, HttpRefusal.Write(400, output, 2, HttpRefusal.MaxCount - 1), "one less");
            Assert.AreEqual(0, (int)output[2], "nothing written");
            Assert.IsTrue(HttpRefusal.Write(400, output, 1, HttpRefusal.MaxCount) > 0, "enough");
        }

        [TestMethod]
        public void Write_WrongArguments_Throw()
        {
            byte[] output = new byte[HttpRefusal.MaxCount];
            Expect.Throws(typeof(ArgumentNullException), () => HttpRefusal.Write(400, null, 0, 0));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => HttpRefusal.Write(399, output, 0, output.Length));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => HttpRefusal.Write(600, output, 0, output.Length));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => HttpRefusal.Write(400, output, 1, output.Length));
            Expect.Throws(typeof(ArgumentOutOfRangeException), () => Write(503, HttpMethod.Get, false, -1));
        }

        private static string Write(int status, HttpMethod method, bool webSocketOnly, int retryAfterSeconds)
        {
            byte[] output = new byte[HttpRefusal.MaxCount];
            int count = HttpRefusal.Write(status, method, webSocketOnly, retryAfterSeconds, output, 0, output.Length);
            return Heads.Text(output, 0, count);
        }
    }
}
