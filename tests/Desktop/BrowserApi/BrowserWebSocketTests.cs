using System;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Browser;

namespace Nanowire.Tests.BrowserApi
{
    /// <summary>The rules of the WHATWG WebSockets Standard, section 3, one by one.</summary>
    [TestClass]
    public sealed class BrowserWebSocketTests
    {
        [TestMethod]
        [DataRow("ws://h", "ws://h/")]
        [DataRow("WS://Device.Local:80/A?b", "ws://device.local/A?b")]
        [DataRow("wss://h:443/x", "wss://h/x")]
        [DataRow("http://h/x", "ws://h/x")]
        [DataRow("https://h:444/x", "wss://h:444/x")]
        [DataRow("ws://h/#f", null)]
        [DataRow("ftp://h/", null)]
        [DataRow("/ws", null)]
        [DataRow("", null)]
        [DataRow(null, null)]
        public void Url_IsAbsoluteWithASchemeOfWebSockets(string given, string url)
        {
            if (url == null)
            {
                AssertThrows("SyntaxError", () => new BrowserWebSocket(given).Dispose());
                return;
            }

            using BrowserWebSocket socket = new BrowserWebSocket(given);
            Assert.AreEqual(url, socket.Url);
        }

        [TestMethod]
        [DataRow("a,b", true)]
        [DataRow("v12.stomp,v11.stomp", true)]
        [DataRow("a,a", false)]
        [DataRow("a,", false)]
        [DataRow("a b", false)]
        [DataRow("a/b", false)]
        [DataRow("ä", false)]
        public void Protocols_AreTokensAndEachThereOnce(string given, bool isFine)
        {
            if (isFine)
            {
                new BrowserWebSocket("ws://h/", given.Split(','), null).Dispose();
            }
            else
            {
                AssertThrows("SyntaxError", () => new BrowserWebSocket("ws://h/", given.Split(','), null).Dispose());
            }
        }

        [TestMethod]
        public void Constants_AreThoseOfThePage()
        {
            CollectionAssert.AreEqual(
                new[] { 0, 1, 2, 3 },
                new[] { BrowserWebSocket.Connecting, BrowserWebSocket.Open, BrowserWebSocket.Closing, BrowserWebSocket.Closed });
        }

        [TestMethod]
        public void Attributes_BeforeAndAfterOpen()
        {
            using BrowserFixture fixture = new BrowserFixture("Sec-WebSocket-Protocol: b\r\n", "a", "b");
            Assert.AreEqual("0  0", fixture.Socket.ReadyState + " " + fixture.Socket.Protocol + " " + fixture.Socket.BufferedAmount);
            Assert.AreEqual(string.Empty, fixture.Socket.Extensions);
            Assert.IsTrue(fixture.Socket.RunOnce(0));
            Assert.AreEqual("1 b 0", fixture.Socket.ReadyState + " " + fixture.Socket.Protocol + " " + fixture.Socket.BufferedAmount);
            Assert.AreEqual("1 open", fixture.Log);
        }

        [TestMethod]
        public void BinaryType_IsArraybufferAndUnknownValuesAreIgnored()
        {
            using BrowserFixture fixture = new BrowserFixture();
            fixture.Socket.BinaryType = "arraybuffer";
            fixture.Socket.BinaryType = "nonsense";
            Assert.AreEqual("arraybuffer", fixture.Socket.BinaryType);
            Assert.ThrowsExactly<NotSupportedException>(() => fixture.Socket.BinaryType = "blob");
        }

        [TestMethod]
        public void Connect_Fails_ErrorThenClose1006()
        {
            using BrowserFixture fixture = new BrowserFixture();
            fixture.Server.Answer = a => new[] { Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") };
            Assert.IsFalse(fixture.Socket.RunOnce(0));
            Assert.AreEqual("3 error; 3 close 1006  not clean", fixture.Log);
            Assert.IsFalse(fixture.Socket.RunOnce(0));
        }

        [TestMethod]
        public void Connect_ServerAgreesOnNoneOfTheProtocols_Fails()
        {
            using BrowserFixture fixture = new BrowserFixture("", "a");
            fixture.RunToEnd();
            Assert.AreEqual("3 error; 3 close 1006  not clean", fixture.Log);
        }

        [TestMethod]
        public void Messages_TextAndBinary_AreTold()
        {
            using BrowserFixture fixture = BrowserFixture.Opened();
            fixture.Send(WirePeer.Text, Encoding.UTF8.GetBytes("grün"));
            fixture.Send(WirePeer.Text);
            fixture.Send(WirePeer.Binary, 1, 2);
            fixture.Send(WirePeer.Binary);
            for (int i = 0; i < 10; i++)
            {
                fixture.Socket.RunOnce(1);
            }

            Assert.AreEqual("1 text grün; 1 text ; 1 bytes 01-02; 1 bytes ", fixture.Log);
        }

        [TestMethod]
        public void Send_WhileConnecting_IsAnInvalidState()
        {
            using BrowserFixture fixture = new BrowserFixture();
            AssertThrows("InvalidStateError", () => fixture.Socket.Send("x"));
            AssertThrows("InvalidStateError", () => fixture.Socket.Send(new byte[1]));
        }

        [TestMethod]
        public void Send_TextAndBytes_AreMessages()
        {
            using BrowserFixture fixture = BrowserFixture.Opened();
            fixture.Socket.Send("grün");
            fixture.Socket.Send(new byte[] { 1, 2 });
            fixture.Socket.Send((string)null);
            for (int i = 0; i < 10; i++)
            {
                fixture.Socket.RunOnce(1);
            }

            Assert.AreEqual("81 grün|82 \u0001\u0002|81 null", string.Join("|", fixture.Server.Frames.Select(f => f.Key.ToString("x") + " " + Encoding.UTF8.GetString(f.Value))));
        }

        [TestMethod]
        public void Send_AfterClose_OnlyCounts()
        {
            using BrowserFixture fixture = BrowserFixture.Opened();
            fixture.Socket.Close();
            int before = fixture.Socket.BufferedAmount;
            fixture.Socket.Send("grün");
            Assert.AreEqual(before + 5, fixture.Socket.BufferedAmount);
            fixture.SendClose(1000, "");
            fixture.RunToEnd();
            fixture.Socket.Send(new byte[3]);
            Assert.AreEqual(8, fixture.Socket.BufferedAmount);
            Assert.AreEqual(1, fixture.Server.Frames.Count);
        }

        [TestMethod]
        [DataRow(999, "InvalidAccessError")]
        [DataRow(1000, null)]
        [DataRow(1001, "InvalidAccessError")]
        [DataRow(2999, "InvalidAccessError")]
        [DataRow(3000, null)]
        [DataRow(4999, null)]
        [DataRow(5000, "InvalidAccessError")]
        public void Close_Codes(int code, string error)
        {
            using BrowserFixture fixture = BrowserFixture.Opened();
            if (error != null)
            {
                AssertThrows(error, () => fixture.Socket.Close(code));
                Assert.AreEqual(1, fixture.Socket.ReadyState);
                return;
            }

            fixture.Socket.Close(code, "why");
            Assert.AreEqual(2, fixture.Socket.ReadyState);
            fixture.SendClose(code, "why");
            fixture.RunToEnd();
            Assert.AreEqual("3 close " + code + " why clean", fixture.Log);
            byte[] sent = fixture.Server.Frames.Single().Value;
            Assert.AreEqual(code, (sent[0] << 8) | sent[1]);
        }

        [TestMethod]
        public void Close_WithoutACode_SendsNoneAndTells1005()
        {
            using BrowserFixture fixture = BrowserFixture.Opened();
            fixture.Socket.Close();
            Assert.AreEqual(2, fixture.Socket.ReadyState);
            fixture.SendClose(0, "");
            fixture.RunToEnd();
            Assert.AreEqual("3 close 1005  clean", fixture.Log);
            Assert.AreEqual(0x88, fixture.Server.Frames.Single().Key);
            Assert.AreEqual(0, fixture.Server.Frames.Single().Value.Length);
        }

        [TestMethod]
        public void Close_Reason_Has123BytesAtMost()
        {
            using BrowserFixture fixture = BrowserFixture.Opened();
            AssertThrows("SyntaxError", () => fixture.Socket.Close(1000, new string('a', 124)));
            AssertThrows("SyntaxError", () => fixture.Socket.Close(1000, new string('ä', 62)));
            fixture.Socket.Close(1000, new string('a', 123));
            Assert.AreEqual(2, fixture.Socket.ReadyState);

            // The arguments are judged in any state.
            AssertThrows("InvalidAccessError", () => fixture.Socket.Close(1));
            AssertThrows("SyntaxError", () => fixture.Socket.Close(1000, new string('a', 124)));
        }

        [TestMethod]
        public void Close_WhileConnecting_ErrorThenClose1006()
        {
            using BrowserFixture fixture = new BrowserFixture();
            fixture.Socket.Close();
            Assert.AreEqual(2, fixture.Socket.ReadyState);
            fixture.RunToEnd();
            Assert.AreEqual("3 error; 3 close 1006  not clean", fixture.Log);
        }

        [TestMethod]
        public void Close_Twice_DoesNothingMore()
        {
            using BrowserFixture fixture = BrowserFixture.Opened();
            fixture.Socket.Close(3001);
            fixture.Socket.Close(3002);
            fixture.SendClose(3001, "");
            fixture.RunToEnd();
            fixture.Socket.Close(3003);
            Assert.AreEqual("3 close 3001  clean", fixture.Log);
        }

        [TestMethod]
        public void Close_MessagesBehindIt_AreNotTold()
        {
            using BrowserFixture fixture = BrowserFixture.Opened();
            fixture.Socket.Close();
            fixture.Send(WirePeer.Text, 65);
            fixture.SendClose(1000, "");
            fixture.RunToEnd();
            Assert.AreEqual("3 close 1000  clean", fixture.Log);
        }

        [TestMethod]
        [DataRow(1000, 1000)]
        [DataRow(1011, 1011)]
        [DataRow(4000, 4000)]
        [DataRow(0, 1005)]
        public void ServerCloses_CodeAndReasonAreTold(int status, int code)
        {
            using BrowserFixture fixture = BrowserFixture.Opened();
            fixture.SendClose(status, "why");
            fixture.RunToEnd();
            Assert.AreEqual("3 close " + code + " " + (status == 0 ? "" : "why") + " clean", fixture.Log);
        }

        [TestMethod]
        public void ConnectionIsLost_ErrorThenClose1006()
        {
            using BrowserFixture fixture = BrowserFixture.Opened();
            fixture.Server.EndsAfterAnswer = true;
            fixture.Send(WirePeer.Text, 65);
            fixture.RunToEnd();
            Assert.AreEqual("1 text A; 3 error; 3 close 1006  not clean", fixture.Log);
        }

        [TestMethod]
        public void ServerBreaksTheRules_ErrorThenClose1006()
        {
            using BrowserFixture fixture = BrowserFixture.Opened();
            fixture.Server.EndsAfterAnswer = true;
            fixture.Send(3);
            fixture.RunToEnd();
            Assert.AreEqual("3 error; 3 close 1006  not clean", fixture.Log);
        }

        [TestMethod]
        public void Start_RaisesTheEventsOnAThreadOfItsOwn()
        {
            using BrowserFixture fixture = new BrowserFixture();
            using ManualResetEventSlim over = new ManualResetEventSlim();
            Thread events = null;
            fixture.Socket.OnOpen = t =>
            {
                events = Thread.CurrentThread;
                fixture.SendClose(1000, "");
            };
            fixture.Socket.OnClose = (t, code, reason, wasClean) => over.Set();
            fixture.Socket.Start();
            Assert.IsTrue(over.Wait(30000));
            Assert.AreNotSame(Thread.CurrentThread, events);
        }

        [TestMethod]
        public void Dispose_RaisesNothing()
        {
            BrowserFixture fixture = BrowserFixture.Opened();
            fixture.Dispose();
            Assert.IsFalse(fixture.Socket.RunOnce(0));
            Assert.AreEqual("", fixture.Log);
            Assert.AreEqual(BrowserWebSocket.Closed, fixture.Socket.ReadyState);
        }

        private static void AssertThrows(string name, Action action)
        {
            Assert.AreEqual(name, Assert.ThrowsExactly<DomException>(action).Name);
        }
    }
}
