using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>Headers that are lists: tokens, codings with weights, entity tags.</summary>
    [TestClass]
    public class HttpHeadListTests
    {
        [TestMethod]
        public void HasToken_ListsOfAllShapes_AreSearched()
        {
            ExpectUpgradeToken(true, "Connection: Upgrade\r\n");
            ExpectUpgradeToken(true, "Connection: upgrade\r\n");
            ExpectUpgradeToken(true, "cOnNeCtIoN:UPGRADE\r\n");
            ExpectUpgradeToken(true, "Connection: keep-alive, Upgrade\r\n");
            ExpectUpgradeToken(true, "Connection: Upgrade,keep-alive\r\n");
            ExpectUpgradeToken(true, "Connection: ,, \tupgrade\t ,\r\n");
            ExpectUpgradeToken(true, "Connection: a,b,c,Upgrade,d\r\n");
            ExpectUpgradeToken(true, "Connection: keep-alive\r\nConnection: Upgrade\r\n");
            ExpectUpgradeToken(true, "Connection: keep-alive\r\nX: y\r\nConnection:\r\nCONNECTION: a, upgrade\r\n");
            ExpectUpgradeToken(false, "Connection: keep-alive\r\n");
            ExpectUpgradeToken(false, "Connection:\r\n");
            ExpectUpgradeToken(false, "Connection: , ,\r\n");
            ExpectUpgradeToken(false, "Connection: upgrades\r\n");
            ExpectUpgradeToken(false, "Connection: upgrad\r\n");
            ExpectUpgradeToken(false, "Connection: up grade\r\n");
            ExpectUpgradeToken(false, "Connection: \"upgrade\"\r\n");
            ExpectUpgradeToken(false, "Connection: keep-alive Upgrade\r\n");
            ExpectUpgradeToken(false, "Connection: upgrade;q=1\r\n");
            ExpectUpgradeToken(false, "X-Connection: upgrade\r\n");
            ExpectUpgradeToken(false, "");
        }

        [TestMethod]
        public void HasToken_ManyLines_AreAllKept()
        {
            // As many lines of one header as a head may have.
            HttpHead head = new HttpHead(32);
            string lines = "";
            for (int i = 0; i < 30; i++)
            {
                lines += "Connection: t" + i.ToString() + "\r\n";
            }

            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get(lines + "Connection: Upgrade\r\n")), "verdict");
            for (int i = 0; i < 30; i++)
            {
                Assert.IsTrue(head.HasToken(HttpHeader.Connection, Ascii.GetBytes("t" + i.ToString())), i.ToString());
            }

            Assert.IsTrue(head.HasToken(HttpHeader.Connection, Ascii.GetBytes("upgrade")), "the last");
            Assert.IsFalse(head.HasToken(HttpHeader.Connection, Ascii.GetBytes("t30")), "none of them");
            Assert.AreEqual("t0", Heads.Value(head, HttpHeader.Connection), "TryGet gives the first");
        }

        [TestMethod]
        public void AcceptsGzip_CodingsAndWeights_AreHonored()
        {
            ExpectGzip(true, "gzip");
            ExpectGzip(true, "GZip");
            ExpectGzip(true, "x-gzip");
            ExpectGzip(true, "gzip, deflate, br, zstd");
            ExpectGzip(true, "br;q=1.0, gzip;q=0.8, *;q=0.1");
            ExpectGzip(true, "br , gzip ; q=0.001 ");
            ExpectGzip(true, "deflate,gzip;Q=1");
            ExpectGzip(true, "gzip;q=1.000");
            ExpectGzip(true, "gzip;q=1.");
            ExpectGzip(true, "*");
            ExpectGzip(true, "br, *;q=0.5");
            ExpectGzip(true, "*;q=0, gzip");
            ExpectGzip(true, ",,gzip");
            ExpectGzip(false, "");
            ExpectGzip(false, "br");
            ExpectGzip(false, "identity");
            ExpectGzip(false, "gzip;q=0");
            ExpectGzip(false, "gzip;q=0.000");
            ExpectGzip(false, "gzip; q=0.");
            ExpectGzip(false, "gzip;q=0, *");
            ExpectGzip(false, "*, gzip;q=0");
            ExpectGzip(false, "*;q=0");
            ExpectGzip(false, "identity, *;q=0.0");
            ExpectGzip(false, "xgzip");
            ExpectGzip(false, "gzipx");
            ExpectGzip(false, "y-gzip");
            ExpectGzip(false, "gzip;q=");
            ExpectGzip(false, "gzip;q=2");
            ExpectGzip(false, "gzip;q=1.001");
            ExpectGzip(false, "gzip;q=0.0001");
            ExpectGzip(false, "gzip;q=0.5x");
            ExpectGzip(false, "gzip;level=1");
            ExpectGzip(false, "gzip;");
            ExpectGzip(false, "gzip q=1");
        }

        [TestMethod]
        public void AcceptsGzip_SeveralLinesOrNone_AreTakenTogether()
        {
            HttpHead head = new HttpHead(8);
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get("")), "none");
            Assert.IsFalse(head.AcceptsGzip(), "none");
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get("Accept-Encoding: br\r\nAccept-Encoding: gzip\r\n")), "two");
            Assert.IsTrue(head.AcceptsGzip(), "two");
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get("Accept-Encoding: *\r\nAccept-Encoding: gzip;q=0\r\n")), "refused");
            Assert.IsFalse(head.AcceptsGzip(), "refused");
        }

        [TestMethod]
        public void MatchesEntityTag_Lists_AreComparedWeakly()
        {
            // RFC 9110 sections 8.8.3.2 and 13.1.2.
            ExpectTag(true, "\"abc\"");
            ExpectTag(true, "W/\"abc\"");
            ExpectTag(true, "*");
            ExpectTag(true, "\"x\", \"abc\"");
            ExpectTag(true, "\"x\",W/\"abc\",\"y\"");
            ExpectTag(true, " , \"a,b\" ,\t\"abc\"");
            ExpectTag(true, "\"\", \"abc\"");
            ExpectTag(false, "");
            ExpectTag(false, "abc");
            ExpectTag(false, "\"abcd\"");
            ExpectTag(false, "\"ab\"");
            ExpectTag(false, "\"ABC\"");
            ExpectTag(false, "\"abc");
            ExpectTag(false, "w/\"abc\"");
            ExpectTag(false, "W/");
            ExpectTag(false, "W/abc");
            ExpectTag(false, "\"x\"abc\"y\"");
            ExpectTag(false, "**");
            ExpectTag(false, "\"x\" *");
        }

        [TestMethod]
        public void MatchesEntityTag_SecondLineOrNone_IsSeen()
        {
            HttpHead head = new HttpHead(8);
            byte[] tag = Ascii.GetBytes("\"abc\"");
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get("")), "none");
            Assert.IsFalse(head.MatchesEntityTag(tag), "none");
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get("If-None-Match: \"x\"\r\nIf-None-Match: \"abc\"\r\n")), "two");
            Assert.IsTrue(head.MatchesEntityTag(tag), "two");
        }

        private static void ExpectUpgradeToken(bool expected, string lines)
        {
            HttpHead head = new HttpHead(8);
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get(lines)), lines);
            Assert.AreEqual(expected, head.HasToken(HttpHeader.Connection, Ascii.GetBytes("upgrade")), lines);
        }

        private static void ExpectGzip(bool expected, string value)
        {
            HttpHead head = new HttpHead(8);
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get("Accept-Encoding: " + value + "\r\n")), value);
            Assert.AreEqual(expected, head.AcceptsGzip(), value);
        }

        private static void ExpectTag(bool expected, string value)
        {
            HttpHead head = new HttpHead(8);
            Assert.AreEqual(0, Heads.OfRequest(head, Heads.Get("If-None-Match: " + value + "\r\n")), value);
            Assert.AreEqual(expected, head.MatchesEntityTag(Ascii.GetBytes("\"abc\"")), value);
        }
    }
}
