using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nanowire.Tests.SockJS
{
    /// <summary>xhr_streaming and eventsource.</summary>
    [TestClass]
    public sealed class SockJSStreamingTests
    {
        private static readonly string _prelude = new string('h', 2048) + "\n";

        [TestMethod]
        [DataRow("HTTP/1.1")]
        [DataRow("HTTP/1.0")]
        public void XhrStreaming_AnswersInTheCourseOfTime(string version)
        {
            SockJSFixture fixture = new SockJSFixture();
            SockJSReply stream = fixture.Begin("POST /echo/000/abc/xhr_streaming " + version + "\r\nHost: a\r\nOrigin: http://a\r\nContent-Length: 0\r\n\r\n");
            Assert.AreEqual(_prelude + "o\n", stream.Body);
            Assert.AreEqual(version == "HTTP/1.1" ? "chunked" : null, stream["Transfer-Encoding"]);
            Assert.AreEqual("application/javascript; charset=UTF-8", stream["Content-Type"]);
            Assert.AreEqual("http://a", stream["Access-Control-Allow-Origin"]);
            Assert.AreEqual("no-store, no-cache, no-transform, must-revalidate, max-age=0", stream["Cache-Control"]);
            Assert.AreEqual(204, fixture.Post("/echo/000/abc/xhr_send", "[\"x\"]").Status);
            Assert.AreEqual("a[\"x\"]\n", stream.Read());
            fixture.Session.SendString("y");
            Assert.AreEqual("a[\"y\"]\n", stream.Read());
            fixture.Pass(25100);
            Assert.AreEqual("h\n", stream.Read());
            fixture.Session.Close(3000, "Go away!");
            Assert.AreEqual("c[3000,\"Go away!\"]\n", stream.Read());
            Assert.IsTrue(fixture.Host.ReadEnd(stream.Peer));
            stream.Read();
            Assert.IsTrue(stream.IsWhole);
            Assert.AreEqual("opened | x | closed 3000 clean", fixture.Events);

            Assert.AreEqual(_prelude + "c[3000,\"Go away!\"]\n", fixture.Post("/echo/0/abc/xhr_streaming").Body);
        }

        [TestMethod]
        public void EventSource_HasItsOwnFrames()
        {
            SockJSFixture fixture = new SockJSFixture();
            SockJSReply stream = fixture.BeginGet("/echo/000/abc/eventsource");
            Assert.AreEqual("text/event-stream", stream["Content-Type"]);
            Assert.AreEqual("\r\ndata: o\r\n\r\n", stream.Body);
            Assert.AreEqual(204, fixture.Post("/echo/000/abc/xhr_send", "[\"  \\u0000\\n\\r 100%\"]").Status);
            Assert.AreEqual("data: a[\"  \\u0000\\u000a\\u000d 100\\u0025\"]\r\n\r\n", stream.Read());
            fixture.Session.Close(3000, "x");
            Assert.AreEqual("data: c[3000,\"x\"]\r\n\r\n", stream.Read());
        }

        [TestMethod]
        public void Stream_OfMoreThanTheResponseLimit_EndsAndTheNextGoesOn()
        {
            SockJSFixture fixture = new SockJSFixture(o => o.ResponseLimit = 4096);
            SockJSReply stream = fixture.BeginPost("/echo/0/abc/xhr_streaming");
            string message = "a[\"" + new string('x', 128) + "\"]\n";

            // 1 for "o", 133 for each.
            for (int i = 0; i < 31; i++)
            {
                Assert.IsFalse(stream.IsWhole, "after " + i);
                fixture.Session.SendString(new string('x', 128));
                Assert.AreEqual(i == 30 ? message : message, stream.Read());
            }

            fixture.Session.SendString("waits");
            Assert.AreEqual("", stream.Read());
            Assert.IsTrue(stream.IsWhole);
            SockJSReply next = fixture.BeginPost("/echo/0/abc/xhr_streaming");
            Assert.AreEqual(_prelude + "a[\"waits\"]\n", next.Body);
            Assert.AreEqual("opened", fixture.Events);
        }

        [TestMethod]
        public void Stream_ASecond_IsToldOfTheFirst()
        {
            SockJSFixture fixture = new SockJSFixture();
            SockJSReply first = fixture.BeginPost("/echo/0/abc/xhr_streaming");
            Assert.AreEqual(_prelude + "c[2010,\"Another connection still open\"]\n", fixture.Post("/echo/0/abc/xhr_streaming").Body);
            first.Peer.Transport.Close();
            fixture.Host.Settle();
            Assert.AreEqual(_prelude + "c[1002,\"Connection interrupted\"]\n", fixture.Post("/echo/0/abc/xhr_streaming").Body);
            Assert.AreEqual("opened | closed 1002", fixture.Events);
        }

        [TestMethod]
        public void Stream_ThatIsRead_SlowlyGetsAllInOrder()
        {
            SockJSFixture fixture = new SockJSFixture(o => o.SessionBufferSize = 600);
            SockJSReply stream = fixture.BeginPost("/echo/0/abc/xhr_streaming");
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 200; i++)
            {
                // In pieces of odd sizes, while others come.
                fixture.Host.Listener.LastServerEnd.MaxWrite = 1 + (i % 57);
                string text = "m" + i + new string('y', i);
                Assert.IsTrue(fixture.Session.SendString(text));
                expected.Append('"').Append(text).Append('"');
                stream.Read(i % 3);
                while (fixture.Session.BufferedAmount > 300)
                {
                    stream.Read(1);
                }
            }

            stream.Read(2000);
            string got = stream.Body.Substring(_prelude.Length + 2).Replace("]\n", "").Replace("a[", "").Replace("\",\"", "\"\"");
            Assert.AreEqual(expected.ToString(), got);
        }

        [TestMethod]
        public void Stop_OfTheServer_EndsStreams()
        {
            SockJSFixture fixture = new SockJSFixture();
            SockJSReply stream = fixture.BeginPost("/echo/0/abc/xhr_streaming");
            fixture.Host.Server.Dispose();
            stream.Peer.Receive();
            Assert.IsTrue(stream.Peer.IsEnded);
            Assert.AreEqual("opened | closed 1002", fixture.Events);
        }
    }
}
