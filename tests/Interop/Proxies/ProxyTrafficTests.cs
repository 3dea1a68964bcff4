using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.Interop.Pairs;
using Nanowire.Interop.Wire;
using Nanowire.WebSockets;

namespace Nanowire.Interop.Proxies
{
    /// <summary>Frames of all kinds through each proxy, in both directions.</summary>
    [TestClass]
    public class ProxyTrafficTests
    {
        /// <summary>The longest reason that fits a Close frame, with letters that are not ASCII.</summary>
        private const string LongestReason = "äöü: this reason is as long as the payload of a close frame lets it be, "
            + "one hundred and twenty-three bytes and no more..";

        public static IEnumerable<object[]> Kinds => Proxy.Kinds;

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Messages_OfEverySize_AreEchoed(string kind)
        {
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            using WireStream stream = ProxyClient.Open(proxy);

            foreach (int count in new[] { 0, 1, 125, 126, 4096, 8192, 65535, 65536, 70_000, 300_000 })
            {
                ProxyClient.ExpectEcho(stream, WireFrame.Binary, Traffic.Pattern(count));
                ProxyClient.ExpectEcho(stream, WireFrame.Text, Traffic.Utf8(new string('€', count / 3)));
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Messages_InFragments_AreEchoed(string kind)
        {
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            using WireStream stream = ProxyClient.Open(proxy);

            ProxyClient.ExpectEcho(stream, WireFrame.Binary, Traffic.Pattern(3), 3);
            ProxyClient.ExpectEcho(stream, WireFrame.Text, Traffic.Utf8("one letter ä a frame, or half of it"), 37);
            ProxyClient.ExpectEcho(stream, WireFrame.Binary, Traffic.Pattern(70_000), 7);
            ProxyClient.ExpectEcho(stream, WireFrame.Binary, Traffic.Pattern(5000), 5000);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Messages_ManyAtOnce_ComeBackInOrder(string kind)
        {
            const int Count = 200;
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            using WireStream stream = ProxyClient.Open(proxy);

            stream.Write(Enumerable.Range(0, Count).SelectMany(i => WireFrame.OfText("message " + i).Encode(true)).ToArray());

            for (int i = 0; i < Count; i++)
            {
                ProxyClient.ExpectFrame(stream, WireFrame.OfText("message " + i));
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Message_BehindTheHandshakeInOneSegment_IsEchoed(string kind)
        {
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));

            // RFC 6455 section 4.1 has a client wait for the 101, but nothing in between may lose what comes early.
            using WireStream stream = ProxyClient.AskAndSend(
                proxy.Port, ProxySetup.PublicPath, WireFrame.OfText("early").Encode(true), out string[] head,
                ProxyClient.OriginLine);

            StringAssert.StartsWith(head[0], ProxyClient.Switched, StringComparison.Ordinal);
            if (kind == Proxy.ApacheTunnel)
            {
                // It lets them lie until more comes, which is nothing a client may count on.
                stream.Write(WireFrame.OfText("late").Encode(true));
                ProxyClient.ExpectFrame(stream, WireFrame.OfText("early"));
                ProxyClient.ExpectFrame(stream, WireFrame.OfText("late"));
                return;
            }

            ProxyClient.ExpectFrame(stream, WireFrame.OfText("early"));
            ProxyClient.ExpectEcho(stream);
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void PingAndPong_InBothDirections_PassThrough(string kind)
        {
            byte[] payload = Traffic.Pattern(125);
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            using WireStream stream = ProxyClient.Open(proxy);
            WebSocket socket = device.NextOpened();

            stream.Write(new WireFrame(WireFrame.Ping, payload).Encode(true));
            ProxyClient.ExpectFrame(stream, new WireFrame(WireFrame.Pong, payload));
            Assert.IsTrue(socket.Ping(payload, 0, payload.Length));
            ProxyClient.ExpectFrame(stream, new WireFrame(WireFrame.Ping, payload));

            // Between the fragments of a message, too.
            stream.Write(new WireFrame(WireFrame.Text, "a"u8.ToArray()) { IsFinal = false }.Encode(true));
            stream.Write(new WireFrame(WireFrame.Ping, payload).Encode(true));
            ProxyClient.ExpectFrame(stream, new WireFrame(WireFrame.Pong, payload));
            stream.Write(new WireFrame(WireFrame.Pong, payload).Encode(true));
            stream.Write(new WireFrame(WireFrame.Continuation, "b"u8.ToArray()).Encode(true));
            ProxyClient.ExpectFrame(stream, WireFrame.OfText("ab"));
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Close_OfTheBrowser_ReachesTheDevice(string kind)
        {
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            foreach ((int status, string reason) in Closes())
            {
                using WireStream stream = ProxyClient.Open(proxy);
                WireFrame close = status == 1005 ? new WireFrame(WireFrame.Close, []) : WireFrame.OfClose(status, reason);

                stream.Write(close.Encode(true));

                Assert.AreEqual(new ProxiedServer.Closing(status, reason, true), device.NextClosing());
                WireFrame answer = stream.ReadFrame();
                Assert.IsNotNull(answer, "the connection ended without a Close");
                Assert.AreEqual(WireFrame.Close, answer.Opcode);
                CollectionAssert.AreEqual(close.Payload.Take(2).ToArray(), answer.Payload.Take(2).ToArray());
                ProxyClient.ExpectEnd(stream);
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Close_OfTheDevice_ReachesTheBrowser(string kind)
        {
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            foreach ((int status, string reason) in Closes().Where(c => c.Status != 1005))
            {
                using WireStream stream = ProxyClient.Open(proxy);

                Assert.IsTrue(device.NextOpened().Close((WebSocketCloseStatus)status, reason));

                ProxyClient.ExpectFrame(stream, WireFrame.OfClose(status, reason));
                stream.Write(WireFrame.OfClose(status).Encode(true));
                ProxyClient.ExpectEnd(stream);
                Assert.IsTrue(device.NextClosing().WasClean);
            }
        }

        [TestMethod]
        [Timeout(Patience.TestMs)]
        [DynamicData(nameof(Kinds))]
        public void Violation_OfTheBrowser_IsClosedWithItsStatus(string kind)
        {
            using ProxiedServer device = new ProxiedServer();
            using Proxy proxy = Proxy.Start(kind, new ProxySetup(device.Port));
            foreach ((WireFrame bad, int status) in new[]
            {
                (new WireFrame(WireFrame.Text, [0xFF]), 1007), (new WireFrame(11, []), 1002),
                (new WireFrame(WireFrame.Binary, [1]) { HasWrongMask = true }, 1002),
            })
            {
                using WireStream stream = ProxyClient.Open(proxy);

                stream.Write(bad.Encode(true));

                WireFrame close = stream.ReadFrame();
                Assert.IsNotNull(close, "the connection ended without a Close");
                Assert.AreEqual(WireFrame.Close, close.Opcode);
                Assert.AreEqual(status, (close.Payload[0] << 8) | close.Payload[1]);
                ProxyClient.ExpectEnd(stream);
                Assert.IsFalse(device.NextClosing().WasClean);
            }
        }

        private static IEnumerable<(int Status, string Reason)> Closes()
        {
            return
            [
                (1000, ""), (1000, "bye"), (1001, "the page was left"), (1005, ""), (1011, "ä€😀"), (3000, "registered"),
                (4999, LongestReason),
            ];
        }
    }
}
