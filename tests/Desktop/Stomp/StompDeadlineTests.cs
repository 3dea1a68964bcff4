using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nanowire.WebSockets;
using Nanowire.WebSockets.Stomp;

namespace Nanowire.Tests.Stomp
{
    /// <summary>Heart-beats and deadlines, to the millisecond.</summary>
    [TestClass]
    public sealed class StompDeadlineTests
    {
        [TestMethod]
        [DataRow(10000, 10000, "0,0", 0, 0)]
        [DataRow(10000, 10000, "5000,20000", 20000, 10000)]
        [DataRow(0, 10000, "5000,20000", 0, 10000)]
        [DataRow(10000, 0, "5000,20000", 20000, 0)]
        [DataRow(10000, 20000, "30000,0", 0, 30000)]
        public void Intervals_AreTheSlowerOfBoth(int send, int receive, string theirs, int expectedSend, int expectedReceive)
        {
            StompFixture fixture = new StompFixture(o =>
            {
                o.HeartBeatSendMs = send;
                o.HeartBeatReceiveMs = receive;
            });
            fixture.Open();
            fixture.Say("CONNECTED\nversion:1.2\nheart-beat:" + theirs + "\n\n^@");
            Assert.AreEqual(expectedSend, fixture.Client.SendIntervalMs);
            Assert.AreEqual(expectedReceive, fixture.Client.ReceiveIntervalMs);
        }

        [TestMethod]
        public void HeartBeats_AreSentWhereNothingElseWas()
        {
            StompFixture fixture = Open("0,8000");
            fixture.Pass(5999);
            Assert.AreEqual(string.Empty, fixture.Sent);
            fixture.Pass(1);
            Assert.AreEqual("\n", fixture.Sent);
            fixture.Pass(5999);
            Assert.AreEqual(string.Empty, fixture.Sent);
            fixture.Client.Begin("t", false);
            fixture.Pass(1);
            Assert.AreEqual("BEGIN\ntransaction:t\n\n^@", fixture.Sent);
            fixture.Pass(5998);
            Assert.AreEqual(string.Empty, fixture.Sent);
            fixture.Pass(1);
            Assert.AreEqual("\n", fixture.Sent);
        }

        [TestMethod]
        public void HeartBeats_ThatDoNotCome_EndIt()
        {
            StompFixture fixture = Open("8000,0");
            fixture.Pass(9999);
            fixture.Say("\n");
            fixture.Pass(9999);
            Assert.AreEqual(string.Empty, fixture.Said);
            fixture.Pass(1);
            Assert.AreEqual("disconnected HeartBeatTimeout", fixture.Said);
        }

        [TestMethod]
        public void Connected_ThatDoesNotCome_EndsIt()
        {
            StompFixture fixture = new StompFixture(o => o.ConnectTimeoutMs = 700);
            fixture.Open();
            fixture.Pass(699);
            fixture.Say("\n");
            Assert.AreEqual(StompState.Connecting, fixture.Client.State);
            fixture.Pass(1);
            Assert.AreEqual("disconnected ConnectTimeout", fixture.Said);
        }

        [TestMethod]
        public void Receipt_ThatDoesNotCome_IsToldAndTheSessionGoesOn()
        {
            StompFixture fixture = StompFixture.Connect("1.2", o => o.ReceiptTimeoutMs = 700);
            fixture.Client.Begin("t", true);
            fixture.Pass(0);
            fixture.Client.Begin("u", true);
            fixture.Pass(699);
            Assert.AreEqual(string.Empty, fixture.Said);
            fixture.Pass(1);
            Assert.AreEqual("receipt 1 False | receipt 2 False", fixture.Said);
            fixture.Say("RECEIPT\nreceipt-id:1\n\n^@");
            Assert.AreEqual(string.Empty, fixture.Said);
            Assert.AreEqual(StompState.Connected, fixture.Client.State);
        }

        [TestMethod]
        public void Disconnect_WithoutAReceipt_ClosesTheWebSocketAllTheSame()
        {
            StompFixture fixture = StompFixture.Connect("1.2", o => o.ReceiptTimeoutMs = 700);
            fixture.Client.Disconnect();
            fixture.Pass(699);
            Assert.AreEqual(WebSocketState.Open, fixture.Socket.State);
            fixture.Pass(1);
            Assert.AreEqual("receipt 1 False | disconnected None", fixture.Said);
            Assert.AreEqual(WebSocketState.Closed, fixture.Socket.State);
        }

        private static StompFixture Open(string heartBeat)
        {
            StompFixture fixture = new StompFixture(o =>
            {
                o.HeartBeatSendMs = 8000;
                o.HeartBeatReceiveMs = 8000;
                o.HeartBeatToleranceMs = 2000;
            });
            fixture.Open();
            fixture.Say("CONNECTED\nversion:1.2\nheart-beat:" + heartBeat + "\n\n^@");
            _ = fixture.Sent + fixture.Said;
            return fixture;
        }
    }
}
