using System;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests.SockJS
{
    /// <summary>xhr and xhr_send, and what they show of sessions.</summary>
    [TestClass]
    public sealed class SockJSPollingTests
    {
        [TestMethod]
        public void Session_Simple_OpensCarriesAndIsOneWhateverTheServerId()
        {
            SockJSFixture fixture = new SockJSFixture();
            SockJSReply open = fixture.Post("/echo/000/abc/xhr", "", "Origin: http://a\r\n");
            Assert.AreEqual("o\n", open.Body);
            Assert.AreEqual("application/javascript; charset=UTF-8", open["Content-Type"]);
            Assert.AreEqual("http://a", open["Access-Control-Allow-Origin"]);
            Assert.IsNull(open["Set-Cookie"]);

            SockJSReply send = fixture.Post("/echo/000/abc/xhr_send", "[\"a\"]");
            Assert.AreEqual(204, send.Status);
            Assert.AreEqual("", send.Body);
            Assert.AreEqual("text/plain; charset=UTF-8", send["Content-Type"]);
            Assert.AreEqual("*", send["Access-Control-Allow-Origin"]);
            Assert.AreEqual("a[\"a\"]\n", fixture.Post("/echo/999/abc/xhr").Body);
            Assert.AreEqual("opened | a", fixture.Events);
            Assert.AreEqual(404, fixture.Post("/echo/000/other/xhr_send", "[\"a\"]").Status);
        }

        [TestMethod]
        [DataRow("/a/a")]
        [DataRow("/_/_")]
        [DataRow("/1/")]
        [DataRow("/abcdefgh_i-j%20/abcdefg_i-j%20")]
        public void Session_AnyIds_AreTaken(string ids)
        {
            Assert.AreEqual("o\n", new SockJSFixture().Post("/echo" + ids + "x/xhr").Body);
        }

        [TestMethod]
        public void Poll_ThatWaits_GetsWhatIsSentMeanwhile()
        {
            SockJSFixture fixture = new SockJSFixture();
            string url = fixture.Open();
            SockJSReply poll = fixture.BeginPost(url + "/xhr");
            Assert.AreEqual("", poll.Body);
            fixture.Session.SendString("one");
            Assert.AreEqual("a[\"one\"]\n", poll.Read());
            Assert.IsTrue(poll.IsWhole);

            // Between two polls messages wait, and go out together.
            fixture.Session.SendString("two");
            fixture.Session.SendString("three");
            Assert.AreEqual(13, fixture.Session.BufferedAmount);
            Assert.AreEqual("a[\"two\",\"three\"]\n", fixture.Post(url + "/xhr").Body);
            Assert.AreEqual(0, fixture.Session.BufferedAmount);
        }

        [TestMethod]
        public void Poll_ASecond_IsToldOfTheFirstAndTheFirstGoesOn()
        {
            SockJSFixture fixture = new SockJSFixture();
            string url = fixture.Open();
            SockJSReply first = fixture.BeginPost(url + "/xhr");
            Assert.AreEqual("c[2010,\"Another connection still open\"]\n", fixture.Post(url + "/xhr").Body);
            fixture.Session.SendString("x");
            Assert.AreEqual("a[\"x\"]\n", first.Read());
            Assert.AreEqual("opened", fixture.Events);
        }

        [TestMethod]
        public void Close_ByTheApplication_IsToldUntilTheSessionIsForgotten()
        {
            SockJSFixture fixture = new SockJSFixture();
            string url = fixture.Open();
            fixture.Session.SendString("last");
            Assert.IsTrue(fixture.Session.Close(3000, "Go away!"));
            Assert.IsFalse(fixture.Session.Close(3001, "again"));
            Assert.IsFalse(fixture.Session.SendString("too late"));
            Assert.AreEqual("opened", fixture.Events);
            Assert.AreEqual("a[\"last\"]\n", fixture.Post(url + "/xhr").Body);
            Assert.AreEqual("c[3000,\"Go away!\"]\n", fixture.Post(url + "/xhr").Body);
            Assert.AreEqual("c[3000,\"Go away!\"]\n", fixture.Post(url + "/xhr").Body);
            Assert.AreEqual(404, fixture.Post(url + "/xhr_send", "[\"a\"]").Status);
            Assert.AreEqual("closed 3000 clean", fixture.Events);
            fixture.Pass(5000);
            Assert.AreEqual("o\n", fixture.Post(url + "/xhr").Body);
            Assert.AreEqual("opened", fixture.Events);
        }

        [TestMethod]
        public void Close_WhileAPollWaits_IsToldAtOnce()
        {
            SockJSFixture fixture = new SockJSFixture();
            string url = fixture.Open();
            SockJSReply poll = fixture.BeginPost(url + "/xhr");
            fixture.Session.Close(4000, "\"quoted\" \u2028");
            Assert.AreEqual("c[4000,\"\\\"quoted\\\" \\u2028\"]\n", poll.Read());
        }

        [TestMethod]
        public void Close_WithALongReason_IsToldWithAShorterOne()
        {
            SockJSFixture fixture = new SockJSFixture();
            string url = fixture.Open();
            fixture.Session.Close(4000, new string('x', 130));
            Assert.AreEqual("c[4000,\"" + new string('x', 123) + "\"]\n", fixture.Post(url + "/xhr").Body);
            string other = fixture.Open("other");
            fixture.Session.Close(4000, new string('\u0001', 100));
            Assert.AreEqual("c[4000,\"\"]\n", fixture.Post(other + "/xhr").Body);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(999)]
        [DataRow(1005)]
        [DataRow(1006)]
        public void Close_WithAStatusThatMayNotBeSent_IsTheCallersFault(int status)
        {
            SockJSFixture fixture = new SockJSFixture();
            fixture.Open();
            Assert.ThrowsExactly<ArgumentException>(() => fixture.Session.Close(status, ""));
            Assert.IsTrue(fixture.Session.IsOpen);
        }

        [TestMethod]
        public void Poll_BrokenOff_EndsTheSession()
        {
            SockJSFixture fixture = new SockJSFixture();
            string url = fixture.Open();
            fixture.BeginPost(url + "/xhr").Peer.Transport.Close();
            fixture.Host.Settle();
            Assert.AreEqual("opened | closed 1002", fixture.Events);
            Assert.AreEqual("c[1002,\"Connection interrupted\"]\n", fixture.Post(url + "/xhr").Body);
            Assert.AreEqual("", fixture.Events);
        }

        [TestMethod]
        public void Session_NobodyAsksFor_EndsAfterItsDelayAndNotBefore()
        {
            SockJSFixture fixture = new SockJSFixture(o => o.DisconnectDelayMs = 5000);
            string url = fixture.Open();
            fixture.Pass(4500);
            Assert.AreEqual("opened", fixture.Events);
            fixture.Pass(5100);
            Assert.AreEqual("closed 1006", fixture.Events);
            Assert.IsFalse(fixture.Session.SendString("x"));
            Assert.AreEqual(404, fixture.Post(url + "/xhr_send", "[\"a\"]").Status);
        }

        [TestMethod]
        public void Poll_ThatWaits_GetsAHeartbeat()
        {
            SockJSFixture fixture = new SockJSFixture();
            SockJSReply poll = fixture.BeginPost(fixture.Open() + "/xhr");
            fixture.Pass(24500);
            Assert.AreEqual("", poll.Read());
            fixture.Pass(25100);
            Assert.AreEqual("h\n", poll.Read());
            Assert.IsTrue(poll.IsWhole);
        }

        [TestMethod]
        [DataRow("[\"x", "Broken JSON encoding.\n")]
        [DataRow("[\"x\"", "Broken JSON encoding.\n")]
        [DataRow("[\"x\"]]", "Broken JSON encoding.\n")]
        [DataRow("[1]", "Broken JSON encoding.\n")]
        [DataRow("{}", "Broken JSON encoding.\n")]
        [DataRow("[\"\\x\"]", "Broken JSON encoding.\n")]
        [DataRow("", "Payload expected.\n")]
        [DataRow(" ", "Payload expected.\n")]
        public void Send_OfNonsense_Is500AndTheSessionGoesOn(string body, string answer)
        {
            SockJSFixture fixture = new SockJSFixture();
            string url = fixture.Open();
            SockJSReply reply = fixture.Post(url + "/xhr_send", body);
            Assert.AreEqual(500, reply.Status);
            Assert.AreEqual(answer, reply.Body);
            Assert.AreEqual(204, fixture.Post(url + "/xhr_send", "[\"a\"]").Status);
            StringAssert.EndsWith(fixture.Events, " | a");
        }

        [TestMethod]
        [DataRow("[]", "")]
        [DataRow("\"single\"", " | single")]
        [DataRow(" [ \"a\" ,\t\"b\" ] \r\n", " | a | b")]
        [DataRow("[\"\"]", " | ")]
        public void Send_InAnyForm_IsTaken(string body, string events)
        {
            SockJSFixture fixture = new SockJSFixture { Echoes = false };
            Assert.AreEqual(204, fixture.Post(fixture.Open() + "/xhr_send", body).Status);
            Assert.AreEqual("opened" + events, fixture.Events);
        }

        [TestMethod]
        [DataRow("Transfer-Encoding: chunked\r\n", "5\r\n[\"a\"]\r\n0\r\n\r\n")]
        [DataRow("Transfer-Encoding: Chunked\r\n", "1;ext=1\r\n[\r\n0003\r\n\"a\"\r\n01\r\n]\r\n0\r\nTrailer: x\r\n\r\n")]
        public void Send_InChunks_IsTakenHoweverItIsCut(string header, string body)
        {
            string request = "POST /echo/000/abc/xhr_send HTTP/1.1\r\nHost: a\r\n" + header + "\r\n" + body;
            for (int cut = request.Length - body.Length; cut < request.Length; cut++)
            {
                SockJSFixture fixture = new SockJSFixture();
                fixture.Open();
                SockJSReply reply = fixture.Begin(request.Substring(0, cut));
                Assert.IsNull(reply.Head);
                reply.Peer.Send(request.Substring(cut));
                reply.Read();
                Assert.AreEqual(204, reply.Status);
                Assert.AreEqual("opened | a", fixture.Events);
            }
        }

        [TestMethod]
        [DataRow("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "")]
        [DataRow("Transfer-Encoding: gzip, chunked\r\n", "")]
        [DataRow("Transfer-Encoding: chunked\r\n", "x\r\n")]
        [DataRow("Transfer-Encoding: chunked\r\n", "fffffffff\r\n")]
        [DataRow("Transfer-Encoding: chunked\r\n", "1\r\nab\r\n")]
        [DataRow("Content-Length: 9999999999\r\n", "")]
        public void Send_WithABodyThatBreaksRules_Is400(string header, string body)
        {
            SockJSFixture fixture = new SockJSFixture();
            fixture.Open();
            Assert.AreEqual(400, fixture.Ask("POST /echo/000/abc/xhr_send HTTP/1.1\r\nHost: a\r\n" + header + "\r\n" + body).Status);
            Assert.AreEqual("opened", fixture.Events);
        }

        [TestMethod]
        public void Send_InVeryManyChunks_IsTaken()
        {
            SockJSFixture fixture = new SockJSFixture { Echoes = false };
            fixture.Open();
            string chunks = string.Concat(System.Linq.Enumerable.Repeat("1\r\nx\r\n", 400));
            SockJSReply reply = fixture.Ask("POST /echo/0/abc/xhr_send HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[\"\r\n" + chunks + "2\r\n\"]\r\n0\r\n\r\n");
            Assert.AreEqual(204, reply.Status);
            Assert.AreEqual("opened | " + new string('x', 400), fixture.Events);
        }

        [TestMethod]
        public void Send_InSingleBytesAndOfManyMessages_ArrivesWhole()
        {
            SockJSFixture fixture = new SockJSFixture { Echoes = false };
            fixture.Open();
            string[] messages = { "a", "", "käse \u2028 \ud83d\ude00", "\"\\/\b\f\n\r\t", new string('x', 300), "%41 \u0000" };
            string body = JsonSerializer.Serialize(messages);
            SockJSReply reply = fixture.Begin("POST /echo/0/abc/xhr_send HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.Length + "\r\n\r\n");
            foreach (byte b in Encoding.ASCII.GetBytes(body))
            {
                reply.Peer.Send(new[] { b });
                fixture.Host.Run(2);
            }

            reply.Read();
            Assert.AreEqual(204, reply.Status);
            Assert.AreEqual("opened | " + string.Join(" | ", messages), fixture.Events);
        }

        [TestMethod]
        [DataRow("", "JSESSIONID=dummy; Path=/")]
        [DataRow("Cookie: JSESSIONID=abcdef\r\n", "JSESSIONID=abcdef; Path=/")]
        [DataRow("Cookie: a=b; XJSESSIONID=1; JSESSIONID=abc; c=d\r\n", "JSESSIONID=abc; Path=/")]
        [DataRow("Cookie: a=bJSESSIONID=1\r\n", "JSESSIONID=dummy; Path=/")]
        public void Cookie_WhereNeeded_IsSetOrRepeated(string sent, string set)
        {
            SockJSFixture fixture = new SockJSFixture(o => o.CookieNeeded = true);
            Assert.AreEqual(set, fixture.Post("/echo/0/a/xhr", "", sent)["Set-Cookie"]);
            Assert.AreEqual(set, fixture.Post("/echo/0/a/xhr_send", "[]", sent)["Set-Cookie"]);
            Assert.AreEqual(set, fixture.BeginPost("/echo/0/b/xhr_streaming", sent)["Set-Cookie"]);
            Assert.AreEqual(set, fixture.BeginGet("/echo/0/c/eventsource", sent)["Set-Cookie"]);
        }

        [TestMethod]
        public void Handler_ThatThrows_EndsItsSessionWith1011()
        {
            SockJSFixture fixture = new SockJSFixture();
            fixture.Server.MessageReceived += (session, buffer, offset, count) => throw new InvalidOperationException();
            string url = fixture.Open();
            Assert.AreEqual(204, fixture.Post(url + "/xhr_send", "[\"a\",\"b\"]").Status);
            Assert.AreEqual("a[\"a\"]\n", fixture.Post(url + "/xhr").Body);
            Assert.AreEqual("c[1011,\"\"]\n", fixture.Post(url + "/xhr").Body);
            Assert.AreEqual(1, fixture.Server.HandlerErrors);
            Assert.AreEqual("opened | a | closed 1011 clean", fixture.Events);
        }
    }
}
