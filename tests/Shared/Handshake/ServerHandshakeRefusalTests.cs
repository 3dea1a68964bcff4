using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>The server's side when the request is wrong: each fault with its status. RFC 6455 section 4.2.1.</summary>
    [TestClass]
    public class ServerHandshakeRefusalTests
    {
        private const string Host = "Host: a\r\n";
        private const string Upgrade = "Upgrade: websocket\r\n";
        private const string Connection = "Connection: Upgrade\r\n";
        private const string Version = "Sec-WebSocket-Version: 13\r\n";
        private const string Key = "Sec-WebSocket-Key: " + Heads.SampleKey + "\r\n";

        [TestMethod]
        public void Check_OtherMethods_AreRefusedWith405()
        {
            ExpectStatus(405, "POST / HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key);
            ExpectStatus(405, "HEAD / HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key);
            ExpectStatus(405, "get / HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key);
            ExpectStatus(405, "CONNECT / HTTP/1.1\r\n" + Host);
        }

        [TestMethod]
        public void Check_Http10_IsRefused()
        {
            ExpectStatus(400, "GET / HTTP/1.0\r\n" + Host + Upgrade + Connection + Version + Key);
        }

        [TestMethod]
        public void Check_UpgradeMissingOrOther_IsRefusedWith426()
        {
            ExpectStatus(426, "GET / HTTP/1.1\r\n" + Host + Connection + Version + Key);
            ExpectStatus(426, "GET / HTTP/1.1\r\n" + Host + Connection + Version + Key + "Upgrade: h2c\r\n");
            ExpectStatus(426, "GET / HTTP/1.1\r\n" + Host + Connection + Version + Key + "Upgrade: websockets\r\n");
            ExpectStatus(426, "GET / HTTP/1.1\r\n" + Host + Connection + Version + Key + "Upgrade:\r\n");
            ExpectStatus(426, "GET / HTTP/1.1\r\n" + Host);
            ExpectStatus(101, "GET / HTTP/1.1\r\n" + Host + Connection + Version + Key + "Upgrade: h2c\r\nUpgrade: WEBSOCKET\r\n");
        }

        [TestMethod]
        public void Check_ConnectionMissingOrOther_IsRefused()
        {
            ExpectStatus(400, "GET / HTTP/1.1\r\n" + Host + Upgrade + Version + Key);
            ExpectStatus(400, "GET / HTTP/1.1\r\n" + Host + Upgrade + Version + Key + "Connection: keep-alive\r\n");
            ExpectStatus(400, "GET / HTTP/1.1\r\n" + Host + Upgrade + Version + Key + "Connection: Upgraded\r\n");
            ExpectStatus(101, "GET / HTTP/1.1\r\n" + Host + Upgrade + Version + Key + "Connection: close, UPGRADE\r\n");
        }

        [TestMethod]
        public void Check_Versions_AreNegotiatedWith426()
        {
            string start = "GET / HTTP/1.1\r\n" + Host + Upgrade + Connection + Key;
            ExpectStatus(426, start);
            string[] others = { "0", "7", "8", "12", "14", "130", "255" };
            for (int i = 0; i < others.Length; i++)
            {
                ExpectStatus(426, start + "Sec-WebSocket-Version: " + others[i] + "\r\n");
            }

            string[] malformed = { "", "13, 8", "013", "00", "+13", "13.0", "x", "1 3", "256", "1300", "99999999999999999999" };
            for (int i = 0; i < malformed.Length; i++)
            {
                ExpectStatus(400, start + "Sec-WebSocket-Version: " + malformed[i] + "\r\n");
            }

            ExpectStatus(400, start + Version + Version);
            ExpectStatus(101, start + "Sec-WebSocket-Version:\t13 \r\n");
        }

        [TestMethod]
        public void Check_KeysThatAreNot16Bytes_AreRefused()
        {
            string start = "GET / HTTP/1.1\r\n" + Host + Upgrade + Connection + Version;
            ExpectStatus(400, start);
            string[] keys =
            {
                "", "x", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ===",
                "dGhlIHNhbXBsZSBub25j", "dGhlIHNhbXBsZSBub25jZQ1=", "dGhlIHNhbXBsZSBub25jZQ12", "dGhlIHNhbXBsZSBub25jZQ==dGhl",
                "dGhlIHNhbXBsZSBub25jZR==", "dGhlIHNhbXBsZSBub25jZX==", "dGhlIHNhbXBsZSBub25jZ===", "dGhlIHNhbXBsZSBub25j Q==",
                "dGhl,HNhbXBsZSBub25jZQ==", "dGhl-HNhbXBsZSBub25jZQ==", "dGhl_HNhbXBsZSBub25jZQ==", "=GhlIHNhbXBsZSBub25jZQ==",
                "dGhlIHNhbXBsZSBub25jZQ==,dGhlIHNhbXBsZSBub25jZQ==",
            };
            for (int i = 0; i < keys.Length; i++)
            {
                ExpectStatus(400, start + "Sec-WebSocket-Key: " + keys[i] + "\r\n");
            }

            ExpectStatus(400, start + Key + Key);
            ExpectStatus(101, start + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
            ExpectStatus(101, start + "Sec-WebSocket-Key: +/+/+/+/+/+/+/+/+/+/+w==\r\n");
        }

        [TestMethod]
        public void Check_EveryByteInEveryPlaceOfAKey_TakesCanonicalBase64Only()
        {
            // RFC 4648 section 4. The 22nd digit has two bits that count; then come two equals signs.
            const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            ServerHandshake server = new ServerHandshake(null);
            byte[] bytes = Ascii.GetBytes("GET / HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
            int key = bytes.Length - 4 - AcceptKey.KeyCount;
            for (int place = 0; place < AcceptKey.KeyCount; place++)
            {
                byte before = bytes[key + place];
                string allowed = place < 21 ? Digits : place == 21 ? "AQgw" : "=";
                for (int value = 0; value < 256; value++)
                {
                    bytes[key + place] = (byte)value;
                    bool isAllowed = value > 0 && value < 0x80 && allowed.IndexOf((char)value) >= 0;
                    int refusal = head.ParseRequest(bytes, 0, bytes.Length);
                    int status = refusal != 0 ? refusal : server.Check(head);
                    Assert.AreEqual(isAllowed ? 101 : 400, status, value.ToString() + " at " + place.ToString());
                }

                bytes[key + place] = before;
            }
        }

        [TestMethod]
        public void Check_ABodyAnnounced_IsRefused()
        {
            ExpectStatus(400, "GET / HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key + "Content-Length: 1\r\n");
            ExpectStatus(400, "GET / HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key + "Transfer-Encoding: chunked\r\n");
            ExpectStatus(101, "GET / HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key + "Content-Length: 0\r\n");
        }

        [TestMethod]
        public void Check_SubProtocolsThatAreMalformed_AreRefused()
        {
            string[] lists =
            {
                "", ",", " , ,\t", "a b", "a;b", "\"a\"", "a, b c", "a, (b)", "a,a", "a, b, c, b", "abc@", "chat/1", "chat, chat2, chat",
                "a=b",
            };
            string start = "GET / HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key;
            for (int i = 0; i < lists.Length; i++)
            {
                ExpectStatus(400, start + "Sec-WebSocket-Protocol: " + lists[i] + "\r\n");
            }

            ExpectStatus(400, start + "Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Protocol: a\r\n");
            ExpectStatus(400, start + "Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Protocol:\r\n");
            ExpectStatus(101, start + "Sec-WebSocket-Protocol: a, A\r\n");
        }

        [TestMethod]
        public void Check_SubProtocolsAtTheLimitAndAbove_IsTheLimit()
        {
            string list = "p0";
            for (int i = 1; i < ServerHandshake.MaxOfferedSubProtocols; i++)
            {
                list += ", p" + i.ToString();
            }

            string start = "GET / HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key;
            ExpectStatus(101, start + "Sec-WebSocket-Protocol: " + list + "\r\n");
            ExpectStatus(400, start + "Sec-WebSocket-Protocol: " + list + ", q\r\n");
        }

        [TestMethod]
        public void Check_ExtensionsThatAreMalformed_AreRefused()
        {
            string[] lists =
            {
                "", ",", ";", "a;", "a;;b", "a; =b", "a;b=", "a;b=,c", "a b", "a;b c", "a;b=\"", "a;b=\"c", "a;b=\"\"", "a;b=\"c d\"",
                "a;b=\"c\"d", "=a", "a=b", "a/b", "(a)", "a;b=c=d", "a;b=\"c\\", "a;b=\"\\\"\"", "permessage-deflate; client_max_window_bits;",
                "permessage-deflate client_max_window_bits", "permessage-deflate; [client_max_window_bits]",
            };
            string start = "GET / HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key;
            for (int i = 0; i < lists.Length; i++)
            {
                ExpectStatus(400, start + "Sec-WebSocket-Extensions: " + lists[i] + "\r\n");
            }

            ExpectStatus(400, start + "Sec-WebSocket-Extensions: a\r\nSec-WebSocket-Extensions: b;\r\n");
            ExpectStatus(101, start + "Sec-WebSocket-Extensions: a\r\nSec-WebSocket-Extensions: b;c\r\n");
        }

        [TestMethod]
        public void Check_HeadThatTheParserRefused_IsRefusedAlike()
        {
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            Assert.AreEqual(505, Heads.OfRequest(head, "GET / HTTP/2.0\r\n\r\n"), "parse");
            Assert.AreEqual(505, new ServerHandshake(null).Check(head), "check");
        }

        private static void ExpectStatus(int status, string lines)
        {
            HttpHead head = new HttpHead(HttpHead.DefaultMaxHeaders);
            int refusal = Heads.OfRequest(head, lines + "\r\n");
            Assert.AreEqual(status, refusal != 0 ? refusal : new ServerHandshake(null).Check(head), lines);
        }
    }
}
