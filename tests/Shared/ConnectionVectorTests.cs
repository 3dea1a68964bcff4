using Nanowire.WebSockets.Protocol;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace Nanowire.Tests
{
    /// <summary>
    /// What a connection makes of a peer's stream: events, answer and end, in both roles, the stream whole, byte by byte and
    /// cut at every position. (The decoder's own vectors are cut by <see cref="DecoderDriver"/>.)
    /// </summary>
    [TestClass]
    public class ConnectionVectorTests
    {
        private const string Open = "open 1006 read";

        [TestMethod]
        public void Connection_Messages_AreGivenInEveryCut()
        {
            Check("81 05|48656c6c6f", "text 48656c6c6f.", "", Open);
            Check("82 03|00ff80", "bin 00ff80.", "", Open);
            Check("81 00|; 82 00|", "text . bin .", "", Open);
            Check("01 02|4865; 00 00|; 80 03|6c6c6f; 81 01|61", "text 48656c6c6f. text 61.", "", Open);
            Check("02 00|; 80 00|; 81 01|62", "bin . text 62.", "", Open);

            // A code point across three frames, section 5.6.
            Check("01 01|f0; 00 02|9f98; 80 01|89", "text f09f9889.", "", Open);
        }

        [TestMethod]
        public void Connection_ControlFramesAmongFragments_AreAnsweredInEveryCut()
        {
            // Sections 5.4 and 5.5.2.
            Check("89 00|", "ping ", "pong ", Open);
            Check("89 02|6869; 8a 01|78; 89 01|79", "ping 6869 pong 78 ping 79", "pong 6869 pong 79", Open);
            Check("01 01|61; 89 01|31; 00 01|62; 8a 00|; 80 01|63", "ping 31 pong  text 616263.", "pong 31", Open);
        }

        [TestMethod]
        public void Connection_Close_IsAnsweredInEveryCut()
        {
            // Section 5.5.1: the status comes back; what follows is not looked at, section 1.4.
            Check("88 02|03e8", "close 03e8", "close 03e8", "closed 1000 clean");
            Check("88 05|0fa0627965", "close 0fa0627965", "close 0fa0", "closed 4000 clean");
            Check("88 00|", "close ", "close ", "closed 1005 clean");
            Check("88 00|; 82 02|03e8", "close ", "close ", "closed 1005 clean");
            Check("88 02|03e9; 81 01|61; 89 00|", "close 03e9", "close 03e9", "closed 1001 clean");
            Check("88 02|03e9; ff ff", "close 03e9", "close 03e9", "closed 1001 clean");
            Check("01 01|61; 88 02|03e8", "close 03e8", "close 03e8", "closed 1000 clean");
            Check("81 01|61; 89 01|31; 88 04|1387c3a9", "text 61. ping 31 close 1387c3a9", "pong 31 close 1387", "closed 4999 clean");
        }

        [TestMethod]
        public void Connection_BrokenRule_FailsItInEveryCut()
        {
            // Section 7.1.7: a Close with the status of the rule, and nothing after it.
            CheckFailed("f1 00|", 1002);
            CheckFailed("83 00|", 1002);
            CheckFailed("8b 00|", 1002);
            CheckFailed("09 00|", 1002);
            CheckFailed("80 01|61", 1002);
            CheckFailed("88 01|03", 1002);
            CheckFailed("88 02|03ed", 1002);
            CheckFailed("88 02|03ec", 1002);
            CheckFailed("88 02|03f7", 1002);
            CheckFailed("88 02|0bb7", 1002);
            CheckFailed("88 02|1388", 1002);
            CheckFailed("89 7e 0000|", 1002);
            CheckFailed("82 7e 007d|", 1002);
            CheckFailed("82 7f 000000000000ffff|", 1002);
            CheckFailed("82 7f 8000000000000000|", 1002);
            CheckFailed("81 01|80", 1007);
            CheckFailed("81 02|c3c3", 1007);
            CheckFailed("81 01|c3", 1007);
            CheckFailed("88 03|03e8ff", 1007);
            CheckFailed("88 03|03e8c3", 1007);
            CheckFailed("82 7f 0000000080000000|", 1009);
        }

        [TestMethod]
        public void Connection_BrokenRuleBehindOtherFrames_FailsItInEveryCut()
        {
            Check("81 01|61; 89 01|31; 84 00|; 81 01|62", "text 61. ping 31 violation 1002", "pong 31 close 03ea", "aborted 1002 read");
            Check("01 01|61; 89 00|; 81 01|62", "ping  violation 1002", "pong  close 03ea", "aborted 1002 read");
            Check("01 01|61; 80 01|ff; 89 00|", "violation 1007", "close 03ef", "aborted 1007 read");
            Check("01 01|61; 00 01|62; 00 01|63; 80 01|64", "violation 1008", "close 03f0", "aborted 1008 read", new FrameLimits(100, 3));
            Check("01 02|6162; 80 02|6364", "violation 1009", "close 03f1", "aborted 1009 read", new FrameLimits(3, 3));
        }

        [TestMethod]
        public void Connection_FrameOfTheWrongRole_FailsItInEveryCut()
        {
            // Section 5.1: a client's frames are masked, a server's are not.
            for (int role = 0; role < 2; role++)
            {
                byte[] stream = Vector.Build("82 01|61", role != 0);
                CheckStream(role == 0, stream, "violation 1002", "close 03ea", "aborted 1002 read", new FrameLimits(100, 3));
            }
        }

        [TestMethod]
        public void Connection_AfterOwnClose_WaitsForThePeersInEveryCut()
        {
            // Section 5.5.1: messages under way are dropped, pings need no answer any more (5.5.2).
            const string Vectors = "81 01|61; 89 01|31; 8a 00|; 01 01|62; 88 02|03e8";
            for (int role = 0; role < 2; role++)
            {
                bool isServer = role == 0;
                byte[] stream = Vector.Build(Vectors, isServer);
                for (int cut = 1; cut <= stream.Length; cut++)
                {
                    ProtocolDriver end = new ProtocolDriver(isServer, 1024, new FrameLimits(100, 3));
                    end.Close(4001, null);
                    string trace = Join(end.ReceiveBytes(stream, 0, cut), end.ReceiveBytes(stream, cut, stream.Length - cut));
                    Assert.AreEqual("ping 31 pong  close 03e8", trace, end.Role + "cut at " + cut.ToString());
                    Assert.AreEqual("close 0fa1", end.Sent(), end.Role + "cut at " + cut.ToString());
                    Assert.AreEqual("closed 1000 clean" + Left(isServer), end.Status(), end.Role + "cut at " + cut.ToString());
                }
            }
        }

        private static void CheckFailed(string vector, int status)
        {
            string close = "close " + ProtocolDriver.HexOf(new byte[] { (byte)(status >> 8), (byte)status });
            string end = "aborted " + status.ToString() + " read";
            Check(vector, "violation " + status.ToString(), close, end, new FrameLimits(100000, 64));
        }

        private static void Check(string vector, string events, string sent, string status)
        {
            Check(vector, events, sent, status, new FrameLimits(100000, 64));
        }

        private static void Check(string vector, string events, string sent, string status, FrameLimits limits)
        {
            for (int role = 0; role < 2; role++)
            {
                bool isServer = role == 0;
                string end = status.StartsWith("closed") ? status + Left(isServer) : status;
                CheckStream(isServer, Vector.Build(vector, isServer), events, sent, end, limits);
            }
        }

        private static void CheckStream(bool isServer, byte[] stream, string events, string sent, string status, FrameLimits limits)
        {
            // 0 stands for byte by byte, the stream's length for the whole.
            for (int cut = 0; cut <= stream.Length; cut++)
            {
                ProtocolDriver end = new ProtocolDriver(isServer, 1024, limits);
                string trace = "";
                for (int at = 0; at < stream.Length;)
                {
                    int count = cut == 0 ? 1 : at == 0 ? cut : stream.Length - at;
                    trace = Join(trace, end.ReceiveBytes(stream, at, count));
                    at += count;
                }

                string how = end.Role + ProtocolDriver.HexOf(stream) + " cut at " + cut.ToString();
                Assert.AreEqual(events, trace, how);
                Assert.AreEqual(sent, end.Sent(), how);
                Assert.AreEqual(status, end.Status(), how);
            }
        }

        /// <summary>After both Close frames a server closes first, a client waits for that (section 7.1.1).</summary>
        private static string Left(bool isServer)
        {
            return isServer ? " read disconnect" : " read";
        }

        private static string Join(string a, string b)
        {
            return a.Length > 0 && b.Length > 0 ? a + " " + b : a + b;
        }
    }
}
